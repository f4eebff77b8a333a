import { fromText } from '../evidence/text.js';
import type { Place } from '../schema/common.js';
import type { Evidence } from '../schema/evidence.js';
import type { SectionIndex } from '../schema/policy.js';
import type { Programme } from '../schema/programme.js';
import type { DayRecord, WeekRecord } from '../schema/training/journal.js';
import { addDays, firstDayOf } from '../week.js';
import { readDayJournal } from './journal-day.js';
import type { Learning } from './journal-learnings.js';
import { dayPlace, type JournalPlace, weekPlace } from './journal-path.js';
import { readJournal } from './journal-week.js';

/** A weekly or daily file: its text, or the Evidence of it, where it lies and when it was first committed (`yyyy-mm-dd`). */
export interface JournalFile {
  readonly path: string;
  readonly text?: string;
  readonly evidence?: Evidence;
  readonly filedAt?: string | null;
}

/** What keeps a file from being somebody's week or day: its path, or front matter that says another login, week or day. */
export interface JournalProblem {
  readonly code: 'path' | 'other-owner';
  readonly data: Readonly<Record<string, string>>;
  readonly place?: Place;
}

/** A record, or null where the path does not say whose it is. */
export interface JournalRead<T> {
  readonly record: T | null;
  readonly problems: readonly JournalProblem[];
}

/** What stays of a weekly file. The path says whose week it is, and front matter can't say anything else. */
export function readWeek(file: JournalFile, { weekly }: Pick<Programme, 'weekly'>): JournalRead<WeekRecord> {
  const evidence = evidenceOf(file);
  const place = weekPlace(file.path);
  const problems = journalProblems(evidence, file.path, place, 'week');
  if (place === undefined) return { record: null, problems };
  const { goals, review, scores, learnings, hours } = readJournal(
    evidence,
    weekly ?? { goals: [], review: [], questions: [] },
  );
  const record: WeekRecord = {
    login: place.login,
    week: place.when,
    path: file.path,
    filedAt: file.filedAt ?? null,
    goals: Object.fromEntries(
      goals.flatMap(({ id, state, repeats }) =>
        repeats === undefined && (state === 'open' || state === 'met') ? [[id, state] as const] : [],
      ),
    ),
    review: review.filter(({ state }) => state === 'answered').map(({ id }) => id),
    scores: Object.fromEntries(
      scores.flatMap(({ id, score }) => (score === undefined ? [] : [[id, score] as const])),
    ),
    learnings: learningsByDay(learnings, place.when),
    ...(Object.keys(hours).length === 0 ? {} : { hours: { ...hours } }),
  };
  return { record, problems };
}

/** What stays of a daily file; a routine that stands there several times, as before each deployment, adds up. */
export function readDay(
  file: JournalFile,
  programme: Pick<Programme, 'routines' | 'daily'>,
): JournalRead<DayRecord> {
  const evidence = evidenceOf(file);
  const place = dayPlace(file.path);
  const problems = journalProblems(evidence, file.path, place, 'day');
  if (place === undefined) return { record: null, problems };
  const routines: Record<string, { done: number; of: number }> = {};
  for (const { id, done, of } of readDayJournal(evidence, programme).routines) {
    const before = routines[id] ?? { done: 0, of: 0 };
    routines[id] = { done: before.done + done.length, of: before.of + of };
  }
  return { record: { login: place.login, day: place.when, path: file.path, routines }, problems };
}

/** Whether a learning counts: it says what was learnt, refers to something, stands there once and is dated within the week. */
export function isLearnt({ day, hasWords, references, isRepeated }: Learning, week: string): boolean {
  return day !== null && hasWords && references.length > 0 && !isRepeated && isDayOf(day, week);
}

/** Whether a day lies in an ISO week. */
export function isDayOf(day: string, week: string): boolean {
  const monday = firstDayOf(week);
  return day >= monday && day <= addDays(monday, 6);
}

/** Front matter that says another login, week or day than the path, and a path that says none. */
export function journalProblems(
  evidence: Evidence,
  path: string,
  place: JournalPlace | undefined,
  when: 'week' | 'day',
): readonly JournalProblem[] {
  if (place === undefined) return [{ code: 'path', data: { path } }];
  const said: Readonly<Record<string, string>> = { login: place.login, [when]: place.when };
  return (evidence.matterFields ?? []).flatMap((field): JournalProblem[] => {
    const expected = Object.hasOwn(said, field.name) ? said[field.name] : undefined;
    const value = field.values.join(', ');
    if (expected === undefined || value === expected) return [];
    return [{ code: 'other-owner', data: { field: field.name, value, expected }, place: field.place }];
  });
}

function learningsByDay(learnings: readonly Learning[], week: string): Record<string, number> {
  const days: Record<string, number> = {};
  for (const learning of learnings)
    if (learning.day !== null && isLearnt(learning, week)) days[learning.day] = (days[learning.day] ?? 0) + 1;
  return days;
}

/** Weekly and daily files are read by the plan's questions alone: no section of commits and pull requests means anything in them. */
const NO_SECTIONS: SectionIndex = { sections: {}, parts: {}, words: {} };

function evidenceOf({ text = '', evidence }: JournalFile): Evidence {
  return evidence ?? journalEvidence(text);
}

/** Reads the text of a weekly or daily file. */
export function journalEvidence(text: string): Evidence {
  return fromText(text, { kind: 'document', index: NO_SECTIONS, hashHeadings: 'count' });
}
