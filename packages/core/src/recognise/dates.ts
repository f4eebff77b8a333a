/** A day or instant as people write it in documents: `2026-03-01`, `2026-03-01 10:00`, `2026-03-01T10:00:00Z`. */
const WRITTEN =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:\.\d{1,9})?)?[ ]?(Z|UTC|[+-]\d{2}:?\d{2})?)?$/;
const LENGTHS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/**
 * Milliseconds of a written day or instant; a day begins at midnight, and without a zone UTC is meant. `undefined` where the text
 * is no such date or the day does not exist, as 30 February.
 */
export function instantOf(text: string): number | undefined {
  const found = WRITTEN.exec(text.trim().slice(0, 40));
  if (found === null) return undefined;
  const [, year = '', month = '', day = '', hour = '00', minute = '00', second = '00', zone = 'Z'] = found;
  if (!isDay(Number(year), Number(month), Number(day))) return undefined;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return undefined;
  const offset = zone === 'UTC' ? 'Z' : zone.length === 5 ? `${zone.slice(0, 3)}:${zone.slice(3)}` : zone;
  const instant = Date.parse(`${year}-${month}-${day}T${hour}:${minute}:${second}${offset}`);
  return Number.isNaN(instant) ? undefined : instant;
}

function isDay(year: number, month: number, day: number): boolean {
  const isLeap = (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;
  const length = month === 2 && isLeap ? 29 : LENGTHS[month - 1];
  return length !== undefined && day >= 1 && day <= length;
}

/** The first day (`2026-03-01`) that a text names, whether it exists or not. */
export function dayIn(text: string): string | undefined {
  return /(?<!\d)\d{4}-\d{2}-\d{2}(?!\d)/.exec(text.slice(0, 400))?.[0];
}
