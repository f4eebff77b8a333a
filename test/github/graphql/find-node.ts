import { canSee } from '../access.js';
import { nodeId } from '../shapes/account.js';
import { commentNode } from './comment-node.js';
import type { Context, Node } from './node.js';
import { GraphqlRefusal } from './refusal.js';
import { threadNode } from './reviews.js';

/** The object with an id, as far as objects are asked for by theirs: pull requests, issues, comments, reviews, threads, repositories. */
export function findNode(id: string, { world, token }: Context): unknown {
  for (const repository of world.state.repositories) {
    if (!canSee(token, repository)) continue;
    if (nodeId('Repository', repository.id) === id)
      return { __typename: 'Repository', repository, value: repository };
    const pulls = repository.pulls.map((value) => ({ __typename: 'PullRequest', repository, value }));
    const issues = repository.issues.map((value) => ({ __typename: 'Issue', repository, value }));
    const found =
      [...pulls, ...issues].find(({ __typename, value }) => nodeId(__typename, value.id) === id) ??
      [...pulls, ...issues]
        .flatMap((issue): Node<{ readonly id: number }>[] =>
          issue.value.comments.map((comment) => commentNode(issue, comment)),
        )
        .find(({ value }) => nodeId('IssueComment', value.id) === id) ??
      pulls
        .flatMap((pull) => pull.value.threads.map((thread) => threadNode(pull, thread)))
        .find(({ value }) => nodeId('PullRequestReviewThread', value.id) === id) ??
      pulls
        .flatMap((pull) =>
          pull.value.reviews.map((value) => ({
            __typename: 'PullRequestReview',
            repository,
            value,
            pull: pull.value,
          })),
        )
        .find(({ value }) => nodeId('PullRequestReview', value.id) === id);
    if (found !== undefined) return found;
  }
  throw new GraphqlRefusal('NOT_FOUND', `Could not resolve to a node with the global id of '${id}'.`);
}
