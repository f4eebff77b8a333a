import {
  type Change,
  type Commit,
  commitType,
  exemptionOf,
  type Finding,
  fromText,
  inherits,
  type Policy,
  type ReadOptions,
  treeOf,
} from '@forethought/core';
import { type GitPlace, readAttributes, readExistingMany, readLastChange, readLines } from '@forethought/io';
import { rules } from '@forethought/rules';
import { causeLookup } from './cause-facts.js';
import { type CommitFacts, readCommitFacts } from './commit-facts.js';
import { earlierLookup } from './earlier-texts.js';
import { lessonLookup } from './lesson-lookup.js';
import { nearLookup } from './near-paths.js';
import type { PolicySource } from './policy-source.js';
import { type Case, type Lookups, type Settled, settle, settleEach } from './settle.js';

/** A commit with what was found about it. */
export interface JudgedCommit extends Settled {
  readonly commit: Commit;
}

/** How commits are judged. */
export interface JudgeOptions {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  /** Line counts were read with the commits. */
  readonly linesRead: boolean;
  /** Revision whose attribute files count; default: that of the policy, or else the first parent of each commit. */
  readonly attributesFrom?: string;
  /** Revision up to which changes are earlier ones, as the base of a range is; null: there is none. Default: each commit's first parent. */
  readonly before?: string | null;
  /** Nothing is dated earlier than this instant: back-dated commits meet the policy of their base. */
  readonly notBefore?: string;
  /** A person's account answers for all of them, or for the commit of this sha, whoever their headers name: then it counts as no bot's. */
  readonly byPerson?: boolean | ((sha: string) => boolean);
  /** The commits are those that a base lacks: one without parents is no beginning of the repository. */
  readonly hasBase?: boolean;
  /** Merges are judged by what they hold beyond their parents; otherwise all of them are taken for clean. */
  readonly readsMerges?: boolean;
  /** Whether the commits land as they are, or wait for a squash; default: they do. */
  readonly lands?: boolean;
  /** Is told of commits of which less was looked up than there may be another time: see `causeLookup` and its like. */
  readonly onPartly?: ((sha: string) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** Judges commits a batch at a time, in their order, in memory bounded by the largest batch. */
export async function* judgeCommits(
  batches: AsyncIterable<readonly Commit[]> | Iterable<readonly Commit[]>,
  options: JudgeOptions,
): AsyncGenerator<readonly JudgedCommit[], void, undefined> {
  const lookups = lookupsFor(options);
  for await (const commits of batches) {
    const settled = await settle(await casesOf(commits, options), rules, lookups);
    yield settled.flatMap((item, index) => {
      const commit = commits[index];
      return commit === undefined ? [] : [{ ...item, commit }];
    });
  }
}

/** So many batches may wait for git's answers while another one is judged. */
const AHEAD = 8;

/** The findings alone, commit by commit. */
export function findingsOfCommits(
  batches: AsyncIterable<readonly Commit[]>,
  options: JudgeOptions,
): AsyncGenerator<readonly (readonly Finding[])[], void, undefined> {
  return keptOfCommits(batches, options, ({ findings }) => findings);
}

/**
 * What `keep` makes of each commit, in their order; the rest of it is gone by then. Batches are judged while git is asked what earlier
 * ones need. The evidence is only read: see `ReadOptions.lazy`.
 */
export async function* keptOfCommits<T>(
  batches: AsyncIterable<readonly Commit[]>,
  options: JudgeOptions,
  keep: (judged: JudgedCommit) => T,
): AsyncGenerator<readonly T[], void, undefined> {
  const lookups = lookupsFor(options);
  const { source } = options;
  let isKnown = source.adoptionKnown === undefined;
  const settled = async (commits: readonly Commit[]): Promise<readonly T[]> =>
    settleEach(await casesOf(commits, options, true), rules, lookups, (item, at) =>
      keep({ ...item, commit: commits[at] as Commit }),
    );
  const judged = async (commits: readonly Commit[]): Promise<readonly T[]> => {
    const wasKnown = isKnown;
    const kept = await settled(commits);
    if (wasKnown) return kept;
    await source.adoptionKnown;
    isKnown = true;
    // While the adoption was being looked for, all were judged as younger, as nearly all are.
    const older = commits.filter(({ sha }) => source.isBeforeAdoption(sha));
    if (older.length === 0) return kept;
    const anew = new Map((await settled(older)).map((each, at) => [older[at], each]));
    return commits.map((commit, at) => (anew.has(commit) ? anew.get(commit) : kept[at]) as T);
  };
  const waiting: ReturnType<typeof judged>[] = [];
  for await (const commits of batches) {
    const next = judged(commits);
    // Whoever stops early never asks for it; the failure is told where it is awaited.
    next.catch(() => {});
    waiting.push(next);
    const first = waiting.length > AHEAD ? waiting.shift() : undefined;
    if (first !== undefined) yield await first;
  }
  for (const last of waiting) yield await last;
}

/**
 * What git can be asked about commits while they are judged. Attributes are those of a revision that the change can't edit, or
 * else of the commit's first parent, as in the hook those of HEAD: nothing exempts itself. `before`: the revision up to which changes
 * are earlier ones, by default each case's first parent; null where there is none.
 */
export function lookupsIn(
  repo: GitPlace,
  signal?: AbortSignal,
  attributesFrom?: string,
  before?: string | null,
  onPartly?: (id: string) => void,
): Lookups {
  return {
    lines: (shas) => readLines(repo, shas, { signal }),
    attributes: (sha, paths) => readAttributes(repo, attributesFrom ?? `${sha}^1`, paths, { signal }),
    existing: (asked) =>
      readExistingMany(
        repo,
        asked.map(({ id, paths }) => ({ rev: id, paths })),
        { signal },
      ),
    lessons: lessonLookup(repo, signal, onPartly),
    near: nearLookup(repo, onPartly),
    ...(before === null ? {} : { earlier: earlierLookup(repo, before, signal) }),
    causes: causeLookup(repo, signal, onPartly),
    changedAt: (rev, path) => readLastChange(repo, rev, path, { signal }),
  };
}

function lookupsFor({ repo, source, signal, attributesFrom, before, onPartly }: JudgeOptions): Lookups {
  return lookupsIn(repo, signal, source.policyFrom ?? attributesFrom, before, onPartly);
}

/** `isReadOnly`: the evidence is only judged. */
async function casesOf(
  commits: readonly Commit[],
  options: JudgeOptions,
  isReadOnly = false,
): Promise<Iterable<Case>> {
  const facts = await readCommitFacts(options.repo, commits, options);
  return commitCases(commits, options, facts, isReadOnly);
}

function* commitCases(
  commits: readonly Commit[],
  options: JudgeOptions,
  facts: ReadonlyMap<string, CommitFacts>,
  isReadOnly: boolean,
): Generator<Case, void, undefined> {
  const { source, linesRead, hasBase, byPerson, notBefore, lands = true } = options;
  for (const commit of commits) {
    const policy = source.policyOf(commit.author);
    const at = later(commit.committedAt, notBefore);
    const change = changeOf(commit, policy, {
      facts: facts.get(commit.sha) ?? {},
      isReadOnly,
      linesRead,
      hasBase,
      lands,
      beforeAdoption: source.isBeforeAdoption(commit.sha),
      byPerson: typeof byPerson === 'function' ? byPerson(commit.sha) : byPerson,
    });
    yield { id: commit.sha, change, policy, at };
  }
}

interface Circumstances {
  readonly facts: CommitFacts;
  readonly linesRead: boolean;
  readonly hasBase: boolean | undefined;
  readonly beforeAdoption: boolean;
  /** The evidence is only judged: see `ReadOptions.lazy`. */
  readonly isReadOnly: boolean;
  readonly byPerson: boolean | undefined;
  readonly lands: boolean;
}

/** A stored commit as the judge takes it. A cherry-pick inherits what its source says, and a merge is what it brings of its own. */
function changeOf(commit: Commit, policy: Policy, around: Circumstances): Change {
  const { facts } = around;
  const message = commit.message ?? '';
  const title = message.split('\n', 1)[0] ?? '';
  const files = facts.brings ?? commit.files;
  const exemption = exemptionOf(commit, policy, { ...around, ...facts });
  const type = commitType(title);
  const tree = treeOf(commit);
  return {
    subject: { kind: 'commit', id: commit.sha, title },
    evidence: evidenceOf(message, policy, files, around),
    ...(files === undefined ? {} : { files }),
    linesRead: around.linesRead || facts.brings !== undefined,
    attributesRead: false,
    labels: [],
    draft: false,
    ...(type === undefined ? {} : { type }),
    ...(exemption === undefined ? {} : { exemption }),
    isRevert: facts.reverted !== undefined,
    lands: around.lands,
    ...(tree === undefined ? {} : { tree }),
  };
}

function evidenceOf(
  message: string,
  policy: Policy,
  files: Change['files'],
  { facts: { source }, isReadOnly }: Circumstances,
): Change['evidence'] {
  const read: ReadOptions = { kind: 'commit', index: policy.sections, hashHeadings: 'count' };
  const inherited = inherits(files, source?.files, policy) ? source?.message : undefined;
  const own = fromText(message, {
    ...read,
    lazy: isReadOnly && inherited === undefined ? 'inherited' : 'own',
  });
  if (inherited === undefined) return own;
  return { ...own, sections: [...own.sections, ...missingIn(own, fromText(inherited, read))] };
}

function missingIn(own: Change['evidence'], source: Change['evidence']): Change['evidence']['sections'] {
  const names = new Set(own.sections.map((section) => section.name));
  return source.sections.filter((section) => !names.has(section.name));
}

function later(instant: string, other: string | undefined): string {
  return other !== undefined && Date.parse(other) > Date.parse(instant) ? other : instant;
}
