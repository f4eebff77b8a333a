import { type Commit, counted, type Measure, type ProgrammeWorld, peopleOf } from '@forethought/core';
import type { FactsStream, GitPlace } from '@forethought/io';
import { type FindingsKept, keepFindings } from './findings-kept.js';
import { type JudgedCommit, keptOfCommits } from './judge-commits.js';
import { startLandings } from './landings-judged.js';
import { countFacts, measureTallied } from './measure-facts.js';
import type { PolicySource } from './policy-source.js';
import { startProgress } from './progress.js';
import { startReducing } from './reduced.js';
import { type Counts, countSubject, noCounts } from './verdict.js';
import { keptOfCommit } from './weekly/kept.js';
import type { World } from './world.js';

/** Facts judged and measured: what the overview and the report print. */
export interface Scores {
  readonly findings: FindingsKept;
  readonly counts: Counts;
  readonly measures: readonly Measure[];
  readonly notices: readonly string[];
  readonly programme: ProgrammeWorld;
}

/** Which rows, over which days. */
export interface ScoreOptions {
  readonly people: 'some' | 'all';
  /** Days to measure over; default: each metric's own window. */
  readonly window?: { readonly from: string; readonly to: string };
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
  const { findings, counts, tallies, programme, rows, left } = countedOf(
    await judgeAll(world, repo, source, read, frame),
    { frame, source, people: options.people },
  );
  const { window } = options;
  const reduced = { source, asOf: frame.asOf, programme, ...(window === undefined ? {} : { window }) };
  const notices = left === 0 ? [] : [leftWords(left, (source.config?.roster ?? []).length > 0)];
  return { findings, counts, measures: measureTallied(tallies, rows, reduced), notices, programme };
}

/** Counts commits, which are gone when this is over: what is left of them stands in the tallies. */
function countedOf(
  { findings, counts, commits, landed }: Judged,
  {
    frame,
    source,
    people,
  }: Pick<FactsStream, 'frame'> & Pick<ScoreOptions, 'people'> & { readonly source: PolicySource },
) {
  const facts = { ...frame, commits };
  const roster = source.config?.roster ?? [];
  const { rows, left } = peopleOf(commits, roster, people, source.policyOf(null).bots);
  const { tallies, programme } = countFacts({ facts, source, landedBody: (sha) => landed.has(sha) });
  return { findings, counts, tallies, programme, rows, left };
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
  { repository }: FactsStream['frame'],
): Promise<Judged> {
  const progress = startProgress(world, 'commits judged');
  const [findings, counts, commits] = [keepFindings(), noCounts(), [] as Commit[]];
  const reducer = startReducing();
  const landings = startLandings(repo, reducer, world.signal);
  const keep = (judged: JudgedCommit) => {
    countSubject(counts, judged.findings, source);
    const commit = reducer.commit({ ...judged.commit, ...keptOfCommit(judged, repository.name) });
    return { commit, findings: judged.findings, landing: landings.of(judged) };
  };
  // No measure reads whether a text stood there before.
  const options = { repo, source, linesRead: true, before: null, signal: world.signal };
  for await (const batch of keptOfCommits(read, options, keep)) {
    await landings.judge(batch.flatMap(({ landing }) => landing ?? []));
    for (const { commit, findings: own } of batch) {
      findings.add(own);
      commits.push(commit);
    }
    progress.step(batch.length);
  }
  progress.done();
  const verdictsOf = landings.bodies();
  for (const [at, commit] of commits.entries()) {
    const more = verdictsOf.get(commit.sha) ?? [];
    if (more.length > 0)
      commits[at] = { ...commit, verdicts: reducer.verdicts([...(commit.verdicts ?? []), ...more]) };
  }
  return { findings, counts, commits, landed: new Set(verdictsOf.keys()) };
}

function leftWords(left: number, isRoster: boolean): string {
  return isRoster
    ? `not enrolled and without a row: ${counted(left, 'more author')}`
    : `without a row: ${counted(left, 'more author')}; --people all has one for everybody`;
}
