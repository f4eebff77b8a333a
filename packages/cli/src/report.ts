import { type Facts, quarterStart, weekStart } from '@forethought/core';
import { collectFacts, type GitPlace, openRepository } from '@forethought/io';
import { readFactsFile } from './facts-file.js';
import { missingNotices } from './facts-notices.js';
import { loadPolicies } from './policy-source.js';
import { type GatheredReportOptions, reportGathered } from './report-gathered.js';
import { reportIn } from './report-words.js';
import { score } from './score.js';
import { write } from './sink.js';
import { reportOf } from './verdict.js';
import { EXIT, UsageError, type World } from './world.js';

/** Options of `report` as the command line gives them. */
export interface ReportOptions extends GatheredReportOptions {
  readonly facts?: string;
  readonly since?: string;
  readonly until?: string;
  readonly people: 'some' | 'all';
}

/** Measures every metric of the plan over the days asked for, from git or from facts collected earlier. */
export async function report(world: World, options: ReportOptions): Promise<number> {
  if (options.source === 'github' || options.store !== undefined || options.week !== undefined) {
    refuseBoth(options);
    return reportGathered(world, options);
  }
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const window = windowOf(options, source.asOf);
  const facts = await factsOf(world, repo, options, window, source.asOf);
  const scores = await score(world, repo, source, facts, { people: options.people, window });
  const whole = reportOf(source, scores, {
    measures: scores.measures,
    notices: [...missingNotices(facts), ...scores.notices],
    verdict: 'pass',
  });
  const { engineer } = options;
  const words = { report: whole, policy: source.policyOf(null), plan: source.plan, engineer };
  await write(world, reportIn(world, options.format, words));
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
  repo: GitPlace,
  options: ReportOptions,
  window: Window,
  asOf: string,
): Promise<Facts> {
  if (options.facts === undefined) {
    return collectFacts({
      repo,
      since: `${weekStart(window.from)}T00:00:00Z`,
      until: `${window.to}T23:59:59Z`,
      asOf,
      withFiles: 'lines',
      signal: world.signal,
    });
  }
  return judgeable(await readFactsFile(world, options.facts), options.facts);
}

/** Redacted facts hold no texts, so nothing in them can be judged again, and a missing text is no missing evidence. */
function judgeable(facts: Facts, file: string): Facts {
  if (facts.commits.every((commit) => commit.message !== undefined)) return facts;
  throw new UsageError(
    `${file}: these facts are redacted and hold no messages, so nothing can be judged from them; collect without --redact`,
  );
}
