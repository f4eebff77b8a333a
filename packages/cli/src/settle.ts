import {
  type AnyRule,
  type CauseFacts,
  type Change,
  type FileChange,
  type Finding,
  judge,
  type KnownAnswers,
  type LibraryMatch,
  type Miss,
  missOf,
  type Need,
  namedPaths,
  nameOfChange,
  type Policy,
  pathFrom,
} from '@forethought/core';
import type { CauseLookup } from './cause-facts.js';
import type { EarlierLookup } from './earlier-texts.js';
import type { LessonLookup } from './lesson-lookup.js';
import type { NearLookup } from './near-paths.js';
import { stillKnown, teller } from './wiser.js';

/** Linguist attributes of one path. */
export interface Attributes {
  readonly generated: boolean;
  readonly vendored: boolean;
}

/** Where facts come from that the judge asks for only when they decide. Each takes a whole batch. */
export interface Lookups {
  readonly lines: (ids: readonly string[]) => Promise<ReadonlyMap<string, readonly FileChange[]>>;
  readonly attributes: (id: string, paths: readonly string[]) => Promise<ReadonlyMap<string, Attributes>>;
  /** Existing paths of each question, in their order. */
  readonly existing: (asked: readonly PathQuestion[]) => Promise<readonly ReadonlySet<string>[]>;
  /** The nearest paths to those that are missing. Absent: nobody looks. */
  readonly near?: NearLookup;
  /** When a document was last changed up to the case's revision. Absent: nobody can say. */
  readonly changedAt?: (id: string, path: string) => Promise<string | undefined>;
  /** Documents that name a change as what a lesson comes from. Absent: only what a change writes itself counts. */
  readonly lessons?: LessonLookup;
  /** What earlier changes said. Absent: nobody can say. */
  readonly earlier?: EarlierLookup;
  /** Entries of the pattern library that the change calls for. Absent: nobody can say. */
  readonly library?: (id: string) => Promise<readonly LibraryMatch[] | undefined>;
  /** What caused what these fixes repair, by their ids. Absent: they are no commits of a repository. */
  readonly causes?: CauseLookup;
}

/** Paths that one change names. */
export interface PathQuestion {
  readonly id: string;
  readonly paths: readonly string[];
}

/** One change with the policy and the instant that it is judged by. */
export interface Case {
  readonly id: string;
  readonly change: Change;
  readonly policy: Policy;
  readonly at: string;
}

/** A case with its findings. */
export interface Settled extends Case {
  readonly findings: readonly Finding[];
}

/** One round for each thing that the judge may ask for, and the one that needs nothing more. */
const ROUNDS = 10;

/**
 * Judges cases, looking up what the judge asks for until nothing more is needed or nothing more can be had. What can't be
 * looked up stays `unknown`. The order of the cases is kept.
 */
export async function settle(
  cases: Iterable<Case>,
  rules: readonly AnyRule[],
  lookups: Lookups,
): Promise<readonly Settled[]> {
  return settleEach(cases, rules, lookups, (settled) => settled);
}

/**
 * The same, keeping of each case only what `keep` makes of it, once nothing more of it can be found out; `at` is its place. Cases are
 * taken one by one, so that those of a generator are gone as soon as they are settled, which most are at once.
 */
export async function settleEach<T>(
  cases: Iterable<Case>,
  rules: readonly AnyRule[],
  lookups: Lookups,
  keep: (settled: Settled, at: number) => T,
): Promise<readonly T[]> {
  const kept: T[] = [];
  let asking: Asking[] = [];
  let index = 0;
  const tell = teller(lookups);
  const decide = (
    { id, change: first, policy, at: instant }: Case,
    at: number,
    known?: KnownAnswers,
  ): void => {
    const { change, findings, needs, answers } = judge(first, policy, rules, instant, { known, tell });
    const settled = { id, change, policy, at: instant, findings };
    if (needs.length > 0) asking.push({ index: at, settled, needs, known: answers });
    else kept[at] = keep(settled, at);
  };
  for (const item of cases) decide(item, index++);
  for (let round = 1; round < ROUNDS && asking.length > 0; round += 1) {
    const before = asking;
    const wiser = new Map((await supply(before, lookups)).map((each) => [each.index, each.change]));
    asking = [];
    for (const { index: at, settled, known } of before) {
      const change = wiser.get(at);
      if (change === undefined) kept[at] = keep(settled, at);
      else decide({ ...settled, change }, at, stillKnown(known, settled.change, change, rules));
    }
  }
  for (const { index: at, settled } of asking) kept[at] = keep(settled, at);
  return kept;
}

/** A case that can't be decided yet. */
interface Asking {
  readonly index: number;
  readonly settled: Settled;
  readonly needs: readonly Need[];
  readonly known: KnownAnswers;
}

