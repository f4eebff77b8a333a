import type { Metric } from './define-metric.js';
import type { Measure } from './schema/measure.js';
import { addDays, isoWeek, weekStart } from './week.js';

/** How many weeks a series shows, the last one included. */
const SERIES_WEEKS = 8;

/** Up to when facts were read, and the days to reduce over where they are not each metric's own. */
export interface Span {
  readonly asOf: string;
  readonly window?: { readonly from: string; readonly to: string };
}

/** The days that a metric looks back over, and whether any of them are old enough for its lag. */
export interface MetricWindow {
  readonly days: Measure['window'];
  readonly isTooYoung: boolean;
}

/**
 * The days that a metric looks back over, from a Monday on, as tallies are kept by week. A metric with a lag ends with the last whole
 * week that is as old as the lag, since what comes of younger changes is not known yet.
 */
export function windowOf(metric: Pick<Metric, 'windowDays' | 'lagDays'>, span: Span): MetricWindow {
  const end = span.window?.to ?? span.asOf.slice(0, 10);
  const oldest = metric.lagDays === 0 ? end : lastSunday(addDays(span.asOf, -metric.lagDays));
  const to = oldest < end ? oldest : end;
  const from = weekStart(span.window?.from ?? addDays(to, 1 - metric.windowDays));
  return from > to
    ? { days: { from, to: end }, isTooYoung: true }
    : { days: { from, to }, isTooYoung: false };
}

/** One week of a series; `isProvisional` while it is not over, or younger than the metric's lag. */
export interface SeriesWeek {
  readonly week: string;
  readonly isProvisional: boolean;
}

/** The last eight ISO weeks up to the last day that is looked at, oldest first. */
export function seriesWeeks(metric: Pick<Metric, 'lagDays'>, span: Span): readonly SeriesWeek[] {
  const monday = weekStart(span.window?.to ?? span.asOf);
  const settled = addDays(span.asOf, -metric.lagDays);
  return Array.from({ length: SERIES_WEEKS }, (_, index) => {
    const start = addDays(monday, (index + 1 - SERIES_WEEKS) * 7);
    return { week: isoWeek(start), isProvisional: addDays(start, 6) > settled };
  });
}

/** The Sunday on which the last ISO week ended that was over with this day. */
function lastSunday(day: string): string {
  return addDays(weekStart(addDays(day, 1)), -1);
}
