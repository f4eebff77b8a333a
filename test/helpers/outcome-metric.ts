import {
  defineMetric,
  type Measure,
  type MeasureOptions,
  type Metric,
  measureTallies,
  mergeTallies,
  type Tally,
} from '@forethought/core';
import { policyValue } from './values.js';

/** A metric of outcomes that counts nothing by itself; everything may be replaced. */
export function outcomeMetric(changes: Partial<Metric> = {}): Metric {
  return defineMetric({
    id: 'outcome',
    summary: 'a test metric',
    why: 'a test metric',
    unit: 'ratio',
    better: 'lower',
    counting: 'census',
    tier: 'E1',
    formula: 'a test metric',
    windowDays: 28,
    lagDays: 0,
    minimumSample: { person: 2, team: 10 },
    noData: 'nothing happened',
    gaming: 'none',
    counterMeasure: 'none',
    tally: () => [],
    examples: [],
    ...changes,
  });
}

/** A tally of one row and week; everything else is nothing. */
export function tallyValue(engineer: string, week: string, changes: Partial<Tally> = {}): Tally {
  return { engineer, week, numerator: 0, denominator: 0, sample: [], misses: [], ...changes };
}

/** The measure of one row that these tallies come to, with a target of the plan. */
export function measureOfRow(
  metric: Metric,
  tallies: readonly Tally[],
  row: string,
  target: string,
  options: Partial<MeasureOptions> = {},
): Measure {
  const merged = mergeTallies(metric.id, [{ metricId: metric.id, tallies, noData: [] }]);
  const use = { practiceId: 'A1.3', unitId: 'unit', success: 1, planned: false };
  const measures = measureTallies([merged], {
    policy: policyValue({ metrics: [{ ...use, metricId: metric.id, target }] }),
    metrics: [metric],
    engineers: row === '*' ? [] : [row],
    asOf: '2026-11-22T12:00:00Z',
    ...options,
  });
  const found = measures.find(({ engineer }) => engineer === row);
  if (found === undefined) throw new Error(`no measure of ${row}`);
  return found;
}
