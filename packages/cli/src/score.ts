import {
  type Commit,
  counted,
  type Finding,
  isSame,
  type Measure,
  type PastRecords,
  type People,
  type Programme,
  type ProgrammeWorld,
  peopleOf,
} from '@forethought/core';
import type { FactsStream, GitPlace } from '@forethought/io';
import { type FindingsKept, keepFindings } from './findings-kept.js';
import { type JudgedCommit, keptOfCommits } from './judge-commits.js';
import { startLandings } from './landings-judged.js';
import { countFacts, countsThen, measureTallied } from './measure-facts.js';
import type { PolicySource } from './policy-source.js';
import { startProgress } from './progress.js';
import { startReducing } from './reduced.js';
import { type Counts, countSubject, noCounts } from './verdict.js';
import { countedOfCommit } from './weekly/kept.js';
import type { World } from './world.js';

/** Facts judged and measured: what the overview and the report print. */
export interface Scores {
  readonly findings: FindingsKept;
  readonly counts: Counts;
  readonly measures: readonly Measure[];
  readonly notices: readonly string[];
  readonly programme: ProgrammeWorld;
  /** What rules found missing in the changes that `ownedBy` asks for, newest first. */
  readonly misses: readonly Finding[];
}

/** Which rows, over which days. */
export interface ScoreOptions {
  readonly people: 'some' | 'all';
  /** What the plan asks of people, with the team's curriculum laid over it. */
  readonly programme: Programme;
  /** `short`: of findings only what a page tells is kept; default: all of them. */
  readonly findings?: 'all' | 'short';
  /** `short`: measures don't list what they counted; default: they do. */
  readonly samples?: 'all' | 'short';
  /** Days to measure over; default: each metric's own window. */
  readonly window?: { readonly from: string; readonly to: string };
  /** Instant up to which each metric looks back over its own window; default: that of the facts. */
  readonly asOf?: string;
  /** Records as they stood then. */
  readonly past?: PastRecords | undefined;
  /** Whose commits are told apart, and from which day on. */
  readonly ownedBy?: { readonly login: string; readonly from: string };
}

/**
 * Judges the commits of facts as they come by and measures them: one row per engineer, and one for everybody. Of each commit stays
 * what measures count from.
 */
export async function score(
  world: World,
  repo: GitPlace,
  source: PolicySource,
  { frame, commits: read }: FactsStream,
  options: ScoreOptions,
): Promise<Scores> {
  const { left, ...measured } = measuredOf(
    await judgeAll(world, repo, source, read, frame, options.findings),
    { frame, source, ...options },
  );
  const notices = left === 0 ? [] : [leftWords(left, (source.config?.roster ?? []).length > 0)];
  return { ...measured, notices };
}

/** Measures commits, which are gone when this is over. */
function measuredOf(
  { findings, counts, commits, landed }: Judged,
  {
    frame,
    source,
    people,
    programme: asked,
    past,
    ownedBy,
    samples,
    window,
    asOf = frame.asOf,
  }: Pick<FactsStream, 'frame'> & ScoreOptions & { readonly source: PolicySource },
): Omit<Scores, 'notices'> & Pick<People, 'left'> {
  const facts = { ...frame, commits };
  const roster = source.config?.roster ?? [];
  const { rows: found, left } = peopleOf(commits, roster, people, source.policyOf(null).bots);
  const isThere = ownedBy === undefined || found.some((row) => isSame(row, ownedBy.login));
  const rows = isThere ? found : [...found, ownedBy.login];
  const made = countFacts({
    ...{ facts, source, rows, programme: asked, inTurn: true as const },
    landedBody: (sha) => landed.has(sha),
  });
  const { tallies, programme } = countsThen(made, past);
  const isOwn = ({ sha, committedAt }: Commit): boolean =>
    ownedBy !== undefined &&
    committedAt.slice(0, 10) >= ownedBy.from &&
    isSame(made.identities.ownerOf(sha), ownedBy.login);
  const own = new Set(ownedBy === undefined ? [] : commits.filter(isOwn).map(({ sha }) => sha));
  const misses = own.size === 0 ? [] : failedIn(findings, own);
  const listsSample = samples !== 'short';
  const reduced = { source, asOf, programme, listsSample, ...(window === undefined ? {} : { window }) };
  const measures = measureTallied(tallies, rows, reduced);
  // Whoever waits for this holds the list: emptied, it keeps nothing.
  commits.length = 0;
  return { findings, counts, measures, programme, misses, left };
}

function failedIn(findings: FindingsKept, shas: ReadonlySet<string>): readonly Finding[] {
  return [...findings].filter(({ outcome, subject }) => outcome === 'fail' && shas.has(subject.id));
}

/** All that stays of judged commits. */
interface Judged {
  readonly findings: FindingsKept;
  readonly counts: Counts;
  readonly commits: Commit[];
  /** Shas of the commits whose message is the body of a pull request: the rules on those have answered too. */
  readonly landed: ReadonlySet<string>;
}

async function judgeAll(
  world: World,
  repo: GitPlace,
  source: PolicySource,
  read: FactsStream['commits'],
  { repository, pulls }: FactsStream['frame'],
  kept: ScoreOptions['findings'],
): Promise<Judged> {
  const progress = startProgress(world, 'commits judged');
  const [findings, counts] = [keepFindings(kept), noCounts()];
  // Paths are asked for where there are pull requests to ask them of.
  const reducer = startReducing({ keepsFiles: pulls !== undefined });
  const landings = startLandings(repo, reducer, world.signal);
  const keep = (judged: JudgedCommit) => {
    const row = reducer.reduce({ ...judged.commit, ...countedOfCommit(judged, repository.name) });
    return { row, findings: judged.findings, landing: landings.of(judged) };
  };
  // No measure reads whether a text stood there before.
  const options = { repo, source, linesRead: true, before: null, signal: world.signal };
  for await (const batch of keptOfCommits(inLots(read), options, keep)) {
    await landings.judge(batch.flatMap(({ landing }) => landing ?? []));
    for (const { row, findings: own } of batch) {
      countSubject(counts, own, source);
      findings.add(own);
      reducer.add(row);
    }
    progress.step(batch.length);
  }
  progress.done();
  const verdictsOf = landings.bodies();
  return { findings, counts, commits: reducer.commits(verdictsOf), landed: new Set(verdictsOf.keys()) };
}

/** So many commits are judged together: git is asked about them once. */
const LOT = 64;

async function* inLots(batches: FactsStream['commits']): AsyncGenerator<readonly Commit[], void, undefined> {
  let lot: Commit[] = [];
  for await (const batch of batches) {
    for (const commit of batch) lot.push(commit);
    if (lot.length < LOT) continue;
    yield lot;
    lot = [];
  }
  if (lot.length > 0) yield lot;
}

function leftWords(left: number, isRoster: boolean): string {
  return isRoster
    ? `not enrolled and without a row: ${counted(left, 'more author')}`
    : `without a row: ${counted(left, 'more author')}; --people all has one for everybody`;
}
