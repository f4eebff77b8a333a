import { addDays, type Plan, type RosterEntry, startOfWeek, type WeeklyPerson } from '@forethought/core';

/** Where everybody on the roster stands in their plan at the end of a week; `monday` is its first day. */
export function peopleIn(
  roster: readonly RosterEntry[],
  planOf: (entry: RosterEntry) => Plan,
  monday: string,
): readonly WeeklyPerson[] {
  return roster.map((entry) => {
    const plan = planOf(entry);
    const week = weekOfPlan(entry, monday);
    return {
      engineer: entry.login,
      isNamed: entry.named,
      planTitle: plan.title,
      unitTitle: week === null ? null : unitAt(plan, week),
      week,
      isAway: isAwayIn(entry, monday),
    };
  });
}

/** A week of somebody's that lies in an absence as a whole: Monday to Friday are enough. */
export function isAwayIn({ away }: Pick<RosterEntry, 'away'>, monday: string): boolean {
  const days = [0, 1, 2, 3, 4].map((day) => addDays(monday, day));
  return days.every((day) => away.some(({ from, to }) => from <= day && day <= to));
}

/** The latest week of the plan that has begun by the week's last day; null before the first one, and without a start date. */
function weekOfPlan({ start, away }: RosterEntry, monday: string): number | null {
  if (start === undefined) return null;
  const sunday = addDays(monday, 6);
  if (start > sunday) return null;
  const most = Math.floor((Date.parse(sunday) - Date.parse(start)) / 604_800_000) + 1;
  for (let week = most; week > 1; week -= 1) if (startOfWeek(start, week, away) <= sunday) return week;
  return 1;
}

/** The unit of that week; after the last one the plan's last unit with weeks stays. */
function unitAt(plan: Plan, week: number): string | null {
  const units = plan.phases.flatMap((phase) => phase.units).filter((unit) => unit.weeks !== undefined);
  const current = units.find(({ weeks }) => weeks !== undefined && weeks[0] <= week && week <= weeks[1]);
  return (current ?? units.at(-1))?.title ?? null;
}
