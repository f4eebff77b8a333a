import {
  criterionStanding,
  defineMetric,
  exampleModule,
  exampleRecords,
  exampleTrainee,
  exampleWay,
  exampleWorld,
  noonOf,
  openWays,
  type ProgrammeWorld,
  startCounting,
  type TallyInput,
  toldPeople,
  worldWith,
} from '@forethought/core';

type Shift = {
  readonly on: string;
  readonly hours: number;
  readonly with: string;
  readonly time: 'day' | 'off-hours';
};

/** Ada is on the way to a certificate with shadowed shifts. */
function worldOf(shadowShifts: readonly Shift[]): ProgrammeWorld {
  const certificate = {
    title: 'On call',
    modules: ['shadow'],
    ...{ prerequisites: [], requirements: [], benefits: [], rotations: [] },
  };
  const ada = exampleTrainee('ada', {
    certificates: { 'on-call': exampleWay('2026-11-02', { shadowShifts: [...shadowShifts] }) },
  });
  return exampleWorld(
    {
      modules: { shadow: exampleModule({ title: 'Shadow shifts', form: 'shadow-shifts' }) },
      certificates: { 'on-call': certificate },
    },
    exampleRecords({ people: [ada] }),
  );
}

/** Hours that trainees looked over the shoulder of engineers on call. */
export default defineMetric({
  id: 'shadow-hours',
  rule: 'training-record',
  summary: 'Trainees shadow shifts for the hours that the programme asks for.',
  why: 'What an engineer on call decides, and why, stands in no manual.',
  unit: 'hours',
  better: 'higher',
  counting: 'census',
  reducer: 'median',
  tier: 'E3',
  formula:
    'hours of shadowed shifts of a trainee, at most 24 of a day; the median over those who are on the way to a certificate with such shifts; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'nobody is on the way to a certificate with shadowed shifts',
  gaming: 'Writing hours down that nobody was there for.',
  counterMeasure:
    'Each shift names the engineer who was shadowed, a day has 24 hours, and the certificate also asks for two engineers, both times of day and notes.',
  tally,
  examples: [
    {
      name: 'two long shifts',
      programme: worldOf([
        { on: '2026-11-09', hours: 12, with: 'grace', time: 'day' },
        { on: '2026-11-10', hours: 12, with: 'alan', time: 'off-hours' },
      ]),
      expect: { state: 'met', numerator: null, denominator: 1, value: 24 },
    },
    {
      name: 'a shift of one’s own is none that was shadowed, and a day has 24 hours',
      programme: worldOf([
        { on: '2026-11-09', hours: 20, with: 'grace', time: 'day' },
        { on: '2026-11-09', hours: 20, with: 'alan', time: 'off-hours' },
        { on: '2026-11-10', hours: 12, with: 'ada', time: 'day' },
      ]),
      expect: { state: 'met', numerator: null, denominator: 1, value: 24 },
    },
    {
      name: 'nothing yet',
      programme: worldOf([]),
      expect: { state: 'missed', numerator: null, denominator: 1, value: 0 },
    },
    {
      name: 'nobody is trained',
      programme: exampleWorld({}, exampleRecords({ people: [exampleTrainee('ada')] })),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

const NEED = {
  id: 'hours',
  title: 'Hours',
  recommended: false,
  needs: { kind: 'shadow-hours', atLeast: 1, engineers: 1, times: [] },
} as const;

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const { modules } = world.programme;
  const counter = startCounting();
  for (const { person, rows, day } of toldPeople(input, world)) {
    for (const { id, login, certificate } of openWays(person, world, day)) {
      if (!certificate.modules.some((module) => modules[module]?.form === 'shadow-shifts')) continue;
      const question = { login, certificate: id, until: day };
      const { have } = criterionStanding({ ...NEED, needs: { ...NEED.needs, times: [] } }, question, world);
      counter.add(rows, noonOf(day), { of: 1, value: have, sample: login });
    }
  }
  return counter.tallies();
}
