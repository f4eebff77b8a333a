import {
  documentsOf,
  ENROLLED,
  type Facts,
  type Finding,
  firstDayOf,
  type Identities,
  identify,
  type Ledger,
  ledgerOf,
  loginOfNoreply,
  type Measure,
  type MeasureOptions,
  type MetricTallies,
  matches,
  measureTallies,
  type Outsiders,
  officialIn,
  outsidersIn,
  type PastRecords,
  type Programme,
  type ProgrammeWorld,
  type RosterEntry,
  recordedIn,
  rosterEntry,
  type TallyInput,
  TEAM,
  tallyInTurn,
  tallyMetrics,
  worldOf,
  worldThen,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import { landedBodyIn } from './commit-answers.js';
import { isPlanned, planGroups, policyFor } from './plan-groups.js';
import type { PolicySource } from './policy-source.js';
import { isAwayIn } from './weekly/people.js';

/** What is measured, for whom and over which days. */
export interface MeasureQuery {
  readonly facts: Facts;
  readonly source: PolicySource;
  /** What the plan asks of people, with the team's curriculum laid over it. */
  readonly programme: Programme;
  /** Absent: the verdicts that the facts store. */
  readonly findings?: readonly Finding[];
  /** Instant up to which changes count; not later than that of the facts. */
  readonly asOf: string;
  /** Engineers with rows; default: everybody on the roster. */
  readonly rows?: (identities: Identities) => readonly string[];
  /** Days to measure over; default: each metric's own window. */
  readonly window?: { readonly from: string; readonly to: string };
  readonly landedBody?: (sha: string) => boolean;
  readonly officialSource?: (id: string) => boolean | null;
}

/** Measures with what they were counted from. */
export interface Measured {
  readonly measures: readonly Measure[];
  readonly ledger: Ledger;
  readonly identities: Identities;
  /** How many people who are not on the roster stand behind each metric. */
  readonly outsiders: readonly Outsiders[];
}

/** What is counted once, whatever days are looked at later. */
export type CountQuery = Pick<
  MeasureQuery,
  'facts' | 'source' | 'programme' | 'findings' | 'landedBody' | 'officialSource'
> & {
  /** Whose rows are counted beside those of groups, by every metric that a plan of theirs has; default: everybody's, by all metrics. */
  readonly rows?: readonly string[];
  /** Tallies are counted one metric at a time, when they are read; default: all at once. */
  readonly inTurn?: true;
};

/** Facts counted by week: who stands behind the changes, what came of them, and the tallies of every metric. */
export interface Counted extends Pick<Measured, 'ledger' | 'identities'> {
  readonly facts: Facts;
  readonly tallies: readonly MetricTallies[];
  readonly programme: ProgrammeWorld;
  /** The tallies of metrics that tell a state, counted again in another world as of its day. */
  readonly tallyStates: (world: ProgrammeWorld) => readonly MetricTallies[];
}

/** From annotated facts to tallies: finds out who stands behind the changes and what came of them, and counts once. */
export function countFacts(query: CountQuery): Counted {
  const { source, findings } = query;
  const roster = source.config?.roster ?? [];
  const identities = identify({
    commits: query.facts.commits,
    pulls: query.facts.pulls,
    roster,
    bots: source.policyOf(null).bots,
    agents: source.config?.agents ?? [],
  });
  const facts = withAuthors(query.facts, identities, roster);
  const deployment = source.config?.deployment;
  const ledger = ledgerOf(facts, {
    ...identities,
    ...(findings === undefined ? {} : { findings }),
    ...(deployment === undefined ? {} : { deployment }),
  });
  const programme = worldIn(facts, query, identities);
  const input: TallyInput = {
    facts,
    programme,
    findings: findings ?? [],
    ledger,
    engineersOf: identities.engineersOf,
    ownerOf: identities.ownerOf,
    engineerOf: identities.engineerOf,
    groupsOf: (engineer) => groupsOf(rosterEntry(roster, engineer)),
    isDeploymentPath: (path) => matches(source.policyOf(null).paths.deployment, path),
    ...hasRow(query.rows),
    landedBody: query.landedBody ?? landedBodyIn(facts),
    officialSource: query.officialSource ?? officialIn(facts),
    recordedOnTree: recordedIn(facts),
  };
  const asked = query.rows === undefined ? metrics : metrics.filter(isPlanned(query.rows, source));
  const tallies = query.inTurn ? tallyInTurn(asked, input) : tallyMetrics(asked, input);
  const states = asked.filter(({ weeks }) => weeks === 'latest');
  const tallyStates: Counted['tallyStates'] = (world) => {
    const asOf = `${world.asOf}T23:59:59Z`;
    return tallyMetrics(states, { ...input, facts: { ...facts, asOf }, programme: world });
  };
  return { facts, ledger, identities, tallies, programme, tallyStates };
}

/** Groups with rows of their own beside everybody's. */
function groupsOf(entry: RosterEntry | undefined): readonly string[] {
  if (entry === undefined) return [];
  return entry.named ? [ENROLLED] : [ENROLLED, TEAM];
}

function hasRow(rows: readonly string[] | undefined): Pick<TallyInput, 'hasRow'> {
  if (rows === undefined) return {};
  const known = new Set(rows);
  return { hasRow: (engineer) => known.has(engineer) };
}

/** The counts of a day that is over: what tells a state tells it by the records as they stood then. */
export function countsThen(
  { tallies, programme, tallyStates }: Pick<Counted, 'tallies' | 'programme' | 'tallyStates'>,
  past: PastRecords | undefined,
): Pick<Counted, 'tallies' | 'programme'> {
  if (past === undefined) return { tallies, programme };
  const then = worldThen(programme, past);
  const again = tallyStates(then);
  const ids = new Set(again.map(({ metricId }) => metricId));
  return { tallies: [...tallies.filter(({ metricId }) => !ids.has(metricId)), ...again], programme: then };
}

/** Reduces counts over the days of one report, each engineer's by their own plan. */
export function measureCounted(
  counted: Counted,
  query: Pick<MeasureQuery, 'source' | 'asOf' | 'rows' | 'window'> & {
    readonly past?: PastRecords | undefined;
  },
): Measured & Pick<Counted, 'programme'> {
  const { ledger, identities } = counted;
  const { tallies, programme } = countsThen(counted, query.past);
  const roster = query.source.config?.roster ?? [];
  const rows = query.rows?.(identities) ?? roster.map(({ login }) => login);
  const measures = measureTallied(tallies, rows, { ...query, programme });
  const outsiders = outsidersIn(tallies, measures, (id) => rosterEntry(roster, id) !== undefined);
  return { measures, ledger, identities, outsiders, programme };
}

/** Reduces the counts for everybody and the team, and each engineer of `rows` by their own plan. */
export function measureTallied(
  tallies: readonly MetricTallies[],
  rows: readonly string[],
  {
    source,
    asOf,
    window,
    programme,
    listsSample = true,
  }: Pick<MeasureQuery, 'source' | 'asOf' | 'window'> &
    Pick<Counted, 'programme'> &
    Pick<MeasureOptions, 'listsSample'>,
): readonly Measure[] {
  return planGroups(rows, source).flatMap(({ engineer, engineers }, at) => {
    const reduced = measureTallies(tallies, {
      policy: policyFor(engineer, source),
      metrics,
      programme,
      engineers: at === 0 ? [ENROLLED, TEAM, ...engineers] : engineers,
      asOf,
      isAway: (id, week) => isAwayOf(id, week, source),
      disputes: source.config?.disputes ?? [],
      listsSample,
      ...(window === undefined ? {} : { window }),
    });
    return at === 0 ? reduced : reduced.filter((measure) => engineers.includes(measure.engineer));
  });
}

/** What metrics of habits and training count from: the records, held against what everybody's plans ask. */
function worldIn(
  facts: Facts,
  { source: { plan, plans, config }, programme }: CountQuery,
  identities: Identities,
): ProgrammeWorld {
  const roster = config?.roster ?? [];
  const keepsWeeks = (id: string | undefined): boolean =>
    (plans.find((each) => each.plan === id) ?? plan).programme?.weekly !== undefined;
  const documents = documentsOf(facts);
  const { documents: _, ...rest } = facts;
  const known = 'noData' in documents ? rest : { ...rest, documents: [...documents] };
  return {
    ...worldOf(known, {
      programme,
      roster,
      asOf: facts.asOf,
      loginOf: identities.engineerOf,
    }),
    enrolled: roster.filter((entry) => keepsWeeks(entry.plan)).map(({ login, start }) => ({ login, start })),
  };
}

/** Patterns, documents and incidents under the engineer in place of the address that their commit carries. */
function withAuthors(facts: Facts, { people }: Identities, roster: readonly RosterEntry[]): Facts {
  const byAddress = new Map(
    people.flatMap(({ id, addresses }) => addresses.map((address) => [address.toLowerCase(), id])),
  );
  const engineerBehind = (address: string): string =>
    byAddress.get(address.toLowerCase()) ??
    rosterEntry(roster, address)?.login ??
    loginOfNoreply(address) ??
    address;
  const named = <Some extends { readonly addedBy?: string | undefined }>(record: Some): Some =>
    record.addedBy === undefined ? record : { ...record, addedBy: engineerBehind(record.addedBy) };
  return {
    ...facts,
    documents: facts.documents.map(named),
    ...(facts.patterns === undefined ? {} : { patterns: facts.patterns.map(named) }),
    ...(facts.incidents === undefined ? {} : { incidents: facts.incidents.map(named) }),
  };
}

function isAwayOf(engineer: string, week: string, source: PolicySource): boolean {
  const entry = rosterEntry(source.config?.roster ?? [], engineer);
  return entry !== undefined && isAwayIn(entry, firstDayOf(week));
}
