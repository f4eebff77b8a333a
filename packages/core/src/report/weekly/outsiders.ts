import type { Tally } from '../../define-metric.js';
import type { Measure } from '../../schema/measure.js';
import type { MetricTallies } from '../../tally.js';
import { isoWeek } from '../../week.js';
import { EVERYBODY } from '../scores.js';

/** Who stands behind a figure: enrolled people by id, whatever their plan or absence, and how many others. */
export interface Contributors {
  readonly enrolled: readonly string[];
  readonly outside: number;
}

/** Who stands behind everybody's figure of one metric in its window, in each ISO week, and behind each count beside it. What has no entry has nobody. */
export interface Outsiders extends Contributors {
  readonly metricId: string;
  readonly byWeek: Readonly<Record<string, Contributors>>;
  readonly beside: Readonly<Record<string, Contributors>>;
  /** Rows are read against everybody's population, so that their denominator is everybody's number. */
  readonly isShared: boolean;
}

/**
 * Finds out, metric by metric, who contributed to everybody's figure, so that no row and no difference of rows tells about a few. It
 * is asked of the tallies: a measure of one's own may be read against everybody's population, leave weeks out, or not be there.
 */
export function outsidersIn(
  tallied: readonly MetricTallies[],
  measures: readonly Measure[],
  isEnrolled: (engineer: string) => boolean,
): readonly Outsiders[] {
  const everybody = measures.filter(({ engineer }) => engineer === EVERYBODY);
  return everybody.map(({ metricId, window }) => {
    const [first, last] = [isoWeek(window.from), isoWeek(window.to)];
    const tallies = tallied.find((one) => one.metricId === metricId)?.tallies ?? [];
    const people = tallies.filter(({ engineer }) => !engineer.startsWith(EVERYBODY));
    const isIn = ({ week }: Tally): boolean => week >= first && week <= last;
    const counted = people.filter(holdsAnything);
    const parts = (of: readonly Tally[]): Contributors => parted(of, isEnrolled);
    return {
      metricId,
      ...parts(counted.filter(isIn)),
      byWeek: grouped(counted, ({ week }) => [week], parts),
      beside: grouped(people.filter(isIn), ({ beside = {} }) => Object.keys(beside), parts),
      isShared: isShared(
        measures.filter((measure) => measure.metricId === metricId),
        tallies.filter(isIn),
      ),
    };
  });
}

/** Whether somebody's own counts are in a figure at all; what was left out of it is not. */
function holdsAnything({ numerator, denominator, sample, values = [], ids = [] }: Tally): boolean {
  return numerator + denominator + sample.length + values.length + ids.length > 0;
}

function parted(tallies: readonly Tally[], isEnrolled: (engineer: string) => boolean): Contributors {
  const people = [...new Set(tallies.map(({ engineer }) => engineer))].sort();
  const enrolled = people.filter(isEnrolled);
  return { enrolled, outside: people.length - enrolled.length };
}

function grouped(
  tallies: readonly Tally[],
  keysOf: (tally: Tally) => readonly string[],
  parts: (tallies: readonly Tally[]) => Contributors,
): Readonly<Record<string, Contributors>> {
  const groups = new Map<string, Tally[]>();
  for (const tally of tallies)
    for (const key of keysOf(tally)) groups.set(key, [...(groups.get(key) ?? []), tally]);
  return Object.fromEntries([...groups].map(([key, some]) => [key, parts(some)]));
}

/** A row whose denominator is more than its own counts add up to holds somebody else's. */
function isShared(measures: readonly Measure[], tallies: readonly Tally[]): boolean {
  const own = new Map<string, number>();
  for (const { engineer, denominator } of tallies) own.set(engineer, (own.get(engineer) ?? 0) + denominator);
  return measures.some(({ engineer, denominator }) => (denominator ?? 0) > (own.get(engineer) ?? 0));
}
