import { readFile } from 'node:fs/promises';
import type { Environment } from './environment.js';
import { authorised, isPlainRef } from './fetch-options.js';
import { askGit, type GitPlace, git, gitPlace, gitText } from './git.js';
import { GitError } from './git-error.js';
import { openRepository, type Repository } from './repository.js';
import { readShas } from './tree.js';

/** A commit with the ref under which the remote has it, e.g. `refs/pull/7/head`; the sha itself where it has none. */
export interface WantedCommit {
  readonly sha: string;
  readonly ref: string;
}

/** What is to be there: `refs` begins with the base. `remote` is a name or an address; `token` is for https. */
export interface CloneQuery {
  readonly remote: string;
  readonly refs: readonly WantedCommit[];
  readonly token?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** When a new repository gets the contents of files: with the commits, or one by one when they are asked for, which is the default. */
  readonly contents?: 'now' | 'later';
  /** For a new repository only; the variables of this process unless given. */
  readonly environment?: Environment;
}

/** A commit that is not here, or whose history is not, with the next step. */
export interface MissingCommit extends WantedCommit {
  readonly why: string;
  readonly fix: string;
}

/** A repository with what could be brought. Nothing can be judged while `missing` holds anything. */
export interface CompleteClone {
  readonly repository: Repository;
  readonly fetched: boolean;
  readonly missing: readonly MissingCommit[];
}

/**
 * Brings the commits with their whole history into the object database: no ref, file or setting of an existing clone changes. A
 * string is an empty folder for a new bare repository. The token goes to
 * git by its environment alone. Throws `GitError` only where git itself can't run.
 */
export async function completeClone(place: Repository | string, query: CloneQuery): Promise<CompleteClone> {
  const isNew = typeof place === 'string';
  const repository = isNew ? await newRepository(place, query) : place;
  const shas = query.refs.map(({ sha }) => sha);
  if (!repository.shallow && (await readShas(repository, shas, query)).size === new Set(shas).size) {
    return { repository, fetched: false, missing: [] };
  }
  const failures = await fetchAll(repository, query, isNew);
  const missing = await stillMissing(repository, query, failures);
  const shallow = await isShallow(repository);
  return { repository: { ...repository, shallow }, fetched: failures.size < query.refs.length, missing };
}

async function newRepository(folder: string, query: CloneQuery): Promise<Repository> {
  const place = gitPlace(folder, query.environment);
  const format = query.refs.some(({ sha }) => sha.length === 64) ? 'sha256' : 'sha1';
  await git(place, ['init', '--quiet', '--bare', `--object-format=${format}`, '--template=', '.']);
  await git(place, ['config', 'remote.origin.url', query.remote]);
  const repository = await openRepository(folder, folder, place.environment);
  // Contents are fetched later, one by one, by whoever reads them here.
  return { ...repository, environment: authorised(repository.environment, query.remote, query.token) };
}

/** Why each ref could not be fetched, by the ref. All at once first; one by one where that fails, then by sha. */
async function fetchAll(
  repository: Repository,
  query: CloneQuery,
  isNew: boolean,
): Promise<ReadonlyMap<string, string>> {
  const environment = isNew
    ? repository.environment
    : authorised(repository.environment, await addressOf(repository, query.remote), query.token);
  const place = { ...repository, environment };
  const remote = isNew ? 'origin' : query.remote;
  const fetchRefs = (refs: readonly string[]): Promise<string | undefined> =>
    fetchOnce(place, remote, refs, isNew && query.contents !== 'now', query.signal);
  const refs = [...new Set(query.refs.map(({ ref }) => ref))];
  const failures = new Map<string, string>();
  if ((await fetchRefs(refs)) !== undefined) {
    for (const ref of refs) {
      const why = await fetchRefs([ref]);
      if (why !== undefined) failures.set(ref, why);
    }
  }
  const here = await readShas(
    place,
    query.refs.map(({ sha }) => sha),
    query,
  );
  for (const { sha, ref } of query.refs) if (!here.has(sha) && sha !== ref) await fetchRefs([sha]);
  return failures;
}

