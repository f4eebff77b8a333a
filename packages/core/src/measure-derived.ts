import type { DerivedRow, Metric, Tally } from './define-metric.js';
import type { ProgrammeWorld } from './programme/world.js';
import type { Measure } from './schema/measure.js';

/** A row's sum after other measures were read: why it is no data, and why a miss may be none. */
export interface Derived {
  readonly sum: Tally;
  readonly noData?: string;
  readonly open?: string;
}

/** What a metric makes of a row's sum by the other measures; the sum itself where it reads none. */
export function derivedSum(
  metric: Pick<Metric, 'derive'>,
  row: string,
  sum: Tally,
  known: { readonly measures: readonly Measure[]; readonly programme?: ProgrammeWorld | undefined },
): Derived {
  if (metric.derive === undefined) return { sum };
  const measureOf: DerivedRow['measureOf'] = (metricId, engineer = row) =>
    known.measures.find((measure) => measure.metricId === metricId && measure.engineer === engineer);
  const { programme } = known;
  const derived = metric.derive(
    { ...sum, engineer: row },
    { row, measureOf, ...(programme && { programme }) },
  );
  if ('noData' in derived) return { sum: emptied(sum), noData: derived.noData };
  return { sum: derived.sum, ...(derived.open === undefined ? {} : { open: derived.open }) };
}

function emptied({ engineer, week }: Tally): Tally {
  return { engineer, week, numerator: 0, denominator: 0, sample: [], misses: [] };
}
