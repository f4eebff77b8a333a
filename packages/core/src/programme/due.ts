import { unitDates } from '../schedule.js';
import type { RosterEntry } from '../schema/config.js';
import type { Plan } from '../schema/plan.js';
import { addDays, firstDayOf, isoWeek } from '../week.js';
import type { ProgrammeWorld } from './world.js';

/** What a person is reminded of: where on the plan, and what is open. */
export interface Due {
  /** Week of the plan, from 1, and the unit that it belongs to; absent without a start. */
  readonly week?: number;
  readonly unit?: string;
  /** What that unit asks, each practice by its title and with the question that the plan puts. */
  readonly asks: readonly { readonly id: string; readonly title: string; readonly question: string }[];
  /** Units whose practices begin to warn or to block from now on, with the day, the next first. */
  readonly next: readonly {
    readonly title: string;
    readonly day: string;
    readonly how: 'warns' | 'blocks';
  }[];
  /** Files, and parts of them, that are due by now, each with the command that writes it. */
  readonly open: readonly { readonly what: string; readonly command: string }[];
}

/** What is due for a person as of a day: by the plan's calendar and by the weekly files, today's and last week's. */
export function dueOf(
  { plan, entry }: { readonly plan: Plan; readonly entry: Pick<RosterEntry, 'login' | 'start' | 'away'> },
  world: ProgrammeWorld,
): Due {
  const today = world.asOf.slice(0, 10);
  const dates = unitDates(plan, entry);
  const units = plan.phases.flatMap((phase) => phase.units);
  const begun = units.filter(({ id }) => (dates.get(id)?.blocks ?? '9') <= today);
  const now = begun.at(-1);
  const next = units.flatMap(({ id, title }) => {
    const date = dates.get(id);
    if (date === undefined) return [];
    const { warns, blocks } = date;
    return [
      ...(warns !== undefined && warns > today ? [{ title, day: warns, how: 'warns' as const }] : []),
      ...(blocks > today ? [{ title, day: blocks, how: 'blocks' as const }] : []),
    ];
  });
  const week =
    entry.start === undefined || entry.start > today ? undefined : weeksBetween(entry.start, today);
  return {
    ...(week === undefined ? {} : { week }),
    ...(now === undefined ? {} : { unit: now.title }),
    asks: (now?.practices ?? []).map(({ id, title, question = '' }) => ({ id, title, question })),
    next: [...next].sort((a, b) => (a.day < b.day ? -1 : 1)),
    open: openIn(entry.login, world, today),
  };
}

function weeksBetween(start: string, today: string): number {
  return Math.floor((Date.parse(today) - Date.parse(start)) / 604_800_000) + 1;
}

function openIn(login: string, { programme, training }: ProgrammeWorld, today: string): Due['open'] {
  const { weekly } = programme;
  if (weekly === undefined) return [];
  const isOwn = (each: { readonly login: string }): boolean =>
    each.login.toLowerCase() === login.toLowerCase();
  const current = isoWeek(today);
  const last = isoWeek(addDays(firstDayOf(current), -7));
  const file = (week: string) => training.weeks.find((each) => isOwn(each) && each.week === week);
  const [mine, before] = [file(current), file(last)];
  const goals = weekly.goals.filter(({ id }) => mine?.goals[id] === undefined).map(({ id }) => id);
  const review = weekly.review.filter(({ id }) => before?.review.includes(id) !== true).map(({ id }) => id);
  const scores = weekly.questions.filter(({ id }) => before?.scores[id] === undefined).map(({ id }) => id);
  const learnt = mine?.learnings[today] ?? 0;
  const wanted = weekly.learningsPerDay ?? 0;
  const day = training.days.find((each) => isOwn(each) && each.day === today);
  return [
    ...(goals.length === 0
      ? []
      : [{ what: `goals of ${current}: ${goals.join(', ')}`, command: 'forethought week' }]),
    ...(before === undefined || review.length === 0
      ? []
      : [{ what: `review of ${last}: ${review.join(', ')}`, command: `forethought week --week ${last}` }]),
    ...(before === undefined || scores.length === 0
      ? []
      : [
          {
            what: `self-assessment of ${last}: ${scores.join(', ')}`,
            command: `forethought assess --week ${last}`,
          },
        ]),
    ...(learnt >= wanted
      ? []
      : [
          { what: `learnings of today: ${learnt} of ${wanted}`, command: 'forethought learn "…" --source …' },
        ]),
    ...(day !== undefined || programme.routines.length === 0
      ? []
      : [{ what: `the file of ${today}`, command: 'forethought day start' }]),
  ];
}
