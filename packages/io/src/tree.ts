import { posix } from 'node:path';
import { converse, countingByte } from './conversation.js';
import { askGit, type GitPlace, git } from './git.js';

/** Every look-up may be ended from outside. */
export interface LookupOptions {
  readonly signal?: AbortSignal | undefined;
}

const LINE = 0x0a;

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

/** An object of the repository. */
interface GitObject {
  readonly type: string;
  readonly id: string;
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
  if (asked.length === 0) return names.map(() => null);
  const conversation = converse(repo, ['cat-file', '--batch-check=%(objecttype) %(objectname)']);
  const question = asked.map((name) => `${name}\n`).join('');
  const answer = await conversation.ask(question, countingByte(LINE, asked.length), signal);
  const lines = answer.toString('utf8').split('\n').values();
  return names.map((name) => {
    const line = name.includes('\n') ? '' : lines.next().value;
    const [, type, id] = /^(blob|tree|commit|tag) ([0-9a-f]{40,64})$/.exec(line ?? '') ?? [];
    return type === undefined || id === undefined ? null : { type, id };
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

/** Text of a blob by its id. */
export async function readBlob(repo: GitPlace, id: string): Promise<string> {
  return (await git(repo, ['cat-file', 'blob', id])).toString('utf8');
}
