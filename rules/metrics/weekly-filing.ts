import {
  addDays,
  defineMetric,
  dueWeeks,
  exampleHabits,
  exampleRecords,
  exampleWeek,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  weekPath,
  worldWith,
} from '@forethought/core';

/** Days after the end of a week in which its file still comes in time. */
const GRACE_DAYS = 7;

/** Files of some weeks, by somebody who began on 2 November. */
function worldOf(...weeks: Parameters<typeof exampleWeek>[]): ProgrammeWorld {
  const world = exampleWorld(
    exampleHabits,
    exampleRecords({ weeks: weeks.map((week) => exampleWeek(...week)) }),
  );
  return { ...world, asOf: '2026-11-23', enrolled: [{ login: 'ada', start: '2026-11-02' }] };
}

/** How many of the weeks that are over have their file in time. */
export default defineMetric({
  id: 'weekly-filing',
  rule: 'weekly-goals',
  summary: 'Every week has its file, committed at most a week after it was over.',
  why: 'Every other number of the week is only as good as the weeks that are there.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'weeks whose file was first committed by the Sunday after they were over ÷ whole weeks that are over since the person’s first day, or since their first file where the roster says no day; weeks of leave are left out',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 2, team: 8 },
  noData: 'no week was due in this window',
  gaming: 'Committing an empty template, or four files on the last day of the month.',
  counterMeasure:
    'A file that comes later than a week is late for good, told beside, and an empty one has no goals, scores or learnings.',
  tally,
  examples: [
    {
      name: 'three weeks, each in time',
      programme: worldOf(['ada', '2026-W45'], ['ada', '2026-W46'], ['ada', '2026-W47']),
      expect: { state: 'met', numerator: 3, denominator: 3 },
    },
    {
      name: 'one week without a file',
      programme: worldOf(['ada', '2026-W45'], ['ada', '2026-W47']),
      expect: { state: 'missed', numerator: 2, denominator: 3, misses: ['weekly/2026-W46/ada.md'] },
    },
    {
      name: 'a file two weeks late',
      programme: worldOf(
        ['ada', '2026-W45', { filedAt: '2026-11-22' }],
        ['ada', '2026-W46'],
        ['ada', '2026-W47'],
      ),
      expect: {
        state: 'missed',
        numerator: 2,
        denominator: 3,
        misses: ['weekly/2026-W45/ada.md'],
        beside: { late: 1 },
      },
    },
    {
      name: 'a week of leave is not due',
      programme: worldOf(['ada', '2026-W45'], ['ada', '2026-W47']),
      away: ['2026-W46'],
      expect: { state: 'met', numerator: 2, denominator: 2 },
    },
    {
      name: 'nobody keeps weekly files',
      programme: worldOf(),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'somebody who is not enrolled',
      row: 'bob',
      programme: worldOf(['ada', '2026-W45']),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  if (world.training.weeks.length === 0) return { noData: 'nobody keeps weekly files here' };
  const counter = startCounting();
  for (const { login, week, ends, record } of dueWeeks(world)) {
    const path = record?.path ?? weekPath({ login, week });
    const filedAt = record?.filedAt ?? null;
    const isFiled = filedAt !== null && filedAt <= addDays(ends, GRACE_DAYS);
    const isLate = filedAt !== null && !isFiled;
    counter.add(rowsOfLogin(input, login, ends), noonOf(ends), {
      hits: isFiled ? 1 : 0,
      of: 1,
      sample: path,
      miss: isFiled ? undefined : path,
      beside: isLate ? { late: 1 } : undefined,
    });
  }
  return counter.tallies();
}
