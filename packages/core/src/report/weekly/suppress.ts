import type { Measure } from '../../schema/measure.js';
import { ENROLLED, EVERYBODY, TEAM } from '../scores.js';
import type { WeeklyInput, WeeklyPerson } from './input.js';
import type { Contributors, Outsiders } from './outsiders.js';
import type { VisibleRows } from './visible.js';

/** Fewer people than this have no row together, nor is a difference of two rows about fewer. */
export const SMALLEST_GROUP = 5;

const NOBODY: Contributors = { enrolled: [], outside: 0 };
/** How the reason of a verdict begins that goes on with the contested changes. */
const CONTESTED = 'hangs on what is contested';

/** Nobody, or enough people to hide among. */
export function isEnough(people: number): boolean {
  return people === 0 || people >= SMALLEST_GROUP;
}

/** People whom everybody's figure is about when all rows that are shown are taken away from it: the team's is one from five people on. */
export function besides(inTeam: number, others: number): number {
  return inTeam >= SMALLEST_GROUP ? others : inTeam + others;
}

/**
 * Rows of a published report: groups without what is about too few, people without numbers of a group that is not shown. All who are
 * enrolled have a row where everybody's is not shown, so that no difference of the two tells about the others.
 */
export function suppress(
  { measures, outsiders, people }: Pick<WeeklyInput, 'measures' | 'outsiders' | 'people'>,
  names: ReadonlySet<string>,
): Pick<VisibleRows, 'measures' | 'withheld' | 'ofEnrolled'> {
  const quiet = new Set(
    people
      .filter(({ engineer, isNamed }) => !isNamed && !names.has(engineer))
      .map(({ engineer }) => engineer),
  );
  const entries = new Map(outsiders.map((entry) => [entry.metricId, entry]));
  const fine = measures
    .filter(({ engineer }) => isGroup(engineer))
    .flatMap((group) =>
      suppressed(group, entries.get(group.metricId), (who) => isRight(group.engineer, who, names, quiet)),
    );
  const shown = new Set(fine.flatMap((each) => (each.engineer === EVERYBODY ? [each.metricId] : [])));
  const isWithheld = ({ metricId }: Measure): boolean => !shown.has(metricId);
  const addsToTeam = ({ metricId }: Measure): boolean =>
    (entries.get(metricId)?.enrolled ?? []).some((id) => !quiet.has(id)) ||
    !fine.some((each) => each.engineer === TEAM && each.metricId === metricId);
  const groups = fine.filter((each) => each.engineer !== ENROLLED || (isWithheld(each) && addsToTeam(each)));
  const own = measures.filter(({ engineer }) => names.has(engineer));
  return {
    measures: [...groups, ...own].map((each) =>
      isWithheld(each) && entries.get(each.metricId)?.isShared === true ? ownCounts(each) : each,
    ),
    withheld: new Set(
      measures
        .filter((each) => each.engineer === EVERYBODY && isWithheld(each))
        .map(({ metricId }) => metricId),
    ),
    ofEnrolled: new Set(
      outsiders.filter((who) => isRight(ENROLLED, who, names, quiet)).map(({ metricId }) => metricId),
    ),
  };
}

function isGroup(engineer: WeeklyPerson['engineer']): boolean {
  return engineer === EVERYBODY || engineer === ENROLLED || engineer === TEAM;
}

/** Whether a row, or what is left of everybody's or of all who are enrolled without the rows that are shown, is about nobody or about enough. */
function isRight(
  row: string,
  { enrolled, outside }: Contributors,
  names: ReadonlySet<string>,
  quiet: ReadonlySet<string>,
): boolean {
  const behind = enrolled.filter((id) => !names.has(id));
  const inTeam = behind.filter((id) => quiet.has(id)).length;
  const others = behind.length - inTeam + (row === ENROLLED ? 0 : outside);
  return isEnough(row === TEAM ? inTeam : besides(inTeam, others));
}

/** A group's measure without what is about too few: as it is, with weeks taken out, or not at all. Whose figure is not known is not shown. */
function suppressed(
  group: Measure,
  known: Outsiders | undefined,
  isFine: (who: Contributors) => boolean,
): readonly Measure[] {
  if (known === undefined || (group.denominator !== null && !isFine(known))) return [];
  const { series, beside, reason, candidates: _, excluded: __, ...counts } = group;
  const weeks = series?.map((point) =>
    isFine(known.byWeek[point.week] ?? NOBODY)
      ? point
      : { ...point, numerator: 0, denominator: 0, value: null },
  );
  const kept = Object.entries(beside ?? {}).filter(([name]) => isFine(known.beside[name] ?? NOBODY));
  return [
    {
      ...counts,
      ...(reason === undefined ? {} : { reason: plainReason(reason) }),
      ...(beside === undefined ? {} : { beside: Object.fromEntries(kept) }),
      ...(weeks === undefined ? {} : { series: weeks }),
      ...{ sample: [], misses: [] },
    },
  ];
}

/** Why a group has its state, without the ids of changes and without how many could not be judged, who may be one person's. */
function plainReason(reason: string): string {
  return reason
    .split('; ')
    .map((part) =>
      part.startsWith(CONTESTED) ? CONTESTED : part.replace(/^\d+ could not/, 'some could not'),
    )
    .join('; ');
}

/** Somebody's own count without everybody's that it is read against. */
function ownCounts(measure: Measure): Measure {
  const { series, ...counts } = measure;
  const points = series?.map((point) => ({ ...point, denominator: Math.min(1, point.denominator) }));
  return {
    ...counts,
    denominator: null,
    interval: null,
    ...(points === undefined ? {} : { series: points }),
  };
}
