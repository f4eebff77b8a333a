import {
  defineMetric,
  type EducationRecord,
  exampleRecords,
  exampleTrainee,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  rowsOfLogin,
  startCounting,
  type TallyInput,
  worldWith,
} from '@forethought/core';

/** Ada and bob, and what was held. */
function worldOf(education: Partial<EducationRecord> | undefined): ProgrammeWorld {
  const people = [exampleTrainee('ada'), exampleTrainee('bob', { joined: '2026-11-10' })];
  const held = { sessions: [], workshops: [], bookClub: [], external: [], ...education };
  return exampleWorld(
    {},
    exampleRecords({ people, ...(education === undefined ? {} : { education: held }) }),
  );
}

/** How often people come to what is held for everybody. */
export default defineMetric({
  id: 'education-attendance',
  rule: 'education-log',
  summary: 'Sessions, workshops and book club are attended.',
  why: 'What is held for everybody and heard by few is soon held for nobody.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula:
    'attended ÷ held, over sessions, workshops and book club, for everybody who had a record of training that day; in the week of the event',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 3, team: 10 },
  noData: 'nothing was held in this window, or nobody has a record of training',
  gaming: 'Signing the list and leaving.',
  counterMeasure: 'It is a trend without a number to reach; whoever was away that week is not counted.',
  tally,
  examples: [
    {
      name: 'two of three, and bob’s days before joining do not count',
      programme: worldOf({
        sessions: [
          { on: '2026-10-30', topic: 'postmortems', attended: ['ada'] },
          { on: '2026-11-13', topic: 'trends', attended: [] },
        ],
        bookClub: [{ on: '2026-11-04', chapters: '1-4', attended: ['Ada'] }],
      }),
      expect: { state: 'uncertain', numerator: 2, denominator: 3 },
    },
    {
      name: 'one session is too few to tell',
      programme: worldOf({ sessions: [{ on: '2026-10-30', topic: 'postmortems', attended: ['ada'] }] }),
      expect: { state: 'insufficient', numerator: 1, denominator: 1 },
    },
    {
      name: 'nothing was held',
      programme: worldOf({}),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'there is no log',
      programme: worldOf(undefined),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const { education, people } = world.training;
  if (education === undefined) return { noData: 'there is no education log' };
  const counter = startCounting();
  const held = [...education.sessions, ...education.workshops, ...education.bookClub];
  for (const { on, attended } of held.filter((event) => event.on <= world.asOf)) {
    const came = new Set(attended.map((login) => login.toLowerCase()));
    for (const { login } of people.filter(({ joined }) => joined <= on)) {
      const rows = rowsOfLogin(input, login, on);
      const hits = came.has(login.toLowerCase()) ? 1 : 0;
      counter.add(rows, noonOf(on), { hits, of: 1, sample: `${login}/${on}` });
    }
  }
  return counter.tallies();
}
