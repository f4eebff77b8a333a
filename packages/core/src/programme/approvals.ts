import type { PullFact, ReviewFact } from '../schema/pull-fact.js';
import type { RecordApproval } from '../schema/training/facts.js';
import { isSame } from './asked.js';

/**
 * Approving reviews of merged pull requests that touch a wanted path: the last word of each reviewer who is not the author. What a
 * reviewer took back, or was dismissed, is none.
 */
export function recordApprovals(
  pulls: readonly PullFact[],
  isWanted: (path: string) => boolean,
): readonly RecordApproval[] {
  return pulls.flatMap(({ number, state, author, paths = [], reviews = [] }) => {
    const touched = state === 'merged' ? paths.filter(isWanted) : [];
    if (touched.length === 0) return [];
    return approvalsIn(reviews, author?.login ?? null).map(({ by, at }): RecordApproval => {
      return { pull: number, by, author: author?.login ?? null, at, paths: touched };
    });
  });
}

/** Who approves, by the last word of each: whoever wrote the change says nothing by it. */
export function approvalsIn(
  reviews: readonly Pick<ReviewFact, 'author' | 'state' | 'submittedAt'>[],
  author: string | null,
): readonly { readonly by: string; readonly at: string }[] {
  const last = new Map<string, { readonly by: string; readonly at: string; readonly isApproval: boolean }>();
  for (const { author: reviewer, state, submittedAt } of reviews) {
    if (reviewer === null || state === 'commented' || isSame(reviewer.login, author)) continue;
    const key = reviewer.login.toLowerCase();
    const before = last.get(key);
    if (before !== undefined && Date.parse(before.at) > Date.parse(submittedAt)) continue;
    last.set(key, { by: reviewer.login, at: submittedAt, isApproval: state === 'approved' });
  }
  return [...last.values()].flatMap(({ by, at, isApproval }) => (isApproval ? [{ by, at }] : []));
}