/** What was looked up for one case together with others. */
interface Known {
  readonly lines: readonly FileChange[] | undefined;
  readonly existing: ReadonlySet<string> | undefined;
  readonly causes: CauseFacts | undefined;
}

/** Looks up what was asked for and returns the changes of which more is known now. */
async function supply(
  asking: readonly Asking[],
  lookups: Lookups,
): Promise<readonly { readonly index: number; readonly change: Change }[]> {
  const ids = asking.filter(({ needs }) => needs.includes('lines')).map(({ settled }) => settled.id);
  const named = asking.filter(({ needs }) => needs.includes('paths'));
  const questions = named.map(({ settled: { id, change } }) => ({ id, paths: pathsAsked(change) }));
  const lines = ids.length === 0 ? new Map<string, readonly FileChange[]>() : await lookups.lines(ids);
  const existing = questions.length === 0 ? [] : await lookups.existing(questions);
  const fixes = asking.filter(({ needs }) => needs.includes('causes'));
  const causes =
    fixes.length === 0 || lookups.causes === undefined
      ? new Map<string, CauseFacts>()
      : await lookups.causes(
          fixes.map(({ settled: { id, change, policy } }) => ({ id, evidence: change.evidence, policy })),
        );
  const items = await Promise.all(
    asking.map(async (each) => {
      const { index, settled, needs } = each;
      const known = {
        lines: lines.get(settled.id),
        existing: existing[named.indexOf(each)],
        causes: causes.get(settled.id),
      };
      const change = await wiserChange(settled, needs, known, lookups);
      return change === settled.change ? [] : [{ index, change }];
    }),
  );
  return items.flat();
}

async function wiserChange(
  item: Case,
  needs: readonly Need[],
  known: Known,
  lookups: Lookups,
): Promise<Change> {
  let change = item.change;
  if (needs.includes('lines') && !change.linesRead && known.lines !== undefined) {
    change = { ...change, files: withAttributesOf(change.files, known.lines), linesRead: true };
  }
  if (needs.includes('attributes') && !change.attributesRead && change.files !== undefined) {
    const paths = change.files.map((file) => file.path);
    const attributes = await lookups.attributes(item.id, paths);
    const files = change.files.map((file) => ({ ...file, ...attributes.get(file.path) }));
    change = { ...change, files, attributesRead: true };
  }
  if (needs.includes('paths') && change.existingPaths === undefined && known.existing !== undefined) {
    change = { ...change, existingPaths: known.existing };
    const missing = pathsAsked(change).filter((path) => known.existing?.has(path) !== true);
    if (missing.length > 0 && lookups.near !== undefined)
      change = { ...change, nearPaths: await lookups.near(item.id, missing) };
  }
  if (needs.includes('library') && change.library === undefined && lookups.library !== undefined) {
    const library = await lookups.library(item.id);
    if (library !== undefined) change = { ...change, library };
  }
  if (needs.includes('earlier') && change.earlier === undefined && lookups.earlier !== undefined) {
    change = { ...change, earlier: await lookups.earlier(item.id, change, item.policy) };
  }
  if (needs.includes('lessons') && change.miss === undefined) {
    const miss = await missWith(change, item, lookups);
    if (miss !== undefined) change = { ...change, miss };
  }
  if (needs.includes('causes') && change.causes === undefined && known.causes !== undefined) {
    change = { ...change, causes: known.causes };
  }
  if (needs.includes('history') && change.changedAt === undefined && change.subject.kind === 'document') {
    const changedAt = await lookups.changedAt?.(item.id, change.subject.id);
    if (changedAt !== undefined) change = { ...change, changedAt };
  }
  return change;
}

/** The miss that a text tells of, with the documents that name the change behind it or the change itself; undefined: nobody looked for them. */
async function missWith(
  change: Change,
  { id, policy }: Case,
  { lessons }: Lookups,
): Promise<Miss | null | undefined> {
  const miss = missOf(change, policy);
  if (miss === null || lessons === undefined) return miss;
  const found = await lessons(id, [miss.change, nameOfChange(change)], policy);
  return found && { ...miss, lessons: found };
}

/** Paths that a text names; those of a document are meant from where it lies, or from the root. */
function pathsAsked({ evidence, subject }: Change): readonly string[] {
  const named = namedPaths(evidence);
  if (subject.kind !== 'document') return named;
  const resolved = named.flatMap((path) => pathFrom(subject.id, path) ?? []);
  return [...new Set([...named, ...resolved])];
}

function withAttributesOf(
  before: readonly FileChange[] | undefined,
  counted: readonly FileChange[],
): readonly FileChange[] {
  const known = new Map((before ?? []).map((file) => [file.path, file]));
  return counted.map((file) => {
    const old = known.get(file.path);
    return {
      ...file,
      ...(old?.generated === undefined ? {} : { generated: old.generated }),
      ...(old?.vendored === undefined ? {} : { vendored: old.vendored }),
    };
  });
}
