import { isoWeek, journalEvidence, readJournal, weekTemplate, withScores } from '@forethought/core';
import { UsageError, type World } from '../world.js';
import { type Asking, canAsk, openAsking } from './ask.js';
import { assessedWords, typedLines } from './assess-words.js';
import { ownJournal, type Weekly, weeklyOf, weekOf } from './journal-file.js';
import { type OwnOptions, startOwn } from './own.js';
import { interruptedWith, ownText, writeOwn } from './own-file.js';
import { isScore } from './replaced.js';
import { scoresBy } from './typed.js';

/** Options of `assess`. */
export interface AssessOptions extends OwnOptions {
  readonly week?: string;
  readonly scores?: string;
  readonly ask?: boolean;
}

type Scores = Readonly<Record<string, number>>;

/** Puts the self-assessment of a week into the weekly file: a whole number from 1 to 10 for each question of the plan. */
export async function assess(world: World, options: AssessOptions): Promise<number> {
  const own = await startOwn(world, options);
  const weekly = weeklyOf(own);
  const when = weekOf(options.week, own.today);
  if (when > isoWeek(own.today))
    throw new UsageError(`--week ${when} has not begun; this is ${isoWeek(own.today)}`);
  const path = ownJournal(own, 'weekly', when);
  const fresh = weekTemplate(own.programme, { login: own.login, week: when });
  const there = ownText(own, path) ?? fresh;
  const given = scoresBy(weekly.questions, options.scores);
  const isAsked = options.ask === true || (Object.keys(given).length === 0 && canAsk(world));
  if (!isAsked && Object.keys(given).length === 0) throw new UsageError(nothingGiven(weekly));
  const asking = isAsked ? openAsking(world) : undefined;
  const asked = asking === undefined ? {} : await askScores(asking, there, weekly, given);
  asking?.close();
  const scores = { ...given, ...asked };
  const file = {
    ...{ path, fresh, typed: typedLines(scores, weekly), rules: ['self-assessment'] },
    change: (text: string) => withScores(text, weekly, scores),
    words: (text: string) => assessedWords(there, text, weekly),
  };
  if (asking?.isInterrupted() === true) return interruptedWith(world, file);
  return writeOwn(world, own, file, options.print);
}

function nothingGiven({ questions }: Weekly): string {
  const example = questions.map(({ id }) => `${id}=<1-10>`).join(',');
  return `nobody can be asked here; --scores ${example} answers, and --ask reads answers from standard input`;
}

/** Asks each question that has no score yet; what is no score is asked for again. */
async function askScores(asking: Asking, text: string, weekly: Weekly, given: Scores): Promise<Scores> {
  const scores: Record<string, number> = {};
  const journal = readJournal(journalEvidence(text), weekly);
  const open = journal.scores.filter(({ id, state }) => state !== 'given' && given[id] === undefined);
  for (const { id, title } of open) {
    const target = weekly.questions.find((question) => question.id === id)?.target;
    for (;;) {
      const answer = await asking.ask(`${title} (1 to 10, target ${target}): `);
      if (answer === undefined) return scores;
      if (isScore(answer)) scores[id] = Number(answer);
      if (answer === '' || isScore(answer)) break;
    }
  }
  return scores;
}
