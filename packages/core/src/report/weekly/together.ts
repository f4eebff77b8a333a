import type { Measure } from '../../schema/measure.js';
import { ENROLLED, EVERYBODY, measureOf, TEAM } from '../scores.js';
import type { VisibleRows } from './visible.js';

/** Groups with a row of their own, the largest first. */
const GROUPS = [EVERYBODY, ENROLLED, TEAM] as const;

/** Words for a group that is not everybody; empty for any other row. */
export function groupWords(engineer: string): string {
  if (engineer === ENROLLED) return 'all enrolled';
  return engineer === TEAM ? 'enrolled, not by name' : '';
}

/** The measure of the largest group that may be shown for a metric: everybody, all who are enrolled, or those not shown by name. */
export function togetherOf(
  { measures }: Pick<VisibleRows, 'measures'>,
  metricId: string,
): Measure | undefined {
  return measureOfFirst(measures, metricId, GROUPS);
}

/** The same for a row called *everybody*, where those not shown by name have another. */
export function everybodyOf(
  { measures }: Pick<VisibleRows, 'measures'>,
  metricId: string,
): Measure | undefined {
  return measureOfFirst(measures, metricId, [EVERYBODY, ENROLLED]);
}

/** Whom a sentence on several metrics is about: everybody, one smaller group, or for some of them those enrolled. */
export function whoTogether(groups: readonly (Measure | undefined)[], inTeam: number): string {
  const rows = new Set(groups.flatMap((measure) => measure?.engineer ?? []));
  const [only] = rows;
  if (rows.size === 1 && only === TEAM) return `the ${inTeam} not shown by name`;
  if (rows.size === 1 && only === ENROLLED) return 'all who are enrolled';
  return rows.size < 2
    ? 'together'
    : 'together (of those enrolled alone, where everybody’s number would tell about too few)';
}

function measureOfFirst(
  measures: readonly Measure[],
  metricId: string,
  rows: readonly string[],
): Measure | undefined {
  for (const row of rows) {
    const measure = measureOf(measures, metricId, row);
    if (measure !== undefined) return measure;
  }
  return undefined;
}
