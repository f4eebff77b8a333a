import {
  defineMetric,
  exampleCourse,
  exampleModulesDone,
  exampleTrainee,
  exampleWay,
  noonOf,
  openWays,
  standingOfModule,
  startCounting,
  type TallyInput,
  toldPeople,
  worldWith,
} from '@forethought/core';

/** How much of the modules is done by those who are on the way to a certificate. */
export default defineMetric({
  id: 'module-completion',
  rule: 'training-record',
  summary: 'Every module of a certificate that was begun is completed, with what it was to leave behind.',
  why: 'A module that was sat through and left nothing can’t be told from one that was missed.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula:
    'modules whose every part is evidenced ÷ modules of the certificates that are under way; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'nobody is on the way to a certificate',
  gaming: 'Writing modules down as completed before they are.',
  counterMeasure:
    'A module counts with its hours, its assessment by somebody else and the file it leaves, not by its date alone.',
  tally,
  examples: [
    {
      name: 'one of two modules is done',
      programme: exampleCourse([
        exampleTrainee('ada', {
          certificates: {
            'on-call': exampleWay('2026-11-02', {
              modules: { basics: { completed: '2026-11-03', artefacts: [] } },
            }),
          },
        }),
      ]),
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['ada/tools'] },
    },
    {
      name: 'both are',
      programme: exampleCourse([
        exampleTrainee('ada', {
          certificates: {
            'on-call': exampleWay('2026-11-02', { modules: exampleModulesDone('2026-11-06') }),
          },
        }),
      ]),
      expect: { state: 'met', numerator: 2, denominator: 2 },
    },
    {
      name: 'a way that was given up counts no longer',
      programme: exampleCourse([
        exampleTrainee('ada', {
          certificates: { 'on-call': exampleWay('2026-10-05', { withdrawn: '2026-10-20' }) },
        }),
      ]),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const { person, rows, day } of toldPeople(input, world)) {
    for (const { id, login, certificate } of openWays(person, world, day)) {
      for (const module of certificate.modules) {
        const { met } = standingOfModule(module, { login, certificate: id, until: day }, world);
        const sample = `${login}/${module}`;
        counter.add(
          rows,
          noonOf(day),
          met === null
            ? { excluded: 'unknown' }
            : { hits: met ? 1 : 0, of: 1, sample, miss: met ? undefined : sample },
        );
      }
    }
  }
  return counter.tallies();
}
