import type { TallyInput } from '../define-metric.js';
import type { DayRecord, WeekRecord } from '../schema/training/journal.js';
import type { ProfileRecord } from '../schema/training/profile.js';
import { rowsOf } from '../tally-counter.js';
import { addDays, firstDayOf, isoWeek } from '../week.js';
import { isSame } from './asked.js';
import type { ProgrammeWorld } from './world.js';
import { NO_TRAINING } from './world-of.js';

/** What metrics of habits count from, or why they can't: the records of people and what is asked of them. */
export function worldWith(
  input: Pick<TallyInput, 'programme'>,
): ProgrammeWorld | { readonly noData: string } {
  const { programme } = input;
  if (programme?.untold !== undefined) return { noData: programme.untold };
  if (programme === undefined || programme.training === NO_TRAINING)
    return { noData: 'nobody looked for the records of people' };
  return programme;
}

/** Rows that something of a person counts in; none for a machine, and for somebody who has left. */
export function rowsOfLogin(input: TallyInput, login: string, day: string): readonly string[] {
  const engineer = input.engineerOf === undefined ? login : input.engineerOf(login);
  return engineer === undefined || hasLeft(input.programme, login, day) ? [] : rowsOf(input, [engineer]);
}

function hasLeft(world: ProgrammeWorld | undefined, login: string, day: string): boolean {
  const left = world?.training.people.find((person) => isSame(person.login, login))?.left;
  return left !== undefined && left < day;
}

/** A week in which somebody was to keep a file, with the file if there is one. */
export interface DueWeek {
  readonly login: string;
  readonly week: string;
  /** Its last day. */
  readonly ends: string;
  readonly record: WeekRecord | undefined;
}

/** At most so many weeks back are looked at. */
const MOST_WEEKS = 60;

/** The weeks that are over since each person's first day, or since their first file where nobody said a day. */
export function dueWeeks({ training, enrolled, asOf }: ProgrammeWorld): readonly DueWeek[] {
  const byLogin = new Map<string, Map<string, WeekRecord>>();
  for (const record of training.weeks) {
    const key = record.login.toLowerCase();
    const mine = byLogin.get(key) ?? new Map<string, WeekRecord>();
    byLogin.set(key, mine.set(record.week, record));
  }
  const people =
    enrolled ?? [...new Set(training.weeks.map(({ login }) => login))].map((login) => ({ login }));
  return people.flatMap((person) => {
    const mine = byLogin.get(person.login.toLowerCase()) ?? new Map<string, WeekRecord>();
    const start = 'start' in person ? person.start : undefined;
    const first = start === undefined ? [...mine.keys()].sort()[0] : weekFrom(start);
    return first === undefined
      ? []
      : weeksTo(first, asOf).map((due) => ({ login: person.login, ...due, record: mine.get(due.week) }));
  });
}

/** The first whole week from a day on. */
function weekFrom(day: string): string {
  const week = isoWeek(day);
  return firstDayOf(week) < day ? isoWeek(addDays(firstDayOf(week), 7)) : week;
}

function weeksTo(first: string, asOf: string): readonly { readonly week: string; readonly ends: string }[] {
  const oldest = addDays(asOf, -MOST_WEEKS * 7);
  const weeks: { week: string; ends: string }[] = [];
  const begin = firstDayOf(first);
  for (
    let monday = begin < oldest ? firstDayOf(isoWeek(oldest)) : begin;
    addDays(monday, 6) < asOf;
    monday = addDays(monday, 7)
  )
    weeks.push({ week: isoWeek(monday), ends: addDays(monday, 6) });
  return weeks;
}

/** A day on which somebody was to work, with its file if there is one. */
export interface DueDay {
  readonly login: string;
  readonly day: string;
  readonly record: DayRecord | undefined;
}

/** Mondays to Fridays that are over, from the first daily file of each person on: who keeps none is not counted. */
export function dueDays({ training, asOf }: ProgrammeWorld): readonly DueDay[] {
  const oldest = addDays(asOf, -MOST_WEEKS * 7);
  return [...new Set(training.days.map(({ login }) => login))].flatMap((login) => {
    const mine = new Map(
      training.days.filter((record) => record.login === login).map((record) => [record.day, record]),
    );
    const first = [...mine.keys()].sort()[0] ?? asOf;
    const due: DueDay[] = [];
    for (let day = first < oldest ? oldest : first; day < asOf; day = addDays(day, 1))
      if (isWorkingDay(day)) due.push({ login, day, record: mine.get(day) });
    return due;
  });
}

/** Whether a day is none of a weekend. */
export function isWorkingDay(day: string): boolean {
  return day <= addDays(firstDayOf(isoWeek(day)), 4);
}

/** Noon of a day, as tallies are kept by instants. */
export function noonOf(day: string): string {
  return `${day}T12:00:00Z`;
}

/**
 * The days on which a state is told that has no history of its own: the last day of the week before, of which reports are made, and
 * today. Older weeks are not told.
 */
export function toldOn(asOf: string): readonly string[] {
  return [addDays(firstDayOf(isoWeek(asOf)), -1), asOf];
}

/** A profile on a day on which it is told, with the rows that it counts in. */
export interface ToldProfile {
  readonly profile: ProfileRecord;
  readonly rows: readonly string[];
  readonly day: string;
}

/** Profiles that had begun, of people who are still there, on each day on which a state is told. */
export function toldProfiles(input: TallyInput, { training, asOf }: ProgrammeWorld): readonly ToldProfile[] {
  return toldOn(asOf).flatMap((day) =>
    training.profiles.flatMap((profile) => {
      const rows = profile.since > day ? [] : rowsOfLogin(input, profile.login, day);
      return rows.length === 0 ? [] : [{ profile, rows, day }];
    }),
  );
}
