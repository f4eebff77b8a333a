import { canSee, hasRole } from '../access.js';
import type { CommitObject } from '../git/objects.js';
import { headOwner, repositoryOf } from '../shapes/pull.js';
import { commitsOf, headOf } from '../state/heads.js';
import type { PullState } from '../state/model.js';
import { actor, reviewer } from './actors.js';
import { checkedFields } from './checks.js';
import { commitNode } from './commit-node.js';
import { issueFields } from './issues.js';
import { type Context, connection, fields, type Node, type PullNode, type Resolvers } from './node.js';
import { threadNode } from './reviews.js';
import { timeline } from './timeline.js';

function files({ repository, value }: PullNode, { world }: Context) {
  const history = world.history(repository);
  const head = headOf(world, repository, value);
  return history.diff(history.mergeBase(value.base.sha, head) ?? value.base.sha, head);
}

function refNode({ repository }: PullNode, name: string, { world }: Context): unknown {
  const sha = world.history(repository).refs().get(`refs/heads/${name}`);
  return sha === undefined
    ? null
    : { __typename: 'Ref', repository, value: { name: `refs/heads/${name}`, sha } };
}

function repositoryNode(source: PullNode, name: string | null, context: Context): unknown {
  if (name === null) return null;
  const repository = repositoryOf({ ...context, repository: source.repository }, name);
  return canSee(context.token, repository)
    ? { __typename: 'Repository', repository, value: repository }
    : null;
}

const change = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
  copied: 'COPIED',
  changed: 'CHANGED',
} as const;

function reviewsOf({ repository, value }: PullNode, args: Readonly<Record<string, unknown>>) {
  const states = args['states'] as readonly string[] | undefined | null;
  const author = args['author'] as string | undefined | null;
  return value.reviews
    .filter((review) => review.state !== 'PENDING')
    .filter(
      (review) =>
        (states ?? [review.state]).includes(review.state) && (author ?? review.author) === review.author,
    )
    .map((review) => ({ __typename: 'PullRequestReview', repository, value: review, pull: value }));
}

/** The newest review of each reviewer that approves or asks for changes. */
function opinions(source: PullNode, writersOnly: boolean) {
  const strong = reviewsOf(source, { states: ['APPROVED', 'CHANGES_REQUESTED', 'DISMISSED'] });
  const newest = new Map(strong.map((review) => [review.value.author, review]));
  return [...newest.values()].filter(
    ({ value }) =>
      !writersOnly || (value.author !== null && hasRole(source.repository, value.author, 'write')),
  );
}

function decision(source: PullNode): string | null {
  const rule = source.repository.protection[source.value.base.ref]?.reviews;
  if (rule === undefined || rule === null) return null;
  const states = opinions(source, true).map(({ value }) => value.state);
  if (states.includes('CHANGES_REQUESTED')) return 'CHANGES_REQUESTED';
  return states.filter((state) => state === 'APPROVED').length >= rule.count ? 'APPROVED' : 'REVIEW_REQUIRED';
}

const stateOf = ({ state }: PullState): string => state.toUpperCase();

