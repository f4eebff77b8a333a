import { hasRole } from '../access.js';
import { associationOf, nodeId } from '../shapes/account.js';
import type { PullState, ReviewState, ThreadCommentState, ThreadState } from '../state/model.js';
import { actor } from './actors.js';
import { commitNode } from './commit-node.js';
import {
  type Args,
  type Context,
  connection,
  fields,
  type Node,
  type PullNode,
  type Resolvers,
} from './node.js';

type WithPull<Value> = Node<Value> & { readonly pull: PullState };
type LineComment = WithPull<ThreadCommentState> & { readonly thread: ThreadState };

/** The object of a thread. */
export function threadNode({ repository, value }: PullNode, thread: ThreadState): WithPull<ThreadState> {
  return { __typename: 'PullRequestReviewThread', repository, value: thread, pull: value };
}

function lineComments({ repository, value, pull }: WithPull<ThreadState>): readonly LineComment[] {
  return value.comments.map((comment) => lineComment({ repository, pull, thread: value, value: comment }));
}

function lineComment(parts: Omit<LineComment, '__typename'>): LineComment {
  return { __typename: 'PullRequestReviewComment', ...parts };
}

const pageOf = ({ repository, pull }: WithPull<unknown>, { links }: Context): string =>
  `${links.html}/${repository.owner}/${repository.name}/pull/${pull.number}`;

const pullRequest = ({ repository, pull }: WithPull<unknown>) => ({
  __typename: 'PullRequest',
  repository,
  value: pull,
});

const review: Readonly<
  Record<string, (source: WithPull<ReviewState>, args: Args, context: Context) => unknown>
> = {
  id: ({ value }) => nodeId('PullRequestReview', value.id),
  databaseId: ({ value }) => value.id,
  fullDatabaseId: ({ value }) => String(value.id),
  author: ({ value }, _, { world }) => actor(world, value.author),
  authorAssociation: ({ repository, value }) => associationOf(repository, value.author),
  authorCanPushToRepository: ({ repository, value }) =>
    value.author !== null && hasRole(repository, value.author, 'write'),
  state: ({ value }) => value.state,
  body: ({ value }) => value.body,
  bodyText: ({ value }) => value.body,
  submittedAt: ({ value }) => value.submittedAt,
  createdAt: ({ value, pull }) => value.submittedAt ?? pull.createdAt,
  updatedAt: ({ value, pull }) => value.submittedAt ?? pull.updatedAt,
  publishedAt: ({ value }) => value.submittedAt,
  lastEditedAt: () => null,
  isMinimized: () => false,
  minimizedReason: () => null,
  commit: ({ repository, value }, _, { world }) =>
    value.commit === null ? null : commitNode(world, repository, value.commit),
  url: (source, _, context) => `${pageOf(source, context)}#pullrequestreview-${source.value.id}`,
  viewerDidAuthor: ({ value }, _, { token }) => token?.login === value.author,
  pullRequest,
  comments: ({ repository, value, pull }, args) => {
    const all = pull.threads.flatMap((thread) =>
      lineComments({ ...threadNode({ __typename: 'PullRequest', repository, value: pull }, thread) }),
    );
    return connection(
      all.filter((comment) => comment.value.review === value.id),
      args,
    );
  },
};

const comment: Readonly<Record<string, (source: LineComment, args: Args, context: Context) => unknown>> = {
  id: ({ value }) => nodeId('PullRequestReviewComment', value.id),
  databaseId: ({ value }) => value.id,
  fullDatabaseId: ({ value }) => String(value.id),
  author: ({ value }, _, { world }) => actor(world, value.author),
  authorAssociation: ({ repository, value }) => associationOf(repository, value.author),
  body: ({ value }) => value.body,
  bodyText: ({ value }) => value.body,
  createdAt: ({ value }) => value.createdAt,
  publishedAt: ({ value }) => value.createdAt,
  updatedAt: ({ value }) => value.createdAt,
  lastEditedAt: () => null,
  isMinimized: () => false,
  minimizedReason: () => null,
  path: ({ thread }) => thread.path,
  line: ({ thread }) => (thread.isOutdated ? null : thread.line),
  originalLine: ({ thread }) => thread.line,
  originalCommit: ({ repository, value, pull }, _, { world }) => {
    const review = pull.reviews.find(({ id }) => id === value.review);
    return commitNode(world, repository, review?.commit ?? pull.head.sha);
  },
  outdated: ({ thread }) => thread.isOutdated,
  state: () => 'SUBMITTED',
  url: (source, _, context) => `${pageOf(source, context)}#discussion_r${source.value.id}`,
  viewerDidAuthor: ({ value }, _, { token }) => token?.login === value.author,
  replyTo: (source) => {
    const first = source.thread.comments[0];
    return first === undefined || first.id === source.value.id
      ? null
      : lineComment({ ...source, value: first });
  },
  pullRequestReview: ({ repository, value, pull }) => {
    const found = pull.reviews.find(({ id }) => id === value.review);
    return found === undefined ? null : { __typename: 'PullRequestReview', repository, value: found, pull };
  },
  pullRequest,
};

/** Reviews, threads and the comments in them. */
export const reviewResolvers: Resolvers = {
  PullRequestReview: review,
  PullRequestReviewThread: fields<WithPull<ThreadState>>({
    id: ({ value }) => nodeId('PullRequestReviewThread', value.id),
    path: ({ value }) => value.path,
    line: ({ value }) => (value.isOutdated ? null : value.line),
    originalLine: ({ value }) => value.line,
    isResolved: ({ value }) => value.isResolved,
    isOutdated: ({ value }) => value.isOutdated,
    isCollapsed: ({ value }) => value.isResolved || value.isOutdated,
    resolvedBy: ({ value }, _, { world }) => actor(world, value.resolvedBy),
    subjectType: () => 'LINE',
    diffSide: () => 'RIGHT',
    pullRequest,
    comments: (source, args) => connection(lineComments(source), args),
  }),
  PullRequestReviewComment: comment,
};
