import type { PullFact, ReviewFact } from '../schema/pull-fact.js';
import type { RecordApproval } from '../schema/training/facts.js';
import { isSame } from './asked.js';

/**
 * Approving reviews of merged pull requests that touch a wanted path: the last word of each reviewer who is not the author. What a
 * reviewer took back, or was dismissed, is none. Each says whether it was given to what was merged.
 */
export function recordApprovals(
  pulls: readonly Pick<PullFact, 'number' | 'state' | 'author' | 'head' | 'paths' | 'reviews'>[],
  isWanted: (path: string) => boolean,
): readonly RecordApproval[] {
  return pulls.flatMap(({ number, state, author, head, paths = [], reviews = [] }) => {
    const touched = state === 'merged' ? paths.filter(isWanted) : [];
    if (touched.length === 0) return [];
    const login = author?.login ?? null;
    return approvalsIn(reviews, { author: login, head: head.sha }).map((given): RecordApproval => {
      return { pull: number, author: login, paths: touched, ...given };
    });
  });
}

/** Who approves, by the last word of each, and whether the head: whoever wrote the change says nothing by it. */
export function approvalsIn(
  reviews: readonly Pick<ReviewFact, 'author' | 'state' | 'submittedAt' | 'commit'>[],
  { author, head }: { readonly author: string | null; readonly head: string },
): readonly Pick<RecordApproval, 'by' | 'at' | 'seen'>[] {
  const last = new Map<
    string,
    Pick<RecordApproval, 'by' | 'at' | 'seen'> & { readonly isApproval: boolean }
  >();
  for (const { author: reviewer, state, submittedAt, commit } of reviews) {
    if (reviewer === null || state === 'commented' || isSame(reviewer.login, author)) continue;
    const key = reviewer.login.toLowerCase();
    const before = last.get(key);
    if (before !== undefined && Date.parse(before.at) > Date.parse(submittedAt)) continue;
    const own = { by: reviewer.login, at: submittedAt, isApproval: state === 'approved' };
    last.set(key, commit === head ? own : { ...own, seen: commit === null ? 'unknown' : 'earlier' });
  }
  return [...last.values()].flatMap(({ isApproval, ...given }) => (isApproval ? [given] : []));
}
