import type { Measure } from '../schema/measure.js';
import { displayWidth, wrap } from './sanitise.js';
import { cellWords, EVERYBODY, type SuccessMetric } from './scores.js';

/**
 * What is measured for everybody beside the success metrics, as one sentence of at most `most` lines: what has a value comes first, in the
 * plan's order, and what has no room or no value is counted. Without a limit everything is named.
 */
export function besideWords(
  success: readonly SuccessMetric[],
  measures: readonly Measure[],
  { columns, most }: { readonly columns: number; readonly most: number },
): string {
  const leading = new Set(success.map(({ metrics }) => metrics[0]?.metricId));
  const others = measures.filter(
    ({ metricId, engineer, state }) =>
      engineer === EVERYBODY && state !== 'not-measured' && !leading.has(metricId),
  );
  const valued = others.filter(({ numerator }) => numerator !== null);
  const valueless = others.filter((measure) => !valued.includes(measure));
  const isWhole = most === Number.POSITIVE_INFINITY;
  const entries = (isWhole ? [...valued, ...valueless] : valued).map(
    (measure) => `${measure.metricId} ${cellWords(measure)}`,
  );
  return fill(entries, isWhole ? 0 : valueless.length, { columns, most });
}

function fill(
  entries: readonly string[],
  valueless: number,
  { columns, most }: { readonly columns: number; readonly most: number },
): string {
  const text = (count: number): string => {
    const rest = entries.length - count;
    const aside = [
      ...(rest === 0 ? [] : [`${rest} more`]),
      ...(valueless === 0 ? [] : [`${valueless} without a value`]),
    ];
    return `Besides: ${[...entries.slice(0, count), ...aside].join(', ')}`;
  };
  if (entries.length + valueless === 0) return '';
  for (let count = entries.length; count > 0; count -= 1) {
    const lines = wrap(text(count), columns);
    if (lines.length <= most && lines.every((line) => displayWidth(line) <= columns)) return text(count);
  }
  return text(0);
}
