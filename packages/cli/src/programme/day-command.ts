import {
  dayTemplate,
  journalEvidence,
  type Programme,
  readDayJournal,
  withPrompts,
  withRoutine,
} from '@forethought/core';
import { UsageError, type World } from '../world.js';
import { type Asking, canAsk, openAsking } from './ask.js';
import { ownJournal, pastDay } from './journal-file.js';
import { type Own, type OwnOptions, startOwn } from './own.js';
import { interruptedWith, ownText, writeOwn } from './own-file.js';
import { namedBy, saidBy } from './typed.js';

/** Options of `day start`, `day deploy` and `day finish`. */
export interface DayOptions extends OwnOptions {
  readonly on?: string;
  /** Steps that were done, by number or id. */
  readonly done?: string;
  readonly note?: readonly string[];
  /** Answers to the questions about the day before. */
  readonly answer?: readonly string[];
  /** Another deployment of the same day. */
  readonly again?: boolean;
  readonly ask?: boolean;
}

/** The part of a day, as the command names it, and the routine that it is. */
export const DAY_PARTS = { start: 'morning', deploy: 'deployment', finish: 'evening' } as const;

type Routine = Programme['routines'][number];

interface Edits {
  readonly ticked: readonly string[];
  readonly notes: Readonly<Record<string, string>>;
  readonly answers: Readonly<Record<string, string>>;
}

/** Makes or edits the daily file: ticks steps of one routine and notes words behind them. */
export async function day(world: World, part: keyof typeof DAY_PARTS, options: DayOptions): Promise<number> {
  const own = await startOwn(world, options);
  const { programme, login } = own;
  const routine = routineFor(own, part);
  const on = pastDay(options.on, own.today);
  const path = ownJournal(own, 'daily', on);
  const fresh = dayTemplate(programme, { login, day: on });
  const prompts = programme.daily?.prompts ?? [];
  const given = editsBy(options, routine, prompts);
  const isGiven = given.ticked.length > 0 || Object.keys({ ...given.notes, ...given.answers }).length > 0;
  const asking = options.ask === true || (!isGiven && canAsk(world)) ? openAsking(world) : undefined;
  const again = options.again === true;
  const there = withRoutine(ownText(own, path) ?? fresh, programme, { routine: routine.id, again });
  const asked =
    asking === undefined
      ? NONE
      : await askEdits(asking, there, { own, routine, withPrompts: part === 'start' });
  asking?.close();
  const edits: Edits = {
    ticked: [...given.ticked, ...asked.ticked],
    notes: { ...given.notes, ...asked.notes },
    answers: { ...given.answers, ...asked.answers },
  };
  const file = {
    ...{ path, fresh, typed: typedLines(edits, routine, prompts), rules: ['daily-log'] },
    change: (text: string) =>
      withPrompts(
        withRoutine(text, programme, { routine: routine.id, again, ...edits }),
        programme,
        edits.answers,
      ),
    words: (text: string) => standingWords(text, own, routine),
  };
  if (asking?.isInterrupted() === true) return interruptedWith(world, file);
  return writeOwn(world, own, file, options.print);
}

const NONE: Edits = { ticked: [], notes: {}, answers: {} };

function routineFor({ programme, source }: Own, part: keyof typeof DAY_PARTS): Routine {
  const routine = programme.routines.find(({ when }) => when === DAY_PARTS[part]);
  if (routine !== undefined) return routine;
  throw new UsageError(
    `the plan ${source.plan.plan} has no routine for that; --plan devops-elite has, or programme.routines in the team's own plan`,
  );
}

/** A note names its step, unless there is only one that is ticked. */
function editsBy(options: DayOptions, { steps }: Routine, prompts: Routine['steps']): Edits {
  const ticked = namedBy('done', steps, options.done, true);
  const [only] = ticked.length === 1 ? ticked : [];
  const typed = (options.note ?? []).map((note) =>
    only !== undefined && !/^[\w-]{1,40}=/.test(note) ? `${only}=${note}` : numbered(note, steps),
  );
  const pairs = (said: readonly { readonly id: string; readonly words: string }[]) =>
    Object.fromEntries(said.map(({ id, words }) => [id, words]));
  return {
    ticked,
    notes: pairs(saidBy('note', steps, typed)),
    answers: pairs(saidBy('answer', prompts, options.answer)),
  };
}

function numbered(note: string, steps: Routine['steps']): string {
  const number = /^(\d{1,3})=/.exec(note)?.[1];
  const step = number === undefined ? undefined : steps[Number(number) - 1];
  return step === undefined ? note : `${step.id}${note.slice(note.indexOf('='))}`;
}

interface Asked {
  readonly own: Own;
  readonly routine: Routine;
  readonly withPrompts: boolean;
}

/** Asks each step that is open: `y` ticks it, words tick it and are noted. */
async function askEdits(
  asking: Asking,
  text: string,
  { own, routine, withPrompts: asksPrompts }: Asked,
): Promise<Edits> {
  const ticked: string[] = [];
  const [notes, answers]: [Record<string, string>, Record<string, string>] = [{}, {}];
  const journal = readDayJournal(journalEvidence(text), own.programme);
  const done = journal.routines.filter(({ id }) => id === routine.id).at(-1)?.done ?? [];
  for (const { id, title } of routine.steps.filter((step) => !done.includes(step.id))) {
    const answer = await asking.ask(`${title} [y, words, or nothing]: `);
    if (answer === undefined) return { ticked, notes, answers };
    if (answer === '' || /^no?$/i.test(answer)) continue;
    ticked.push(id);
    if (!/^y(?:es)?$/i.test(answer)) notes[id] = answer;
  }
  const open = asksPrompts ? journal.prompts.filter(({ state }) => state !== 'answered') : [];
  for (const { id, title } of open) {
    const answer = await asking.ask(`${title}: `);
    if (answer === undefined) break;
    if (answer !== '') answers[id] = answer;
  }
  return { ticked, notes, answers };
}

function typedLines(edits: Edits, { steps }: Routine, prompts: Routine['steps']): readonly string[] {
  return [
    ...steps
      .filter(({ id }) => edits.ticked.includes(id) || edits.notes[id] !== undefined)
      .map(({ id, title }) => {
        const note = edits.notes[id];
        return `- [${edits.ticked.includes(id) ? 'x' : ' '}] ${title}${note === undefined ? '' : `: ${note}`}`;
      }),
    ...prompts.flatMap(({ id, title }) =>
      edits.answers[id] === undefined ? [] : [`- ${title}: ${edits.answers[id]}`],
    ),
  ];
}

function standingWords(text: string, { programme }: Own, routine: Routine): readonly string[] {
  const { routines } = readDayJournal(journalEvidence(text), programme);
  const done = routines.filter(({ id }) => id === routine.id).at(-1)?.done ?? [];
  return [
    `${routine.title}: ${done.length} of ${routine.steps.length} steps done`,
    ...routine.steps.map(
      ({ id, title }, at) => `${done.includes(id) ? '[x]' : '[ ]'} ${at + 1} ${title} (${id})`,
    ),
  ];
}
