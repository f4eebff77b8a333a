import { nodeId } from '../shapes/account.js';
import { utc } from '../shapes/commit.js';
import { commitsOf } from '../state/heads.js';
import type { EventState, PullState } from '../state/model.js';
import { actor } from './actors.js';
import { commitNode } from './commits.js';
import { commentNode } from './issues.js';
import {
  type Args,
  type Context,
  connection,
  fields,
  type Node,
  type PullNode,
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
};

/** `READY_FOR_REVIEW_EVENT` for `ReadyForReviewEvent`, as the argument `itemTypes` names them. */
function constant(type: string): string {
  return type.replace(/(?<=[a-z])[A-Z]/g, (letter) => `_${letter}`).toUpperCase();
}

interface Item {
  readonly at: string;
  readonly node: Node & { readonly pull?: PullState };
}

function itemsOf(source: PullNode, { world }: Context): readonly Item[] {
  const { repository, value: pull } = source;
  const events = pull.timeline.map((event) => ({
    at: event.at,
    node: { __typename: kinds[event.kind], repository, value: event, pull },
  }));
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
  const comments = pull.comments.map((comment) => ({
    at: comment.createdAt,
    node: commentNode(source, comment),
  }));
  const threads = pull.threads.map((thread) => ({
    at: thread.comments[0]?.createdAt ?? pull.createdAt,
    node: threadNode(source, thread),
  }));
  const commits = commitsOf(world, repository, pull).map((commit) => ({
    at: utc(commit.committer.date),
    node: { __typename: 'PullRequestCommit', repository, value: commit, pull },
  }));
  return [...commits, ...threads, ...comments, ...reviews, ...events].sort((one, other) =>
    one.at.localeCompare(other.at),
  );
}

/** The timeline of a pull request: `filteredCount` counts what `itemTypes` lets through, `totalCount` everything. */
export function timeline(source: PullNode, args: Args, context: Context): Record<string, unknown> {
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

type EventNode = Node<EventState> & { readonly pull: PullState };

const event = {
  id: ({ value }: Node<EventState>) => nodeId(kinds[value.kind], value.id),
  createdAt: ({ value }: Node<EventState>) => value.at,
  actor: ({ value }: Node<EventState>, _: Args, { world }: Context) => actor(world, value.actor),
};

const pullRequest = ({ repository, pull }: Node & { readonly pull: PullState }) => ({
  __typename: 'PullRequest',
  repository,
  value: pull,
});

const label = ({ repository, value }: Node<EventState>) => ({
  __typename: 'Label',
  repository,
  value: value.label ?? '',
});

const commitOf = (sha: string | null | undefined, { repository }: Node, { world }: Context) =>
  typeof sha === 'string' ? commitNode(world, repository, sha) : null;

/** Events of the timeline. */
export const timelineResolvers: Resolvers = {
  ReadyForReviewEvent: fields<EventNode>({ ...event, pullRequest }),
  ConvertToDraftEvent: fields<EventNode>({ ...event, pullRequest }),
  HeadRefForcePushedEvent: fields<EventNode>({
    ...event,
    pullRequest,
    beforeCommit: (source, _, context) => commitOf(source.value.before, source, context),
    afterCommit: (source, _, context) => commitOf(source.value.after, source, context),
  }),
  LabeledEvent: fields<EventNode>({ ...event, label, labelable: pullRequest }),
  UnlabeledEvent: fields<EventNode>({ ...event, label, labelable: pullRequest }),
  RenamedTitleEvent: fields<EventNode>({
    ...event,
    previousTitle: ({ value }) => value.before ?? '',
    currentTitle: ({ value }) => value.after ?? '',
  }),
  ClosedEvent: fields<EventNode>({ ...event, closable: pullRequest, stateReason: () => null }),
  ReopenedEvent: fields<EventNode>({ ...event, closable: pullRequest, stateReason: () => null }),
  MergedEvent: fields<EventNode>({
    ...event,
    pullRequest,
    commit: (source, _, context) => commitOf(source.pull.mergeCommit, source, context),
    mergeRefName: ({ pull }) => pull.base.ref,
  }),
};
