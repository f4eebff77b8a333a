import {
  addDays,
  isoWeek,
  lastDayOf,
  type MonthlyInput,
  type WeeklyInput,
  weekStart,
} from '@forethought/core';
import { openBranchStore, type Repository, type Store, StoreError } from '@forethought/io';
import {
  collectForge,
  connect,
  type DefaultTip,
  type GitHub,
  nodeFetch,
  placeFrom,
  readDefaultTip,
  readDesigns,
  readNamedPulls,
  realClock,
} from '@forethought/io/github';
import { metrics, rules } from '@forethought/rules';
import { loadPolicies, type PolicySource, type World } from 'forethought/engine';
import {
  countReports,
  factsSince,
  factsSinceWeek,
  type Gathered,
  gather,
  loginIn,
  memoryStore,
  monthlyInput,
  readPastWeek,
  sourcesOf,
  weeklyReports,
} from 'forethought/weekly';
import { log } from './log.js';
import { pagesAt } from './pages.js';
import { prepareRepository, serverOf } from './prepare.js';
import { type ReportInputs, readReportInputs } from './report-inputs.js';
import { publishMonthly } from './report-monthly.js';
import { publish } from './report-publish.js';

/** Nobody waits for Monday's comment: so long all waits for the platform may take together. */
const WAIT_CAP_MS = 600_000;

/** Collects what is new, measures, and writes the week's report to the tracking issue and to the summary of the step. */
export async function runReport(world: World): Promise<void> {
  const inputs = readReportInputs(world.now);
  const hub = connectTo(world, inputs);
  const tip = await readDefaultTip(hub);
  const repo = await prepare(world, inputs, tip);
  const source = await loadPolicies(world, repo, {
    policyFrom: tip.sha,
    history: { from: tip.sha, to: tip.sha, signal: world.signal },
    ...(inputs.config === undefined ? {} : { config: inputs.config }),
  });
  log.info(`report by the policy of ${tip.sha}`);
  const gathered = await gatherAll(world, inputs, { hub, repo, source, tip });
  const pages = pagesAt(world.env);
  const make = reportsOf(world, inputs, { hub, repo, source, tip, gathered });
  const words = { rules, metrics, ...(pages === undefined ? {} : { documentation: pages }) };
  await publish(world, inputs, hub, { make: make.week, words, tracking: source.config?.report ?? {} });
  await publishMonthly(world, inputs, hub, { make: make.month, words });
}

interface Around {
  readonly hub: GitHub;
  readonly source: PolicySource;
  readonly tip: DefaultTip;
}

/** What is written: the report of a week, and the review of a month. */
interface Reports {
  readonly week: (week: string) => Promise<WeeklyInput>;
  readonly month: (month: string) => MonthlyInput;
}

function reportsOf(
  world: World,
  { scope }: ReportInputs,
  { hub, repo, source, tip, gathered }: Around & { readonly repo: Repository; readonly gathered: Gathered },
): Reports {
  const { facts } = gathered;
  const query = {
    scope,
    visibility: 'published' as const,
    isPublic: tip.isPublic,
    repositoryUrl: tip.url,
    facts,
    programme: gathered.programme,
    factsFrom: gathered.factsFrom,
    patterns: gathered.patterns,
    source,
    sources: sourcesOf(gathered, world.now),
    notices: gathered.notices,
    troubles: gathered.troubles,
    requests: hub.requests(),
  };
  const counted = countReports(query);
  const report = weeklyReports(query, counted);
  const past = { source, rev: facts.repository.head, readAt: facts.asOf, signal: world.signal };
  return {
    week: async (week) => report(week, await readPastWeek(repo, { ...past, week })),
    month: (month) => monthlyInput(query, month, counted),
  };
}

/** With the store, or where its branch can't be written without one, which is said: the numbers are the same, and each run reads everything. */
async function gatherAll(
  world: World,
  inputs: ReportInputs,
  around: Around & { readonly repo: Repository },
): Promise<Gathered> {
  const { hub, repo, source, tip } = around;
  const repository = `${hub.where.owner}/${hub.where.repo}`;
  const since = sinceOf(inputs, world.now);
  const retentionWeeks = source.config?.report.retentionWeeks ?? 60;
  const query = { repo, source, repository, rev: tip.sha, since, asOf: world.now, retentionWeeks };
  const forge = { hub, collect: collectForge, readDesigns, readNamedPulls };
  const store = storeOf(world, inputs, repo, repository, source);
  if (store === undefined) return gather(world, { ...query, forge, store: memoryStore() });
  try {
    const gathered = await gather(world, { ...query, forge, store });
    const removed = await store.prune(
      isoWeek(`${addDays(weekStart(world.now), -7 * retentionWeeks)}T12:00:00Z`),
    );
    if (removed > 0)
      log.info(`${removed} weeks are older than ${retentionWeeks} weeks and were removed from the store`);
    return gathered;
  } catch (error) {
    if (!(error instanceof StoreError) || error.trouble !== 'refused') throw error;
    log.warning(`facts are not kept: ${error.message}; ${error.fix}`);
    return gather(world, { ...query, forge, store: memoryStore() });
  }
}

/** From when facts are needed for the week and the month. */
function sinceOf({ week, month }: ReportInputs, now: string): string {
  const ofWeek = week === undefined ? factsSince(now) : factsSinceWeek(week, now);
  const ofMonth = month === undefined ? ofWeek : factsSince(`${lastDayOf(month)}T12:00:00Z`);
  return ofMonth < ofWeek ? ofMonth : ofWeek;
}

function storeOf(
  world: World,
  { storeBranch, token }: ReportInputs,
  repo: Repository,
  repository: string,
  source: PolicySource,
): Store | undefined {
  if (storeBranch === undefined) return undefined;
  return openBranchStore(repo, {
    repository,
    branch: storeBranch,
    weekOf: isoWeek,
    author: { name: 'forethought', email: 'forethought@users.noreply.github.com' },
    remote: serverOf(world, token),
    loginOf: loginIn(source),
    key: world.env['FORETHOUGHT_STORE_KEY'] || undefined,
    signal: world.signal,
  });
}

function connectTo({ env, signal }: World, { token }: ReportInputs): GitHub {
  return connect(placeFrom(env, token, env['GITHUB_REPOSITORY'] ?? ''), {
    clock: realClock,
    userAgent: 'forethought',
    waitCapMs: WAIT_CAP_MS,
    signal,
    fetch: nodeFetch,
  });
}

function prepare(world: World, { token }: ReportInputs, tip: DefaultTip): Promise<Repository> {
  const wanted = [{ sha: tip.sha, ref: `refs/heads/${tip.branch}` }];
  return prepareRepository(world, wanted, serverOf(world, token), 'now');
}
