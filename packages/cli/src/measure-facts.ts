import {
  type Facts,
  type Finding,
  firstDayOf,
  type Identities,
  identify,
  type Ledger,
  landedBodies,
  ledgerOf,
  type Measure,
  type MetricTallies,
  matches,
  measureTallies,
  type Outsiders,
  outsidersIn,
  rosterEntry,
  TEAM,
  tallyMetrics,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import type { PolicySource } from './policy-source.js';
import { isAwayIn } from './weekly/people.js';

/** What is measured, for whom and over which days. */
export interface MeasureQuery {
  readonly facts: Facts;
  readonly source: PolicySource;
  readonly findings: readonly Finding[];
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
  const facts = withAuthors(query.facts, identities);
  const deployment = source.config?.deployment;
  const ledger = ledgerOf(facts, {
    ...identities,
    findings,
    ...(deployment === undefined ? {} : { deployment }),
  });
  const tallies = tallyMetrics(metrics, {
    facts,
    findings,
    ledger,
    engineersOf: identities.engineersOf,
    ownerOf: identities.ownerOf,
    engineerOf: identities.engineerOf,
    groupsOf: (engineer) => (rosterEntry(roster, engineer)?.named === false ? [TEAM] : []),
    isDeploymentPath: (path) => matches(source.policyOf(null).paths.deployment, path),
    landedBody: query.landedBody ?? landedBodyIn(facts),
    officialSource: query.officialSource ?? officialIn(facts),
  });
  return { facts, ledger, identities, tallies };
}

/** Reduces counts over the days of one report, each engineer's by their own plan. */
export function measureCounted(
  { ledger, identities, tallies }: Counted,
  query: Pick<MeasureQuery, 'source' | 'asOf' | 'rows' | 'window'>,
): Measured {
  const roster = query.source.config?.roster ?? [];
  const rows = query.rows?.(identities) ?? roster.map(({ login }) => login);
  const measures = reduceByPlan(tallies, rows, query);
  const outsiders = outsidersIn(tallies, measures, (id) => rosterEntry(roster, id) !== undefined);
  return { measures, ledger, identities, outsiders };
}

/** From annotated facts to measures in one step. */
export function measureFacts(query: MeasureQuery): Measured {
  return measureCounted(countFacts(query), query);
}

/** Reduces the counts for everybody and the team, and each engineer by their own plan. */
function reduceByPlan(
  tallies: readonly MetricTallies[],
  rows: readonly string[],
  { source, asOf, window }: Pick<MeasureQuery, 'source' | 'asOf' | 'window'>,
): readonly Measure[] {
  return planGroups(rows, source).flatMap(({ engineer, engineers }, at) => {
    const reduced = measureTallies(tallies, {
      policy: source.policyOf(engineer === null ? null : { name: engineer, email: engineer }),
      metrics,
      engineers: at === 0 ? [TEAM, ...engineers] : engineers,
      asOf,
      isAway: (id, week) => isAwayOf(id, week, source),
      disputes: source.config?.disputes ?? [],
      ...(window === undefined ? {} : { window }),
    });
    return at === 0 ? reduced : reduced.filter((measure) => engineers.includes(measure.engineer));
  });
}

/** Patterns under the engineer in place of the address that their commit carries. */
function withAuthors(facts: Facts, { people }: Identities): Facts {
  if (facts.patterns === undefined) return facts;
  const byAddress = new Map(
    people.flatMap(({ id, addresses }) => addresses.map((address) => [address.toLowerCase(), id])),
  );
  const patterns = facts.patterns.map((pattern) => ({
    ...pattern,
    addedBy: byAddress.get(pattern.addedBy.toLowerCase()) ?? pattern.addedBy,
  }));
  return { ...facts, patterns };
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
