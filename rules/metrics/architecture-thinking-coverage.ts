import { defineMetric, pullCoverage, pullExamples } from '@forethought/core';

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
  examples: pullExamples('architecture-thinking'),
});
