import {
  type GoalEdit,
  journalEvidence,
  readJournal,
  type WeekJournal,
  weekTemplate,
  withGoal,
  withHours,
  withReview,
} from '@forethought/core';
import { UsageError, type World } from '../world.js';
import { type Asking, canAsk, openAsking } from './ask.js';
import { ownJournal, type Weekly, weeklyOf, weekOf } from './journal-file.js';
import { type OwnOptions, startOwn } from './own.js';
import { interruptedWith, ownText, writeOwn } from './own-file.js';
import { replacedWords } from './replaced.js';
import { hoursBy, namedBy, saidBy } from './typed.js';

/** Options of `week`. */
export interface WeekOptions extends OwnOptions {
  readonly week?: string;
  readonly goal?: readonly string[];
  readonly done?: string;
  readonly review?: readonly string[];
  /** Hours by what they were spent on, e.g. `design=6,coding=4`. */
  readonly hours?: string;
  /** Ask although nobody sits at a terminal; the answers come from standard input. */
  readonly ask?: boolean;
}

/** What is to be put into the file. */
interface Edits {
  readonly goals: readonly GoalEdit[];
  readonly review: Readonly<Record<string, string>>;
  readonly hours: Readonly<Record<string, number>>;
}

/** What somebody is asked for: nobody asks for hours. */
type Asked = Omit<Edits, 'hours'>;

/** Makes or edits the weekly file of one person: goals with their ticks, and the review. */
export async function week(world: World, options: WeekOptions): Promise<number> {
  const own = await startOwn(world, options);
  const weekly = weeklyOf(own);
  const when = weekOf(options.week, own.today);
  const path = ownJournal(own, 'weekly', when);
  const fresh = weekTemplate(own.programme, { login: own.login, week: when });
  const there = ownText(own, path) ?? fresh;
  const given = editsBy(options, weekly);
  refuseEmptyDone(given, there, weekly);
  const isGiven = given.goals.length > 0 || Object.keys({ ...given.review, ...given.hours }).length > 0;
  const asking = options.ask === true || (!isGiven && canAsk(world)) ? openAsking(world) : undefined;
  const asked = asking === undefined ? NONE : await askEdits(asking, there, weekly);
  asking?.close();
  const edits = {
    goals: [...given.goals, ...asked.goals],
    review: { ...given.review, ...asked.review },
    hours: given.hours,
  };
  const file = {
    ...{ path, fresh, typed: typedLines(edits, weekly), rules: ['weekly-goals'] },
    change: (text: string) => edited(text, edits, weekly),
    words: (text: string) => {
      const journal = readJournal(journalEvidence(text), weekly);
      const before = readJournal(journalEvidence(there), weekly);
      return [
        ...standingWords(journal),
        ...reopenedWords(before, journal),
        ...replacedWords(before.hours, journal.hours),
      ];
    },
  };
  if (asking?.isInterrupted() === true) return interruptedWith(world, file);
  return writeOwn(world, own, file, options.print);
}

const NONE: Asked = { goals: [], review: {} };

function editsBy(options: WeekOptions, { goals, review, hours }: Weekly): Edits {
  const set = saidBy('goal', goals, options.goal).map(({ id, words }) => ({ goal: id, words }));
  const met = namedBy('done', goals, options.done).map((goal) => ({ goal, met: true }));
  const answers = saidBy('review', review, options.review).map(({ id, words }) => [id, words] as const);
  return {
    goals: [...set, ...met],
    review: Object.fromEntries(answers),
    hours: hoursBy(hours ?? [], options.hours),
  };
}

/** A tick in front of no words meets nothing. */
function refuseEmptyDone({ goals }: Edits, text: string, weekly: Weekly): void {
  const journal = readJournal(journalEvidence(text), weekly);
  for (const { goal } of goals.filter(({ met }) => met === true)) {
    const isSet = goals.some((edit) => edit.goal === goal && edit.words !== undefined);
    const state = journal.goals.find(({ id }) => id === goal)?.state;
    if (!isSet && (state === 'absent' || state === 'empty'))
      throw new UsageError(`--done ${goal}: no goal is set there; --goal ${goal}="…" sets one`);
  }
}

function edited(text: string, { goals, review, hours }: Edits, weekly: Weekly): string {
  const set = goals.reduce((whole, edit) => withGoal(whole, weekly, edit), text);
  return withHours(withReview(set, weekly, review), weekly, hours);
}

/** Asks for what is open: words of goals, whether set ones are met, and answers of the review. */
async function askEdits(asking: Asking, text: string, weekly: Weekly): Promise<Asked> {
  const goals: GoalEdit[] = [];
  const review: Record<string, string> = {};
  const journal = readJournal(journalEvidence(text), weekly);
  for (const { id, title, state } of journal.goals) {
    if (state === 'met' || state === 'not-applicable') continue;
    const isSet = state === 'open';
    const answer = await asking.ask(isSet ? `${title}: is it met? [y/N] ` : `${title}: `);
    if (answer === undefined) return { goals, review };
    if (isSet && /^y(?:es)?$/i.test(answer)) goals.push({ goal: id, met: true });
    else if (!isSet && answer !== '') goals.push({ goal: id, words: answer });
  }
  for (const { id, title, state } of journal.review) {
    if (state === 'answered' || state === 'not-applicable') continue;
    const answer = await asking.ask(`${title}: `);
    if (answer === undefined) break;
    if (answer !== '') review[id] = answer;
  }
  return { goals, review };
}

function typedLines({ goals, review, hours }: Edits, weekly: Weekly): readonly string[] {
  const titleOf = (id: string, fields: Weekly['goals']): string =>
    fields.find((field) => field.id === id)?.title ?? id;
  return [
    ...goals.map(
      ({ goal, words, met }) =>
        `- [${met === true ? 'x' : ' '}] ${titleOf(goal, weekly.goals)}:${words === undefined ? '' : ` ${words}`}`,
    ),
    ...Object.entries(review).map(([id, words]) => `- ${titleOf(id, weekly.review)}: ${words}`),
    ...Object.entries(hours).map(([id, said]) => `- ${titleOf(id, weekly.hours ?? [])}: ${said} h`),
  ];
}

/** A goal that was met and has got another one beside it, which is not. */
function reopenedWords(before: WeekJournal, after: WeekJournal): readonly string[] {
  return before.goals
    .filter(({ state }) => state === 'met')
    .filter(({ id }) => after.goals.some((goal) => goal.id === id && goal.state === 'open'))
    .map(
      ({ id }) => `${id} was met and is open again, for the goal that came to it; --done ${id} ticks both`,
    );
}

function standingWords({ goals, review, hours }: WeekJournal): readonly string[] {
  const own = goals.filter(({ repeats }) => repeats === undefined);
  const set = own.filter(({ state }) => state === 'open' || state === 'met');
  const met = own.filter(({ state }) => state === 'met');
  const open = goals.filter(({ state }) => state === 'absent' || state === 'empty').map(({ id }) => id);
  const same = goals.flatMap(({ id, repeats }) => (repeats === undefined ? [] : [id]));
  const said = Object.entries(hours)
    .map(([id, each]) => `${id} ${each}`)
    .join(', ');
  const answered = review.filter(({ state }) => state === 'answered');
  return [
    `goals: ${set.length} of ${goals.length} set, ${met.length} met${open.length === 0 ? '' : `; without words: ${open.join(', ')}`}${same.length === 0 ? '' : `; the same as another: ${same.join(', ')}`}`,
    `review: ${answered.length} of ${review.length} questions answered`,
    ...(said === '' ? [] : [`hours: ${said}`]),
  ];
}
