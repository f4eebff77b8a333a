import type { Subject } from './schema/finding.js';
import type { Account, PullCommit, Review } from './schema/pull.js';

/** Why no review grants a request; `by` is the login of the approval that comes closest. */
export interface Objection {
  readonly code:
    | 'no-approval'
    | 'self-approval'
    | 'bot-approval'
    | 'no-permission'
    | 'unknown-permission'
    | 'outdated-approval'
    | 'withdrawn-approval';
  readonly by?: string;
}

/** An approving review that grants what was asked. */
export interface Approval {
  readonly login: string;
  readonly url: string;
  /** The review was of the newest commit, so that nothing was added unseen. */
  readonly isOfHead: boolean;
}

interface Asked {
  readonly author: Account | null;
  readonly createdAt: string;
  readonly bodyEditedAt: string | null;
  readonly commits: readonly Pick<PullCommit, 'sha' | 'login' | 'committedAt'>[];
  readonly head: string;
}

/** The later, the closer to counting: what is told where several approvals fall short. */
const CLOSENESS: readonly Objection['code'][] = [
  'no-approval',
  'withdrawn-approval',
  'bot-approval',
  'self-approval',
  'no-permission',
  'unknown-permission',
  'outdated-approval',
];

/**
 * The review that grants a request made in `subject`: by a person who neither opened the pull request nor made a commit of it,
 * who can push, whose last word it is, and given after the text was last edited. A request of the body takes a review of the
 * newest commit, one of a commit a review of that commit or a later one; a review of the newest commit goes first.
 */
export function approvalOf(
  subject: Subject,
  reviews: readonly Review[],
  context: Asked,
): Approval | Objection {
  let closest: Objection = { code: 'no-approval' };
  let granted: Approval | undefined;
  for (const review of lastWords(reviews)) {
    const answer = judgeReview(review, subject, context);
    if ('url' in answer) {
      if (granted?.isOfHead !== true) granted = answer;
      continue;
    }
    if (CLOSENESS.indexOf(answer.code) > CLOSENESS.indexOf(closest.code)) closest = answer;
  }
  return granted ?? closest;
}

function judgeReview(review: Review, subject: Subject, context: Asked): Approval | Objection {
  const { author } = review;
  if (review.state !== 'approved' || author === null) {
    const isWithdrawn = review.state === 'dismissed' && author !== null;
    return isWithdrawn ? { code: 'withdrawn-approval', by: author.login } : { code: 'no-approval' };
  }
  const by = author.login;
  if (author.kind !== 'user') return { code: 'bot-approval', by };
  const asking = [context.author?.login, ...context.commits.map(({ login }) => login)];
  if (asking.some((login) => login?.toLowerCase() === by.toLowerCase())) return { code: 'self-approval', by };
  if (review.canPush === null) return { code: 'unknown-permission', by };
  if (!review.canPush) return { code: 'no-permission', by };
  return isLater(review, subject, context)
    ? { login: by, url: review.url, isOfHead: review.commit === context.head }
    : { code: 'outdated-approval', by };
}

/** Instants are compared as such: offsets may differ. An edit in the very second of the approval counts as later. */
function isLater(review: Review, subject: Subject, context: Asked): boolean {
  const submitted = Date.parse(review.submittedAt);
  if (subject.kind === 'pull-request') {
    const isAfter = submitted > Date.parse(context.bodyEditedAt ?? context.createdAt);
    return isAfter && review.commit === context.head;
  }
  const asked = context.commits.findIndex(({ sha }) => sha === subject.id);
  const seen = context.commits.findIndex(({ sha }) => sha === review.commit);
  return asked !== -1 && seen >= asked;
}

/** The last review of each person that decides something; comments decide nothing. Deleted accounts speak each for themselves. */
export function lastWords<T extends Pick<Review, 'author' | 'state' | 'submittedAt'>>(
  reviews: readonly T[],
): readonly T[] {
  const words = new Map<unknown, T>();
  for (const review of reviews) {
    if (review.state === 'commented') continue;
    const key = review.author?.login.toLowerCase() ?? review;
    const known = words.get(key);
    if (known === undefined || Date.parse(known.submittedAt) <= Date.parse(review.submittedAt)) {
      words.set(key, review);
    }
  }
  return [...words.values()];
}
