import { posix } from 'node:path';
import { converse, countingByte } from './conversation.js';
import { askGit, type GitPlace, git } from './git.js';

/** Every look-up may be ended from outside. */
export interface LookupOptions {
  readonly signal?: AbortSignal | undefined;
}

const LINE = 0x0a;

/**
 * Those of the paths that exist, as a file or a folder, in the tree of a commit, or in the index where `rev` is null; as they
 * were given. Paths count from the root of the repository, a leading `/` or `./` and a closing `/` make no difference.
 */
export async function readExisting(
  repo: GitPlace,
  rev: string | null,
  paths: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlySet<string>> {
  const asked = paths.flatMap((path) => {
    const clean = cleanPath(path);
    return clean === null ? [] : [{ path, clean }];
  });
  if (asked.length === 0) return new Set();
  if (rev === null) {
    const found = new Set<string>();
    for (const { path, clean } of asked) if (await isStaged(repo, clean)) found.add(path);
    return found;
  }
  const types = await objectTypes(
    repo,
    asked.map(({ clean }) => `${rev}:${clean}`),
    signal,
  );
  return new Set(asked.filter((_, at) => types[at] !== null).map(({ path }) => path));
}

/** Those of the names (full or short shas) that a commit of this repository has, as they were given. */
export async function readShas(
  repo: GitPlace,
  names: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlySet<string>> {
  const shas = names.filter((name) => /^[0-9a-f]{4,64}$/i.test(name));
  if (shas.length === 0) return new Set();
  const types = await objectTypes(
    repo,
    shas.map((sha) => `${sha}^{commit}`),
    signal,
  );
  return new Set(shas.filter((_, at) => types[at] === 'commit'));
}

/** Type and id of each object by its name, or null where there is none. One round trip for all. */
export async function readObjects(
  repo: GitPlace,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly ({ readonly type: string; readonly id: string } | null)[]> {
  if (names.length === 0) return [];
  const conversation = converse(repo, ['cat-file', '--batch-check=%(objecttype) %(objectname)']);
  const question = names.map((name) => `${name}\n`).join('');
  const answer = await conversation.ask(question, countingByte(LINE, names.length), signal);
  return answer
    .toString('utf8')
    .split('\n')
    .slice(0, names.length)
    .map((line) => {
      const match = /^(blob|tree|commit|tag) ([0-9a-f]{40,64})$/.exec(line);
      return match === null ? null : { type: match[1] ?? '', id: match[2] ?? '' };
    });
}

async function objectTypes(
  repo: GitPlace,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly (string | null)[]> {
  return (await readObjects(repo, names, signal)).map((object) => object?.type ?? null);
}

/** A path from the root without detours, or null where it leaves the repository or can't be asked for. */
export function cleanPath(path: string): string | null {
  if (/[\n\0]/.test(path)) return null;
  const clean = posix.normalize(path.replace(/^\/+/, '')).replace(/\/+$/, '');
  return clean === '' || clean === '.' || clean === '..' || clean.startsWith('../') ? null : clean;
}

/** In the index only files stand; a folder is there when something below it is. */
async function isStaged(repo: GitPlace, path: string): Promise<boolean> {
  const files = await askGit(repo, ['--literal-pathspecs', 'ls-files', '-z', '--cached', '--', path]);
  return files !== null && files !== '';
}

/** Text of a file at a revision, or undefined where that revision has no such file. Bytes that are no UTF-8 become U+FFFD. */
export async function readFileAt(repo: GitPlace, rev: string, path: string): Promise<string | undefined> {
  const clean = cleanPath(path);
  if (clean === null) return undefined;
  const [object] = await readObjects(repo, [`${rev}:${clean}`]);
  return object?.type === 'blob' ? readBlob(repo, object.id) : undefined;
}

/** Text of a blob by its id. */
export async function readBlob(repo: GitPlace, id: string): Promise<string> {
  return (await git(repo, ['cat-file', 'blob', id])).toString('utf8');
}
