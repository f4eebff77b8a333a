import { coverage } from './coverage.js';
import type { Tally, TallyInput } from './define-metric.js';
import { ledgerWith } from './outcomes.js';

/**
 * Counts the landed pull requests that a rule on their text had to ask, and those that it passed. From Git alone those count whose
 * body a squash landed as the commit message; without any of them there are no data.
 */
export function pullCoverage(
  input: TallyInput,
  ruleId: string,
): readonly Tally[] | { readonly noData: string } {
  const tallies = coverage(input, { ruleId, counts: input.landedBody, onlyPullRequests: true });
  if (tallies.length > 0 || !('noData' in ledgerWith(input, 'pulls'))) return tallies;
  return { noData: 'no pull-request facts, and no squash landed a body' };
}
