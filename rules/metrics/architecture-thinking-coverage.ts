import { defineMetric, pullCoverage } from '@forethought/core';

/** Share of pull requests that say what they do to the design. */
export default defineMetric({
  id: 'architecture-thinking-coverage',
  rule: 'architecture-thinking',
  summary:
    'Every pull request says what it does to the design, which trade-off it makes, which design it follows, or why none of it applies.',
  why: 'A design is lost in small changes of which none was looked at from further away.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed pull requests that pass architecture-thinking ÷ landed pull requests that it had to ask; a waived one was asked, and from Git alone only those count whose body a squash landed as the commit message',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no pull request in this window had to say what it does to the design',
  needs: ['git'],
  gaming: '“No impact” under every change.',
  counterMeasure:
    'A denial counts only as `N/A:` with its reason, which is no pass and whose share stands beside the value.',
  tally: (input) => pullCoverage(input, 'architecture-thinking'),
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
          verdicts: [{ rule: 'architecture-thinking', outcome: number < 5 ? 'pass' : 'fail', asked: true }],
        })),
      },
      findings: [{ ruleId: 'architecture-thinking', outcome: 'fail', asked: true, commit: 'c6' }],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'a reason why it does not apply is no pass and no miss',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5', '#6'].map((id) => ({ id })),
        pulls: [1, 2, 3, 4, 5, 6].map((number) => ({
          number,
          verdicts: [
            { rule: 'architecture-thinking', outcome: number < 6 ? 'pass' : 'not-applicable', asked: true },
          ],
        })),
      },
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'from Git alone a landed body counts',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'architecture-thinking',
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
        pulls: [
          {
            number: 1,
            verdicts: [{ rule: 'architecture-thinking', outcome: 'not-applicable', asked: false }],
          },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'without a landed body Git knows nothing about pull requests',
      findings: [{ ruleId: 'architecture-thinking', outcome: 'fail', asked: true, commit: 'c1' }],
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
