import {
  addDays,
  associations,
  type Facts,
  type FileTrouble,
  firstDayOf,
  type Identities,
  isoWeek,
  type Ledger,
  type PatternEntry,
  type ProgrammeWorld,
  programmeView,
  quarterStart,
  type RequestCount,
  rosterEntry,
  troublesBy,
  type WeeklyInput,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { type Counted, countFacts, measureCounted } from '../measure-facts.js';
import type { PolicySource } from '../policy-source.js';
import { factsSince } from './facts-since.js';
import { missesIn, type UrlOf } from './misses.js';
import { peopleIn } from './people.js';
import { findingsOf } from './verdicts.js';

/** What a weekly report is made for. */
export interface WeekQuery extends Pick<WeeklyInput, 'visibility' | 'isPublic' | 'repositoryUrl' | 'scope'> {
  /** `2026-W47`. */
  readonly week: string;
  readonly facts: Facts;
  readonly source: PolicySource;
  /** The day from which facts are there. */
  readonly factsFrom: string;
  readonly patterns: readonly Pick<PatternEntry, 'id' | 'title'>[];
  readonly sources: WeeklyInput['sources'];
  readonly notices: readonly string[];
  readonly troubles?: readonly FileTrouble[];
  readonly requests?: RequestCount;
}

const RULE_IDS = rules.map(({ id }) => id);

/** Measures one week and puts together what its report says. */
export function weeklyInput(query: WeekQuery): WeeklyInput {
  return weeklyReports(query)(query.week);
}

/**
 * Counts facts once and gives the report of any week. A week counts what landed until its last day, with what is known by now of what came
 * of that: labels that were set and causes that were named since are in it.
 */
export function weeklyReports(query: Omit<WeekQuery, 'week'>): (week: string) => WeeklyInput {
  const { facts, source } = query;
  const counted = countFacts({ facts, source, findings: findingsOf(facts) });
  return (week) => reportOfWeek(week, query, counted);
}

function reportOfWeek(week: string, query: Omit<WeekQuery, 'week'>, counted: Counted): WeeklyInput {
  const { facts, source } = query;
  const monday = firstDayOf(week);
  const end = `${addDays(monday, 6)}T23:59:59Z`;
  const asOf = end < facts.asOf ? end : facts.asOf;
  const { measures, ledger, identities, outsiders } = measureCounted(counted, { source, asOf });
  const policy = source.policyOf(null);
  const urlOf = urlsOf(ledger, facts, query.repositoryUrl);
  const planOf = (plan: string | undefined) => source.plans.find((each) => each.plan === plan) ?? source.plan;
  const input: WeeklyInput = {
    week,
    scope: query.scope,
    repository: facts.repository.name,
    repositoryUrl: query.repositoryUrl,
    asOf: facts.asOf,
    policy,
    planTitle: source.plan.title,
    measures,
    people: peopleIn(source.config?.roster ?? [], ({ plan }) => planOf(plan), monday),
    notEnrolled: strangersIn(ledger, source, asOf),
    outsiders,
    unresolved: identities.unresolved,
    visibility: query.visibility,
    isPublic: query.isPublic,
    allowsPublicNames: source.config?.report.public === true,
    misses: missesIn(measures, { ledger, documents: facts.documents }, policy, urlOf),
    candidates: candidatesIn(week, ledger, urlOf),
    patterns: patternsIn(week, counted.facts, query.patterns, ledger, identities, urlOf),
    associations: associations(ledger, RULE_IDS, asOf),
    waivers: waiversIn(week, facts),
    gaps: [...facts.sources.flatMap(({ missing }) => missing), ...before(query.factsFrom, asOf)],
    sources: query.sources,
    notices: query.notices,
    troubles: troublesBy(query.troubles ?? [], asOf),
    ...(query.requests === undefined ? {} : { requests: query.requests }),
  };
  const world = counted.programme;
  return hasProgramme(world)
    ? { ...input, programme: programmeView({ ...input, world, until: asOf.slice(0, 10) }) }
    : input;
}

/** Habits alone are in the rows of the report; certificates and levels have a part of their own. */
function hasProgramme({ programme, training }: ProgrammeWorld): boolean {
  return Object.keys(programme.certificates).length + programme.ladder.length + training.people.length > 0;
}

/** What an old week lacks where facts begin later than its longest window. */
function before(factsFrom: string, asOf: string): WeeklyInput['gaps'] {
  const day = factsFrom.slice(0, 10);
  if (factsSince(asOf).slice(0, 10) >= day) return [];
  return [{ what: `changes before ${day}`, why: 'facts are kept from that day on' }];
}

/** People who own changes of the quarter before and are not on the roster. */
function strangersIn({ changes }: Ledger, source: PolicySource, asOf: string): number {
  const roster = source.config?.roster ?? [];
  const first = quarterStart(asOf);
  const mine = changes.filter(({ landedAt }) => landedAt >= first && landedAt <= asOf);
  const owners = new Set(mine.flatMap(({ owner }) => (owner === null ? [] : [owner])));
  return [...owners].filter((owner) => rosterEntry(roster, owner) === undefined).length;
}

function urlsOf(
  ledger: Ledger,
  { documents, repository: { head } }: Facts,
  repositoryUrl: string | null,
): UrlOf {
  const standing = new Set(
    documents.flatMap(({ path, removedAt }) => (removedAt === undefined ? [path] : [])),
  );
  const defects = new Map([...ledger.escapes, ...ledger.catches].map(({ id, url }) => [id, url]));
  const issues = new Map(ledger.issues.map(({ id, url }) => [id, url]));
  return (id) => {
    const known = ledger.byId.get(id)?.url ?? defects.get(id) ?? issues.get(id);
    if (known !== undefined && known !== null) return known;
    if (repositoryUrl === null) return null;
    if (/^#\d+$/.test(id)) return `${repositoryUrl}/issues/${id.slice(1)}`;
    if (standing.has(id) && head !== null) return `${repositoryUrl}/blob/${head}/${encodeURI(id)}`;
    return /^[0-9a-f]{40,64}$/.test(id) ? `${repositoryUrl}/commit/${id}` : null;
  };
}

function patternsIn(
  week: string,
  { patterns = [], pulls = [] }: Facts,
  entries: readonly Pick<PatternEntry, 'id' | 'title'>[],
  ledger: Ledger,
  identities: Identities,
  urlOf: UrlOf,
): WeeklyInput['patterns'] {
  const titles = new Map(entries.map(({ id, title }) => [id, title]));
  const owners = new Map(patterns.map(({ id, addedBy }) => [id, identities.engineerOf(addedBy) ?? null]));
  const landed = pulls.filter(({ mergedAt }) => mergedAt !== null && isoWeek(mergedAt) === week);
  return {
    added: patterns
      .filter(({ addedAt }) => isoWeek(addedAt) === week)
      .map(({ id, title, addedBy }) => ({ id, title, by: identities.engineerOf(addedBy) ?? null })),
    reused: landed.flatMap(({ number, patterns: named = [] }) =>
      named
        .filter((id) => titles.has(id) && ledger.byId.get(`#${number}`)?.owner !== owners.get(id))
        .map((id) => ({
          ...{ id, change: `#${number}`, url: urlOf(`#${number}`) },
          engineer: ledger.byId.get(`#${number}`)?.owner ?? null,
        })),
    ),
  };
}

/** Pairs of the week, with whose both changes are where that is one person. */
function candidatesIn(week: string, { candidates, byId }: Ledger, urlOf: UrlOf): WeeklyInput['candidates'] {
  const ownerOf = (id: string): string | null => byId.get(id)?.owner ?? null;
  return candidates
    .filter(({ at }) => isoWeek(at) === week)
    .map(({ fix, culprit }) => ({
      ...{ fix, culprit, url: urlOf(fix) },
      engineer: ownerOf(fix) === ownerOf(culprit) ? ownerOf(fix) : null,
    }));
}

function waiversIn(week: string, { pulls = [] }: Facts): WeeklyInput['waivers'] {
  return pulls
    .filter(({ mergedAt }) => mergedAt !== null && isoWeek(mergedAt) === week)
    .flatMap(({ number, url, waivers = [] }) =>
      waivers.map((waiver) => ({ ...waiver, change: `#${number}`, url, until: null })),
    );
}
