import { isSame } from '../../programme/asked.js';
import { type EducationOverview, educationOverview } from '../../programme/education-overview.js';
import { type PersonOverview, peopleOverview } from '../../programme/overview.js';
import { type ReviewOverview, reviewOverview } from '../../programme/review-overview.js';
import { type SurveyOverview, surveyOverview } from '../../programme/survey-overview.js';
import type { ProgrammeWorld } from '../../programme/world.js';
import type { Measure } from '../../schema/measure.js';
import { EVERYBODY } from '../scores.js';
import type { WeeklyInput } from '../weekly/input.js';
import { isEnough } from '../weekly/suppress.js';
import { type VisibilityInput, visibleRows } from '../weekly/visible.js';
import { isProgrammeMetric } from './metric-ids.js';

/** What a report on the programme is made from: who may be shown as in the weekly report, and the records. */
export interface ProgrammeInput extends VisibilityInput, Pick<WeeklyInput, 'repository' | 'planTitle'> {
  readonly world: ProgrammeWorld;
  /** Last day that counts. */
  readonly until: string;
}

/** So many people: those shown by name, and the others; null, a few, of whom nothing more may be said. */
export interface Heads {
  readonly shown: number;
  readonly others: number | null;
}

/** A certificate with how many are where on the way to it; whoever left the organisation since is in `left` alone. */
export interface CertificateHeads {
  readonly id: string;
  readonly title: string;
  readonly within: number | null;
  readonly held: Heads;
  /** Their record says that they hold it, and whether its evidence bears that out could not be found out. */
  readonly unknown: Heads;
  /** Their record says that they hold it, and its evidence refutes that. */
  readonly claimed: Heads;
  readonly open: Heads;
  readonly withdrawn: Heads;
  readonly left: Heads;
}

/** Everything that a report on the programme says, without anybody who did not agree to be shown. */
export interface ProgrammeView
  extends Pick<ProgrammeInput, 'repository' | 'planTitle' | 'until' | 'visibility'> {
  readonly total: number;
  /** Not shown by name. */
  readonly unnamed: number;
  readonly people: readonly PersonOverview[];
  readonly certificates: readonly CertificateHeads[];
  readonly levels: readonly { readonly id: string; readonly title: string; readonly heads: Heads }[];
  readonly rotations: readonly {
    readonly title: string;
    readonly shown: readonly { readonly login: string; readonly from: string }[];
    readonly others: number | null;
  }[];
  readonly skills: readonly { readonly title: string; readonly modules: number; readonly heads: Heads }[];
  readonly surveys: readonly SurveyOverview[];
  readonly education: EducationOverview | null;
  readonly reviews: readonly ReviewOverview[];
  readonly measures: readonly Measure[];
  /** Metrics whose row of everybody would tell about too few. */
  readonly withheld: readonly string[];
  /** Whether anybody asked the platform for reviews, without which no signature is known. */
  readonly knowsReviews: boolean;
  readonly unread: number;
  /** People of whom there are several records. */
  readonly doubled: number;
}

type Test = (person: PersonOverview) => boolean;

