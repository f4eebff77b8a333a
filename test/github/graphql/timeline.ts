import { isPull } from '../rest/call.js';
import { nodeId } from '../shapes/account.js';
import { utc } from '../shapes/commit.js';
import { commitsOf } from '../state/heads.js';
import type { EventState, IssueState, PullState, RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import { actor, reviewer } from './actors.js';
import { commentNode } from './comment-node.js';
import { commitNode } from './commit-node.js';
import {
  type Args,
  type Context,
  connection,
  fields,
  type IssueNode,
  type Node,
  type Resolvers,
} from './node.js';
import { threadNode } from './reviews.js';

const kinds: Readonly<Record<EventState['kind'], string>> = {
  ready_for_review: 'ReadyForReviewEvent',
  convert_to_draft: 'ConvertToDraftEvent',
  head_ref_force_pushed: 'HeadRefForcePushedEvent',
  labeled: 'LabeledEvent',
  unlabeled: 'UnlabeledEvent',
  renamed: 'RenamedTitleEvent',
  closed: 'ClosedEvent',
  reopened: 'ReopenedEvent',
  merged: 'MergedEvent',
  review_requested: 'ReviewRequestedEvent',
  review_request_removed: 'ReviewRequestRemovedEvent',
  review_dismissed: 'ReviewDismissedEvent',
  'cross-referenced': 'CrossReferencedEvent',
  connected: 'ConnectedEvent',
  disconnected: 'DisconnectedEvent',
  referenced: 'ReferencedEvent',
  base_ref_changed: 'BaseRefChangedEvent',
  base_ref_force_pushed: 'BaseRefForcePushedEvent',
};

/** `READY_FOR_REVIEW_EVENT` for `ReadyForReviewEvent`, as the argument `itemTypes` names them. */
function constant(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

interface Item {
  readonly at: string;
  readonly node: Node;
}

function itemsOf(source: IssueNode, { world }: Context): readonly Item[] {
  const { repository, value: issue } = source;
  const events = issue.timeline.map((event) => ({
    at: event.at,
    node: { __typename: kinds[event.kind], repository, value: event, issue },
  }));
  const comments = issue.comments.map((comment) => ({
    at: comment.createdAt,
    node: commentNode(source, comment),
  }));
  const own = isPull(issue) ? pullItems(world, repository, issue) : [];
  return [...own, ...comments, ...events].sort((one, other) => one.at.localeCompare(other.at));
}

function pullItems(world: World, repository: RepositoryState, pull: PullState): readonly Item[] {
  const reviews = pull.reviews.flatMap((review) =>
    review.submittedAt === null
      ? []
      : [
          {
            at: review.submittedAt,
            node: { __typename: 'PullRequestReview', repository, value: review, pull },
          },
        ],
  );
  const threads = pull.threads.map((thread) => ({
    at: thread.comments[0]?.createdAt ?? pull.createdAt,
    node: threadNode({ __typename: 'PullRequest', repository, value: pull }, thread),
  }));
  const commits = commitsOf(world, repository, pull).map((commit) => ({
    at: utc(commit.committer.date),
    node: { __typename: 'PullRequestCommit', repository, value: commit, pull },
  }));
  return [...commits, ...threads, ...reviews];
}

/** The timeline of an issue or a pull request: `filteredCount` counts what `itemTypes` lets through, `totalCount` everything. */
export function timeline(source: IssueNode, args: Args, context: Context): Record<string, unknown> {
  const all = itemsOf(source, context);
  const types = args['itemTypes'] as readonly string[] | undefined | null;
  const since = args['since'] as string | undefined | null;
  const seen = all.filter(
    ({ at, node }) =>
      (types === undefined || types === null || types.includes(constant(node.__typename))) &&
      (since === undefined || since === null || at >= since),
  );
  const skipped = seen.slice(typeof args['skip'] === 'number' ? args['skip'] : 0);
  const page = connection(
    skipped.map(({ node }) => node),
    args,
  );
  return {
    ...page,
    totalCount: all.length,
    filteredCount: seen.length,
    pageCount: (page['nodes'] as unknown[]).length,
    updatedAt: source.value.updatedAt,
  };
}

type EventNode = Node<EventState> & { readonly issue: IssueState };

const event = {
  id: ({ value }: EventNode) => nodeId(kinds[value.kind], value.id),
  createdAt: ({ value }: EventNode) => value.at,
  actor: ({ value }: EventNode, _: Args, { world }: Context) => actor(world, value.actor),
};

const subject = ({ repository, issue }: EventNode) => ({
  __typename: isPull(issue) ? 'PullRequest' : 'Issue',
  repository,
  value: issue,
});

const ofPull = { ...event, pullRequest: subject };

const label = ({ repository, value }: EventNode) => ({
  __typename: 'Label',
  repository,
  value: value.label ?? '',
});

const commitOf = (sha: unknown, { repository }: Node, { world }: Context) =>
  typeof sha === 'string' ? commitNode(world, repository, sha) : null;

const pushed = {
  ...ofPull,
  beforeCommit: (source: EventNode, _: Args, context: Context) =>
    commitOf(source.value.before, source, context),
  afterCommit: (source: EventNode, _: Args, context: Context) =>
    commitOf(source.value.after, source, context),
};

const asked = {
  ...ofPull,
  requestedReviewer: ({ value }: EventNode, _: Args, { world }: Context) =>
    value.reviewer === undefined ? null : reviewer(world, value.reviewer),
};

function numbered({ repository }: EventNode, number: unknown): unknown {
  const pull = repository.pulls.find((one) => one.number === number);
  if (pull !== undefined) return { __typename: 'PullRequest', repository, value: pull };
  const issue = repository.issues.find((one) => one.number === number);
  return issue === undefined ? null : { __typename: 'Issue', repository, value: issue };
}

const linked = {
  ...event,
  isCrossRepository: () => false,
  source: (source: EventNode) => numbered(source, source.value.source),
};

const closer = (source: EventNode, _: Args, context: Context) =>
  numbered(source, source.value.closer) ?? commitOf(source.value.closer, source, context);

/** Events of the timeline. */
export const timelineResolvers: Resolvers = {
  ReadyForReviewEvent: ofPull,
  ConvertToDraftEvent: ofPull,
  HeadRefForcePushedEvent: pushed,
  BaseRefForcePushedEvent: pushed,
  BaseRefChangedEvent: fields<EventNode>({
    ...ofPull,
    previousRefName: ({ value }) => value.before ?? '',
    currentRefName: ({ value }) => value.after ?? '',
  }),
  ReviewRequestedEvent: asked,
  ReviewRequestRemovedEvent: asked,
  LabeledEvent: fields<EventNode>({ ...event, label, labelable: subject }),
  UnlabeledEvent: fields<EventNode>({ ...event, label, labelable: subject }),
  RenamedTitleEvent: fields<EventNode>({
    ...event,
    previousTitle: ({ value }) => value.before ?? '',
    currentTitle: ({ value }) => value.after ?? '',
  }),
  ClosedEvent: fields<EventNode>({
    ...event,
    closable: subject,
    closer,
    stateReason: ({ issue }) => issue.stateReason?.toUpperCase() ?? null,
  }),
  ReopenedEvent: fields<EventNode>({ ...event, closable: subject, stateReason: () => null }),
  MergedEvent: fields<EventNode>({
    ...ofPull,
    commit: (source, _, context) =>
      isPull(source.issue) ? commitOf(source.issue.mergeCommit, source, context) : null,
    mergeRefName: ({ issue }) => (isPull(issue) ? issue.base.ref : ''),
  }),
  ReviewDismissedEvent: fields<EventNode>({
    ...ofPull,
    dismissalMessage: () => null,
    previousReviewState: () => 'APPROVED',
  }),
  ReferencedEvent: fields<EventNode>({
    ...event,
    commit: (source, _, context) => commitOf(source.value.commit, source, context),
    isCrossRepository: () => false,
    isDirectReference: () => true,
    subject,
  }),
  CrossReferencedEvent: fields<EventNode>({
    ...linked,
    referencedAt: ({ value }) => value.at,
    target: subject,
    willCloseTarget: () => false,
  }),
  ConnectedEvent: fields<EventNode>({ ...linked, subject }),
  DisconnectedEvent: fields<EventNode>({ ...linked, subject }),
};
