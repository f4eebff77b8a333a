import {
  certificateStanding,
  defineMetric,
  exampleCourse,
  exampleModulesDone,
  exampleTrainee,
  exampleWay,
  noonOf,
  openWays,
  startCounting,
  type TallyInput,
  toldPeople,
  worldWith,
} from '@forethought/core';

/** How many requirements of the certificates that were begun are evidenced. */
export default defineMetric({
  id: 'certification-progress',
  rule: 'training-record',
  summary: 'Every requirement of a certificate that is under way is evidenced.',
  why: 'A certificate is worth what stands behind each of its lines.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula:
    'requirements that records, incidents, documents and approving reviews show ÷ requirements of the certificates that are under way; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'nobody is on the way to a certificate',
  gaming: 'Signing for each other.',
  counterMeasure:
    'A signature is the approving review of somebody who holds the role, on a pull request of somebody else, and its link is shown.',
  tally,
  examples: [
    {
      name: 'the only requirement is met',
      programme: exampleCourse([
        exampleTrainee('ada', {
          certificates: {
            'on-call': exampleWay('2026-11-02', { modules: exampleModulesDone('2026-11-06') }),
          },
        }),
      ]),
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'it is not',
      programme: exampleCourse([
        exampleTrainee('ada', { certificates: { 'on-call': exampleWay('2026-11-02') } }),
      ]),
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['ada/on-call/all-modules'] },
    },
    {
      name: 'whoever holds it is on no way any more',
      programme: exampleCourse([
        exampleTrainee('ada', {
          certificates: {
            'on-call': exampleWay('2026-09-01', {
              modules: exampleModulesDone('2026-09-10'),
              certified: '2026-09-12',
            }),
          },
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
    for (const { id, login } of openWays(person, world, day)) {
      const asked = certificateStanding(login, id, world, day)?.requirements ?? [];
      for (const { id: requirement, met, recommended } of asked) {
        if (recommended) continue;
        const sample = `${login}/${id}/${requirement}`;
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
