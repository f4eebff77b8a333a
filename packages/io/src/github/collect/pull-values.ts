import type { CheckFact, LabelEvent, PullFact } from '@forethought/core';
import { pullHead, reviewOf } from '../gate-values.js';
import { accountOf, countAt, maybeText, maybeTime, member, shaAt, textAt, timeAt } from '../value.js';
import type { PullList } from './queries.js';

/** The lists of a pull request as far as they were read; one that is absent could not be. */
export type PullLists = Partial<Readonly<Record<PullList, readonly unknown[]>>>;

type Missing = PullFact['missing'];
type Timeline = Pick<PullFact, 'labelEvents' | 'forcePushes' | 'reviewers'>;

/** Whoever is asked within so long after the opening was asked by CODEOWNERS or with it: the platform does not keep which. */
const AUTOMATIC = 10_000;

/** What a list of the record is called in `missing`. */
export const MISSING_WORD: Readonly<Record<Exclude<PullList, 'labels'>, Missing[number]['what']>> = {
  commits: 'commits',
  files: 'paths',
  timelineItems: 'timeline',
  reviews: 'reviews',
  reviewThreads: 'threads',
  closingIssuesReferences: 'issues',
};

/** A pull request out of its base node and its lists, without threads and checks. Throws `GitHubError` (`malformed`). */
export function pullFact(node: unknown, lists: PullLists, at: string, repository: string): PullFact {
  const { number, title, body, url, author, createdAt, isDraft, state, base, head, mergeCommit } =
    pullHead(node);
  const { labels, commits, files, timelineItems: events, reviews, closingIssuesReferences } = lists;
  const readyAt = events === undefined || isDraft ? null : lastReady(events, createdAt);
  return {
    ...{ number, url, title, body, author, createdAt, readyAt },
    updatedAt: timeAt(node, 'updatedAt'),
    bodyEditedAt: maybeTime(node, 'lastEditedAt'),
    mergedAt: maybeTime(node, 'mergedAt'),
    closedAt: maybeTime(node, 'closedAt'),
    ...{ state, isDraft, mergedBy: accountOf(member(node, 'mergedBy')), base: base.ref },
    head: { ref: head.ref, sha: head.sha },
    mergeCommit,
    labels: (labels ?? []).map((label) => textAt(label, 'name')),
    type: null,
    added: countAt(node, 'additions'),
    deleted: countAt(node, 'deletions'),
    fileCount: countAt(node, 'changedFiles'),
    commitCount: commits === undefined ? 0 : Math.max(commits.length, total(node)),
    ...(files === undefined ? {} : { paths: files.map((file) => textAt(file, 'path')) }),
    ...(commits === undefined ? {} : { commits: commits.map(commitOf) }),
    ...(events === undefined ? {} : timelineOf(events, [createdAt, readyAt])),
    ...(reviews === undefined ? {} : { reviews: reviews.flatMap((review) => reviewOf(review) ?? []) }),
    ...(closingIssuesReferences === undefined
      ? {}
      : { closes: closesOf(closingIssuesReferences, repository) }),
    readAt: at,
    missing: [],
  };
}

function total(node: unknown): number {
  return countAt(node, 'commits', 'totalCount');
}

function lastReady(events: readonly unknown[], createdAt: string): string {
  const last = ofType(events, 'ReadyForReviewEvent').at(-1);
  return last === undefined ? createdAt : timeAt(last, 'createdAt');
}

function ofType(events: readonly unknown[], type: string): readonly unknown[] {
  return events.filter((event) => member(event, '__typename') === type);
}

function commitOf(node: unknown): NonNullable<PullFact['commits']>[number] {
  return {
    sha: shaAt(node, 'commit', 'oid'),
    login: maybeText(node, 'commit', 'author', 'user', 'login'),
    committedAt: timeAt(node, 'commit', 'committedDate'),
    message: textAt(node, 'commit', 'message'),
    tree: shaAt(node, 'commit', 'tree', 'oid'),
  };
}

/** Labels as they were set and taken away, oldest first. */
export function labelEvents(events: readonly unknown[]): readonly LabelEvent[] {
  return events.flatMap((event) => {
    const type = member(event, '__typename');
    if (type !== 'LabeledEvent' && type !== 'UnlabeledEvent') return [];
    const by = accountOf(member(event, 'actor'));
    const at = timeAt(event, 'createdAt');
    return [{ label: textAt(event, 'label', 'name'), added: type === 'LabeledEvent', by, at }];
  });
}

function timelineOf(events: readonly unknown[], openings: readonly (string | null)[]): Timeline {
  return {
    labelEvents: [...labelEvents(events)],
    forcePushes: ofType(events, 'HeadRefForcePushedEvent').flatMap((event) => {
      const [before, after] = [
        maybeText(event, 'beforeCommit', 'oid'),
        maybeText(event, 'afterCommit', 'oid'),
      ];
      return before === null || after === null ? [] : [{ before, after, at: timeAt(event, 'createdAt') }];
    }),
    reviewers: ofType(events, 'ReviewRequestedEvent').flatMap((event) => {
      // A team, or an account that is gone: nobody was asked by name.
      if (typeof member(event, 'requestedReviewer', 'login') !== 'string') return [];
      const reviewer = accountOf(member(event, 'requestedReviewer'));
      const at = timeAt(event, 'createdAt');
      const isOwner = openings.some((opening) => opening !== null && isSoonAfter(at, opening));
      return reviewer === null ? [] : [{ reviewer, by: accountOf(member(event, 'actor')), isOwner, at }];
    }),
  };
}

function isSoonAfter(at: string, opening: string): boolean {
  const passed = Date.parse(at) - Date.parse(opening);
  return passed >= 0 && passed <= AUTOMATIC;
}

function closesOf(issues: readonly unknown[], repository: string): number[] {
  const own = issues.filter((issue) => textAt(issue, 'repository', 'nameWithOwner') === repository);
  return own.map((issue) => countAt(issue, 'number'));
}

const CONCLUSIONS: Readonly<Record<string, NonNullable<CheckFact['conclusion']>>> = {
  SUCCESS: 'success',
  FAILURE: 'failure',
  STARTUP_FAILURE: 'failure',
  ERROR: 'failure',
  NEUTRAL: 'neutral',
  CANCELLED: 'cancelled',
  SKIPPED: 'skipped',
  TIMED_OUT: 'timed-out',
  ACTION_REQUIRED: 'action-required',
  STALE: 'stale',
};

/** A node of `StatusCheckRollup.contexts`; what is pending or unknown has no conclusion. */
export function checkFact(node: unknown, sha: string): CheckFact {
  const isStatus = member(node, '__typename') === 'StatusContext';
  const word = maybeText(node, isStatus ? 'state' : 'conclusion') ?? '';
  const conclusion = (Object.hasOwn(CONCLUSIONS, word) ? CONCLUSIONS[word] : undefined) ?? null;
  const at = isStatus ? timeAt(node, 'createdAt') : null;
  return {
    name: textAt(node, isStatus ? 'context' : 'name'),
    app: isStatus ? null : maybeText(node, 'checkSuite', 'app', 'slug'),
    sha,
    conclusion,
    startedAt: isStatus ? at : maybeTime(node, 'startedAt'),
    completedAt: isStatus ? (conclusion === null ? null : at) : maybeTime(node, 'completedAt'),
  };
}
