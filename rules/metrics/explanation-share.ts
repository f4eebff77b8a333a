import { defineMetric, pullCoverage } from '@forethought/core';

/** Share of deployments that are explained. */
export default defineMetric({
  id: 'explanation-share',
  rule: 'explanation',
  summary: 'Every change to a deployment says what it does, why it is correct, and what was validated.',
  why: 'What nobody can explain nobody can repair at night.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed pull requests that pass explanation ÷ landed pull requests that it had to ask; a waived one was asked, and from Git alone only those count whose body a squash landed as the commit message',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no pull request in this window touched a deployment path',
  needs: ['git'],
  gaming: 'Three sentences that say the same.',
  counterMeasure:
    'Each of the three parts needs words of its own, and a sentence that stands under two of them counts for neither.',
  tally: (input) => pullCoverage(input, 'explanation'),
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
          verdicts: [{ rule: 'explanation', outcome: number < 5 ? 'pass' : 'fail', asked: true }],
        })),
      },
      findings: [{ ruleId: 'explanation', outcome: 'fail', asked: true, commit: 'c6' }],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'a reason why it does not apply is no pass and no miss',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5', '#6'].map((id) => ({ id })),
        pulls: [1, 2, 3, 4, 5, 6].map((number) => ({
          number,
          verdicts: [{ rule: 'explanation', outcome: number < 6 ? 'pass' : 'not-applicable', asked: true }],
        })),
      },
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'from Git alone a landed body counts',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'explanation',
        outcome: 'pass',
        asked: true,
        commit,
      })),
      landed: ['c1', 'c2', 'c3', 'c4', 'c5'],
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'nothing was asked',
      ledger: {
        changes: [{ id: '#1' }],
        pulls: [{ number: 1, verdicts: [{ rule: 'explanation', outcome: 'not-applicable', asked: false }] }],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'without a landed body Git knows nothing about pull requests',
      findings: [{ ruleId: 'explanation', outcome: 'fail', asked: true, commit: 'c1' }],
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
