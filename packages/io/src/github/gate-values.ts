import type { MergeSettings, PullCommit, PullRequest, Review, Thread } from '@forethought/core';
import {
  accountOf,
  countAt,
  idAt,
  listAt,
  maybeText,
  maybeTime,
  member,
  shaAt,
  textAt,
  timeAt,
  truthAt,
  wordAt,
} from './value.js';

/** A pull request without its lists. */
export type PullHead = Omit<PullRequest, 'commits' | 'commitCount' | 'reviews' | 'threads' | 'missing'>;

const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;

/** Reads the fields of `PullRequest` of GraphQL. Throws `GitHubError` (`malformed`) where one is missing. */
export function pullHead(pull: unknown): PullHead {
  const createdAt = timeAt(pull, 'createdAt');
  const isDraft = truthAt(pull, 'isDraft');
  return {
    number: countAt(pull, 'number'),
    title: textAt(pull, 'title'),
    body: maybeText(pull, 'body') ?? '',
    url: textAt(pull, 'url'),
    author: accountOf(member(pull, 'author')),
    createdAt,
    readyAt: isDraft ? null : readyAt(pull, createdAt),
    bodyEditedAt: maybeTime(pull, 'lastEditedAt'),
    isDraft,
    state: STATES[wordAt(pull, ['OPEN', 'CLOSED', 'MERGED'], 'state')],
    labels:
      member(pull, 'labels') === null
        ? []
        : listAt(pull, 'labels', 'nodes').map((label) => textAt(label, 'name')),
    base: { ref: textAt(pull, 'baseRefName'), sha: shaAt(pull, 'baseRefOid') },
    head: {
      ref: textAt(pull, 'headRefName'),
      sha: shaAt(pull, 'headRefOid'),
      repository: maybeText(pull, 'headRepository', 'nameWithOwner'),
    },
    mergeCommit: maybeText(pull, 'mergeCommit', 'oid'),
  };
}

/** The last time that it left the state of a draft, else its creation; null where the server was not asked. */
function readyAt(pull: unknown, createdAt: string): string | null {
  if (member(pull, 'timelineItems') === undefined) return null;
  const last = listAt(pull, 'timelineItems', 'nodes').at(-1);
  return last === undefined ? createdAt : timeAt(last, 'createdAt');
}

/** The tip of the base branch now; where that branch is gone, the commit that the pull request remembers. */
export function baseTipOf(pull: unknown): string {
  return member(pull, 'baseRef') === null
    ? shaAt(pull, 'baseRefOid')
    : shaAt(pull, 'baseRef', 'target', 'oid');
}

/** Reads a node of `PullRequest.commits`. */
export function commitOf(node: unknown): PullCommit {
  const commit = member(node, 'commit');
  const isValid = member(commit, 'signature', 'isValid') === true;
  return {
    sha: shaAt(commit, 'oid'),
    parents: countAt(commit, 'parents', 'totalCount'),
    message: textAt(commit, 'message'),
    login: maybeText(commit, 'author', 'user', 'login'),
    committedAt: timeAt(commit, 'committedDate'),
    isPlatformMade: isValid && member(commit, 'signature', 'wasSignedByGitHub') === true,
  };
}

const REVIEW_STATES = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
} as const;

/** Reads a node of `PullRequest.reviews`; one that was not submitted yet is none. */
export function reviewOf(node: unknown): Review | undefined {
  if (member(node, 'state') === 'PENDING') return undefined;
  const canPush = member(node, 'authorCanPushToRepository');
  return {
    id: idAt(node, 'id'),
    author: accountOf(member(node, 'author')),
    state: REVIEW_STATES[wordAt(node, ['APPROVED', 'CHANGES_REQUESTED', 'COMMENTED', 'DISMISSED'], 'state')],
    submittedAt: timeAt(node, 'submittedAt'),
    body: textAt(node, 'body'),
    commit: maybeText(node, 'commit', 'oid'),
    canPush: typeof canPush === 'boolean' ? canPush : null,
    url: textAt(node, 'url'),
  };
}

/** Reads a node of `PullRequest.reviewThreads`, with the comments that stand in it. */
export function threadOf(node: unknown): Thread {
  return {
    id: idAt(node, 'id'),
    path: textAt(node, 'path'),
    isResolved: truthAt(node, 'isResolved'),
    isOutdated: truthAt(node, 'isOutdated'),
    comments: listAt(node, 'comments', 'nodes').map(threadComment),
  };
}

/** Reads one comment of a thread. */
export function threadComment(node: unknown): Thread['comments'][number] {
  return {
    author: accountOf(member(node, 'author')),
    body: textAt(node, 'body'),
    createdAt: timeAt(node, 'createdAt'),
    url: textAt(node, 'url'),
  };
}

/** Reads the merge settings of a repository as GraphQL gives them. */
export function settingsOf(repository: unknown): MergeSettings {
  return {
    squash: truthAt(repository, 'squashMergeAllowed'),
    merge: truthAt(repository, 'mergeCommitAllowed'),
    rebase: truthAt(repository, 'rebaseMergeAllowed'),
    squashTitle: wordAt(repository, ['PR_TITLE', 'COMMIT_OR_PR_TITLE'], 'squashMergeCommitTitle'),
    squashMessage: wordAt(repository, ['PR_BODY', 'COMMIT_MESSAGES', 'BLANK'], 'squashMergeCommitMessage'),
  };
}
