import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join, relative, resolve, sep } from 'node:path';
import { type GitPlace, git } from './git.js';
import { GitError } from './git-error.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import { textPieces } from './pieces.js';
import { isFolder } from './repository.js';
import type { LookupOptions } from './tree.js';

/** Which documents: paths as the user typed them in `cwd`, of the work tree or as they are staged. */
export interface DocumentQuery extends LookupOptions {
  readonly paths: readonly string[];
  readonly staged: boolean;
  readonly cwd: string;
  /** What else is judged like a document, as a record of a team in YAML is; default: Markdown alone. */
  readonly isRecord?: (path: string) => boolean;
}

const MARKDOWN = /\.(?:md|markdown)$/i;
const STAGED = [
  'diff',
  '--cached',
  '-z',
  '--name-only',
  '--diff-filter=ACMRT',
  '--no-renames',
  '--no-ext-diff',
];

/**
 * Markdown documents, and records, from the root of the repository, in order, each once. A folder stands for the files below it that git
 * tracks or would track; a file that is named counts whatever git knows of it. No path at all means all that is staged.
 */
export async function listDocuments(repo: GitPlace, query: DocumentQuery): Promise<readonly string[]> {
  const { signal } = query;
  const documentsOf = (paths: readonly string[]): string[] =>
    [...new Set(paths.filter((path) => MARKDOWN.test(path) || query.isRecord?.(path) === true))].sort();
  const asked = query.paths.map((path) => fromRoot(repo, query.cwd, path));
  if (query.staged || asked.length === 0) {
    const scope = asked.length === 0 ? [] : ['--', ...asked];
    const output = await git(
      repo,
      ['--literal-pathspecs', ...NEUTRAL_CONFIG, ...STAGED, '--no-relative', ...scope],
      { signal },
    );
    return documentsOf(textPieces(output));
  }
  const folders: string[] = [];
  const files: string[] = [];
  for (const path of asked) ((await isFolder(join(repo.directory, path))) ? folders : files).push(path);
  const list = [
    '--literal-pathspecs',
    'ls-files',
    '-z',
    '--cached',
    '--others',
    '--exclude-standard',
    '--',
    ...folders,
  ];
  const below = folders.length === 0 ? [] : documentsOf(textPieces(await git(repo, list, { signal })));
  const there = await Promise.all(
    below.map(async (path) => ((await isFile(join(repo.directory, path))) ? [path] : [])),
  );
  return [...new Set([...files, ...there.flat()])].sort();
}

/** Text of a document in the work tree, or as it is staged. Bytes that are no UTF-8 become U+FFFD. */
export async function readDocument(
  repo: GitPlace,
  path: string,
  { staged, signal }: { readonly staged: boolean } & LookupOptions,
): Promise<string> {
  if (staged) return (await git(repo, ['cat-file', 'blob', `:0:${path}`], { signal })).toString('utf8');
  try {
    return await readFile(join(repo.directory, path), 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'unreadable';
    const why = code === 'ENOENT' ? 'there is no such file' : `it can't be read (${code})`;
    throw new GitError(
      'no-such-file',
      `${path}: ${why}`,
      'name a Markdown file or a folder of this repository',
    );
  }
}

/** Those of the paths that are there as files or folders of the work tree, as they were given. */
export async function pathsInWorkTree(
  repo: GitPlace,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const inside = paths.filter((path) => !path.split('/').includes('..'));
  const there = await Promise.all(
    inside.map((path) =>
      stat(join(repo.directory, path)).then(
        () => [path],
        () => [],
      ),
    ),
  );
  return new Set(there.flat());
}

function fromRoot(repo: GitPlace, cwd: string, path: string): string {
  const found = relative(repo.directory, resolve(cwd, path)).split(sep).join('/');
  if (found === '..' || found.startsWith('../') || isAbsolute(found)) {
    throw new GitError(
      'no-such-file',
      `${path} lies outside this repository`,
      'name a path below its root, or another --repo',
    );
  }
  return found === '' ? '.' : found;
}

async function isFile(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}
