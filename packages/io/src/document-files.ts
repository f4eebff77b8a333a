import { askGit, type GitPlace } from './git.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import { checkRevisions } from './revisions.js';
import { type LookupOptions, readBlob } from './tree.js';
import { listTree } from './tree-files.js';

/** Markdown, whatever the case of its ending. */
export const DOCUMENT_PATHS: readonly string[] = [':(icase)*.md', ':(icase)*.markdown'];

/** A file of a revision with the id of its content. */
export interface DocumentFile {
  readonly path: string;
  readonly blob: string;
}

/** Which files are wanted: by their path, or because they say at their beginning of which kind they are. */
export interface DocumentFilesQuery extends LookupOptions {
  readonly rev: string;
  readonly isWanted: (path: string) => boolean;
}

/** So many texts are in memory at once. */
const AT_ONCE = 64;

/**
 * Files of a revision that are documents by their path, and Markdown with a line `kind: …`, whatever it stands for. In order of
 * their paths; an empty repository has none.
 */
export async function listDocumentFiles(
  repo: GitPlace,
  { rev, isWanted, signal }: DocumentFilesQuery,
): Promise<readonly DocumentFile[]> {
  checkRevisions([rev]);
  const [tree, declared] = await Promise.all([
    listTree(repo, { rev }, { signal }),
    declaring(repo, rev, signal),
  ]);
  return tree.flatMap(({ path, blob }) =>
    blob !== null && (declared.has(path) || isWanted(path)) ? [{ path, blob }] : [],
  );
}

/** Paths of Markdown with a line that may name a kind; git reads them faster than anybody else. Attributes of the work tree, by which some count as binary, have no say. */
async function declaring(
  repo: GitPlace,
  rev: string,
  signal: AbortSignal | undefined,
): Promise<ReadonlySet<string>> {
  const command = ['grep', '-l', '-z', '-a', '--full-name', '-e', '^kind:[[:space:]]', rev, '--'];
  const said = await askGit(repo, [...NEUTRAL_CONFIG, ...command, ...DOCUMENT_PATHS], { signal });
  return new Set((said ?? '').split('\0').map((name) => name.slice(rev.length + 1)));
}

/** Reads the texts of files some at a time, each content once, in the order of the files. */
export async function* readDocumentTexts(
  repo: GitPlace,
  files: readonly DocumentFile[],
): AsyncGenerator<readonly { readonly file: DocumentFile; readonly text: string }[], void, undefined> {
  for (let start = 0; start < files.length; start += AT_ONCE) {
    const some = files.slice(start, start + AT_ONCE);
    const texts = new Map<string, Promise<string>>();
    for (const { blob } of some) if (!texts.has(blob)) texts.set(blob, readBlob(repo, blob));
    yield await Promise.all(some.map(async (file) => ({ file, text: (await texts.get(file.blob)) ?? '' })));
  }
}
