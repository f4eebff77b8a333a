import {
  addDays,
  defineMetric,
  exampleHabits,
  exampleRecords,
  exampleWeek,
  exampleWorld,
  firstDayOf,
  noonOf,
  type ProgrammeWorld,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  weekPath,
  worldWith,
} from '@forethought/core';

const DESIGN = 'design';
const CODING = 'coding';

/** Ada's weekly files with these hours, the last week first. */
function worldOf(...weeks: readonly Readonly<Record<string, number>>[]): ProgrammeWorld {
  const records = weeks.map((hours, at) => exampleWeek('ada', `2026-W${47 - at}`, { hours: { ...hours } }));
  return exampleWorld(exampleHabits, exampleRecords({ weeks: records }));
}

/** How much of the time that people say they spent on design and on coding was spent on design. */
export default defineMetric({
  id: 'design-time',
  summary: 'More time goes into design than into coding, by the person’s own word.',
  why: 'What is thought through before it is written is cheaper to change.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E4',
  formula:
    'hours of design ÷ hours of design and of coding, over the weekly files that say both; nothing is inferred from commits, days or messages',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 5 },
  noData: 'no weekly file of this window says the hours of design and of coding',
  whenEmpty: 'no-data',
  gaming: 'Writing down what the target asks for.',
  counterMeasure:
    'It is a word of one’s own and said to be one; whether a design was approved before the code is counted by design-before-code, beside it.',
  tally,
  examples: [
    {
      name: 'two weeks, more of it design',
      programme: worldOf({ design: 12, coding: 8 }, { design: 10, coding: 10 }),
      expect: { state: 'met', numerator: 22, denominator: 40, value: 0.55 },
    },
    {
      name: 'as much of one as of the other is not more',
      programme: worldOf({ design: 10, coding: 10 }),
      expect: { state: 'missed', numerator: 10, denominator: 20, misses: ['weekly/2026-W47/ada.md'] },
    },
    {
      name: 'hours of one of them alone tell nothing',
      programme: worldOf({ design: 10 }),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody writes hours down',
      programme: worldOf({}),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'a week of leave is left out',
      programme: worldOf({ design: 1, coding: 9 }, { design: 12, coding: 8 }),
      away: ['2026-W47'],
      expect: { state: 'met', numerator: 12, denominator: 20, misses: [] },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const record of world.training.weeks) {
    const { login, week, hours = {} } = record;
    const monday = firstDayOf(week);
    const { [DESIGN]: design, [CODING]: coding } = hours;
    if (design === undefined || coding === undefined || design + coding === 0 || monday > world.asOf)
      continue;
    const path = weekPath(record);
    counter.add(rowsOfLogin(input, login, monday), noonOf(addDays(monday, 4)), {
      hits: design,
      of: design + coding,
      sample: path,
      miss: design > coding ? undefined : path,
    });
  }
  return counter.tallies();
}
