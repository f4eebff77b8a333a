import type { Programme } from '../schema/programme.js';
import { journalEvidence } from './journal.js';
import { type Field, type Filled, fieldNames, filledIn } from './journal-fields.js';
import {
  answered,
  endOfField,
  endOfPart,
  filledOut,
  insertBelow,
  isSame,
  withPart,
} from './journal-insert.js';
import { holdsLine, insertAfter, oneLine, replaceLine, ticked } from './journal-lines.js';
import { type PartName, partOf } from './journal-parts.js';
import { scoreIn } from './journal-score.js';
import { goalsBlock, hoursBlock, learningsBlock, reviewBlock, scoresBlock } from './journal-template.js';
import { hoursIn } from './journal-week.js';

type Weekly = NonNullable<Programme['weekly']>;

/** A goal to set, to meet, or both. `met: false` leaves a tick as it is. */
export interface GoalEdit {
  readonly goal: string;
  readonly words?: string;
  readonly met?: boolean;
}

/**
 * A weekly file with a goal in it: behind its name where nothing stands yet, otherwise as a box of its own; ticked where it is met. A
 * goal that stands there already changes nothing, and neither does one that the plan does not know.
 */
export function withGoal(text: string, { goals }: Pick<Weekly, 'goals'>, edit: GoalEdit): string {
  const goal = goals.find(({ id }) => id === edit.goal);
  if (goal === undefined) return text;
  const words = oneLine(edit.words ?? '');
  const set = words === '' ? text : setGoal(text, goals, goal, words);
  if (edit.met !== true) return set;
  const meant = linesOf(set, 'goals', goals, goal).filter(({ rest }) => words === '' || isSame(rest, words));
  return meant
    .filter(({ checked }) => checked === false)
    .reduce((edited, { place }) => replaceLine(edited, place.line, ticked), set);
}

function setGoal(text: string, goals: Weekly['goals'], goal: Field, words: string): string {
  const whole = withPart(text, 'goals', goalsBlock(goals));
  const mine = linesOf(whole, 'goals', goals, goal);
  if (mine.some(({ rest }) => isSame(rest, words))) return whole;
  return filledOut(whole, mine, words) ?? added(whole, 'goals', mine, `- [ ] ${goal.title}: ${words}`);
}

/**
 * A weekly file with scores in it, by the question's id. A score that stands there gives way to the new one, and what is noted behind
 * it stays; other questions are left alone.
 */
export function withScores(
  text: string,
  { questions }: Pick<Weekly, 'questions'>,
  scores: Readonly<Record<string, number>>,
): string {
  return questions.reduce((edited, question) => {
    const score = Object.hasOwn(scores, question.id) ? scores[question.id] : undefined;
    return score === undefined ? edited : withScore(edited, questions, question, score);
  }, text);
}

function withScore(text: string, questions: Weekly['questions'], question: Field, score: number): string {
  const whole = withPart(text, 'assessment', scoresBlock(questions));
  const mine = linesOf(whole, 'assessment', questions, question);
  const said = mine.filter(({ rest }) => rest !== '');
  if (said.length > 0) {
    return said.reduce(
      (edited, line) => replaceLine(edited, line.place.line, (old) => rescored(old, line, score)),
      whole,
    );
  }
  const filled = filledOut(whole, mine, `${score}/10`);
  return filled ?? added(whole, 'assessment', mine, `- ${question.title}: ${score}/10`);
}

/** A weekly file with hours in it, by what they were spent on; those that stand there give way, and words behind them stay. */
export function withHours(
  text: string,
  { hours: fields = [] }: Pick<Weekly, 'hours'>,
  hours: Readonly<Record<string, number>>,
): string {
  return fields.reduce((edited, field) => {
    const said = Object.hasOwn(hours, field.id) ? hours[field.id] : undefined;
    if (said === undefined) return edited;
    const whole = withPart(edited, 'hours', hoursBlock(fields));
    const mine = linesOf(whole, 'hours', fields, field);
    const told = mine.filter(({ rest }) => rest !== '');
    if (told.length > 0)
      return told.reduce(
        (lines, line) => replaceLine(lines, line.place.line, (old) => retold(old, line, said)),
        whole,
      );
    return filledOut(whole, mine, `${said} h`) ?? added(whole, 'hours', mine, `- ${field.title}: ${said} h`);
  }, text);
}

