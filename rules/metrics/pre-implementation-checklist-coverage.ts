import { defineMetric, pullCoverage } from '@forethought/core';

/** Share of pull requests that carry the checklist of what comes before the implementation. */
export default defineMetric({
  id: 'pre-implementation-checklist-coverage',
  summary:
    'Every pull request that has to answer the checklist before the implementation answers its four points.',
  why: 'Of the four points each one left out is the cause of a review that starts over.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed pull requests that pass pre-implementation-checklist ÷ landed pull requests that it had to ask; a waived one was asked, and from Git alone only those count whose body a squash landed as the commit message',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no pull request in this window had to answer the checklist',
  needs: ['git'],
  gaming: 'Ticking four boxes without doing anything.',
  counterMeasure:
    'A tick behind documentation counts only where a page is named, one behind assumptions only where some are written down; the list of counted changes lets a reviewer ask about the other two.',
  tally: (input) => pullCoverage(input, 'pre-implementation-checklist'),
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
          verdicts: [
            { rule: 'pre-implementation-checklist', outcome: number < 5 ? 'pass' : 'fail', asked: true },
          ],
        })),
      },
      findings: [{ ruleId: 'pre-implementation-checklist', outcome: 'fail', asked: true, commit: 'c6' }],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'a reason why it does not apply is no pass and no miss',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5', '#6'].map((id) => ({ id })),
        pulls: [1, 2, 3, 4, 5, 6].map((number) => ({
          number,
          verdicts: [
            {
              rule: 'pre-implementation-checklist',
              outcome: number < 6 ? 'pass' : 'not-applicable',
              asked: true,
            },
          ],
        })),
      },
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'from Git alone a landed body counts',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'pre-implementation-checklist',
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
            verdicts: [{ rule: 'pre-implementation-checklist', outcome: 'not-applicable', asked: false }],
          },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'without a landed body Git knows nothing about pull requests',
      findings: [{ ruleId: 'pre-implementation-checklist', outcome: 'fail', asked: true, commit: 'c1' }],
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});
