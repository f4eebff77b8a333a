import { posix } from 'node:path';
import { askGit, type GitPlace } from './git.js';
import { askContents, askNames, type GitObject } from './objects.js';

/** Every look-up may be ended from outside. */
export interface LookupOptions {
  readonly signal?: AbortSignal | undefined;
}

const SPACE = 0x20;

/** Paths of which somebody asks whether they exist at a revision, or in the index where `rev` is null. */
export interface PathQuestion {
  readonly rev: string | null;
  readonly paths: readonly string[];
}

/**
 * Those of the paths that exist, as a file or a folder, in the tree of a commit, or in the index where `rev` is null; as they
 * were given. Paths count from the root of the repository, a leading `/` or `./` and a closing `/` make no difference.
 */
export async function readExisting(
  repo: GitPlace,
  rev: string | null,
  paths: readonly string[],
  options: LookupOptions = {},
): Promise<ReadonlySet<string>> {
  return (await readExistingMany(repo, [{ rev, paths }], options))[0] ?? new Set();
}

/** The same for many revisions at once, in their order: one round trip to git, whatever their number. */
export async function readExistingMany(
  repo: GitPlace,
  questions: readonly PathQuestion[],
  { signal }: LookupOptions = {},
): Promise<readonly ReadonlySet<string>[]> {
  const found = questions.map(() => new Set<string>());
  const asked = questions.flatMap(({ rev, paths }, at) =>
    paths.flatMap((path) => {
      const clean = cleanPath(path);
      return clean === null ? [] : [{ at, rev, path, clean }];
    }),
  );
  const stored = asked.filter(({ rev }) => rev !== null);
  const objects = await readObjects(
    repo,
    stored.map(({ rev, clean }) => `${rev}:${clean}`),
    signal,
  );
  for (const [index, { at, path }] of stored.entries()) if (objects[index] !== null) found[at]?.add(path);
  for (const { at, rev, path, clean } of asked) {
    if (rev === null && (await isStaged(repo, clean))) found[at]?.add(path);
  }
  return found;
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

/** Names that are going to be asked for together. */
interface Batch {
  readonly names: string[];
  readonly objects: Promise<readonly (GitObject | null)[]>;
}

const gathering = new WeakMap<GitPlace, Batch>();

/** Type and id of each object by its name, or null where there is none. One round trip for all who ask at the same time. */
export async function readObjects(
  repo: GitPlace,
  names: readonly string[],
  signal?: AbortSignal,
): Promise<readonly (GitObject | null)[]> {
  if (names.length === 0) return [];
  const batch = gathering.get(repo) ?? gather(repo, signal);
  const start = batch.names.length;
  batch.names.push(...names);
  return (await batch.objects).slice(start, start + names.length);
}

function gather(repo: GitPlace, signal: AbortSignal | undefined): Batch {
  const names: string[] = [];
  const objects = Promise.resolve().then(() => {
    gathering.delete(repo);
    return askObjects(repo, names, signal);
  });
  const batch = { names, objects };
  gathering.set(repo, batch);
  return batch;
}

async function askObjects(
  repo: GitPlace,
  names: readonly string[],
  signal: AbortSignal | undefined,
): Promise<readonly (GitObject | null)[]> {
  // A name of two lines would be two questions.
  const asked = names.filter((name) => !name.includes('\n'));
  const alone = new Map<string, GitObject | null>();
  if (asked.length < names.length) {
    for (const name of names) if (name.includes('\n')) alone.set(name, await askAlone(repo, name, signal));
  }
  if (asked.length === 0) return names.map((name) => alone.get(name) ?? null);
  const lines = (await askNames(repo, asked, signal)).values();
  return names.map((name) => {
    if (alone.has(name)) return alone.get(name) ?? null;
    const [, type, id] = /^(blob|tree|commit|tag) ([0-9a-f]{40,64})$/.exec(lines.next().value ?? '') ?? [];
    return type === undefined || id === undefined ? null : { type, id };
  });
}

async function askAlone(
  repo: GitPlace,
  name: string,
  signal: AbortSignal | undefined,
): Promise<GitObject | null> {
  const id = await askGit(repo, ['rev-parse', '--verify', '--quiet', name], { signal });
  const type = id === null ? null : await askGit(repo, ['cat-file', '-t', id], { signal });
  return id === null || type === null ? null : { type, id };
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
  if (path.includes('\0')) return null;
  const clean = posix.normalize(path.replace(/^\/+/, '')).replace(/\/+$/, '');
  return clean === '' || clean === '.' || clean === '..' || clean.startsWith('../') ? null : clean;
}

/** In the index only files stand; a folder is there when something below it is. */
async function isStaged(repo: GitPlace, path: string): Promise<boolean> {
  const files = await askGit(repo, ['--literal-pathspecs', 'ls-files', '-z', '--cached', '--', path]);
  return files !== null && files !== '';
}

/** Text of a blob by its id. */
export async function readBlob(repo: GitPlace, id: string): Promise<string> {
  return (await askContents(repo, { type: 'blob', id })).toString('utf8');
}

/** Names in a folder of a revision; none where it is missing, or a file. */
export async function readNames(repo: GitPlace, rev: string, folder: string): Promise<readonly string[]> {
  const [tree] = await readObjects(repo, [`${rev}:${folder}`]);
  if (tree?.type !== 'tree') return [];
  const bytes = await askContents(repo, tree);
  const names: string[] = [];
  // Each entry is its mode, a space, its name, NUL and the bytes of its id.
  for (let at = 0; at < bytes.length; ) {
    const start = bytes.indexOf(SPACE, at) + 1;
    const end = bytes.indexOf(0, start);
    names.push(bytes.toString('utf8', start, end));
    at = end + 1 + tree.id.length / 2;
  }
  return names;
}