/** Hours behind a name give way to others. */
function retold(line: string, { rest }: Filled, hours: number): string {
  if (hoursIn(rest) === hours) return line;
  const from = behindName(line, rest);
  const tail = line.slice(from);
  const kept =
    hoursIn(rest) === undefined
      ? ` ${tail.trim()}`
      : tail.replace(/^\W{0,9}[\d.,]+(?: ?(?:h|hrs?|hours?)\b)?/i, '');
  return `${line.slice(0, from)}${/\s$/.test(line.slice(0, from)) ? '' : ' '}${hours} h${kept}`;
}

/** The score behind a name gives way to a new one; words that are no score stay behind it. */
function rescored(line: string, { rest, form }: Filled, score: number): string {
  const from = form === 'row' ? line.indexOf('|', line.indexOf('|') + 1) + 1 : behindName(line, rest);
  const [head, tail] = [line.slice(0, from), line.slice(from)];
  const read = scoreIn(rest);
  if ('score' in read && read.score === score) return line;
  const isSlot = 'state' in read && read.state === 'empty' && tail.trim() === rest;
  if (isSlot) return `${head}${tail.replace(rest, `${score}/10`)}`;
  if (/^\W{0,9}\d/.test(rest)) {
    const number = tail.search(/\d/);
    const behind = tail.slice(number).replace(/^\d+(?:[.,]\d+)?/, '');
    const scaled = behind.replace(/^(\W{0,6}(?:\/|of|out of) ?)\d+/, (_, of: string) => `${of}10`);
    return `${head}${tail.slice(0, number)}${score}${scaled}`;
  }
  return `${head}${/^\s/.test(tail) ? ' ' : ''}${score}/10 ${tail.trimStart()}`;
}

/** Where what was read behind the name begins in the line, whose emphasis was not read. */
function behindName(line: string, rest: string): number {
  const exact = line.lastIndexOf(rest);
  return exact === -1 ? Math.max(line.lastIndexOf(':'), line.lastIndexOf('：')) + 1 : exact;
}

/** A learning: the day (`yyyy-mm-dd`), what was learnt, and where it stands. */
export interface LearningEdit {
  readonly day: string;
  readonly words: string;
  readonly reference: string;
}

/** A weekly file with a learning at the end of its learnings; the same one twice changes nothing. */
export function withLearning(text: string, { day, words, reference }: LearningEdit): string {
  const line = `- ${day}: ${oneLine(words)} (${oneLine(reference)})`;
  const whole = withPart(text, 'learnings', learningsBlock());
  return added(whole, 'learnings', [], line);
}

/** A weekly file with answers to the review, by the question's id: behind the question where nothing stands yet, otherwise below what does. */
export function withReview(
  text: string,
  { review }: Pick<Weekly, 'review'>,
  answers: Readonly<Record<string, string>>,
): string {
  return review.reduce((edited, question) => {
    const answer = oneLine(Object.hasOwn(answers, question.id) ? (answers[question.id] ?? '') : '');
    if (answer === '') return edited;
    const whole = withPart(edited, 'review', reviewBlock(review));
    const last = endOfPart(whole, partOf(journalEvidence(whole), 'review'));
    return answered(whole, linesOf(whole, 'review', review, question), question, answer, last);
  }, text);
}

function linesOf(text: string, name: PartName, fields: readonly Field[], { id }: Field): readonly Filled[] {
  return filledIn(partOf(journalEvidence(text), name), fieldNames(fields)).filter((line) => line.id === id);
}

/** A line behind the last of the field's own, or at the end of the part. */
function added(text: string, name: PartName, mine: readonly Filled[], line: string): string {
  if (holdsLine(text, line)) return text;
  const part = partOf(journalEvidence(text), name);
  const last = mine.at(-1);
  if (last?.form === 'item') return insertAfter(text, endOfField(text, last), [line]);
  const isBare = part.pieces.length === 0;
  const isAfterTable = part.pieces.some(
    (piece) => 'kind' in piece && piece.kind !== 'item' && piece.kind !== 'task',
  );
  return insertBelow(text, endOfPart(text, part), [line], isBare || isAfterTable);
}
