import { fold } from '../evidence/fold.js';
import { placeholderState } from '../recognise/placeholder.js';
import { saysNothing } from '../recognise/step.js';
import type { Place } from '../schema/common.js';
import type { Evidence } from '../schema/evidence.js';
import type { Programme } from '../schema/programme.js';
import { type Filled, fieldNames, filledIn } from './journal-fields.js';
import { type Part, wholeOf } from './journal-parts.js';

/** One heading of a routine, as a deployment has one each time: which of its steps stand there, and which are ticked. */
export interface DayRoutine {
  readonly id: string;
  readonly title: string;
  readonly place: Place;
  readonly done: readonly string[];
  /** Steps that do not stand there. */
  readonly absent: readonly string[];
  readonly of: number;
}

/** A question about the day before and whether it has an answer. */
export interface DayAnswer {
  readonly id: string;
  readonly title: string;
  readonly state: 'absent' | 'empty' | 'answered';
  readonly place?: Place;
}

/** Everything that a daily file says, by the routines of the plan. Minutes are not read. */
export interface DayJournal {
  readonly routines: readonly DayRoutine[];
  readonly prompts: readonly DayAnswer[];
}

/** Reads a daily file by the plan's routines. */
export function readDayJournal(
  evidence: Evidence,
  programme: Pick<Programme, 'routines' | 'daily'>,
): DayJournal {
  const whole = wholeOf(evidence);
  const prompts = programme.daily?.prompts ?? [];
  const answers = filledIn(whole, fieldNames(prompts));
  return {
    routines: programme.routines.flatMap((routine) =>
      routineParts(whole, routine).map((part) => routineIn(part, routine)),
    ),
    prompts: prompts.map(({ id, title }) => {
      const mine = answers.filter((answer) => answer.id === id);
      const said = mine.find(hasAnswer);
      const place = (said ?? mine[0])?.place;
      const state = said ? 'answered' : mine.length > 0 ? 'empty' : 'absent';
      return { id, title, state, ...(place === undefined ? {} : { place }) };
    }),
  };
}

type Routine = Programme['routines'][number];

/** The stretches under each heading of that routine. */
export function routineParts({ pieces }: Part, { id, title, aliases }: Routine): readonly Required<Part>[] {
  const names = new Set([id, title, ...aliases].map(fold));
  return pieces.flatMap((piece, at) => {
    if (!('level' in piece)) return [];
    if (!names.has(fold(piece.title.slice(0, 200).replaceAll(/\([^()]{0,80}\)/g, ' ')))) return [];
    const rest = pieces.slice(at + 1);
    const length = rest.findIndex((other) => 'level' in other && other.level <= piece.level);
    return [{ heading: piece, pieces: length === -1 ? rest : rest.slice(0, length) }];
  });
}

function routineIn(part: Required<Part>, { id, title, steps }: Routine): DayRoutine {
  const found = filledIn(part, fieldNames(steps));
  const isTicked = (step: string): boolean => found.some((line) => line.id === step && line.checked === true);
  return {
    id,
    title,
    place: part.heading.place,
    done: steps.filter((step) => isTicked(step.id)).map((step) => step.id),
    absent: steps.filter((step) => !found.some((line) => line.id === step.id)).map((step) => step.title),
    of: steps.length,
  };
}

/** Whether something is said, be it `N/A` with a reason. */
function hasAnswer({ rest, below }: Filled): boolean {
  return [rest, ...below.map(({ text }) => text)].some(
    (text) => !saysNothing(text) || placeholderState(text)?.state === 'not-applicable',
  );
}
