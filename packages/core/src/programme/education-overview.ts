import { daysIn } from './asked.js';
import type { ProgrammeWorld } from './world.js';

/** What was held for everybody in the twelve months before, and what was spent outside. */
export interface EducationOverview {
  readonly held: readonly { readonly title: string; readonly times: number; readonly last: string | null }[];
  /** Of this calendar year: approved cost, the programme's budget for one engineer, and its currency. */
  readonly budget: {
    readonly year: string;
    readonly spent: number;
    readonly each: number;
    readonly currency: string;
  } | null;
  /** External trainings attended, and those that were shared afterwards. */
  readonly external: { readonly attended: number; readonly shared: number };
}

const YEAR = 365;

/** Education up to a day; undefined where nobody keeps a log. */
export function educationOverview(world: ProgrammeWorld, until: string): EducationOverview | undefined {
  const { education } = world.training;
  if (education === undefined) return undefined;
  const asked = world.programme.education;
  const isIn = (on: string): boolean => on <= until && daysIn(on, until) <= YEAR;
  const events = (title: string, list: readonly { readonly on: string }[]) => {
    const days = list
      .map(({ on }) => on)
      .filter(isIn)
      .sort();
    return { title, times: days.length, last: days.at(-1) ?? null };
  };
  const year = until.slice(0, 4);
  const approved = education.external.filter(({ budgetApproval }) => {
    const on = budgetApproval?.on;
    return on !== undefined && on <= until && on.slice(0, 4) === year;
  });
  const attended = education.external.filter(({ attended: on }) => on !== undefined && isIn(on));
  const external = asked?.external;
  return {
    held: [
      events(asked?.sessions?.title ?? 'Monthly session', education.sessions),
      events('Quarterly workshop', education.workshops),
      events('Book club', education.bookClub),
    ],
    budget:
      external === undefined
        ? null
        : {
            ...{ year, each: external.budget, currency: external.currency },
            spent: approved.reduce((sum, { cost }) => sum + cost, 0),
          },
    external: {
      attended: attended.length,
      shared: attended.filter(({ shareOut }) => shareOut !== undefined && shareOut.on <= until).length,
    },
  };
}
