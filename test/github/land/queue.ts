import { headOf } from '../state/heads.js';
import type { RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import { type Landing, landingCommit, markLanded, openPull, tipOf } from './land.js';
import { mergedTree, writeCommit } from './write-commit.js';

/** One entry of a merge queue. */
export interface QueueEntry {
  readonly number: number;
  /** `refs/heads/gh-readonly-queue/<base>/pr-<n>-<base sha>`. */
  readonly ref: string;
  /** The commit that is made of the pull request on top of `base`. */
  readonly sha: string;
  readonly base: string;
  readonly baseRef: string;
}

/** Puts a pull request into the queue: on the tip of its base branch, or behind another entry. */
export function enqueue(
  world: World,
  repository: RepositoryState,
  number: number,
  how: Landing & { readonly behind?: QueueEntry },
): QueueEntry {
  const pull = openPull(repository, number);
  const base = how.behind?.sha ?? tipOf(world, repository, pull);
  const sha = landingCommit(world, repository, pull, { ...how, base });
  const ref = `refs/heads/gh-readonly-queue/${pull.base.ref}/pr-${number}-${base}`;
  world.history(repository).setRef(ref, sha);
  return { number, ref, sha, base, baseRef: `refs/heads/${pull.base.ref}` };
}

/** Lets an entry through: the base branch moves to its commit, the ref of the queue goes. */
export function leaveQueue(world: World, repository: RepositoryState, entry: QueueEntry): void {
  const pull = openPull(repository, entry.number);
  const history = world.history(repository);
  history.setRef(entry.baseRef, entry.sha);
  history.setRef(entry.ref, null);
  markLanded(world, repository, pull, { sha: entry.sha, by: 'github-merge-queue[bot]' });
}

/** Makes the test merge of an open pull request at `refs/pull/N/merge`, which a workflow for `pull_request` runs on. */
export function testMerge(world: World, repository: RepositoryState, number: number): string {
  const pull = openPull(repository, number);
  const history = world.history(repository);
  const [base, head] = [tipOf(world, repository, pull), headOf(world, repository, pull)];
  const github = { name: 'GitHub', email: 'noreply@github.com', date: world.instant() };
  const sha = writeCommit(history, {
    tree: mergedTree(history, base, head),
    parents: [base, head],
    author: github,
    committer: github,
    message: `Merge ${head} into ${base}\n`,
  });
  history.setRef(`refs/pull/${number}/merge`, sha);
  return sha;
}
