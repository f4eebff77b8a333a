import type { Metric, Tally } from './define-metric.js';

/** The number that a metric makes of its tally, or null where the tally holds nothing to make it of. */
export function metricValue(metric: Pick<Metric, 'unit' | 'reducer'>, sum: Tally): number | null {
  if (sum.denominator === 0) return null;
  if (metric.reducer === 'median') return median(sum.values ?? []);
  if (metric.reducer === 'distinct') return sum.ids?.length ?? 0;
  return metric.unit === 'count' ? sum.numerator : sum.numerator / sum.denominator;
}

/** What stands above the line: distinct things for a metric that counts those, and nothing for one that takes a median. */
export function numeratorOf(metric: Pick<Metric, 'reducer'>, sum: Tally): number | null {
  if (metric.reducer === 'median') return null;
  return metric.reducer === 'distinct' ? (sum.ids?.length ?? 0) : sum.numerator;
}

/** The value in the middle of sorted ones; between the two middle ones of an even number, their mean. */
function median(values: readonly number[]): number | null {
  const upper = values[Math.floor(values.length / 2)];
  const lower = values[Math.floor((values.length - 1) / 2)];
  return upper === undefined || lower === undefined ? null : (lower + upper) / 2;
}
