import { coverage, defineMetric } from '@forethought/core';

/** Share of deployment changes that carry a pre-mortem with each item validated. */
export default defineMetric({
  id: 'pre-mortem-coverage',
  rule: 'pre-mortem',
  summary: 'Every change to a deployment names how it could fail and how each of those ways was checked.',
  why: 'A failure that was imagined before a deployment costs a sentence; one that was not costs an incident.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'changes that pass pre-mortem ÷ changes that pre-mortem had to ask, which are those that touch deployment paths; a change is a landed pull request with its commits, or a direct push, and from Git alone a commit',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no change in this window touched a deployment path',
  needs: ['git'],
  gaming: 'The same five failures under every deployment, or a co-author line that shares the credit.',
  counterMeasure:
    'Each item needs a validation of its own and may stand there once; the list of counted changes lets a reviewer see the same failures under every one. Co-authors share what is covered; what is missing stays with the owner alone.',
  tally: (input) => coverage(input, { ruleId: 'pre-mortem' }),
  examples: [
    {
      name: 'a change passes by the text of its pull request or by one of its commits',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id, shas: [`sha-${id.slice(1)}`] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({
          number,
          verdicts: [{ rule: 'pre-mortem', outcome: number < 4 ? 'pass' : 'fail', asked: true }],
        })),
      },
      findings: [{ ruleId: 'pre-mortem', outcome: 'pass', asked: true, commit: 'sha-4' }],
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['#5'] },
    },
    {
      name: 'every deployment change carries a pre-mortem',
      findings: ['c1', 'c2', 'c3', 'c4', 'c5'].map((commit) => ({
        ruleId: 'pre-mortem',
        outcome: 'pass',
        asked: true,
        commit,
      })),
      expect: { state: 'met', numerator: 5, denominator: 5 },
    },
    {
      name: 'two problems of one change are one miss',
      findings: [
        { ruleId: 'pre-mortem', outcome: 'fail', asked: true, commit: 'c1' },
        { ruleId: 'pre-mortem', outcome: 'fail', asked: true, commit: 'c1' },
      ],
      expect: { state: 'insufficient', numerator: 0, denominator: 1 },
    },
    {
      name: 'no deployment path was touched',
      findings: [{ ruleId: 'pre-mortem', outcome: 'not-applicable', asked: false, commit: 'c1' }],
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});
