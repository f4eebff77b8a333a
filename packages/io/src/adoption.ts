import type { Commit } from '@forethought/core';
import { CONFIG_PATHS } from './config-file.js';
import { askGit, type GitPlace, gitText } from './git.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import { checkRevisions } from './revisions.js';
import { type LookupOptions, readObjects } from './tree.js';

/** The commit that introduced the configuration, and what is older than it. */
export interface Adoption {
  readonly sha: string;
  readonly committedAt: string;
  /** Whether a commit is older than the adoption: counted, never judged. */
  has(sha: string): boolean;
}

/** Which history: the commits that `to` reaches and `from` does not. Default: everything that HEAD reaches. */
export interface AdoptionQuery extends LookupOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Finds the first commit that added the configuration. Older is what it descends from, and what stands on no line with it and
 * has an earlier committer date: branches that were under way. A commit on top of it is never older, whatever its date says.
 * Undefined where no commit of the history added one.
 */
export async function readAdoption(
  repo: GitPlace,
  file: string,
  query: AdoptionQuery = {},
): Promise<Adoption | undefined> {
  const { from = 'HEAD', to = 'HEAD', signal } = query;
  checkRevisions([from, to]);
  const paths = [...new Set([...CONFIG_PATHS, file])];
  const added = await askGit(
    repo,
    [
      ...NEUTRAL_CONFIG,
      '--literal-pathspecs',
      'log',
      '--no-show-signature',
      '--no-renames',
      '--diff-filter=A',
      '--format=%H %ct %P',
      '--end-of-options',
      to,
      '--',
      ...paths,
    ],
    { signal },
  );
  const [sha = '', seconds = '', ...parents] = added?.split('\n').at(-1)?.split(' ') ?? [];
  if (sha === '') return undefined;
  const older = parents.length === 0 ? new Set<string>() : await olderThan(repo, sha, seconds, query);
  return {
    sha,
    committedAt: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`,
    has: (candidate) => older.has(candidate),
  };
}

async function olderThan(
  repo: GitPlace,
  sha: string,
  seconds: string,
  query: AdoptionQuery,
): Promise<Set<string>> {
  const { from, to = 'HEAD', signal } = query;
  if (from === to) return new Set();
  const list = async (...args: string[]): Promise<string[]> => {
    const output = await gitText(repo, ['rev-list', ...args], { signal });
    return output === '' ? [] : output.split('\n');
  };
  const outside = from === undefined ? [] : [`^${from}`];
  const [below, beside] = await Promise.all([
    list(`${sha}^@`, ...outside),
    list(`--min-age=${seconds}`, to, `^${sha}`, ...outside),
  ]);
  const older = new Set([...below, ...beside]);
  // Whatever is left out here would count as a start of the path, so `from` must not be.
  const above = beside.length === 0 ? [] : await list('--ancestry-path', `${sha}..${to}`);
  for (const descendant of above) older.delete(descendant);
  return older;
}

/** Says of commits, as they go by, which are older than the adoption. */
export interface AdoptionWatch {
  /** Shas of those that are older. Batches come in the order in which the history was read, newest first. */
  olderIn(commits: readonly Pick<Commit, 'sha' | 'parents'>[]): Promise<ReadonlySet<string>>;
}

const NONE: ReadonlySet<string> = new Set();

/**
 * The same answers as `readAdoption`, for less: a walk through the whole history is made only when it can matter. It can't in a
 * range that starts from a commit with a configuration and has no merge so far, nor for commits whose own tree has one.
 */
export function watchAdoption(repo: GitPlace, file: string, query: AdoptionQuery = {}): AdoptionWatch {
  const paths = [...new Set([...CONFIG_PATHS, file])];
  const adopted = async (revs: readonly string[]): Promise<readonly boolean[]> => {
    const names = revs.flatMap((rev) => paths.map((path) => `${rev}:${path}`));
    const objects = await readObjects(repo, names, query.signal);
    return revs.map((_, at) => objects.slice(at * paths.length, (at + 1) * paths.length).some(Boolean));
  };
  let start: Promise<readonly boolean[]> | undefined;
  let adoption: Promise<Adoption | undefined> | undefined;
  let isLinear = query.from !== undefined;
  return {
    async olderIn(commits) {
      isLinear = isLinear && commits.every(({ parents }) => parents.length < 2);
      start ??= query.from === undefined ? Promise.resolve([false]) : adopted([query.from]);
      if (isLinear && (await start)[0] === true) return NONE;
      const has = await adopted(commits.map(({ sha }) => sha));
      if (!has.includes(false)) return NONE;
      adoption ??= readAdoption(repo, file, query);
      const found = await adoption;
      return new Set(commits.map(({ sha }) => sha).filter((sha) => found?.has(sha) === true));
    },
  };
}
