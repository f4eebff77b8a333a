import {
  type Facts,
  type FileTrouble,
  type Ledger,
  type PastRecords,
  type Plan,
  type Programme,
  quarterStart,
  type RosterEntry,
  rosterEntry,
  troublesBy,
  type VisibilityInput,
  type WeeklyInput,
} from '@forethought/core';
import type { Measured } from '../measure-facts.js';
import type { PolicySource } from '../policy-source.js';
import { factsSince } from './facts-since.js';
import { peopleIn } from './people.js';

/** What a report is made for, of a week or a month. */
export interface ReportQuery
  extends Pick<WeeklyInput, 'visibility' | 'isPublic' | 'repositoryUrl' | 'scope'> {
  readonly facts: Facts;
  readonly source: PolicySource;
  /** What the plan asks of people, with the team's curriculum laid over it. */
  readonly programme: Programme;
  /** Records as they stood when the week was over; absent while it is not, and where nobody looked. */
  readonly past?: PastRecords | undefined;
  /** The day from which facts are there. */
  readonly factsFrom: string;
  readonly troubles?: readonly FileTrouble[];
}

type Framed =
  | keyof VisibilityInput
  | 'scope'
  | 'repositoryUrl'
  | 'repository'
  | 'planTitle'
  | 'gaps'
  | 'troubles';

/** What the report of a week and the review of a month say alike of the days up to an instant. */
export function reportFrame(
  query: ReportQuery,
  { measures, ledger, outsiders }: Measured,
  { monday, end }: { readonly monday: string; readonly end: string },
): Pick<WeeklyInput, Framed> {
  const { facts, source, visibility, isPublic, repositoryUrl, scope } = query;
  return {
    ...{ scope, visibility, isPublic, repositoryUrl, measures, outsiders },
    repository: facts.repository.name,
    planTitle: source.plan.title,
    people: peopleIn(source.config?.roster ?? [], planFor(source), monday),
    notEnrolled: strangersIn(ledger, source, end),
    allowsPublicNames: source.config?.report.public === true,
    gaps: [
      ...facts.sources.flatMap(({ missing }) => missing),
      ...factsGap(query.factsFrom, end),
      ...untold(query.past),
    ],
    troubles: troublesBy(query.troubles ?? [], end),
  };
}

/** The plan that somebody on the roster follows. */
function planFor({ plan: own, plans }: PolicySource): (entry: Pick<RosterEntry, 'plan'>) => Plan {
  return ({ plan }) => plans.find((each) => each.plan === plan) ?? own;
}

/** What an old report lacks where facts begin later than its longest window. */
function factsGap(factsFrom: string, asOf: string): WeeklyInput['gaps'] {
  const day = factsFrom.slice(0, 10);
  if (factsSince(asOf).slice(0, 10) >= day) return [];
  return [{ what: `changes before ${day}`, why: 'facts are kept from that day on' }];
}

/** What an old week lacks where nobody can tell how the records of people stood then. */
function untold(past: PastRecords | undefined): WeeklyInput['gaps'] {
  return past === undefined || !('why' in past)
    ? []
    : [{ what: `records of people on ${past.day}`, why: past.why }];
}

/** Whether somebody is on the roster; a change without an owner is nobody's there. */
export function isEnrolledIn({ config }: PolicySource): (engineer: string | null) => boolean {
  const roster = config?.roster ?? [];
  return (engineer) => engineer !== null && rosterEntry(roster, engineer) !== undefined;
}

/** People who own changes of the quarter before and are not on the roster. */
function strangersIn({ changes }: Ledger, source: PolicySource, asOf: string): number {
  const roster = source.config?.roster ?? [];
  const first = quarterStart(asOf);
  const mine = changes.filter(({ landedAt }) => landedAt >= first && landedAt <= asOf);
  const owners = new Set(mine.flatMap(({ owner }) => (owner === null ? [] : [owner])));
  return [...owners].filter((owner) => rosterEntry(roster, owner) === undefined).length;
}
