import {
  addDays,
  associations,
  type Facts,
  firstDayOf,
  type Identities,
  isoWeek,
  type Ledger,
  type PastRecords,
  type PatternEntry,
  type ProgrammeWorld,
  programmeView,
  type RequestCount,
  type WeeklyInput,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { type Counted, countFacts, measureCounted } from '../measure-facts.js';
import { missesIn, type UrlOf } from './misses.js';
import { isEnrolledIn, type ReportQuery, reportFrame } from './report-frame.js';
import { findingsOf } from './verdicts.js';

/** What a weekly report is made for. */
export interface WeekQuery extends ReportQuery {
  /** `2026-W47`. */
  readonly week: string;
  readonly patterns: readonly Pick<PatternEntry, 'id' | 'title'>[];
  readonly sources: WeeklyInput['sources'];
  readonly notices: readonly string[];
  readonly requests?: RequestCount;
}

const RULE_IDS = rules.map(({ id }) => id);

/** Measures one week and puts together what its report says. */
export function weeklyInput(query: WeekQuery): WeeklyInput {
  return weeklyReports(query)(query.week, query.past);
}

/** Counts facts with the verdicts that they store, for as many weeks and months as are asked for. */
export function countReports({
  facts,
  source,
  programme,
}: Pick<WeekQuery, 'facts' | 'source' | 'programme'>): Counted {
  return countFacts({ facts, source, programme, findings: findingsOf(facts) });
}

/**
 * Counts facts once and gives the report of any week. A week counts what landed until its last day, with what is known by now of what came
 * of that: labels that were set and causes that were named since are in it.
 */
export function weeklyReports(
  query: Omit<WeekQuery, 'week' | 'past'>,
  counted: Counted = countReports(query),
): (week: string, past?: PastRecords) => WeeklyInput {
  return (week, past) => reportOfWeek({ ...query, week, past }, counted);
}

function reportOfWeek(query: WeekQuery, counted: Counted): WeeklyInput {
  const { week, facts, source, past } = query;
  const monday = firstDayOf(week);
  const end = `${addDays(monday, 6)}T23:59:59Z`;
  const asOf = end < facts.asOf ? end : facts.asOf;
  const measured = measureCounted(counted, { source, asOf, past });
  const { measures, ledger, identities, programme } = measured;
  const policy = source.policyOf(null);
  const urlOf = urlsOf(ledger, facts, query.repositoryUrl);
  const input: WeeklyInput = {
    ...reportFrame(query, measured, { monday, end: asOf }),
    week,
    asOf: facts.asOf,
    policy,
    unresolved: identities.unresolved,
    misses: missesIn(measures, { ledger, documents: facts.documents }, policy, urlOf),
    candidates: candidatesIn(week, ledger, urlOf),
    patterns: patternsIn(week, counted.facts, query.patterns, ledger, identities, urlOf),
    associations: associations(ledger, RULE_IDS, asOf),
    enrolledAssociations: associations(ledger, RULE_IDS, asOf, isEnrolledIn(source)),
    waivers: waiversIn(week, facts),
    sources: query.sources,
    notices: query.notices,
    ...(query.requests === undefined ? {} : { requests: query.requests }),
  };
  return hasProgramme(programme)
    ? { ...input, programme: programmeView({ ...input, world: programme, until: asOf.slice(0, 10) }) }
    : input;
}

/** Habits alone are in the rows of the report; certificates and levels have a part of their own. */
function hasProgramme({ programme, training }: ProgrammeWorld): boolean {
  return Object.keys(programme.certificates).length + programme.ladder.length + training.people.length > 0;
}

/** Where a change, defect, issue or document is to be seen, as far as anything knows. */
export function urlsOf(
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
