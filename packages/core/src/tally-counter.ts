import type { Excluded, Tally, TallyInput } from './define-metric.js';
import { isoWeek } from './week.js';

/** What one thing adds to a row; everything left out adds nothing. `of` is 1 for what belongs to the population, `hits` for what is counted in it. */
export interface Contribution {
  readonly hits?: number;
  readonly of?: number;
  readonly sample?: string | undefined;
  readonly miss?: string | undefined;
  readonly excluded?: keyof Excluded;
  readonly value?: number;
  readonly id?: string | undefined;
  readonly candidate?: string | undefined;
  readonly beside?: Readonly<Record<string, number>> | undefined;
}

/** Counts things into tallies by row and ISO week. */
export interface TallyCounter {
  readonly add: (rows: readonly string[], at: string, what: Contribution) => void;
  /** Everything counted so far, sorted by week and row; ids stand in the order in which they came. */
  readonly tallies: () => readonly Tally[];
}

/** A tally that is being counted. */
interface Running {
  numerator: number;
  denominator: number;
  exempt: number;
  notApplicable: number;
  unknown: number;
  readonly sample: string[];
  readonly misses: string[];
  values: number[] | undefined;
  ids: Set<string> | undefined;
  candidates: Set<string> | undefined;
  beside: Map<string, number> | undefined;
}

/** Starts counting. Rows keep what they hold in place, so that a million things take a second. */
export function startCounting(): TallyCounter {
  const weeks = new Map<string, Map<string, Running>>();
  const weekOf = weeksByDay();
  // Facts come in the order of time: most fall into the week of the one before.
  let last = { week: '', rows: new Map<string, Running>() };
  return {
    add: (rows, at, what) => {
      const week = weekOf(at);
      if (week !== last.week) last = { week, rows: entryOf(weeks, week, () => new Map<string, Running>()) };
      for (const row of rows) count(entryOf(last.rows, row, nothing), what);
    },
    tallies: () =>
      [...weeks.keys()].sort().flatMap((week) => {
        const rows = weeks.get(week) ?? new Map<string, Running>();
        return [...rows.keys()].sort().flatMap((engineer) => {
          const running = rows.get(engineer);
          return running === undefined ? [] : [finished(engineer, week, running)];
        });
      }),
  };
}

/** Rows that something of these engineers counts in: their own, those of their groups, and everybody's. Nobody's counts for everybody alone. */
export function rowsOf(
  { groupsOf, hasRow }: Pick<TallyInput, 'groupsOf' | 'hasRow'>,
  engineers: readonly string[],
): readonly string[] {
  const own = hasRow === undefined ? engineers : engineers.filter(hasRow);
  const [only] = own;
  if (groupsOf === undefined && own.length < 2) return only === undefined ? EVERYBODY : [only, '*'];
  const groups = engineers.flatMap((engineer) => groupsOf?.(engineer) ?? []);
  return [...new Set([...own, ...groups, '*'])];
}

const EVERYBODY: readonly string[] = ['*'];

function entryOf<T>(map: Map<string, T>, key: string, make: () => T): T {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}

function nothing(): Running {
  return {
    numerator: 0,
    denominator: 0,
    exempt: 0,
    notApplicable: 0,
    unknown: 0,
    sample: [],
    misses: [],
    values: undefined,
    ids: undefined,
    candidates: undefined,
    beside: undefined,
  };
}

function count(running: Running, what: Contribution): void {
  running.numerator += what.hits ?? 0;
  running.denominator += what.of ?? 0;
  if (what.sample !== undefined) running.sample.push(what.sample);
  if (what.miss !== undefined) running.misses.push(what.miss);
  if (what.excluded !== undefined) running[what.excluded] += 1;
  if (what.value !== undefined) valuesOf(running).push(what.value);
  if (what.id !== undefined) collect(running, 'ids').add(what.id);
  if (what.candidate !== undefined) collect(running, 'candidates').add(what.candidate);
  if (what.beside !== undefined) countBeside(running, what.beside);
}

function valuesOf(running: Running): number[] {
  const values = running.values ?? [];
  running.values = values;
  return values;
}

function collect(running: Running, key: 'ids' | 'candidates'): Set<string> {
  const ids = running[key] ?? new Set();
  running[key] = ids;
  return ids;
}

function countBeside(running: Running, more: Readonly<Record<string, number>>): void {
  const beside = running.beside ?? new Map<string, number>();
  running.beside = beside;
  for (const [name, count] of Object.entries(more)) beside.set(name, (beside.get(name) ?? 0) + count);
}

function finished(engineer: string, week: string, running: Running): Tally {
  const { numerator, denominator, sample, misses, values, ids, candidates, beside } = running;
  const { exempt, notApplicable, unknown } = running;
  return {
    engineer,
    week,
    numerator,
    denominator,
    sample,
    misses,
    excluded: { exempt, notApplicable, unknown },
    ...(values === undefined ? {} : { values }),
    ...(ids === undefined ? {} : { ids: [...ids] }),
    ...(candidates === undefined ? {} : { candidates: [...candidates] }),
    ...(beside === undefined ? {} : { beside: Object.fromEntries(beside) }),
  };
}

/** Finds the ISO week of instants; those in UTC share what was found for their day. */
function weeksByDay(): (instant: string) => string {
  const known = new Map<number, string>();
  let [lastDay, lastWeek] = [-1, ''];
  return (instant) => {
    if (!instant.endsWith('Z')) return isoWeek(instant);
    const day = dayNumber(instant);
    if (day === lastDay) return lastWeek;
    lastWeek = known.get(day) ?? isoWeek(instant);
    lastDay = day;
    known.set(day, lastWeek);
    return lastWeek;
  };
}

/** The digits of `yyyy-mm-dd` as one number, without a string made for it. */
function dayNumber(instant: string): number {
  let number = 0;
  for (let index = 0; index < 10; index += 1)
    if (index !== 4 && index !== 7) number = number * 10 + instant.charCodeAt(index) - 48;
  return number;
}
