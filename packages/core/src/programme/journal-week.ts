import { fold } from '../evidence/fold.js';
import { placeholderState } from '../recognise/placeholder.js';
import { saysNothing } from '../recognise/step.js';
import type { Place } from '../schema/common.js';
import type { Evidence } from '../schema/evidence.js';
import type { Programme } from '../schema/programme.js';
import { type Filled, fieldNames, filledIn } from './journal-fields.js';
import { type Learning, learningsIn } from './journal-learnings.js';
import { partOf } from './journal-parts.js';
import { scoreIn } from './journal-score.js';

/** A goal of a week: no such line, a line without words, `N/A` with a reason, or a goal that is open or met. `hasBox`: it can be ticked. */
export interface WeekGoal {
  readonly id: string;
  readonly title: string;
  readonly state: 'absent' | 'empty' | 'not-applicable' | 'open' | 'met';
  readonly hasBox: boolean;
  /** Title of an earlier goal that says the same: the two are one. */
  readonly repeats?: string;
  readonly place?: Place;
}

/** A question of the weekly review and whether it has an answer. */
export interface WeekAnswer {
  readonly id: string;
  readonly title: string;
  readonly state: 'absent' | 'empty' | 'not-applicable' | 'answered';
  readonly place?: Place;
}

/** A question of the self-assessment and its score. `text` is what stands there in place of one. */
export interface WeekScore {
  readonly id: string;
  readonly title: string;
  readonly state: 'absent' | 'empty' | 'invalid' | 'twice' | 'not-applicable' | 'given';
  readonly score?: number;
  readonly text: string;
  readonly place?: Place;
}

/** Everything that a weekly file says, by the questions of the plan. */
export interface WeekJournal {
  readonly goals: readonly WeekGoal[];
  readonly review: readonly WeekAnswer[];
  readonly scores: readonly WeekScore[];
  readonly learnings: readonly Learning[];
  /** Hours by what they were spent on; what stands there twice, differently, is not said. */
  readonly hours: Readonly<Record<string, number>>;
  /** Where the heading of each part stands, if it does. */
  readonly places: Readonly<
    Partial<Record<'goals' | 'review' | 'assessment' | 'learnings' | 'hours', Place>>
  >;
}

type Weekly = NonNullable<Programme['weekly']>;

/** Reads a weekly file by the plan's questions. */
export function readJournal(
  evidence: Evidence,
  { goals, review, questions, hours = [] }: Weekly,
): WeekJournal {
  const parts = {
    goals: partOf(evidence, 'goals'),
    review: partOf(evidence, 'review'),
    assessment: partOf(evidence, 'assessment'),
    learnings: partOf(evidence, 'learnings'),
    hours: partOf(evidence, 'hours'),
  };
  const found = {
    goals: filledIn(parts.goals, fieldNames(goals)),
    review: filledIn(parts.review, fieldNames(review)),
    scores: filledIn(parts.assessment, fieldNames(questions)),
  };
  const named = <T>(lines: readonly Filled[], id: string, read: (mine: readonly Filled[]) => T): T =>
    read(lines.filter((line) => line.id === id));
  return {
    goals: goalsIn(goals, found.goals),
    review: review.map(({ id, title }) => ({ id, title, ...named(found.review, id, answerOf) })),
    scores: questions.map(({ id, title }) => ({ id, title, ...named(found.scores, id, scoreOf) })),
    learnings: learningsIn(parts.learnings),
    hours: parts.hours.heading === undefined ? {} : hoursOf(filledIn(parts.hours, fieldNames(hours))),
    places: Object.fromEntries(
      Object.entries(parts).flatMap(([name, { heading }]) =>
        heading === undefined ? [] : [[name, heading.place]],
      ),
    ),
  };
}

function goalsIn(goals: Weekly['goals'], lines: readonly Filled[]): readonly WeekGoal[] {
  const first = new Map<string, string>();
  return goals.map(({ id, title }): WeekGoal => {
    const mine = lines.filter((line) => line.id === id);
    const goal = { id, title, ...goalOf(mine) };
    if (goal.state !== 'open' && goal.state !== 'met') return goal;
    const words = saidIn(mine);
    const earlier = first.get(words);
    if (earlier !== undefined) return { ...goal, repeats: earlier };
    first.set(words, title);
    return goal;
  });
}

