import {
  type Change,
  type Commit,
  commitType,
  exemptionOf,
  type Finding,
  fromText,
  namedShas,
  type Policy,
  type ReadOptions,
} from '@forethought/core';
import {
  type GitPlace,
  readAttributes,
  readExistingMany,
  readLines,
  readMessages,
  readShas,
} from '@forethought/io';
import { rules } from '@forethought/rules';
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
  /** Nothing is dated earlier than this instant: back-dated commits meet the policy of their base. */
  readonly notBefore?: string;
  readonly signal?: AbortSignal | undefined;
}

/** Judges commits a batch at a time, in their order, in memory bounded by the largest batch. */
export async function* judgeCommits(
  batches: AsyncIterable<readonly Commit[]>,
  options: JudgeOptions,
): AsyncGenerator<readonly JudgedCommit[], void, undefined> {
  const lookups = lookupsIn(options.repo, options.signal, options.source.policyFrom);
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

/** The findings alone, commit by commit. Batches are judged while git is asked what earlier ones need. */
export async function* findingsOfCommits(
  batches: AsyncIterable<readonly Commit[]>,
  options: JudgeOptions,
): AsyncGenerator<readonly (readonly Finding[])[], void, undefined> {
  const lookups = lookupsIn(options.repo, options.signal, options.source.policyFrom);
  const judged = async (commits: readonly Commit[]): Promise<readonly (readonly Finding[])[]> =>
    settleEach(await casesOf(commits, options), rules, lookups, ({ findings }) => findings);
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
 * What git can be asked about commits while they are judged. Attributes are those of the revision that the policy came from,
 * which the change can't edit, or else of the commit itself, as the hook sees them.
 */
export function lookupsIn(repo: GitPlace, signal?: AbortSignal, policyFrom?: string): Lookups {
  return {
    lines: (shas) => readLines(repo, shas, { signal }),
    attributes: (sha, paths) => readAttributes(repo, policyFrom ?? sha, paths, { signal }),
    existing: (asked) =>
      readExistingMany(
        repo,
        asked.map(({ id, paths }) => ({ rev: id, paths })),
        { signal },
      ),
  };
}

async function casesOf(commits: readonly Commit[], options: JudgeOptions): Promise<Iterable<Case>> {
  const named = [...new Set(commits.flatMap((commit) => namedShas(commit.message ?? '')))];
  const existing = named.length === 0 ? new Set<string>() : await readShas(options.repo, named, options);
  const sources = await pickedMessages(commits, existing, options);
  return commitCases(commits, options, existing, sources);
}

function* commitCases(
  commits: readonly Commit[],
  options: JudgeOptions,
  existing: ReadonlySet<string>,
  sources: ReadonlyMap<string, string>,
): Generator<Case, void, undefined> {
  for (const commit of commits) {
    const policy = options.source.policyOf(commit.author);
    const at = later(commit.committedAt, options.notBefore);
    const change = changeOf(commit, policy, {
      existing,
      linesRead: options.linesRead,
      beforeAdoption: options.source.isBeforeAdoption(commit.sha),
      inherited: sources.get(commit.sha),
    });
    yield { id: commit.sha, change, policy, at };
  }
}

interface Circumstances {
  readonly existing: ReadonlySet<string>;
  readonly linesRead: boolean;
  readonly beforeAdoption: boolean;
  /** Message of the commit that this one was picked from. */
  readonly inherited: string | undefined;
}

/** A stored commit as the judge takes it. A cherry-pick inherits what its source says. */
export function changeOf(commit: Commit, policy: Policy, around: Circumstances): Change {
  const message = commit.message ?? '';
  const title = message.split('\n', 1)[0] ?? '';
  const read: ReadOptions = { kind: 'commit', index: policy.sections, hashHeadings: 'count' };
  const own = fromText(message, read);
  const source = around.inherited === undefined ? undefined : fromText(around.inherited, read);
  const evidence =
    source === undefined ? own : { ...own, sections: [...own.sections, ...missingIn(own, source)] };
  const exemption = exemptionOf(commit, policy, around);
  const type = commitType(title);
  return {
    subject: { kind: 'commit', id: commit.sha, title },
    evidence,
    ...(commit.files === undefined ? {} : { files: commit.files }),
    linesRead: around.linesRead,
    attributesRead: false,
    labels: [],
    draft: false,
    ...(type === undefined ? {} : { type }),
    ...(exemption === undefined ? {} : { exemption }),
  };
}

function missingIn(own: Change['evidence'], source: Change['evidence']): Change['evidence']['sections'] {
  const names = new Set(own.sections.map((section) => section.name));
  return source.sections.filter((section) => !names.has(section.name));
}

async function pickedMessages(
  commits: readonly Commit[],
  existing: ReadonlySet<string>,
  { repo, signal }: JudgeOptions,
): Promise<ReadonlyMap<string, string>> {
  const picked = new Map<string, string>();
  for (const commit of commits) {
    const source = cherryPicked(commit, existing);
    if (source !== undefined) picked.set(commit.sha, source);
  }
  if (picked.size === 0) return picked;
  const messages = await readMessages(repo, [...new Set(picked.values())], { signal });
  return new Map([...picked].map(([sha, source]) => [sha, messages.get(source) ?? '']));
}

function cherryPicked(commit: Commit, existing: ReadonlySet<string>): string | undefined {
  return namedShas(commit.message ?? '', 'picked').find((sha) => existing.has(sha));
}

function later(instant: string, other: string | undefined): string {
  return other !== undefined && Date.parse(other) > Date.parse(instant) ? other : instant;
}
