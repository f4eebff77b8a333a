import type { Commit, FileChange, PullFact } from '@forethought/core';
import { type GitPlace, readLines, readPullChanges, readShas } from '@forethought/io';

/** What a pull request changed: with line counts where its merge is in the clone, by names alone elsewhere, or unknown. */
export interface PullFiles {
  readonly files: readonly FileChange[] | undefined;
  readonly linesRead: boolean;
}

const UNKNOWN: PullFiles = { files: undefined, linesRead: false };

/**
 * The files of merged pull requests by number. A squash or a merge is compared with its first parent; of a rebase, which leaves as many
 * commits as the pull request had, the whole line is compared. What the clone lacks is told by the platform's list of paths.
 */
export async function readFilesOfPulls(
  repo: GitPlace,
  pulls: readonly PullFact[],
  commits: ReadonlyMap<string, Commit>,
  signal: AbortSignal,
): Promise<ReadonlyMap<number, PullFiles>> {
  const merged = pulls.flatMap(({ mergeCommit }) => (mergeCommit === null ? [] : [mergeCommit]));
  const known = await readShas(repo, merged, { signal });
  const rebased = pulls.filter((pull) => isRebased(pull, commits));
  const others = pulls.filter((pull) => !rebased.includes(pull));
  const lines = await readLines(
    repo,
    others.flatMap((pull) => shaIn(pull, known)),
    { signal },
  );
  const found = new Map<number, PullFiles>();
  for (const pull of others) {
    const files = lines.get(pull.mergeCommit ?? '');
    found.set(pull.number, files === undefined ? byNames(pull) : { files, linesRead: true });
  }
  for (const pull of rebased) found.set(pull.number, await rebasedFiles(repo, pull, commits, known, signal));
  return found;
}

function shaIn({ mergeCommit }: PullFact, known: ReadonlySet<string>): readonly string[] {
  return mergeCommit !== null && known.has(mergeCommit) ? [mergeCommit] : [];
}

function byNames({ paths }: PullFact): PullFiles {
  if (paths === undefined) return UNKNOWN;
  return {
    files: paths.map((path) => ({ path, status: 'M', added: null, deleted: null })),
    linesRead: false,
  };
}

/** Several commits that landed one after another: the last one has the subject of the pull request's last commit and no number of its own. */
function isRebased(
  { mergeCommit, commitCount, number }: PullFact,
  commits: ReadonlyMap<string, Commit>,
): boolean {
  const landed = commits.get(mergeCommit ?? '');
  if (landed === undefined || commitCount < 2 || landed.parents.length !== 1) return false;
  const title = (landed.message ?? '').split('\n', 1)[0] ?? '';
  return !title.endsWith(`(#${number})`);
}

async function rebasedFiles(
  repo: GitPlace,
  pull: PullFact,
  commits: ReadonlyMap<string, Commit>,
  known: ReadonlySet<string>,
  signal: AbortSignal,
): Promise<PullFiles> {
  const { mergeCommit, commitCount } = pull;
  let base = mergeCommit ?? undefined;
  for (let step = 0; step < commitCount && base !== undefined; step += 1)
    base = commits.get(base)?.parents[0];
  if (mergeCommit === null || base === undefined || !known.has(mergeCommit)) return byNames(pull);
  const { files } = await readPullChanges(repo, base, mergeCommit, { signal });
  return { files, linesRead: true };
}
