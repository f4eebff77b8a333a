import { defineMetric, pullCoverage, pullExamples } from '@forethought/core';

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
  examples: pullExamples('explanation'),
});
