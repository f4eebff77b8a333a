import { coverage, defineMetric, ledgerWith } from '@forethought/core';

/** Share of approved changes whose approval answers the four questions. */
export default defineMetric({
  id: 'challenge-protocol-share',
  rule: 'challenge-protocol',
  summary:
    'Approvals answer the four questions: what is assumed, what has to be there, what if it fails, and is there a simpler way.',
  why: 'An approval without a question finds what its reader stumbled over, and nothing else.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'landed pull requests that pass challenge-protocol ÷ landed pull requests with an approval that it had to ask; the row is that of whoever made the change, and times and authors of reviews are the platform’s',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no change in this window had an approval that had to answer them',
  gaming: 'The four answers pasted into every approval.',
  counterMeasure:
    'Answers count only with words beside those of the questions, and the list of counted changes links each approval, so that the same four lines stand side by side.',
  tally: (input) => {
    const ledger = ledgerWith(input, 'pulls', 'reviews');
    if ('noData' in ledger) return ledger;
    return coverage(input, { ruleId: 'challenge-protocol', onlyPullRequests: true });
  },
  examples: [
    {
      name: 'four of five approvals answer them',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          verdicts: [{ rule: 'challenge-protocol', outcome: number < 5 ? 'pass' : 'fail', asked: true }],
        })),
      },
      expect: { state: 'uncertain', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'what nobody approved stays out',
      ledger: {
        changes: [{ id: '#1' }],
        pulls: [
          { number: 1, verdicts: [{ rule: 'challenge-protocol', outcome: 'not-applicable', asked: false }] },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'Git alone knows no reviews',
      ledger: { gaps: { reviews: 'no reviews were read' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
