import { defineMetric, pullCoverage, pullExamples } from '@forethought/core';

/** Share of pull requests that carry the checklist of what comes before the commit. */
export default defineMetric({
  id: 'pre-commit-checklist-coverage',
  rule: 'pre-commit-checklist',
  summary:
    'Every pull request that has to answer the checklist before the commit answers its four points and says what could go wrong.',
  why: 'What is made sure of before the commit needs no commit after it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed pull requests that pass pre-commit-checklist ÷ landed pull requests that it had to ask; a waived one was asked, and from Git alone only those count whose body a squash landed as the commit message',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no pull request in this window had to answer the checklist',
  needs: ['git'],
  gaming: 'Ticking four boxes, with a sentence that fits every change behind the fourth.',
  counterMeasure:
    'The fourth point needs words of its own, and the metric stands beside `first-try-green`, which ticks do not move.',
  tally: (input) => pullCoverage(input, 'pre-commit-checklist'),
  examples: pullExamples('pre-commit-checklist'),
});
