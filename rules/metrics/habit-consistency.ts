import {
  defineMetric,
  dueDays,
  exampleDay,
  exampleHabits,
  exampleRecords,
  exampleWorld,
  noonOf,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  worldWith,
} from '@forethought/core';

const DONE = { morning: { done: 4, of: 4 }, evening: { done: 4, of: 4 } };
const worldOf = (...days: Parameters<typeof exampleDay>[]) =>
  exampleWorld(exampleHabits, exampleRecords({ days: days.map((day) => exampleDay(...day)) }));

/** How many steps of the morning and evening routines are ticked on working days. */
export default defineMetric({
  id: 'habit-consistency',
  rule: 'daily-log',
  summary: 'The routines of morning and evening are kept on every working day.',
  why: 'A habit is what happens on the day on which there is no time for it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E4',
  formula:
    'ticked steps of the morning and evening routines ÷ their steps on every working day, Monday to Friday, that is over, from the first daily file on; a day without a file has no step ticked',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 40, team: 160 },
  noData: 'nobody keeps daily files in this window',
  gaming: 'Ticking all boxes in the evening, or all of them on Friday.',
  counterMeasure:
    'It is a trend without a number to reach, minutes are never read, and what the routines are for – patterns, learnings, catches – is measured where it shows.',
  tally,
  examples: [
    {
      name: 'a week in which Wednesday has no file',
      programme: worldOf(
        ['ada', '2026-11-16', DONE],
        ['ada', '2026-11-17', DONE],
        ['ada', '2026-11-19', DONE],
        ['ada', '2026-11-20', { ...DONE, morning: { done: 2, of: 4 } }],
      ),
      expect: { state: 'uncertain', numerator: 30, denominator: 40, misses: ['daily/2026-11-18/ada.md'] },
    },
    {
      name: 'a deployment adds nothing and takes nothing',
      programme: worldOf(['ada', '2026-11-20', { ...DONE, deployment: { done: 1, of: 6 } }]),
      expect: { state: 'insufficient', numerator: 8, denominator: 8 },
    },
    {
      name: 'who keeps no daily files is not counted',
      programme: worldOf(['bob', '2026-11-20', DONE]),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'a week of leave is left out',
      programme: worldOf(['ada', '2026-11-13', DONE]),
      away: ['2026-W47'],
      expect: { state: 'insufficient', numerator: 8, denominator: 8 },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const routines = world.programme.routines.filter(({ when }) => when === 'morning' || when === 'evening');
  const steps = routines.reduce((sum, routine) => sum + routine.steps.length, 0);
  const counter = startCounting();
  for (const { login, day, record } of dueDays(world)) {
    const done = routines.reduce(
      (sum, { id, steps: { length } }) => sum + Math.min(record?.routines[id]?.done ?? 0, length),
      0,
    );
    const path = record?.path ?? `daily/${day}/${login}.md`;
    counter.add(rowsOfLogin(input, login, day), noonOf(day), {
      hits: done,
      of: steps,
      sample: path,
      miss: record === undefined ? path : undefined,
    });
  }
  return counter.tallies();
}
