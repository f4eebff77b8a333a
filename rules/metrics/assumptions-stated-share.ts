import { defineMetric, pullCoverage } from '@forethought/core';

/** Share of pull requests that say what they take for granted. */
export default defineMetric({
  id: 'assumptions-stated-share',
  rule: 'assumptions-stated',
  summary: 'Pull requests say what they take for granted.',
  why: 'An assumption that is written down can be doubted before it fails.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed pull requests that pass assumptions-stated ÷ landed pull requests that it had to ask; a waived one was asked, and from Git alone only those count whose body a squash landed as the commit message',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no pull request in this window had to state its assumptions',
  needs: ['git'],
  gaming: 'The same assumption under every change.',
  counterMeasure:
    'What fits every change and what repeats the title do not count, and the list of counted changes shows the same sentence side by side.',
  tally: (input) => pullCoverage(input, 'assumptions-stated'),
  examples: [
    {
      name: 'four of five pass, and a direct push stays out',
      ledger: {
        changes: [
          ...['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id })),
          { id: 'c6', kind: 'push', shas: ['c6'] },
        ],
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          verdicts: [{ rule: 'assumptions-stated', outcome: number < 5 ? 'pass' : 'fail', asked: true }],
        })),
      },
      findings: [{ ruleId: 'assumptions-stated', outcome: 'fail', asked: true, commit: 'c6' }],
      expect: { state: 'uncertain', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'a reason why it does not apply is no pass and no miss',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5', '#6'].map((id) => ({ id })),
        pulls: [1, 2, 3, 4, 5, 6].map((number) => ({
          number,
          verdicts: [
            { rule: 'assumptions-stated', outcome: number < 6 ? 'pass' : 'not-applicable', asked: true },
          ],
        })),
      },
      expect: { state: 'uncertain', numerator: 5, denominator: 5 },
    },
    {
      name: 'from Git alone a landed body counts',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'assumptions-stated',
        outcome: 'pass',
        asked: true,
        commit,
      })),
      landed: ['c1', 'c2', 'c3', 'c4', 'c5'],
      expect: { state: 'uncertain', numerator: 5, denominator: 5 },
    },
    {
      name: 'nothing was asked',
      ledger: {
        changes: [{ id: '#1' }],
        pulls: [
          { number: 1, verdicts: [{ rule: 'assumptions-stated', outcome: 'not-applicable', asked: false }] },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'without a landed body Git knows nothing about pull requests',
      findings: [{ ruleId: 'assumptions-stated', outcome: 'fail', asked: true, commit: 'c1' }],
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