async function addressOf(repository: Repository, remote: string): Promise<string> {
  return (await askGit(repository, ['remote', 'get-url', remote])) ?? remote;
}

/** Fetches objects without a ref for them. Gives git's reason when it fails. */
async function fetchOnce(
  place: GitPlace,
  remote: string,
  refs: readonly string[],
  isFiltered: boolean,
  signal: AbortSignal | undefined,
): Promise<string | undefined> {
  if (!refs.every(isPlainRef) || remote.startsWith('-')) return 'that is no name of a ref';
  const args = [
    ...['-c', 'core.hooksPath=/dev/null', 'fetch', '--quiet', '--no-tags', '--no-write-fetch-head'],
    ...['--no-auto-maintenance', '--no-recurse-submodules'],
    ...(isFiltered ? ['--filter=blob:none'] : []),
    ...((await isShallow(place)) ? ['--unshallow'] : []),
    remote,
    ...refs,
  ];
  try {
    await git(place, args, { signal });
    return undefined;
  } catch (error) {
    if (!(error instanceof GitError) || ['git-missing', 'no-directory'].includes(error.trouble)) throw error;
    return error.detail.split('\n').find((line) => /^(?:fatal|error|remote): /.test(line)) ?? error.message;
  }
}

async function isShallow(place: GitPlace): Promise<boolean> {
  return (await askGit(place, ['rev-parse', '--is-shallow-repository'])) === 'true';
}

async function stillMissing(
  repository: Repository,
  { refs, signal }: CloneQuery,
  failures: ReadonlyMap<string, string>,
): Promise<readonly MissingCommit[]> {
  const here = await readShas(
    repository,
    refs.map(({ sha }) => sha),
    { signal },
  );
  const absent = refs.filter(({ sha }) => !here.has(sha));
  if (absent.length > 0) return absent.map((wanted) => ({ ...wanted, ...reason(wanted, failures) }));
  const cut = await cutRanges(repository, refs);
  return cut.map((wanted) => ({
    ...wanted,
    why: `this clone is shallow, and its history ends before ${wanted.ref} meets ${refs[0]?.ref ?? 'the base'}`,
    fix: 'give actions/checkout `fetch-depth: 0`, which brings the whole history',
  }));
}

function reason(
  { sha, ref }: WantedCommit,
  failures: ReadonlyMap<string, string>,
): Pick<MissingCommit, 'why' | 'fix'> {
  const short = sha.slice(0, 12);
  const failure = failures.get(ref);
  if (failure === undefined) {
    return {
      why: `the remote has ${ref}, and ${short} is no longer in its history`,
      fix: `${short} is gone from ${ref} (force-push, or a base that was rewritten): run the workflow for its newest commit`,
    };
  }
  return {
    why: `${ref} could not be fetched: ${failure}`,
    fix: `bring ${short} here: give actions/checkout \`fetch-depth: 0\`; git said: ${failure}`,
  };
}

/** Those whose range from the first commit reaches where a shallow history ends: such a range is not whole, or holds too much. */
async function cutRanges(
  repository: Repository,
  refs: readonly WantedCommit[],
): Promise<readonly WantedCommit[]> {
  const ends = await shallowEnds(repository);
  const [base, ...others] = refs;
  if (ends.size === 0 || base === undefined) return [];
  const cut: WantedCommit[] = [];
  for (const other of others) {
    const range = (await gitText(repository, ['rev-list', `${base.sha}...${other.sha}`])).split('\n');
    if (range.some((sha) => ends.has(sha))) cut.push(other);
  }
  return cut;
}

async function shallowEnds({ commonDirectory }: Repository): Promise<ReadonlySet<string>> {
  try {
    return new Set(
      (await readFile(`${commonDirectory}/shallow`, 'utf8')).split('\n').filter((line) => line !== ''),
    );
  } catch {
    return new Set();
  }
}
