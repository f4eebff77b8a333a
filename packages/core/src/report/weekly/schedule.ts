import { addDays, firstDayOf, isoWeek, lastDayOf } from '../../week.js';

/** Weeks that were missed are made up for, at most so many at once. */
export const MOST_CAUGHT_UP = 8;
/** For so many weeks a report is written anew, as what comes of its changes is still being found out. */
export const PROVISIONAL_WEEKS = 5;

/** The last ISO week that was over at an instant. */
export function lastWeek(now: string): string {
  return isoWeek(`${addDays(now, -7)}T12:00:00Z`);
}

/** The week so many weeks later. */
export function weekAfter(week: string, weeks = 1): string {
  return isoWeek(`${addDays(firstDayOf(week), 7 * weeks)}T12:00:00Z`);
}

/**
 * The weeks to write in one run, oldest first: the last one, those missed since the last report, and young ones, as what came of their
 * changes is still being found out. `standing` are the weeks that have a report.
 */
export function weeksToWrite(target: string, standing: readonly string[]): readonly string[] {
  const newest = [...standing].sort().at(-1);
  const weeks = new Set([target]);
  if (newest !== undefined) {
    const first = weekAfter(target, -MOST_CAUGHT_UP);
    for (let week = newest < first ? first : weekAfter(newest); week < target; week = weekAfter(week))
      weeks.add(week);
  }
  const young = weekAfter(target, -PROVISIONAL_WEEKS);
  for (const week of standing) if (week > young) weeks.add(week);
  return [...weeks].sort();
}

/** For so many days after its end the review of a month is kept up to date: the longest wait for what comes of a change, and two weeks. */
const YOUNG_DAYS = 45;

/**
 * The months whose review is written in one run, oldest first: the one that is asked for, and earlier ones whose issue is open while
 * what came of them is still being found out.
 */
export function monthsToWrite(
  target: string,
  standing: readonly { readonly month: string; readonly state: 'open' | 'closed' }[],
  now: string,
): readonly string[] {
  const young = standing
    .filter(
      ({ state, month }) => state === 'open' && addDays(lastDayOf(month), YOUNG_DAYS) >= now.slice(0, 10),
    )
    .map(({ month }) => month);
  return [...new Set([...young.filter((month) => month < target), target])].sort();
}

/** Who has a row by name in a report: the names at the beginning of the lines of its tables. */
export function rowsIn(body: string): readonly string[] {
  return [...body.matchAll(/^\| `([^`\n]{1,100})`/gm)].map(([, name = '']) => name);
}

/** A report without every line that names one of these people; whatever else it says stays as it was. */
export function withoutPeople(body: string, names: ReadonlySet<string>): string {
  const isAbout = (line: string): boolean =>
    [...line.matchAll(/`([^`\n]{1,100})`/g)].some(([, name = '']) => names.has(name));
  return body
    .split('\n')
    .filter((line) => !isAbout(line))
    .join('\n');
}
