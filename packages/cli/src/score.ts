import {
  type Commit,
  counted,
  type Facts,
  type Finding,
  landedBodies,
  type Measure,
  officialSources,
  type Policy,
  peopleOf,
} from '@forethought/core';
import type { GitPlace } from '@forethought/io';
import { type JudgedCommit, judgeCommits, lookupsIn } from './judge-commits.js';
import { judgeLanded } from './judge-landed.js';
import { measureFacts } from './measure-facts.js';
import type { PolicySource } from './policy-source.js';
import { startProgress } from './progress.js';
import { type Counts, countSubject, noCounts } from './verdict.js';
import { keptOfCommit } from './weekly/kept.js';
import type { World } from './world.js';

/** Facts judged and measured: what the overview and the report print. */
export interface Scores {
  readonly findings: readonly Finding[];
  readonly counts: Counts;
  readonly measures: readonly Measure[];
  readonly notices: readonly string[];
}

/** Which rows, over which days. */
export interface ScoreOptions {
  readonly people: 'some' | 'all';
  /** Days to measure over; default: each metric's own window. */
  readonly window?: { readonly from: string; readonly to: string };
}

/** How many commits are judged at once. */
const BATCH = 256;

/** Judges the commits of facts and measures them: one row per engineer, and one for everybody. */
export async function score(
  world: World,
  repo: GitPlace,
  source: PolicySource,
  facts: Facts,
  options: ScoreOptions,
): Promise<Scores> {
  const judged = await judgeFacts(world, repo, source, facts.commits);
  const counts = noCounts();
  for (const { findings } of judged) countSubject(counts, findings, source);
  const findings = judged.flatMap((item) => item.findings);
  const roster = source.config?.roster ?? [];
  const people = peopleOf(facts.commits, roster, options.people, source.policyOf(null).bots);
  const landed = landedBodies(facts.commits);
  const bodies = await judgeLanded(judged, landed, lookupsIn(repo, world.signal));
  const bySha = new Map(judged.map((item) => [item.commit.sha, item]));
  const { measures } = measureFacts({
    facts: {
      ...facts,
      commits: judged.map((item) => ({ ...item.commit, ...keptOfCommit(item, facts.repository.name) })),
    },
    source,
    findings: [...findings, ...bodies],
    asOf: facts.asOf,
    rows: () => people.rows,
    landedBody: (sha) => landed.has(sha),
    officialSource: (sha) => isOfficial(bySha.get(sha)),
    ...(options.window === undefined ? {} : { window: options.window }),
  });
  const left = people.left === 0 ? [] : [leftWords(people.left, roster.length > 0)];
  return { findings, counts, measures, notices: left };
}

async function judgeFacts(
  world: World,
  repo: GitPlace,
  source: PolicySource,
  commits: readonly Commit[],
): Promise<readonly JudgedCommit[]> {
  const progress = startProgress(world, 'commits judged');
  const all: JudgedCommit[] = [];
  const options = { repo, source, linesRead: true, signal: world.signal };
  for await (const judged of judgeCommits(inBatches(commits), options)) {
    all.push(...judged);
    progress.step(judged.length);
  }
  progress.done();
  return all;
}

async function* inBatches(commits: readonly Commit[]): AsyncGenerator<readonly Commit[], void, undefined> {
  for (let start = 0; start < commits.length; start += BATCH) yield commits.slice(start, start + BATCH);
}

function isOfficial(item: JudgedCommit | undefined): boolean | null {
  if (item === undefined) return null;
  const policy: Policy = item.policy;
  return officialSources(item.change.evidence, item.change.files, policy, item.change.existingPaths).verdict;
}

function leftWords(left: number, isRoster: boolean): string {
  return isRoster
    ? `not enrolled and without a row: ${counted(left, 'more author')}`
    : `without a row: ${counted(left, 'more author')}; --people all has one for everybody`;
}
