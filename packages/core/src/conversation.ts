import type { Conversation, ReviewText } from './change.js';
import { fromText } from './evidence/text.js';
import { isBlankCode } from './recognise/nothing.js';
import { contentWords, differentWords } from './recognise/words.js';
import type { Evidence } from './schema/evidence.js';
import type { SectionIndex } from './schema/policy.js';
import type { Account } from './schema/pull.js';
import { lastWords } from './waive-approval.js';

/** Comments on lines name no sections. */
const NO_NAMES: SectionIndex = { sections: {}, parts: {}, words: {} };

/** A comment on the changed lines as Evidence: prose and headings. */
export function readComment(body: string): Evidence {
  return fromText(body, { kind: 'pull-request', index: NO_NAMES, hashHeadings: 'count' });
}

/** Whether two accounts are one; an account that is gone is nobody's. */
export function isSameAccount(one: Account | null, other: Account | null): boolean {
  return one !== null && one.login.toLowerCase() === other?.login.toLowerCase();
}

/** Reviews that somebody other than the author wrote, bots left out. */
export function foreignReviews(reviews: readonly ReviewText[]): readonly ReviewText[] {
  return reviews.filter(({ isOwn, author }) => !isOwn && author?.kind !== 'bot');
}

/** The approvals that stand: of each person other than the author the last review that decides, where it approves. */
export function standingApprovals(reviews: readonly ReviewText[]): readonly ReviewText[] {
  return lastWords(foreignReviews(reviews)).filter(({ state }) => state === 'approved');
}

/** When the first person other than the author reviewed. */
export function firstReviewAt(reviews: readonly ReviewText[]): string | undefined {
  const times = foreignReviews(reviews).map(({ submittedAt }) => submittedAt);
  return times.sort((one, other) => Date.parse(one) - Date.parse(other))[0];
}

/** Everything that a reviewer wrote about the change: reviews that were not dismissed, and comments in any thread. */
export function saidBy({ author }: ReviewText, conversation: Conversation): readonly Evidence[] {
  const { reviews = [], threads = [] } = conversation;
  const own = reviews.filter(
    (review) => review.state !== 'dismissed' && isSameAccount(author, review.author),
  );
  const comments = threads.flatMap((thread) => thread.comments);
  return [
    ...own.map(({ evidence }) => evidence),
    ...comments
      .filter((comment) => isSameAccount(author, comment.author))
      .map(({ body }) => readComment(body)),
  ];
}

/** Something that an author found in the own change. `isSettled`: its thread is resolved or outdated now, or it has none. */
export interface OwnComment {
  readonly at: string;
  readonly path: string | undefined;
  readonly isSettled: boolean;
  readonly evidence: Evidence;
}

/**
 * What the author wrote about the own change: threads that the author began, and the texts of own reviews. Whether a thread was
 * resolved before somebody else came is not to be had: GitHub tells that it is, not when.
 */
export function ownComments({ author, reviews = [], threads = [] }: Conversation): readonly OwnComment[] {
  const begun = threads.flatMap(({ path, isResolved, isOutdated, comments: [first] }) =>
    first === undefined || !isSameAccount(author, first.author)
      ? []
      : [
          {
            at: first.createdAt,
            path,
            isSettled: isResolved || isOutdated,
            evidence: readComment(first.body),
          },
        ],
  );
  const said = reviews
    .filter(({ isOwn, state }) => isOwn && state !== 'dismissed')
    .map(({ submittedAt, evidence }) => ({ at: submittedAt, path: undefined, isSettled: true, evidence }));
  return [...begun, ...said];
}

/** Whether a comment says something that could be acted on: a suggestion, or a sentence with words of its own. */
export function isRemark({ prose }: Evidence): boolean {
  const said = prose.filter(({ kind }) => kind !== 'quote');
  if (said.some(({ kind, text }) => kind === 'code' && !isBlankCode(text))) return true;
  const text = said.map((entry) => entry.text).join('\n');
  const own = contentWords(text);
  return own >= 2 || (own === 1 && differentWords(text).size >= 4);
}

/** An instant to the minute, in UTC, for a sentence. */
export function minuteOf(instant: string): string {
  return `${new Date(instant).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}
