import {
  isoWeek,
  isSame,
  isWeek,
  type PastRecords,
  renderWeekly,
  troubleLines,
  type WeeklyInput,
} from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { missingNotices } from './facts-notices.js';
import { readPastWeek } from './programme/past-records.js';
import { type ReportFormat, reportIn } from './report-words.js';
import { write } from './sink.js';
import { noCounts, reportOf } from './verdict.js';
import { factsSinceWeek, sourcesOf } from './weekly/facts-since.js';
import { type GatheredFrom, type GatherOptions, gatherFrom } from './weekly/gather-from.js';
import { weeklyInput } from './weekly/weekly-input.js';
import { EXIT, UsageError, type World } from './world.js';

/** Options of a report that collects, from the platform or into a store. */
export interface GatheredReportOptions extends GatherOptions {
  readonly week?: string;
  readonly format: ReportFormat;
}

/**
 * Collects what is new and reports a week as the tracking issue shows it, with every enrolled engineer's row, as nothing is published;
 * or without a week what is measured by now.
 */
export async function reportGathered(world: World, options: GatheredReportOptions): Promise<number> {
  const week = weekOf(world, options.week);
  const gathered = await gatherFrom(
    world,
    options,
    factsSinceWeek(week, world.now),
    `report --source ${options.source}`,
  );
  const { repo, policy: source, facts } = gathered;
  const { head: rev } = facts.repository;
  const past = await readPastWeek(repo, { source, rev, week, readAt: facts.asOf, signal: world.signal });
  const input = inputOf(world, gathered, week, past);
  await write(
    world,
    options.week === undefined
      ? now(world, options, gathered, input)
      : asWeek(world, options, gathered, input),
  );
  return EXIT.pass;
}

/** Throws `UsageError` for what is no week, and for one that has not begun. */
function weekOf({ now }: World, given: string | undefined): string {
  const current = isoWeek(now);
  if (given === undefined) return current;
  if (!isWeek(given)) throw new UsageError(`--week ${given}: a week is written like this one, ${current}`);
  if (given > current) throw new UsageError(`--week ${given} has not begun; this is ${current}`);
  return given;
}

function inputOf(
  world: World,
  gathered: GatheredFrom,
  week: string,
  past: PastRecords | undefined,
): WeeklyInput {
  const { policy, facts, programme, patterns, isPublic, repositoryUrl, notices, troubles, forge, factsFrom } =
    gathered;
  return weeklyInput({
    week,
    scope: 'team',
    visibility: 'self',
    isPublic,
    repositoryUrl,
    facts,
    programme,
    past,
    patterns,
    source: policy,
    sources: sourcesOf(gathered, world.now),
    ...{ notices, troubles },
    factsFrom,
    ...(forge === undefined ? {} : { requests: forge.requests }),
  });
}

function asWeek(
  world: World,
  options: GatheredReportOptions,
  gathered: GatheredFrom,
  input: WeeklyInput,
): string {
  const isPlain =
    options.engineer === undefined && (options.format === 'text' || options.format === 'markdown');
  return isPlain
    ? `${renderWeekly(input, { rules, metrics }).join('\n\n')}\n`
    : now(world, options, gathered, input);
}

function now(
  world: World,
  options: GatheredReportOptions,
  gathered: GatheredFrom,
  input: WeeklyInput,
): string {
  const { policy: source, facts, notices, troubles } = gathered;
  const found = { findings: [], counts: noCounts() };
  const report = reportOf(source, found, {
    measures: input.measures,
    notices: [...missingNotices(facts), ...notices, ...troubleLines(troubles)],
    verdict: 'pass',
  });
  const { engineer } = options;
  return reportIn(world, options.format, {
    report,
    policy: source.policyOf(null),
    plan: source.plan,
    engineer,
    training: input.programme?.people.find(({ login }) => isSame(login, engineer)),
  });
}
