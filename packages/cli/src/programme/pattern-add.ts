import { type NewPattern, readPatternLibrary, withPattern } from '@forethought/core';
import { openRepository, resolveCommit } from '@forethought/io';
import { LIBRARY } from '../pattern-library.js';
import { UsageError, type World } from '../world.js';
import { canAsk, openAsking } from './ask.js';
import { interruptedWith, ownText, writeOwn } from './own-file.js';
import { type Draft, firstOf, fromFinding, type Place } from './pattern-draft.js';
import { fromDocument } from './pattern-postmortem.js';
import { orSayTyped } from './pattern-typed.js';

/** Options of `pattern add`. */
export interface PatternAddOptions {
  readonly repo: string;
  readonly category?: string;
  readonly title?: string;
  readonly problem?: string;
  readonly prevention?: string;
  readonly appliesTo?: readonly string[];
  /** A rule whose finding taught it, or a metric that counts the miss. */
  readonly fromFinding?: string;
  /** A postmortem or an incident record. */
  readonly from?: string;
  /** Changes that taught it: a revision or `#12`. */
  readonly change?: readonly string[];
  readonly print?: boolean;
  readonly ask?: boolean;
}

/** Adds an entry to the pattern library: from words, a finding, a postmortem, at the end of its category. */
export async function patternAdd(world: World, options: PatternAddOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  if (repo.workTree === null)
    throw new UsageError('a bare repository has no work tree; name a clone with --repo');
  const learntFrom = await changesIn(repo, options.change ?? []);
  const draft = await draftOf(world, repo, options, learntFrom);
  const text = ownText({ repo }, LIBRARY);
  const isShort = (['category', 'problem', 'prevention'] as const).some((part) => draft[part] === undefined);
  const asking = options.ask === true || (isShort && canAsk(world)) ? openAsking(world) : undefined;
  const answered = asking === undefined ? draft : await askMissing(asking.ask, draft, text);
  asking?.close();
  const file = { path: LIBRARY, typed: typedLines(answered), rules: ['pattern-library'], fresh: '' };
  if (asking?.isInterrupted() === true) return interruptedWith(world, file);
  const { pattern, id } = await orSayTyped(world, { options, answered, draft }, () => {
    const whole = wholeOf(answered, options.appliesTo, learntFrom);
    return { pattern: whole, id: idOf(text, whole) };
  });
  const change = (current: string): string => {
    const edit = withPattern(current === '' ? undefined : current, pattern);
    if ('problem' in edit) throw new UsageError(edit.problem);
    return edit.text;
  };
  const words = (): readonly string[] => [`entry: ${id}`];
  return writeOwn(world, { repo }, { ...file, change, words }, options.print);
}

async function draftOf(
  world: World,
  repo: Place,
  options: PatternAddOptions,
  learntFrom: readonly string[],
): Promise<Draft> {
  const commit = learntFrom.find((each) => !each.startsWith('#'));
  return firstOf([
    options,
    ...(options.from === undefined ? [] : [await fromDocument(world, repo, options.from)]),
    ...(options.fromFinding === undefined
      ? []
      : [await fromFinding(world, repo, { id: options.fromFinding, commit })]),
  ]);
}

function idOf(text: string | undefined, pattern: NewPattern): string {
  const edit = withPattern(text, pattern);
  if ('id' in edit) return edit.id;
  const fix =
    edit.existing === undefined
      ? 'correct it and try again'
      : 'add there what is new, or say what is different about this one';
  throw new UsageError(`nothing was added: ${edit.problem}; ${fix}`);
}

function wholeOf(
  { category, title, problem, prevention, seen }: Draft,
  paths: readonly string[] = [],
  learntFrom: readonly string[],
): NewPattern {
  const missing = Object.entries({ category, problem, prevention }).flatMap(([name, words]) =>
    words === undefined || words.trim() === '' ? [`--${name}`] : [],
  );
  if (category === undefined || problem === undefined || prevention === undefined || missing.length > 0)
    throw new UsageError(
      `the entry lacks ${missing.join(', ')}; what went wrong once, and what keeps it from coming again?`,
    );
  const more = { paths, learntFrom, ...(seen === undefined ? {} : { seen }) };
  return { category, title: title ?? shortOf(problem), problem, prevention, ...more };
}

/** Longest title that is made of a problem, in UTF-16 units. */
const LONGEST_TITLE = 72;

/** The first sentence of a problem, as far as a title goes. */
function shortOf(problem: string): string {
  const first = problem.split(/[.;:!?](?:\s|$)/, 1)[0]?.trim() ?? problem;
  const cut = first.length <= LONGEST_TITLE ? first : first.slice(0, LONGEST_TITLE).replace(/\s+\S*$/, '');
  return cut.charAt(0).toUpperCase() + cut.slice(1);
}

async function askMissing(
  ask: (question: string) => Promise<string | undefined>,
  draft: Draft,
  text: string | undefined,
): Promise<Draft> {
  const categories = [...new Set(readPatternLibrary(text ?? '').entries.map(({ category }) => category))];
  const known = categories.length === 0 ? '' : ` (there are ${categories.join(', ')})`;
  const questions = {
    category: `Category${known}: `,
    problem: 'What went wrong? ',
    prevention: 'What keeps it from coming again? ',
  } as const;
  const answers: { -readonly [Part in keyof Draft]: Draft[Part] } = { ...draft };
  for (const part of ['category', 'problem', 'prevention'] as const) {
    if (answers[part] !== undefined) continue;
    const answer = await ask(questions[part]);
    if (answer === undefined) break;
    if (answer !== '') answers[part] = answer;
  }
  return answers;
}

/** Changes as a lesson names them: a number as it is, a commit by its sha. */
async function changesIn(repo: Place, named: readonly string[]): Promise<readonly string[]> {
  return Promise.all(
    named.map(async (each) =>
      /^#\d{1,9}$/.test(each) ? each : (await resolveCommit(repo, each)).slice(0, 12),
    ),
  );
}

function typedLines({ title, category, problem, prevention }: Draft): readonly string[] {
  const said = { Category: category, Title: title, Problem: problem, Prevention: prevention };
  return Object.entries(said).flatMap(([name, words]) =>
    words === undefined ? [] : [`- ${name}: ${words}`],
  );
}
