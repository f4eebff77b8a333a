import { type Facts, overviewOf, type PastRecords, type Programme, weekStart } from '@forethought/core';
import { type FactsStream, type GitPlace, openRepository, streamFacts } from '@forethought/io';
import { readFactsFile } from './facts-file.js';
import { missingNotices } from './facts-notices.js';
import { asStream } from './facts-stream.js';
import { loadPolicies, type PolicySource } from './policy-source.js';
import { type PastQuery, readPast } from './programme/past-records.js';
import { readProgramme } from './programme/record-world.js';
import { type GatheredReportOptions, reportGathered } from './report-gathered.js';
import { reportPieces } from './report-words.js';
import { type ScoreOptions, score } from './score.js';
import { writeAll } from './sink.js';
import { reportOf } from './verdict.js';
import { commitsFrom } from './weekly/facts-since.js';
import { withDocuments } from './weekly/with-documents.js';
import { EXIT, UsageError, type World } from './world.js';

/** Options of `report` as the command line gives them. */
export interface ReportOptions extends GatheredReportOptions {
  readonly facts?: string;
  readonly since?: string;
  readonly until?: string;
  readonly people: 'some' | 'all';
  /** The report on the training programme in place of the one on changes. */
  readonly programme?: true;
  readonly published?: true;
}

/** Measures every metric of the plan over the days asked for, from git or from facts collected earlier. */
export async function report(world: World, options: ReportOptions): Promise<number> {
  if (options.programme) return (await import('./report-programme.js')).reportProgramme(world, options);
  if (options.published) throw new UsageError('--published belongs to --programme; add it');
  if (options.source === 'github' || options.store !== undefined || options.week !== undefined) {
    refuseBoth(options);
    return reportGathered(world, options);
  }
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const days = daysOf(options, source.asOf);
  const { facts, programme: asked, notices } = await factsOf(world, { repo, source }, options, days);
  const past = await pastOf(repo, { source, rev: facts.frame.repository.head, signal: world.signal }, days);
  const isListed = options.format === 'json' && options.engineer === undefined;
  const scores = await score(world, repo, source, facts, {
    people: options.people,
    findings: isListed ? 'all' : 'short',
    samples: options.format === 'json' || options.format === 'csv' ? 'all' : 'short',
    programme: asked,
    past,
    ...scopeOf(days, source.asOf),
  });
  const { findings, counts, measures } = scores;
  const { engineer, format } = options;
  const whole = reportOf(
    source,
    { counts, findings: [] },
    {
      measures,
      notices: [...missingNotices(facts.frame), ...notices, ...scores.notices],
      verdict: 'pass',
    },
  );
  const { programme } = scores;
  const training = engineer === undefined ? undefined : overviewOf(engineer, programme, programme.asOf);
  const words = { report: whole, policy: source.policyOf(null), plan: source.plan, engineer, training };
  const told = findings.inShort();
  await writeAll(world, reportPieces(world, format, { ...words, told }, findings));
  return EXIT.pass;
}

/** A week's window is its own, and collected facts are not collected again. */
function refuseBoth({ facts, since, until }: ReportOptions): void {
  const given = Object.entries({ facts, since, until }).find(([, value]) => value !== undefined)?.[0];
  if (given !== undefined)
    throw new UsageError(
      `--${given} does not go with --source github, --store or --week; leave one of them out`,
    );
}

/** The days that are read, and those that are measured over: absent, each metric's own window up to `to`. */
interface Days {
  readonly from: string;
  readonly to: string;
  readonly window?: { readonly from: string; readonly to: string };
}

function daysOf({ since, until }: ReportOptions, asOf: string): Days {
  const to = until ?? asOf.slice(0, 10);
  if (since === undefined) return { from: commitsFrom(to), to };
  if (since > to) throw new UsageError(`--since ${since} lies after --until ${to}; swap them`);
  const window = { from: since, to };
  return { ...window, window };
}

/** A window as it was asked for, or the instant up to which each metric looks back over its own. */
function scopeOf({ to, window }: Days, asOf: string): Pick<ScoreOptions, 'window' | 'asOf'> {
  if (window !== undefined) return { window };
  const end = `${to}T23:59:59Z`;
  return end < asOf ? { asOf: end } : {};
}

/** Records as they stood on the last day that is looked at, where that is over. */
async function pastOf(
  repo: GitPlace,
  query: Omit<PastQuery, 'day'>,
  { to }: Days,
): Promise<PastRecords | undefined> {
  return to < query.source.asOf.slice(0, 10) ? readPast(repo, { ...query, day: to }) : undefined;
}

async function factsOf(
  world: World,
  { repo, source }: { readonly repo: GitPlace; readonly source: PolicySource },
  options: ReportOptions,
  { from, to }: Days,
): Promise<{
  readonly facts: FactsStream;
  readonly programme: Programme;
  readonly notices: readonly string[];
}> {
  const { facts: file } = options;
  if (file !== undefined)
    return {
      facts: asStream(judgeable(await readFactsFile(world, file), file)),
      programme: await readProgramme(repo, { source, signal: world.signal }),
      notices: [],
    };
  const since = `${weekStart(from)}T00:00:00Z`;
  const { frame, commits } = await streamFacts({
    repo,
    since,
    until: `${to}T23:59:59Z`,
    asOf: source.asOf,
    withFiles: 'lines',
    signal: world.signal,
  });
  const { facts, ...found } = await withDocuments(frame, { repo, source, since, signal: world.signal });
  return { facts: { frame: facts, commits }, ...found };
}

/** Redacted facts hold no texts, so nothing in them can be judged again, and a missing text is no missing evidence. */
function judgeable(facts: Facts, file: string): Facts {
  if (facts.commits.every((commit) => commit.message !== undefined)) return facts;
  throw new UsageError(
    `${file}: these facts are redacted and hold no messages, so nothing can be judged from them; collect without --redact`,
  );
}
