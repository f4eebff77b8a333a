import type { Measure } from '../../schema/measure.js';
import { EVERYBODY, TEAM } from '../scores.js';
import type { WeeklyInput, WeeklyPerson } from './input.js';
import type { Contributors, Outsiders } from './outsiders.js';

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

/** Rows of a published report: groups without what is about too few, people without numbers of a group that is not shown. */
export function suppress(
  { measures, outsiders, people }: Pick<WeeklyInput, 'measures' | 'outsiders' | 'people'>,
  names: ReadonlySet<string>,
): { readonly measures: readonly Measure[]; readonly withheld: ReadonlySet<string> } {
  const quiet = new Set(
    people
      .filter(({ engineer, isNamed }) => !isNamed && !names.has(engineer))
      .map(({ engineer }) => engineer),
  );
  const entries = new Map(outsiders.map((entry) => [entry.metricId, entry]));
  const groups = measures
    .filter(({ engineer }) => isGroup(engineer))
    .flatMap((group) =>
      suppressed(group, entries.get(group.metricId), (who) => isRight(group.engineer, who, names, quiet)),
    );
  const shown = new Set(groups.flatMap((each) => (each.engineer === EVERYBODY ? [each.metricId] : [])));
  const isWithheld = ({ metricId }: Measure): boolean => !shown.has(metricId);
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
  };
}

function isGroup(engineer: WeeklyPerson['engineer']): boolean {
  return engineer === EVERYBODY || engineer === TEAM;
}

/** Whether a row, or what is left of everybody's without the rows that are shown, is about nobody or about enough. */
function isRight(
  row: string,
  { enrolled, outside }: Contributors,
  names: ReadonlySet<string>,
  quiet: ReadonlySet<string>,
): boolean {
  const behind = enrolled.filter((id) => !names.has(id));
  const inTeam = behind.filter((id) => quiet.has(id)).length;
  return isEnough(row === TEAM ? inTeam : besides(inTeam, behind.length - inTeam + outside));
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
