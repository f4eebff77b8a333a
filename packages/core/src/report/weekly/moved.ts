import type { Measure } from '../../schema/measure.js';
import { wilson } from '../../wilson.js';

/** Earlier weeks without which one week says nothing about a trend. */
const LEAST_WEEKS = 4;

/** A share that left what it used to be: the last week that is no longer provisional, and the weeks before it. */
export interface Moved {
  readonly metricId: string;
  readonly engineer: string;
  readonly week: string;
  readonly numerator: number;
  readonly denominator: number;
  /** Median of the earlier weeks' shares. */
  readonly median: number;
  readonly weeks: number;
  readonly isUp: boolean;
}

/**
 * Shares whose last settled week lies apart from the row's own weeks before: the Wilson intervals of that week and of all earlier
 * ones do not overlap, and the median lies on the same side. Nobody is compared with anybody else.
 */
export function movedIn(measures: readonly Measure[]): readonly Moved[] {
  return measures.flatMap((measure) => {
    const settled = (measure.series ?? []).filter(
      ({ denominator, provisional, value }) => denominator > 0 && !provisional && value !== null,
    );
    const last = settled.at(-1);
    const before = settled.slice(0, -1);
    if (measure.unit !== 'ratio' || last === undefined || before.length < LEAST_WEEKS) return [];
    const sum = (key: 'numerator' | 'denominator'): number =>
      before.reduce((total, point) => total + point[key], 0);
    const [now, then] = [
      wilson(last.numerator, last.denominator),
      wilson(sum('numerator'), sum('denominator')),
    ];
    if (now === null || then === null) return [];
    const median = medianOf(before.map(({ value }) => value ?? 0));
    const isUp = now.low > then.high && now.low > median;
    const isDown = now.high < then.low && now.high < median;
    if (!isUp && !isDown) return [];
    const { week, numerator, denominator } = last;
    const { metricId, engineer } = measure;
    return [{ metricId, engineer, week, numerator, denominator, median, weeks: before.length, isUp }];
  });
}

/** The value in the middle; of an even number the mean of both. */
function medianOf(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const [low, high] = [
    sorted[Math.floor((sorted.length - 1) / 2)],
    sorted[Math.ceil((sorted.length - 1) / 2)],
  ];
  return ((low ?? 0) + (high ?? 0)) / 2;
}
