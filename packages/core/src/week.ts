const DAY = 86_400_000;

/** ISO 8601 week (`2026-W47`) of an instant, in UTC. The week belongs to the year of its Thursday, so some years have 53. */
export function isoWeek(instant: string): string {
  const thursday = mondayOf(instant) + 3 * DAY;
  const year = new Date(thursday).getUTCFullYear();
  const week = Math.floor((thursday - Date.UTC(year, 0, 1)) / (7 * DAY)) + 1;
  return `${year}-W${String(week).padStart(2, '0')}`;
}

/** The Monday (`yyyy-mm-dd`) on which the ISO week of an instant begins, in UTC. */
export function weekStart(instant: string): string {
  return new Date(mondayOf(instant)).toISOString().slice(0, 10);
}

/** The Monday (`yyyy-mm-dd`) of an ISO week (`2026-W47`): 4 January always lies in week 1. */
export function firstDayOf(week: string): string {
  const [year = '', number = ''] = week.split('-W');
  return addDays(weekStart(`${year}-01-04T00:00:00Z`), (Number(number) - 1) * 7);
}

/** Whether a text names an ISO week, written `2026-W47`; only some years have a week 53. */
export function isWeek(text: string): boolean {
  return /^\d{4}-W\d{2}$/.test(text) && isoWeek(`${firstDayOf(text)}T12:00:00Z`) === text;
}

/** Whether a text of the form `yyyy-mm-dd` names a day of the calendar: 30 February does not. */
export function isDay(text: string): boolean {
  const parsed = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(parsed) && new Date(parsed).toISOString().startsWith(text);
}

/** The Monday (`yyyy-mm-dd`) on which the 13 ISO weeks begin that end with the week of a day or instant, in UTC. */
export function quarterStart(instant: string): string {
  return addDays(weekStart(instant), -12 * 7);
}

/** Whether a text names a month, written `2026-10`. */
export function isMonth(text: string): boolean {
  return /^\d{4}-(?:0[1-9]|1[0-2])$/.test(text);
}

/** The last day (`yyyy-mm-dd`) of a month (`2026-10`). */
export function lastDayOf(month: string): string {
  return addDays(`${addDays(`${month}-01`, 31).slice(0, 7)}-01`, -1);
}

/** The month before that of a day or instant, which is the last one that is over. */
export function monthBefore(instant: string): string {
  return addDays(`${instant.slice(0, 7)}-01`, -1).slice(0, 7);
}

/** The day (`yyyy-mm-dd`) so many days after a day or instant, in UTC. */
export function addDays(instant: string, days: number): string {
  return new Date(Date.parse(instant) + days * DAY).toISOString().slice(0, 10);
}

/** Midnight of the week's Monday in milliseconds; 1970-01-01 was a Thursday. */
function mondayOf(instant: string): number {
  const day = Math.floor(Date.parse(instant) / DAY);
  return (day - ((((day + 3) % 7) + 7) % 7)) * DAY;
}
