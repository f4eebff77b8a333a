import { addDays, firstDayOf, type WeeklyInput, weekStart } from '@forethought/core';
import { metrics } from '@forethought/rules';
import type { Gathered } from './gather.js';

const QUARTER_DAYS = 91;
/** Eight weeks of a trend lie before the first window. */
const TREND_DAYS = 56;
/** A yearly trend is counted from what the store has gathered by then: nobody's first run reads a year. */
const MOST_DAYS = 210;

/** The Monday from which facts are needed to measure a week: the longest window with what it waits for, and the trend before it. */
export function factsSince(instant: string): string {
  const days = metrics.map(({ windowDays, lagDays }) => windowDays + lagDays);
  const longest = Math.min(MOST_DAYS, Math.max(...days) + TREND_DAYS);
  return `${weekStart(addDays(instant, -longest))}T00:00:00Z`;
}

/**
 * The Monday from which commits are needed, where nothing is stored, to measure up to a day: the longest window that commits are counted
 * over, with what it waits for. A year is counted from records and from what a store holds.
 */
export function commitsFrom(day: string): string {
  const days = metrics
    .filter(({ windowDays }) => windowDays <= QUARTER_DAYS)
    .map(({ windowDays, lagDays }) => windowDays + lagDays);
  return weekStart(addDays(day, -Math.max(...days)));
}

/** Where the numbers come from, and when each was read. */
export function sourcesOf({ forge }: Gathered, now: string): WeeklyInput['sources'] {
  const read = Object.entries(forge?.readAt ?? {}).map(([id, readAt]) => ({ id, readAt }));
  return [{ id: 'git', readAt: now }, ...read];
}

/** The same for the report of one week, which may be long over. */
export function factsSinceWeek(week: string, now: string): string {
  const sunday = `${addDays(firstDayOf(week), 6)}T23:59:59Z`;
  return factsSince(sunday < now ? sunday : now);
}
