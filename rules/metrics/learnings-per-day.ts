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

const full = Object.fromEntries(['16', '17', '18', '19', '20'].map((day) => [`2026-11-${day}`, 3]));
const worldOf = (...weeks: Parameters<typeof exampleWeek>[]) =>
  exampleWorld(exampleHabits, exampleRecords({ weeks: weeks.map((week) => exampleWeek(...week)) }));

/** How many learnings with a reference a working day has, over the weeks that were written down. */
export default defineMetric({
  id: 'learnings-per-day',
  rule: 'learning-log',
  summary: 'Documentation teaches three things a day that are written down with their place.',
  why: 'What was learnt and can be looked up again is the cheapest help for the next person.',
  unit: 'score',
  better: 'higher',
  counting: 'census',
  tier: 'E4',
  formula:
    'learnings that say what was learnt, refer to where it stands and are dated within their week ÷ working days, Monday to Friday, of the weeks that have a file, up to today',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 20 },
  noData: 'no weekly file in this window',
  gaming: 'Splitting one page into five sentences, or writing down what was known before.',
  counterMeasure:
    'A sentence that stands there before counts once, every one needs its reference, and how many days had the plan’s number stands beside the mean.',
  tally,
  examples: [
    {
      name: 'three on each day of a week',
      programme: worldOf(['ada', '2026-W47', { learnings: full }]),
      expect: { state: 'met', numerator: 15, denominator: 5, value: 3, beside: { 'days with enough': 5 } },
    },
    {
      name: 'four on two days, none on the others',
      programme: worldOf(['ada', '2026-W47', { learnings: { '2026-11-16': 4, '2026-11-18': 4 } }]),
      expect: {
        state: 'missed',
        numerator: 8,
        denominator: 5,
        value: 1.6,
        beside: { 'days with enough': 2 },
      },
    },
    {
      name: 'a week without a file is no week without learnings',
      programme: worldOf([
        'ada',
        '2026-W45',
        { learnings: Object.fromEntries(['02', '03', '04', '05', '06'].map((day) => [`2026-11-${day}`, 3])) },
      ]),
      expect: { state: 'met', numerator: 15, denominator: 5 },
    },
    {
      name: 'nobody writes weekly files',
      programme: worldOf(),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'a week of leave is left out',
      programme: worldOf(['ada', '2026-W46', {}], ['ada', '2026-W47', { learnings: full }]),
      away: ['2026-W46'],
      expect: { state: 'met', numerator: 15, denominator: 5 },
    },
    {
      name: 'everybody',
      row: '*',
      programme: worldOf(['ada', '2026-W47', { learnings: full }], ['bob', '2026-W47', {}]),
      expect: { state: 'insufficient', numerator: 15, denominator: 10 },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const enough = world.programme.weekly?.learningsPerDay ?? 1;
  const counter = startCounting();
  for (const { login, week, learnings, path } of world.training.weeks) {
    const monday = firstDayOf(week);
    for (let at = 0; at < 7; at += 1) {
      const day = addDays(monday, at);
      if (day > world.asOf) break;
      const count = learnings[day] ?? 0;
      counter.add(rowsOfLogin(input, login, day), noonOf(day), {
        hits: count,
        of: at < 5 ? 1 : 0,
        sample: at === 0 ? path : undefined,
        beside: { 'days with enough': count >= enough ? 1 : 0 },
      });
    }
  }
  return counter.tallies();
}
