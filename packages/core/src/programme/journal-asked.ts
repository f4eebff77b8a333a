import type { RuleContext } from '../define.js';
import type { Evidence } from '../schema/evidence.js';
import type { Problem } from '../schema/finding.js';
import type { Programme } from '../schema/programme.js';
import { addDays, firstDayOf } from '../week.js';
import { journalProblems } from './journal.js';
import { type DayJournal, readDayJournal } from './journal-day.js';
import { dayPlace, weekPlace } from './journal-path.js';
import { readJournal, type WeekJournal } from './journal-week.js';

type Context = Pick<RuleContext, 'documentKind' | 'documentPath' | 'programme' | 'asOf'>;

/** A weekly file as a rule is asked about it. `week` is undefined where nobody said where the file lies. */
export interface AskedWeek {
  readonly weekly: NonNullable<Programme['weekly']>;
  readonly journal: WeekJournal;
  readonly week: string | undefined;
  /** The week is over on the day that is judged. */
  readonly isOver: boolean;
  /** What keeps it from being somebody's week. */
  readonly misplaced: readonly Problem[];
}

/** The weekly file that a rule judges, or why it is not asked: another kind of document, or a plan that asks nothing of a week. */
export function askedWeek(evidence: Evidence, context: Context): AskedWeek | { readonly notAsked: string } {
  const { documentKind, documentPath, programme, asOf } = context;
  if (documentKind !== 'weekly') return { notAsked: 'the document is no weekly file' };
  const weekly = programme?.programme.weekly;
  if (weekly === undefined) return { notAsked: 'the plan asks nothing of a week' };
  const place = documentPath === undefined ? undefined : weekPlace(documentPath);
  const isOver = place !== undefined && asOf !== undefined && asOf.slice(0, 10) > lastDayOf(place.when);
  return {
    weekly,
    journal: readJournal(evidence, weekly),
    week: place?.when,
    isOver,
    misplaced: documentPath === undefined ? [] : journalProblems(evidence, documentPath, place, 'week'),
  };
}

/** A daily file as a rule is asked about it. */
export interface AskedDay {
  readonly programme: Pick<Programme, 'routines' | 'daily'>;
  readonly journal: DayJournal;
  readonly isOver: boolean;
  readonly misplaced: readonly Problem[];
}

/** The daily file that a rule judges, or why it is not asked. */
export function askedDay(evidence: Evidence, context: Context): AskedDay | { readonly notAsked: string } {
  const { documentKind, documentPath, programme: world, asOf } = context;
  if (documentKind !== 'daily') return { notAsked: 'the document is no daily file' };
  const programme = world?.programme;
  if (programme === undefined || programme.routines.length === 0)
    return { notAsked: 'the plan asks nothing of a day' };
  const place = documentPath === undefined ? undefined : dayPlace(documentPath);
  return {
    programme,
    journal: readDayJournal(evidence, programme),
    isOver: place !== undefined && asOf !== undefined && asOf.slice(0, 10) > place.when,
    misplaced: documentPath === undefined ? [] : journalProblems(evidence, documentPath, place, 'day'),
  };
}

function lastDayOf(week: string): string {
  return addDays(firstDayOf(week), 6);
}
