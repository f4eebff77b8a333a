import type { IssueState, RepositoryState } from './model.js';
import type { World } from './world.js';

/** Gives a repository another name; the former one leads to it, as on GitHub. */
export function renameRepository(repository: RepositoryState, name: string): void {
  repository.formerNames.push(repository.name);
  repository.name = name;
}

/** Takes a repository away with all that it holds. */
export function deleteRepository(world: World, repository: RepositoryState): void {
  const { repositories } = world.state;
  repositories.splice(repositories.indexOf(repository), 1);
}

/** Deletes an issue: whoever asks for it is told that it is gone. */
export function deleteIssue(repository: RepositoryState, number: number): void {
  take(repository, number);
  repository.deleted.push(number);
}

/** Moves an issue with its comments to another repository, where it gets this number; its address here leads there. */
export function transferIssue(
  world: World,
  from: RepositoryState,
  number: number,
  to: { readonly repository: RepositoryState; readonly number: number },
): void {
  const issue = take(from, number);
  to.repository.issues.push({ ...issue, id: world.id(), number: to.number, updatedAt: world.instant() });
  from.transferred[number] = { repository: to.repository.id, number: to.number };
}

function take(repository: RepositoryState, number: number): IssueState {
  const index = repository.issues.findIndex((issue) => issue.number === number);
  const [issue] = index === -1 ? [] : repository.issues.splice(index, 1);
  if (issue === undefined) throw new Error(`there is no issue ${number}`);
  return issue;
}
