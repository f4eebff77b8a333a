import { quarterStart, type Report, renderJson, renderText } from '@forethought/core';
import { collectFacts, newestCommitAt, openRepository } from '@forethought/io';
import { rules } from '@forethought/rules';
import { missingNotices } from './facts-notices.js';
import { asStream } from './facts-stream.js';
import { loadPolicies, type PolicyOptions, type PolicySource } from './policy-source.js';
import { score } from './score.js';
import { write } from './sink.js';
import { exitCodeFor, reportOf } from './verdict.js';
import { withDocuments } from './weekly/with-documents.js';
import { columnsOf, type World, wantsColor } from './world.js';

/** Options of the overview as the command line gives them. */
export interface OverviewOptions extends PolicyOptions {
  readonly repo: string;
  readonly people: 'some' | 'all';
  readonly format: 'text' | 'json';
}

const WINDOW_DAYS = 91;
/** Beyond it the newest commits of the window are judged, and a notice says so. */
const MOST_COMMITS = 1000;
const DAY_MILLISECONDS = 86_400_000;

/**
 * Judges the last 13 weeks of a repository, the current one included, and scores each engineer. Where nobody committed in that
 * time, the 13 weeks that end with the newest commit are taken. It informs: a failing commit of the past makes no exit code.
 */
export async function overview(world: World, options: OverviewOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const notices: string[] = [];
  const until = await windowEnd(repo, source.asOf, notices);
  const since = `${quarterStart(until)}T00:00:00Z`;
  const collected = await collectFacts({
    repo,
    since,
    until,
    asOf: until,
    max: MOST_COMMITS,
    withFiles: 'lines',
    signal: world.signal,
  });
  const found = await withDocuments(collected, { repo, source, since, signal: world.signal });
  const { facts, programme } = found;
  notices.push(...missingNotices(facts), ...found.notices);
  const window = { from: since.slice(0, 10), to: until.slice(0, 10) };
  const { people } = options;
  const scores = await score(world, repo, source, asStream(facts), { people, programme, window });
  const report = reportOf(
    { ...source, asOf: until },
    { ...scores, findings: [...scores.findings] },
    {
      measures: scores.measures,
      notices: [...scores.notices, ...notices],
      verdict: 'pass',
    },
  );
  const text = options.format === 'json' ? renderJson(report) : textOf(world, report, source, options);
  await write(world, text);
  return exitCodeFor(report.verdict);
}

function textOf(
  world: World,
  report: Report,
  { policyOf }: PolicySource,
  { people }: Pick<OverviewOptions, 'people'>,
): string {
  const width = columnsOf(world);
  const words = { rules, policy: policyOf(null), color: wantsColor(world), width };
  return renderText(report, { ...words, ...(people === 'all' ? { maxLines: 10_000 } : {}) });
}

async function windowEnd(
  repo: Parameters<typeof newestCommitAt>[0],
  asOf: string,
  notices: string[],
): Promise<string> {
  const newest = await newestCommitAt(repo);
  if (newest === undefined) {
    notices.push('there is no commit yet');
    return asOf;
  }
  const age = Date.parse(asOf) - Date.parse(newest);
  if (age <= WINDOW_DAYS * DAY_MILLISECONDS) return asOf;
  notices.push(
    `nothing was committed in the last 13 weeks; these are the 13 weeks up to ${newest.slice(0, 10)}`,
  );
  return new Date(Date.parse(newest)).toISOString();
}
