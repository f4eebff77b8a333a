import { coverage, defineMetric, ledgerWith } from '@forethought/core';

/** Share of changes that needed a design whose design was approved before they were begun. */
export default defineMetric({
  id: 'design-before-code',
  rule: 'design-approved-first',
  summary: 'Every change that needs a design was begun after somebody else had approved it.',
  why: 'A question about a design costs an afternoon before the code and a rewrite after it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'landed pull requests that pass design-approved-first ÷ landed pull requests that it had to ask, which are large ones and those labelled as a feature or design; times are the platform’s, and a waived one was asked',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 3, team: 5 },
  noData: 'no change in this window needed a design',
  gaming: 'Dating commits later, or opening the pull request after everything is written.',
  counterMeasure:
    'The beginning is the earliest of the first commit and the opening of the pull request, and the approval is somebody else’s review at the platform’s time.',
  tally: (input) => {
    const ledger = ledgerWith(input, 'pulls');
    if ('noData' in ledger) return ledger;
    return coverage(input, { ruleId: 'design-approved-first', onlyPullRequests: true });
  },
  examples: [
    {
      name: 'two of three were approved first',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }],
        pulls: [
          { number: 1, verdicts: [{ rule: 'design-approved-first', outcome: 'pass', asked: true }] },
          { number: 2, verdicts: [{ rule: 'design-approved-first', outcome: 'pass', asked: true }] },
          { number: 3, verdicts: [{ rule: 'design-approved-first', outcome: 'fail', asked: true }] },
        ],
      },
      expect: { state: 'missed', numerator: 2, denominator: 3, misses: ['#3'] },
    },
    {
      name: 'a design that nobody had to ask for stays out',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }, { id: '#4' }],
        pulls: [1, 2, 3, 4].map((number) => ({
          number,
          verdicts: [{ rule: 'design-approved-first', outcome: 'pass', asked: number < 4 }],
        })),
      },
      expect: { state: 'met', numerator: 3, denominator: 3 },
    },
    {
      name: 'only small changes landed',
      ledger: {
        changes: [{ id: '#1' }],
        pulls: [
          {
            number: 1,
            verdicts: [{ rule: 'design-approved-first', outcome: 'not-applicable', asked: false }],
          },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'Git alone knows no reviews',
      ledger: { gaps: { pulls: 'no pull-request facts' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