/** Pull requests. */
export const pullResolvers: Resolvers = {
  PullRequest: fields<PullNode>({
    ...issueFields('pull'),
    isDraft: ({ value }) => value.isDraft,
    state: ({ value }) => stateOf(value),
    closed: ({ value }) => value.state !== 'open',
    merged: ({ value }) => value.state === 'merged',
    mergedAt: ({ value }) => value.mergedAt,
    mergedBy: ({ value }, _, { world }) => actor(world, value.mergedBy),
    mergeCommit: ({ repository, value }, _, { world }) =>
      value.mergeCommit === null ? null : commitNode(world, repository, value.mergeCommit),
    mergeable: ({ value }) => (value.state === 'open' ? 'MERGEABLE' : 'UNKNOWN'),
    permalink: ({ repository, value }, _, { links }) =>
      `${links.html}/${repository.owner}/${repository.name}/pull/${value.number}`,
    baseRefName: ({ value }) => value.base.ref,
    baseRefOid: ({ value }) => value.base.sha,
    baseRef: (source, _, context) => refNode(source, source.value.base.ref, context),
    baseRepository: ({ repository }) => ({ __typename: 'Repository', repository, value: repository }),
    headRefName: ({ value }) => value.head.ref,
    headRefOid: ({ repository, value }, _, { world }) => headOf(world, repository, value),
    headRef: (source, _, context) =>
      source.value.head.repository === `${source.repository.owner}/${source.repository.name}`
        ? refNode(source, source.value.head.ref, context)
        : null,
    headRepository: (source, _, context) => repositoryNode(source, source.value.head.repository, context),
    headRepositoryOwner: ({ value }, _, { world }) => actor(world, headOwner(value)),
    isCrossRepository: ({ repository, value }) =>
      value.head.repository !== `${repository.owner}/${repository.name}`,
    maintainerCanModify: () => false,
    changedFiles: (source, _, context) => files(source, context).length,
    additions: (source, _, context) => files(source, context).reduce((sum, file) => sum + file.additions, 0),
    deletions: (source, _, context) => files(source, context).reduce((sum, file) => sum + file.deletions, 0),
    files: (source, args, context) =>
      connection(
        files(source, context).map((file) => ({
          ...file,
          __typename: 'PullRequestChangedFile',
          changeType: change[file.status],
        })),
        args,
      ),
    commits: ({ repository, value }, args, { world }) =>
      connection(
        commitsOf(world, repository, value).map((commit) => ({
          __typename: 'PullRequestCommit',
          repository,
          value: commit,
          pull: value,
        })),
        args,
      ),
    reviews: (source, args) => connection(reviewsOf(source, args), args),
    latestReviews: (source, args) =>
      connection(
        [...new Map(reviewsOf(source, {}).map((review) => [review.value.author, review])).values()],
        args,
      ),
    latestOpinionatedReviews: (source, args) =>
      connection(opinions(source, args['writersOnly'] === true), args),
    reviewDecision: decision,
    reviewThreads: (source, args) =>
      connection(
        (source as PullNode).value.threads.map((thread) => threadNode(source, thread)),
        args,
      ),
    timelineItems: timeline,
    reviewRequests: ({ repository, value }, args) =>
      connection(
        value.requests.map((request) => ({
          __typename: 'ReviewRequest',
          repository,
          value: request,
          pull: value,
        })),
        args,
      ),
    statusCheckRollup: ({ repository, value }, args, context) =>
      checkedFields.statusCheckRollup(
        { __typename: 'Commit', repository, value: { sha: headOf(context.world, repository, value) } },
        args,
        context,
      ),
    closingIssuesReferences: ({ repository, value }, args) =>
      connection(
        repository.issues
          .filter(({ number }: { number: number }) => value.closes.includes(number))
          .map((issue: unknown) => ({ __typename: 'Issue', repository, value: issue })),
        args,
      ),
    isInMergeQueue: () => false,
    viewerDidAuthor: ({ value }, _, { token }) => token?.login === value.author,
    totalCommentsCount: ({ value }) => value.comments.length,
  }),
  PullRequestCommit: fields<Node<CommitObject> & { readonly pull: PullState }>({
    id: ({ value }) => `PRC_${value.sha}`,
    commit: ({ repository, value }) => ({ __typename: 'Commit', repository, value }),
    pullRequest: ({ repository, pull }) => ({ __typename: 'PullRequest', repository, value: pull }),
    url: ({ repository, value, pull }, _, { links }) =>
      `${links.html}/${repository.owner}/${repository.name}/pull/${pull.number}/commits/${value.sha}`,
  }),
  ReviewRequest: fields<Node<PullState['requests'][number]> & { readonly pull: PullState }>({
    id: ({ value, pull }) => `RR_${Buffer.from(`${pull.number}/${value.reviewer}`).toString('base64url')}`,
    asCodeOwner: ({ value }) => value.asCodeOwner,
    pullRequest: ({ repository, pull }) => ({ __typename: 'PullRequest', repository, value: pull }),
    requestedReviewer: ({ value }, _, { world }) => reviewer(world, value.reviewer),
  }),
  Label: fields<Node<string>>({
    name: ({ value }: Node<string>) => value,
    id: ({ value }: Node<string>) => `LA_${Buffer.from(value).toString('base64url')}`,
    color: () => 'ededed',
    description: () => null,
    isDefault: () => false,
  }),
};
