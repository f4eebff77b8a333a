import type { CommitObject } from '../git/objects.js';
import type { PullState, RepositoryState } from './model.js';
import type { World } from './world.js';

/**
 * The tip of a pull request now. Where it is open and its branch is one of the repository itself, the branch says so, and what was pushed
 * to it meanwhile is taken in: a move that is no fast-forward is recorded as a force-push.
 */
export function headOf(world: World, repository: RepositoryState, pull: PullState): string {
  const own = `${repository.owner}/${repository.name}`;
  if (pull.state !== 'open' || pull.head.repository !== own) return pull.head.sha;
  const history = world.history(repository);
  const tip = history.refs().get(`refs/heads/${pull.head.ref}`);
  if (tip === undefined || tip === pull.head.sha) return pull.head.sha;
  moveHead(world, repository, pull, tip);
  return tip;
}

/** Takes a push to the head in, as GitHub does: the base is looked at again and a force-push enters the timeline. */
export function moveHead(world: World, repository: RepositoryState, pull: PullState, tip: string): void {
  const history = world.history(repository);
  const before = pull.head.sha;
  if (!history.isAncestor(before, tip)) {
    pull.timeline.push({
      id: world.id(),
      kind: 'head_ref_force_pushed',
      at: world.instant(),
      actor: pull.author,
      before,
      after: tip,
    });
  }
  pull.head.sha = tip;
  pull.base.sha = history.resolve(`refs/heads/${pull.base.ref}`) ?? pull.base.sha;
  pull.updatedAt = world.instant();
  history.setRef(`refs/pull/${pull.number}/head`, tip);
}

/** The commits of a pull request, oldest first. */
export function commitsOf(
  world: World,
  repository: RepositoryState,
  pull: PullState,
): readonly CommitObject[] {
  const head = headOf(world, repository, pull);
  return world.history(repository).range(pull.base.sha, head);
}
