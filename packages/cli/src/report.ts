import { type Facts, overviewOf, quarterStart, weekStart } from '@forethought/core';
import { type FactsStream, type GitPlace, openRepository, streamFacts } from '@forethought/io';
import { readFactsFile } from './facts-file.js';
import { missingNotices } from './facts-notices.js';
import { asStream } from './facts-stream.js';
import { loadPolicies, type PolicySource } from './policy-source.js';
import { type GatheredReportOptions, reportGathered } from './report-gathered.js';
import { reportPieces } from './report-words.js';
import { score } from './score.js';
import { writeAll } from './sink.js';
import { reportOf } from './verdict.js';
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
  const window = windowOf(options, source.asOf);
  const { facts, notices } = await factsOf(world, { repo, source }, options, window);
  const scores = await score(world, repo, source, facts, { people: options.people, window });
  const { findings, counts, measures } = scores;
  const { engineer, format } = options;
  const found = { counts, findings: format === 'text' || format === 'markdown' ? findings.inShort() : [] };
  const whole = reportOf(source, found, {
    measures,
    notices: [...missingNotices(facts.frame), ...notices, ...scores.notices],
    verdict: 'pass',
  });
  const { programme } = scores;
  const training = engineer === undefined ? undefined : overviewOf(engineer, programme, programme.asOf);
  const words = { report: whole, policy: source.policyOf(null), plan: source.plan, engineer, training };
  await writeAll(world, reportPieces(world, format, words, findings));
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

interface Window {
  readonly from: string;
  readonly to: string;
}

function windowOf(options: ReportOptions, asOf: string): Window {
  const to = options.until ?? asOf.slice(0, 10);
  const from = options.since ?? quarterStart(to);
  if (from > to) throw new UsageError(`--since ${from} lies after --until ${to}; swap them`);
  return { from, to };
}

async function factsOf(
  world: World,
  { repo, source }: { readonly repo: GitPlace; readonly source: PolicySource },
  options: ReportOptions,
  window: Window,
): Promise<{ readonly facts: FactsStream; readonly notices: readonly string[] }> {
  const { facts: file } = options;
  if (file !== undefined)
    return { facts: asStream(judgeable(await readFactsFile(world, file), file)), notices: [] };
  const since = `${weekStart(window.from)}T00:00:00Z`;
  const { frame, commits } = await streamFacts({
    repo,
    since,
    until: `${window.to}T23:59:59Z`,
    asOf: source.asOf,
    withFiles: 'lines',
    signal: world.signal,
  });
  const { facts, notices } = await withDocuments(frame, { repo, source, since, signal: world.signal });
  return { facts: { frame: facts, commits }, notices };
}

/** Redacted facts hold no texts, so nothing in them can be judged again, and a missing text is no missing evidence. */
function judgeable(facts: Facts, file: string): Facts {
  if (facts.commits.every((commit) => commit.message !== undefined)) return facts;
  throw new UsageError(
    `${file}: these facts are redacted and hold no messages, so nothing can be judged from them; collect without --redact`,
  );
}
