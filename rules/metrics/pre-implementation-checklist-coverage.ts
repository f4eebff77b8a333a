import { defineMetric, pullCoverage, pullExamples } from '@forethought/core';

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
  examples: pullExamples('pre-implementation-checklist'),
});
