import type { CommitObject } from '../git/objects.js';
import type { RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import type { Node } from './node.js';

/** The object of a commit. */
export function commitNode(
  world: World,
  repository: RepositoryState,
  sha: string,
): Node<CommitObject> | null {
  const value = world.history(repository).commit(sha);
  return value === undefined ? null : { __typename: 'Commit', repository, value };
}
