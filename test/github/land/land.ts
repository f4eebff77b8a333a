import type { Signature } from '../git/objects.js';
import { commitsOf, headOf } from '../state/heads.js';
import { identityOf } from '../state/load.js';
import type { PullState, RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import { mergeProposal, type Proposal, squashProposal, wholeMessage } from './message.js';
import { mergedTree, replayOn, writeCommit } from './write-commit.js';

/** How a pull request lands. `message` is what whoever merges typed in place of the proposal. */
export interface Landing {
  readonly method: 'squash' | 'merge' | 'rebase';
  readonly by?: string;
  readonly message?: Proposal;
}

/** Lands an open pull request on its base branch as the button does, closes what it closes, and returns the sha that is the new tip. */
export function landPull(world: World, repository: RepositoryState, number: number, how: Landing): string {
  const pull = openPull(repository, number);
  const history = world.history(repository);
  const ref = `refs/heads/${pull.base.ref}`;
  const sha = landingCommit(world, repository, pull, { ...how, base: tipOf(world, repository, pull) });
  history.setRef(ref, sha);
  markLanded(world, repository, pull, { sha, by: how.by ?? repository.owner });
  return sha;
}

/** The commit that would land on `base`, not yet on any branch. */
export function landingCommit(
  world: World,
  repository: RepositoryState,
  pull: PullState,
  how: Landing & { readonly base: string },
): string {
  const history = world.history(repository);
  const head = headOf(world, repository, pull);
  const committer: Signature = { name: 'GitHub', email: 'noreply@github.com', date: world.instant() };
  if (how.method === 'rebase') {
    const commits = commitsOf(world, repository, pull).filter(({ parents }) => parents.length < 2);
    const shas = commits.map(({ sha }) => sha);
    return replayOn(history, how.base, shas, committer).at(-1) ?? how.base;
  }
  const isSquash = how.method === 'squash';
  const proposal =
    how.message ?? (isSquash ? squashProposal(world, repository, pull) : mergeProposal(repository, pull));
  return writeCommit(history, {
    tree: mergedTree(history, how.base, head),
    parents: isSquash ? [how.base] : [how.base, head],
    author: signature(world, (isSquash ? pull.author : how.by) ?? repository.owner),
    committer,
    message: wholeMessage(proposal),
  });
}

/** The open pull request with a number; throws when there is none. */
export function openPull(repository: RepositoryState, number: number): PullState {
  const pull = repository.pulls.find((candidate) => candidate.number === number);
  if (pull?.state !== 'open') throw new Error(`there is no open pull request ${number}`);
  return pull;
}

/** The tip of the base branch. */
export function tipOf(world: World, repository: RepositoryState, pull: PullState): string {
  return world.history(repository).resolve(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
}

function signature(world: World, login: string): Signature {
  const [name = '', email = ''] = identityOf(world, login).slice(0, -1).split(' <');
  return { name, email, date: world.instant() };
}

/** Marks a pull request as landed with a commit that its base branch holds already. */
export function markLanded(
  world: World,
  repository: RepositoryState,
  pull: PullState,
  { sha, by }: { readonly sha: string; readonly by: string },
): void {
  const at = world.instant();
  const parent = world.history(repository).commit(sha)?.parents[0];
  pull.head.sha = headOf(world, repository, pull);
  pull.base.sha =
    world.history(repository).mergeBase(parent ?? pull.base.sha, pull.head.sha) ?? pull.base.sha;
  Object.assign(pull, {
    state: 'merged',
    mergeCommit: sha,
    mergedAt: at,
    closedAt: at,
    mergedBy: by,
    updatedAt: at,
  });
  for (const kind of ['merged', 'closed'] as const)
    pull.timeline.push({ id: world.id(), kind, at, actor: by });
  for (const issue of repository.issues) {
    if (!pull.closes.includes(issue.number) || issue.state !== 'open') continue;
    Object.assign(issue, { state: 'closed', stateReason: 'completed', closedAt: at, updatedAt: at });
    issue.timeline.push({ id: world.id(), kind: 'closed', at, actor: by, closer: pull.number });
  }
  const isOwn = pull.head.repository === `${repository.owner}/${repository.name}`;
  if (repository.settings.deleteBranchOnMerge && isOwn) {
    world.history(repository).setRef(`refs/heads/${pull.head.ref}`, null);
  }
}
