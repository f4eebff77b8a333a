import { defineMetric, exampleScores, scoreTally, withGap } from '@forethought/core';

const ID = 'self-assessment-docs';

/** What people say once a week about how far documentation came before implementing, beside what was observed. */
export default defineMetric({
  id: ID,
  rule: 'self-assessment',
  summary:
    'Documentation was read before implementing, by the person’s own word, and that word is near to what was observed.',
  why: 'A score that stays far above what is observed points to the habit that nobody looks at yet.',
  unit: 'score',
  better: 'higher',
  counting: 'census',
  tier: 'E4',
  formula:
    'sum of the scores from 1 to 10 ÷ weeks that have one; a person’s row has beside it by how many points the mean lies above ten times the observed share',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 5 },
  noData: 'no weekly file of this window gives a score',
  gaming: 'Writing down the target every week.',
  counterMeasure:
    'The score is never averaged into anything else, and its distance to what was observed stands beside it.',
  tally: (input) => scoreTally(input, ID),
  derive: (sum, row) => withGap(sum, row, ID),
  examples: exampleScores({ question: 'docs', target: 10, observed: 'documentation-coverage' }),
});