/** Words alone of everything that stands for a goal. */
function saidIn(lines: readonly Filled[]): string {
  const texts = lines
    .filter(saysSomething)
    .flatMap(({ rest, below }) => [rest, ...below.map(({ text }) => text)]);
  return (fold(texts.join(' ')).match(/[\p{L}\p{N}]+/gu) ?? []).join(' ');
}

/** Several lines for one goal are one goal, met once every one of them that says something is ticked. */
function goalOf(lines: readonly Filled[]): Omit<WeekGoal, 'id' | 'title'> {
  const [first] = lines;
  if (first === undefined) return { state: 'absent', hasBox: false };
  const set = lines.filter(saysSomething);
  const hasBox = (set.length === 0 ? lines : set).every(({ checked }) => checked !== undefined);
  const { place } = set[0] ?? first;
  if (set.length === 0) return { state: withoutWords(lines), hasBox, place };
  return { state: set.every(({ checked }) => checked === true) ? 'met' : 'open', hasBox, place };
}

function answerOf(lines: readonly Filled[]): Omit<WeekAnswer, 'id' | 'title'> {
  const [first] = lines;
  if (first === undefined) return { state: 'absent' };
  const answered = lines.find(saysSomething);
  return {
    state: answered === undefined ? withoutWords(lines) : 'answered',
    place: (answered ?? first).place,
  };
}

/** The score that stands behind the question or as the first thing below it; two different ones are none. */
function scoreOf(lines: readonly Filled[]): Omit<WeekScore, 'id' | 'title'> {
  const [first] = lines;
  if (first === undefined) return { state: 'absent', text: '' };
  const read = lines.map(({ rest, below, place }) => {
    const text = rest === '' ? (below[0]?.text ?? '') : rest;
    return { text, place, ...scoreIn(text) };
  });
  const given = read.flatMap((line) => ('score' in line ? [line] : []));
  const [one] = given;
  if (one !== undefined && given.some(({ score }) => score !== one.score)) {
    return { state: 'twice', text: given.map(({ score }) => score).join(' and '), place: one.place };
  }
  if (one !== undefined) return { state: 'given', score: one.score, text: one.text, place: one.place };
  if (withoutWords(lines) === 'not-applicable')
    return { state: 'not-applicable', text: '', place: first.place };
  const wrong = read.find((line) => 'state' in line && line.state === 'invalid');
  return { state: wrong ? 'invalid' : 'empty', text: wrong?.text ?? '', place: (wrong ?? first).place };
}

/** What may stand behind a number of hours: nothing, their unit with anything behind it, or what a sentence goes on with. */
const UNIT = /^(?:$|[,;(]| [-–(]| ?(?:h|hrs?|hours?|std|stunden|heures?|horas?)(?![\p{L}\d]))/iu;
/** Most hours that a week has. */
const WEEK_HOURS = 168;

/** `6`, `6 h`, `6.5 hours`, `6,5 h`, with anything behind it; undefined for what is no number of hours of one week. */
export function hoursIn(text: string): number | undefined {
  const plain = text.replaceAll(/[*_`]/g, '').trim().slice(0, 200);
  const number = /^(\d{1,3})(?:[.,](\d{1,2}))?(?![\d.])(.*)$/.exec(plain);
  if (number === null || !UNIT.test(number[3] ?? '')) return undefined;
  const hours = Number(`${number[1]}.${number[2] ?? '0'}`);
  return hours <= WEEK_HOURS ? hours : undefined;
}

function hoursOf(lines: readonly Filled[]): Readonly<Record<string, number>> {
  const found = new Map<string, Set<number>>();
  for (const { id, rest } of lines) {
    const hours = hoursIn(rest);
    if (hours !== undefined) found.set(id, new Set([...(found.get(id) ?? []), hours]));
  }
  return Object.fromEntries(
    [...found].flatMap(([id, said]) => (said.size === 1 ? [...said].map((hours) => [id, hours]) : [])),
  );
}

/** Whether there are words behind the name or below it. */
function saysSomething({ rest, below }: Filled): boolean {
  return !saysNothing(rest) || below.some(({ kind, text }) => kind !== 'code' && !saysNothing(text));
}

/** What lines amount to that say nothing: `N/A` with a reason is an answer. */
function withoutWords(lines: readonly Filled[]): 'empty' | 'not-applicable' {
  const texts = lines.flatMap(({ rest, below }) => [rest, ...below.map(({ text }) => text)]);
  const isReasoned = texts.some((text) => placeholderState(text)?.state === 'not-applicable');
  return isReasoned ? 'not-applicable' : 'empty';
}
