import type { RosterEntry } from './schema/config.js';
import type { Plan } from './schema/plan.js';

const DAY_MS = 86_400_000;

/** Days (`yyyy-mm-dd`) on which the practices of a unit begin to warn and to block; no `warns` for the first unit. */
export interface UnitDates {
  readonly warns?: string;
  readonly blocks: string;
}

/**
 * When each unit with weeks begins for somebody: it blocks from the first day of its first week on and warns from the first
 * day of the unit before. Weeks count from the person's start date; whole weeks of absence do not count.
 */
export function unitDates(
  plan: Plan,
  entry: Pick<RosterEntry, 'start' | 'away'>,
): ReadonlyMap<string, UnitDates> {
  const dates = new Map<string, UnitDates>();
  if (entry.start === undefined) return dates;
  const units = plan.phases
    .flatMap((phase) => phase.units)
    .flatMap(({ id, weeks }) => (weeks === undefined ? [] : [{ id, week: weeks[0] }]));
  const weeks = [...new Set(units.map((unit) => unit.week))].sort((a, b) => a - b);
  for (const { id, week } of units) {
    const before = weeks[weeks.indexOf(week) - 1];
    const blocks = startOfWeek(entry.start, week, entry.away);
    dates.set(
      id,
      before === undefined ? { blocks } : { warns: startOfWeek(entry.start, before, entry.away), blocks },
    );
  }
  return dates;
}

/**
 * When practices of units without weeks begin for somebody, as they go with every other one: they warn from the person's first day on
 * and block once the plan's first unit is over, or at once where no unit has weeks.
 */
export function datesWithoutWeeks(
  plan: Plan,
  entry: Pick<RosterEntry, 'start' | 'away'>,
): UnitDates | undefined {
  const { start, away } = entry;
  if (start === undefined) return undefined;
  const ends = plan.phases.flatMap(({ units }) => units).flatMap(({ weeks }) => weeks?.[1] ?? []);
  if (ends.length === 0) return { blocks: start };
  return { warns: start, blocks: startOfWeek(start, Math.min(...ends) + 1, away) };
}

/**
 * First day of a week of the plan, week 1 being the one of `start`. An absence that began by then moves it by its whole weeks,
 * where five to eleven days make one week, twelve to eighteen two, and so on: Monday to Friday is a week.
 */
export function startOfWeek(start: string, week: number, away: RosterEntry['away']): string {
  let day = dayNumber(start) + 7 * (week - 1);
  for (const { from, to } of merged(away, dayNumber(start))) {
    if (from > day) break;
    day += 7 * Math.floor((to - from + 3) / 7);
  }
  return dayText(day);
}

/** Absences from `start` on, in order, those that touch each other as one. */
function merged(
  away: RosterEntry['away'],
  start: number,
): readonly { readonly from: number; readonly to: number }[] {
  const ranges: { from: number; to: number }[] = [];
  const sorted = away
    .map(({ from, to }) => ({ from: Math.max(dayNumber(from), start), to: dayNumber(to) }))
    .filter(({ from, to }) => from <= to)
    .sort((a, b) => a.from - b.from);
  for (const { from, to } of sorted) {
    const last = ranges.at(-1);
    if (last !== undefined && from <= last.to + 1) last.to = Math.max(last.to, to);
    else ranges.push({ from, to });
  }
  return ranges;
}

function dayNumber(day: string): number {
  return Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS);
}

function dayText(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
