import type { Evidence } from '../schema/evidence.js';
import type { Programme } from '../schema/programme.js';
import { journalEvidence } from './journal.js';
import { routineParts } from './journal-day.js';
import { type Filled, fieldNames, filledIn } from './journal-fields.js';
import { answered, endOfPart, withBlock } from './journal-insert.js';
import { holdsLine, insertAfter, oneLine, replaceLine, ticked } from './journal-lines.js';
import { type Part, wholeOf } from './journal-parts.js';
import { promptsBlock, routineBlock } from './journal-template.js';

/** Steps of a routine to tick, by id, and words to note behind steps. `again` begins the routine anew, as before another deployment. */
export interface RoutineEdit {
  readonly routine: string;
  readonly ticked?: readonly string[];
  readonly notes?: Readonly<Record<string, string>>;
  readonly again?: boolean;
}

type Routine = Programme['routines'][number];

/**
 * A daily file with steps of a routine ticked and noted, under its last heading of that name; the routine is added where it does not
 * stand there. Nothing is ever unticked, and a step or routine that the plan does not know changes nothing.
 */
export function withRoutine(
  text: string,
  { routines }: Pick<Programme, 'routines'>,
  edit: RoutineEdit,
): string {
  const routine = routines.find(({ id }) => id === edit.routine);
  if (routine === undefined) return text;
  const before = routineParts(wholeOf(journalEvidence(text)), routine).length;
  const wanted = Math.max(1, edit.again === true ? before + 1 : before);
  const whole = withBlock(
    text,
    routineBlock(routine),
    (evidence) => routineParts(wholeOf(evidence), routine).length >= wanted,
  );
  return routine.steps.reduce((edited, step) => {
    const note = Object.hasOwn(edit.notes ?? {}, step.id) ? (edit.notes?.[step.id] ?? '') : '';
    const isTicked = edit.ticked?.includes(step.id) === true;
    if (!isTicked && note === '') return edited;
    const there = withStep(edited, routine, step, note);
    return isTicked ? withTick(there, routine, step) : there;
  }, whole);
}

type Step = Routine['steps'][number];

/** The step stands there, and the note behind or below it. */
function withStep(text: string, routine: Routine, step: Step, note: string): string {
  const { part, mine } = stepIn(text, routine, step);
  const last = endOfPart(text, part);
  if (mine.length > 0) return answered(text, mine, step, note, last);
  const words = oneLine(note);
  const line = `- [ ] ${step.title}${words === '' ? '' : `: ${words}`}`;
  return holdsLine(text, line) ? text : insertAfter(text, last, [line]);
}

function withTick(text: string, routine: Routine, step: Step): string {
  const { mine } = stepIn(text, routine, step);
  const open = mine.some(({ checked }) => checked === true)
    ? undefined
    : mine.find(({ checked }) => checked === false);
  return open === undefined ? text : replaceLine(text, open.place.line, ticked);
}

function stepIn(
  text: string,
  routine: Routine,
  step: Step,
): { readonly part: Part; readonly mine: readonly Filled[] } {
  const part = routineParts(wholeOf(journalEvidence(text)), routine).at(-1) ?? { pieces: [] };
  const mine = filledIn(part, fieldNames(routine.steps)).filter(({ id }) => id === step.id);
  return { part, mine };
}

/** A daily file with answers to the questions about the day before, by their id: behind the question, or below what stands there. */
export function withPrompts(
  text: string,
  { daily }: Pick<Programme, 'daily'>,
  answers: Readonly<Record<string, string>>,
): string {
  const prompts = daily?.prompts ?? [];
  return prompts.reduce((edited, prompt) => {
    const answer = Object.hasOwn(answers, prompt.id) ? (answers[prompt.id] ?? '') : '';
    if (oneLine(answer) === '') return edited;
    const whole = withBlock(
      edited,
      promptsBlock(prompts),
      (evidence) => promptIn(evidence, prompts, prompt).length > 0,
    );
    const evidence = journalEvidence(whole);
    const last = endOfPart(whole, wholeOf(evidence));
    return answered(whole, promptIn(evidence, prompts, prompt), prompt, answer, last);
  }, text);
}

type Prompts = NonNullable<Programme['daily']>['prompts'];

function promptIn(evidence: Evidence, prompts: Prompts, { id }: Prompts[number]): readonly Filled[] {
  return filledIn(wholeOf(evidence), fieldNames(prompts)).filter((line) => line.id === id);
}
