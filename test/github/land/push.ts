import { importCommits } from '../git/import.js';
import { moveHead } from '../state/heads.js';
import type { CommitInput } from '../state/input.js';
import { identityOf } from '../state/load.js';
import type { RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';

/** A push of new commits. `from` other than the branch itself makes it a force-push. */
export interface Push {
  /** A branch of the repository, or the number of a pull request whose head is a fork's. */
  readonly to: string | number;
  readonly commits: readonly CommitInput[];
  readonly from?: string;
  readonly by?: string;
}

/** Pushes commits and returns their shas, oldest first. Pull requests with that head are moved along. */
export function push(
  world: World,
  repository: RepositoryState,
  { to, commits, from, by }: Push,
): readonly string[] {
  const history = world.history(repository);
  const ref = typeof to === 'number' ? `refs/pull/${to}/head` : `refs/heads/${to}`;
  const shas = importCommits(
    history,
    { ref, from: from ?? history.resolve(ref), commits },
    { author: by ?? repository.owner, at: world.instant(), identify: (who) => identityOf(world, who) },
  );
  const own = `${repository.owner}/${repository.name}`;
  for (const pull of repository.pulls) {
    const isHead =
      typeof to === 'number' ? pull.number === to : pull.head.ref === to && pull.head.repository === own;
    const tip = shas.at(-1);
    if (isHead && pull.state === 'open' && tip !== undefined) moveHead(world, repository, pull, tip);
  }
  return shas;
}