/** Puts a report on the programme together and takes out what may not be shown. Figures about one to four people who are not shown by name are left open. */
export function programmeView(input: ProgrammeInput): ProgrammeView {
  const { world, until, visibility } = input;
  const rows = visibleRows(input);
  const everybody = peopleOverview(world, until);
  const isShown = (login: string): boolean =>
    visibility === 'self' || rows.people.some(({ engineer }) => isSame(engineer, login));
  const shown = everybody.filter(({ login }) => isShown(login));
  const hidden = everybody.filter(({ login }) => !isShown(login));
  const heads = (test: Test): Heads => ({
    shown: shown.filter(test).length,
    others: othersIn(hidden.filter(test).length, hidden.length),
  });
  return {
    ...{ repository: input.repository, planTitle: input.planTitle, until, visibility },
    ...{ total: everybody.length, unnamed: hidden.length },
    people: visibility === 'self' ? shown : shown.map(withoutOthers),
    certificates: certificatesIn(world, heads),
    levels: world.programme.ladder.map(({ id, title }) => ({
      ...{ id, title },
      heads: heads(({ level, left }) => level === id && left === null),
    })),
    rotations: rotationsIn(world, until, isShown),
    skills: world.programme.skills.map(({ id, title }) => ({
      title,
      modules: Object.values(world.programme.modules).filter(({ skills }) => skills.includes(id)).length,
      heads: heads(({ skills }) => skills.includes(id)),
    })),
    surveys: surveyOverview(world, until),
    education: educationOf(world, until, rows.withheld),
    reviews: reviewOverview(world, until),
    measures: rows.measures.filter(({ metricId }) => isProgrammeMetric(metricId)),
    withheld: [...rows.withheld].filter(isProgrammeMetric),
    knowsReviews: world.training.approvals !== undefined,
    unread: world.training.unread.length,
    doubled: (world.training.doubled ?? []).filter(({ form }) => form === 'person').length,
  };
}

/** Nobody, or enough on both sides to hide among; else how many it is stays open. */
function othersIn(count: number, of: number): number | null {
  return isEnough(count) && isEnough(of - count) ? count : null;
}

function certificatesIn(
  { programme }: ProgrammeWorld,
  heads: (test: Test) => Heads,
): ProgrammeView['certificates'] {
  return Object.entries(programme.certificates).map(([id, { title, withinDays }]) => {
    const isAt = (state: string, isKnown?: boolean): Heads =>
      heads(
        ({ ways, left }) =>
          (left === null) === (state !== 'left') &&
          ways.some(
            (way) =>
              way.certificate === id &&
              (state === 'left' || way.state === state) &&
              (isKnown === undefined || (way.isEvidenced !== null) === isKnown),
          ),
      );
    return {
      ...{ id, title, within: withinDays?.days ?? null },
      ...{
        held: isAt('held', true),
        unknown: isAt('held', false),
        claimed: isAt('claimed'),
        open: isAt('open'),
        withdrawn: isAt('withdrawn'),
        left: isAt('left'),
      },
    };
  });
}

function rotationsIn(
  { training }: ProgrammeWorld,
  until: string,
  isShown: (login: string) => boolean,
): ProgrammeView['rotations'] {
  return Object.entries(training.rotation?.rotations ?? {}).map(([id, { title, members }]) => {
    const now = members.filter(({ from, to }) => from <= until && (to === undefined || to >= until));
    const others = now.filter(({ login }) => !isShown(login)).length;
    return {
      title: title ?? id,
      shown: now.filter(({ login }) => isShown(login)).map(({ login, from }) => ({ login, from })),
      others: isEnough(others) ? others : null,
    };
  });
}

/** What was spent and shared is told where the measures of it are. */
function educationOf(
  world: ProgrammeWorld,
  until: string,
  withheld: ReadonlySet<string>,
): EducationOverview | null {
  const education = educationOverview(world, until);
  if (education === undefined) return null;
  return {
    ...education,
    ...(withheld.has('training-budget-used') ? { budget: null } : {}),
    ...(withheld.has('share-outs-done') ? { external: { attended: 0, shared: 0 } } : {}),
  };
}

/** What is missing, without the words that may name other people. */
function withoutOthers(person: PersonOverview): PersonOverview {
  const { ways, next } = person;
  const bare = (missing: NonNullable<PersonOverview['next']>['missing']) =>
    missing.map((part) => ({ ...part, why: '' }));
  return {
    ...person,
    ways: ways.map((way) => ({ ...way, missing: bare(way.missing) })),
    next: next === null ? null : { ...next, missing: bare(next.missing) },
  };
}

/** The row of everybody of a metric, one for each target. */
export function everybodyIn(
  { measures }: Pick<ProgrammeView, 'measures'>,
  metricId: string,
): readonly Measure[] {
  return measures.filter((measure) => measure.metricId === metricId && measure.engineer === EVERYBODY);
}
