import type { AnyRule } from '../../define.js';
import type { Metric } from '../../define-metric.js';
import { addDays, firstDayOf } from '../../week.js';
import { neutral } from '../quote.js';
import { plain, truncate } from '../sanitise.js';
import { documentationOf } from '../words.js';

/** What turns a weekly report's values into sentences: the rules and metrics with their words, and where their pages stand. */
export interface WeeklyWords {
  readonly rules: readonly AnyRule[];
  readonly metrics: readonly Metric[];
  /** Folder or address, ending in `/`, under which the documentation pages stand; default `docs/`. */
  readonly documentation?: string;
}

const COLUMNS = 80;
/** Names of the months, the first at 0. */
export const MONTHS = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** Somebody's short text, such as a title, within a sentence of ours. */
export function shortWords(text: string): string {
  return neutral(truncate(plain(text), COLUMNS));
}

/** The name of a metric or rule, linked to its page where there is an address for one. */
export function pageLink(folder: 'rules' | 'metrics', id: string, words: WeeklyWords): string {
  const page = documentationOf(folder, id, words);
  const isKnown = words[folder].some((each) => each.id === id);
  return isKnown && page.includes('://') && /^[a-z0-9-]+$/.test(id) ? `[${id}](${page})` : neutral(id);
}

/** An ISO week for people: `week 47 of 2026, 16 to 22 November`. */
export function weekWords(week: string): string {
  const found = /^(\d{4})-W(\d\d)$/.exec(week);
  if (found === null) return shortWords(week);
  const monday = firstDayOf(week);
  const sunday = addDays(monday, 6);
  const isOneMonth = monday.slice(0, 7) === sunday.slice(0, 7);
  return `week ${Number(found[2])} of ${found[1]}, ${dayWords(monday, isOneMonth)} to ${dayWords(sunday, false)}`;
}

function dayWords(day: string, isShort: boolean): string {
  const date = String(Number(day.slice(8, 10)));
  return isShort ? date : `${date} ${MONTHS[Number(day.slice(5, 7)) - 1] ?? ''}`;
}
