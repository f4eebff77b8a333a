import {
  type AnyRule,
  documentOptions,
  fromText,
  type NewPattern,
  nearest,
  readPatternLibrary,
  ruleNamed,
  withPattern,
} from '@forethought/core';
import { openRepository, resolveCommit } from '@forethought/io';
import { rules } from '@forethought/rules';
import { readInput } from '../input.js';
import { LIBRARY } from '../pattern-library.js';
import { loadPolicies } from '../policy-source.js';
import { UsageError, type World } from '../world.js';
import { canAsk, openAsking } from './ask.js';
import { interruptedWith, ownText, writeOwn } from './own-file.js';

/** Options of `pattern add`. */
export interface PatternAddOptions {
  readonly repo: string;
  readonly category?: string;
  readonly title?: string;
  readonly problem?: string;
  readonly prevention?: string;
  readonly appliesTo?: readonly string[];
  /** A rule whose finding taught it. */
  readonly fromFinding?: string;
  /** A postmortem or an incident record. */
  readonly from?: string;
  /** Changes that taught it: a revision or `#12`. */
  readonly change?: readonly string[];
  readonly print?: boolean;
  readonly ask?: boolean;
}

type Draft = Partial<Pick<NewPattern, 'category' | 'title' | 'problem' | 'prevention'>>;
type Place = Parameters<typeof ownText>[0]['repo'];

/** Adds an entry to the pattern library: from words, a finding, a postmortem, at the end of its category. */
export async function patternAdd(world: World, options: PatternAddOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  if (repo.workTree === null)
    throw new UsageError('a bare repository has no work tree; name a clone with --repo');
  const learntFrom = await changesIn(repo, options.change ?? []);
  const drafts = [
    options,
    ...(options.from === undefined ? [] : [await fromDocument(world, repo, options.from)]),
    ...(options.fromFinding === undefined ? [] : [fromRule(options.fromFinding)]),
  ];
  const draft = firstOf(drafts);
  const text = ownText({ repo }, LIBRARY);
  const isShort = (['category', 'problem', 'prevention'] as const).some((part) => draft[part] === undefined);
  const asking = options.ask === true || (isShort && canAsk(world)) ? openAsking(world) : undefined;
  const answered = asking === undefined ? draft : await askMissing(asking.ask, draft, text);
  asking?.close();
  const file = { path: LIBRARY, typed: typedLines(answered), rules: ['pattern-library'], fresh: '' };
  if (asking?.isInterrupted() === true) return interruptedWith(world, file);
  const pattern = wholeOf(answered, options.appliesTo, learntFrom);
  const id = idOf(text, pattern);
  const change = (current: string): string => {
    const edit = withPattern(current === '' ? undefined : current, pattern);
    if ('problem' in edit) throw new UsageError(edit.problem);
    return edit.text;
  };
  const words = (): readonly string[] => [`entry: ${id}`];
  return writeOwn(world, { repo }, { ...file, change, words }, options.print);
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

/** Of each part the first that says it. */
function firstOf(drafts: readonly Draft[]): Draft {
  const draft: { -readonly [Part in keyof Draft]: Draft[Part] } = {};
  for (const part of ['category', 'title', 'problem', 'prevention'] as const) {
    const words = drafts.map((each) => each[part]).find((each) => each !== undefined && each.trim() !== '');
    if (words !== undefined) draft[part] = words;
  }
  return draft;
}

function wholeOf(
  { category, title, problem, prevention }: Draft,
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
  return { category, title: title ?? shortOf(problem), problem, prevention, paths, learntFrom };
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

/** A rule says why it asks and what it asks for: that is what was forgotten, and what prevents it. */
function fromRule(id: string): Draft {
  const rule = ruleNamed<AnyRule>(rules, id);
  if (rule === undefined) {
    const close = nearest(
      id,
      rules.map((each) => each.id),
    );
    throw new UsageError(
      `--from-finding ${id}: there is no such rule${close === undefined ? '; a finding names it' : ` (did you mean ${close}?)`}`,
    );
  }
  return {
    category: 'Validation Issues',
    title: `Found by ${rule.id}`,
    problem: rule.why,
    prevention: rule.summary,
  };
}

const CAUSES: readonly string[] = ['cause', 'impact'];
const ACTIONS: readonly string[] = ['actions'];

/** The cause of a postmortem is the problem, its first action the prevention. */
async function fromDocument(world: World, repo: Place, path: string): Promise<Draft> {
  const text = await readInput(world, path);
  const source = await loadPolicies(world, repo, { withoutAdoption: true });
  const policy = source.policyOf(null);
  const kind = policy.documents.find((each) => each.kind === 'postmortem');
  const { sections, title } = fromText(text, documentOptions(policy, kind));
  const words = (names: readonly string[]): string | undefined =>
    names
      .flatMap((name) => sections.filter((section) => section.name === name))
      .flatMap(({ entries }) => entries.map((entry) => entry.text.split('\n').join(' ').trim()))
      .find((each) => each !== '' && !/^N\/A\b/i.test(each));
  const [problem, prevention] = [words(CAUSES), words(ACTIONS)];
  if (problem === undefined && prevention === undefined)
    throw new UsageError(
      `${path}: neither a cause nor an action stands there; say --problem and --prevention`,
    );
  return {
    ...(title === '' ? {} : { title }),
    ...(problem === undefined ? {} : { problem: `${problem} (${path})` }),
    ...(prevention === undefined ? {} : { prevention: prevention.replace(/\s*\(@[^()]{0,200}\)$/, '') }),
  };
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
