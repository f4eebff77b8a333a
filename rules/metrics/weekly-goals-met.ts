import {
  addDays,
  defineMetric,
  exampleHabits,
  exampleRecords,
  exampleWeek,
  exampleWorld,
  firstDayOf,
  noonOf,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  worldWith,
} from '@forethought/core';

const ALL = { read: 'met', practise: 'met', ship: 'met', document: 'met', improve: 'met' } as const;
const worldOf = (...weeks: Parameters<typeof exampleWeek>[]) =>
  exampleWorld(exampleHabits, exampleRecords({ weeks: weeks.map((week) => exampleWeek(...week)) }));

/** How many of the goals of a week are met, of all that the plan has. */
export default defineMetric({
  id: 'weekly-goals-met',
  rule: 'weekly-goals',
  summary: 'The goals of the week are set and met.',
  why: 'A goal that is met every week is too small, and one that never is was none: the trend tells which.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E4',
  formula:
    'goals with words that are ticked ÷ goals of the plan, over the weeks that are over and have a file',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 25 },
  noData: 'no weekly file of a week that is over in this window',
  gaming: 'Setting goals that are done already.',
  counterMeasure:
    'It is a trend without a number to reach, and a goal that was not set counts as one that was not met.',
  tally,
  examples: [
    {
      name: 'four of five, and then all',
      programme: worldOf(
        ['ada', '2026-W45', { goals: { ...ALL, ship: 'open' } }],
        ['ada', '2026-W46', { goals: ALL }],
      ),
      expect: { state: 'uncertain', numerator: 9, denominator: 10, value: 0.9 },
    },
    {
      name: 'one goal that was set and met',
      programme: worldOf(['ada', '2026-W46', { goals: { read: 'met' } }]),
      expect: { state: 'uncertain', numerator: 1, denominator: 5 },
    },
    {
      name: 'a week that is not over',
      programme: worldOf(['ada', '2026-W47', { goals: ALL }]),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'a week of leave is left out',
      programme: worldOf(['ada', '2026-W45', {}], ['ada', '2026-W46', { goals: ALL }]),
      away: ['2026-W45'],
      expect: { state: 'uncertain', numerator: 5, denominator: 5 },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const known = world.programme.weekly?.goals ?? [];
  const counter = startCounting();
  for (const { login, week, goals, path } of world.training.weeks) {
    const ends = addDays(firstDayOf(week), 6);
    if (ends >= world.asOf) continue;
    const met = known.filter(({ id }) => goals[id] === 'met').length;
    const miss = met < known.length ? path : undefined;
    counter.add(rowsOfLogin(input, login, ends), noonOf(ends), {
      hits: met,
      of: known.length,
      sample: path,
      miss,
    });
  }
  return counter.tallies();
}
