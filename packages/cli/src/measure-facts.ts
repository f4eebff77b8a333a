import {
  documentsOf,
  type Facts,
  type Finding,
  firstDayOf,
  followedPlans,
  type Identities,
  identify,
  type Ledger,
  landedBodies,
  ledgerOf,
  loginOfNoreply,
  type Measure,
  type MetricTallies,
  matches,
  measureTallies,
  type Outsiders,
  outsidersIn,
  type ProgrammeWorld,
  programmeOf,
  type RosterEntry,
  rosterEntry,
  TEAM,
  tallyMetrics,
  worldOf,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import type { PolicySource } from './policy-source.js';
import { isAwayIn } from './weekly/people.js';

/** What is measured, for whom and over which days. */
export interface MeasureQuery {
  readonly facts: Facts;
  readonly source: PolicySource;
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
  'facts' | 'source' | 'findings' | 'landedBody' | 'officialSource'
>;

/** Facts counted by week: who stands behind the changes, what came of them, and the tallies of every metric. */
export interface Counted extends Pick<Measured, 'ledger' | 'identities'> {
  readonly facts: Facts;
  readonly tallies: readonly MetricTallies[];
  readonly programme: ProgrammeWorld;
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
  const programme = worldIn(facts, source, identities);
  const tallies = tallyMetrics(metrics, {
    facts,
    programme,
    findings: findings ?? [],
    ledger,
    engineersOf: identities.engineersOf,
    ownerOf: identities.ownerOf,
    engineerOf: identities.engineerOf,
    groupsOf: (engineer) => (rosterEntry(roster, engineer)?.named === false ? [TEAM] : []),
    isDeploymentPath: (path) => matches(source.policyOf(null).paths.deployment, path),
    landedBody: query.landedBody ?? landedBodyIn(facts),
    officialSource: query.officialSource ?? officialIn(facts),
    recordedOnTree: recordedIn(facts),
  });
  return { facts, ledger, identities, tallies, programme };
}

/** Reduces counts over the days of one report, each engineer's by their own plan. */
export function measureCounted(
  { ledger, identities, tallies, programme }: Counted,
  query: Pick<MeasureQuery, 'source' | 'asOf' | 'rows' | 'window'>,
): Measured {
  const roster = query.source.config?.roster ?? [];
  const rows = query.rows?.(identities) ?? roster.map(({ login }) => login);
  const measures = measureTallied(tallies, rows, { ...query, programme });
  const outsiders = outsidersIn(tallies, measures, (id) => rosterEntry(roster, id) !== undefined);
  return { measures, ledger, identities, outsiders };
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
  }: Pick<MeasureQuery, 'source' | 'asOf' | 'window'> & Pick<Counted, 'programme'>,
): readonly Measure[] {
  return planGroups(rows, source).flatMap(({ engineer, engineers }, at) => {
    const reduced = measureTallies(tallies, {
      policy: source.policyOf(engineer === null ? null : { name: engineer, email: engineer }),
      metrics,
      programme,
      engineers: at === 0 ? [TEAM, ...engineers] : engineers,
      asOf,
      isAway: (id, week) => isAwayOf(id, week, source),
      disputes: source.config?.disputes ?? [],
      ...(window === undefined ? {} : { window }),
    });
    return at === 0 ? reduced : reduced.filter((measure) => engineers.includes(measure.engineer));
  });
}

/** What metrics of habits and training count from: the records, held against what everybody's plans ask. */
function worldIn(facts: Facts, source: PolicySource, identities: Identities): ProgrammeWorld {
  const { plan, plans, config } = source;
  const roster = config?.roster ?? [];
  const keepsWeeks = (id: string | undefined): boolean =>
    (plans.find((each) => each.plan === id) ?? plan).programme?.weekly !== undefined;
  const documents = documentsOf(facts);
  const { documents: _, ...rest } = facts;
  const known = 'noData' in documents ? rest : { ...rest, documents: [...documents] };
  return {
    ...worldOf(known, {
      programme: programmeOf(followedPlans(plan, plans, config)),
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

/** Engineers by plan, the team's own first: each is measured against the targets of the plan that they follow. */
function planGroups(rows: readonly string[], source: PolicySource) {
  const roster = source.config?.roster ?? [];
  const byPlan = new Map<string, { engineer: string | null; engineers: string[] }>();
  const team = source.plan.plan;
  byPlan.set(team, { engineer: null, engineers: [] });
  for (const engineer of rows) {
    const plan = rosterEntry(roster, engineer)?.plan ?? team;
    const group = byPlan.get(plan) ?? { engineer, engineers: [] };
    group.engineers.push(engineer);
    byPlan.set(plan, group);
  }
  return [...byPlan.values()];
}

function isAwayOf(engineer: string, week: string, source: PolicySource): boolean {
  const entry = rosterEntry(source.config?.roster ?? [], engineer);
  return entry !== undefined && isAwayIn(entry, firstDayOf(week));
}

function landedBodyIn(facts: Facts): (sha: string) => boolean {
  const landed = landedBodies(facts.commits);
  return (sha) => landed.has(sha);
}

function officialIn({ commits, pulls = [] }: Facts): (id: string) => boolean | null {
  const known = new Map<string, boolean | null>();
  for (const { sha, official } of commits) if (official !== undefined) known.set(sha, official);
  for (const { number, official } of pulls) if (official !== undefined) known.set(`#${number}`, official);
  return (id) => known.get(id) ?? null;
}

/** A squash says of the trees of its pull request's commits what these said; what is known of those is known of it. */
function recordedIn({ commits, pulls = [] }: Facts): (id: string) => boolean | null {
  const known = new Map<string, boolean | null>();
  for (const { sha, recorded } of commits) if (recorded !== undefined) known.set(sha, recorded);
  for (const { number, mergeCommit, recorded } of pulls) {
    if (recorded === undefined) continue;
    known.set(`#${number}`, recorded);
    if (mergeCommit !== null && known.get(mergeCommit) !== true) known.set(mergeCommit, recorded);
  }
  return (id) => known.get(id) ?? null;
}
