import type { MetricExample } from '../define-metric.js';
import { exampleHabits } from './example-habits.js';
import { exampleRecords, exampleWeek, exampleWorld } from './example-world.js';
import type { ProgrammeWorld } from './world.js';

/** What the examples of a self-assessment are about: the question, its target, and the metric that observes the same. */
export interface ExampleScore {
  readonly question: string;
  readonly target: number;
  readonly observed: string;
}

/** The cases of a metric on self-assessment: at, below and without a score, without a file, and in a week of leave. */
export function exampleScores({ question, target, observed }: ExampleScore): readonly MetricExample[] {
  const of = (...scores: readonly (number | undefined)[]) => weeksWith(question, scores);
  const beside = (points: number) => ({ [`above ${observed}`]: points });
  const met = { state: 'met', numerator: target, denominator: 1 } as const;
  return [
    {
      name: 'the target in two weeks, and a share of 60 % observed',
      programme: of(target, target),
      others: { [observed]: { state: 'missed', value: 0.6, unit: 'ratio' } },
      expect: {
        ...{ state: 'met', numerator: 2 * target, denominator: 2, value: target },
        beside: beside(target - 6),
      },
    },
    {
      name: 'a modest score below what was observed',
      programme: of(5),
      others: { [observed]: { state: 'met', value: 1, unit: 'ratio' } },
      expect: {
        ...{ state: 'missed', numerator: 5, denominator: 1, value: 5, misses: ['weekly/2026-W47/ada.md'] },
        beside: beside(-5),
      },
    },
    { name: 'a week without a score is no score of zero', programme: of(target, undefined), expect: met },
    {
      name: 'no weekly file',
      programme: of(),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    { name: 'a week of leave is left out', programme: of(1, target), away: ['2026-W47'], expect: met },
  ];
}

/** Weekly files of one person with these scores, the last week first; undefined: a file without that score. */
function weeksWith(question: string, scores: readonly (number | undefined)[]): ProgrammeWorld {
  const weeks = scores.map((score, at) =>
    exampleWeek('ada', `2026-W${47 - at}`, { scores: score === undefined ? {} : { [question]: score } }),
  );
  return exampleWorld(exampleHabits, exampleRecords({ weeks }));
}
