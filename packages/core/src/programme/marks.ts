import type { DerivedRow, DerivedSum, Tally, TallyInput } from '../define-metric.js';
import type { Measure } from '../schema/measure.js';
import type { Programme } from '../schema/programme.js';
import { startCounting } from '../tally-counter.js';
import { noonOf, toldProfiles, worldWith } from './habit-counts.js';
import { observedAgainst } from './observed.js';

type Marks = NonNullable<Programme['profile']>['marks'];

/** Counts the marks of the timeline that are due, and those of them that the profile says were reached by their day. Ids are `ada/preventive-thinking`. */
export function marksTally(input: TallyInput): readonly Tally[] | { readonly noData: string } {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const marks = world.programme.profile?.marks ?? [];
  const counter = startCounting();
  for (const { profile, rows, day } of toldProfiles(input, world)) {
    for (const { id, months } of marks) {
      const due = afterMonths(profile.since, months);
      if (due > day) continue;
      const sample = `${profile.login}/${id}`;
      const reached = Object.hasOwn(profile.marks, id) ? profile.marks[id]?.reached : undefined;
      const isReached = reached !== undefined && reached <= due;
      counter.add(rows, noonOf(day), {
        hits: isReached ? 1 : 0,
        of: 1,
        sample,
        miss: isReached ? undefined : sample,
      });
    }
  }
  return counter.tallies();
}

/** The same after each mark that is said to be reached was held against its metrics: one that they miss is none, one that they don't tell is left out. */
export function heldMarks(sum: Tally, { measureOf, programme }: DerivedRow): DerivedSum {
  const marks = programme?.programme.profile?.marks ?? [];
  const claimed = sum.sample.filter((id) => !sum.misses.includes(id));
  const answers = claimed.map((id) => ({ id, met: isHeld(id, marks, measureOf) }));
  const missed = answers.filter(({ met }) => met === false).map(({ id }) => id);
  const open = answers.filter(({ met }) => met === null).map(({ id }) => id);
  const { exempt = 0, notApplicable = 0, unknown = 0 } = sum.excluded ?? {};
  return {
    sum: {
      ...sum,
      numerator: sum.numerator - missed.length - open.length,
      denominator: sum.denominator - open.length,
      sample: sum.sample.filter((id) => !open.includes(id)),
      misses: [...sum.misses, ...missed],
      excluded: { exempt, notApplicable, unknown: unknown + open.length },
    },
  };
}

function isHeld(id: string, marks: Marks, measureOf: DerivedRow['measureOf']): boolean | null {
  const [login = '', name = ''] = id.split('/');
  const metrics = marks.find((mark) => mark.id === name)?.metrics ?? [];
  const found = (metric: string): Measure | undefined => measureOf(metric, login);
  const answers = metrics.map(({ metric, target }) => observedAgainst(found(metric), target).met);
  if (answers.includes(false)) return false;
  return answers.includes(null) ? null : true;
}

/** The same day of the month so many months later; where the month is too short for it, its last day. */
export function afterMonths(day: string, months: number): string {
  const [year = 0, month = 1, date = 1] = day.split('-').map(Number);
  const last = new Date(Date.UTC(year, month - 1 + months + 1, 0));
  const at = new Date(Date.UTC(last.getUTCFullYear(), last.getUTCMonth(), Math.min(date, last.getUTCDate())));
  return at.toISOString().slice(0, 10);
}
