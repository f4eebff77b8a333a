import {
  defineMetric,
  exampleRecords,
  exampleTrainee,
  exampleTraining,
  exampleWorld,
  noonOf,
  type PersonRecord,
  type ProgrammeWorld,
  skillStandings,
  startCounting,
  type TallyInput,
  toldPeople,
  worldWith,
} from '@forethought/core';

/** A person of the first level whose skills were attested, with approvals of pull request 7 by grace. */
function worldOf(skills: PersonRecord['skills'], level?: string): ProgrammeWorld {
  const ada = exampleTrainee('ada', { skills, ...(level === undefined ? {} : { level }) });
  const approval = { pull: 7, by: 'grace', author: 'ada', at: '2026-10-02T10:00:00Z' };
  return exampleWorld(
    exampleTraining,
    exampleRecords({
      people: [ada],
      approvals: [{ ...approval, paths: ['training/people/ada.yml'] }],
      existing: ['docs/dashboards.md'],
    }),
  );
}

const ATTESTED = { by: 'grace', on: '2026-10-01', pull: 7, link: 'docs/dashboards.md' };

/** How many skills of the matrix are attested at the level that somebody stands on. */
export default defineMetric({
  id: 'skill-matrix',
  rule: 'training-record',
  summary: 'The skills of the matrix are attested at the level that a record names.',
  why: 'A level is six skills; one that nobody has seen is a guess.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula:
    'skills that somebody else attested, with a link, at the level of the record or above ÷ skills of the matrix; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'no record names a level, or the programme has no matrix',
  gaming: 'Attesting each other.',
  counterMeasure: 'An attestation has the approving review of whoever gives it and a link to what shows it.',
  tally,
  examples: [
    {
      name: 'the one skill is attested',
      programme: worldOf({ monitoring: { ...ATTESTED, level: 'L1' } }, 'L1'),
      expect: { state: 'uncertain', numerator: 1, denominator: 1 },
    },
    {
      name: 'it is attested below the level that the record names',
      programme: worldOf({ monitoring: { ...ATTESTED, level: 'L1' } }, 'L2'),
      expect: { state: 'uncertain', numerator: 0, denominator: 1, misses: ['ada/monitoring'] },
    },
    {
      name: 'whoever attests it approved nothing',
      programme: worldOf({ monitoring: { ...ATTESTED, by: 'alan', level: 'L1' } }, 'L1'),
      expect: { state: 'uncertain', numerator: 0, denominator: 1 },
    },
    {
      name: 'no level is named',
      programme: worldOf({}),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const { ladder } = world.programme;
  const rank = (level: string | null): number => ladder.findIndex(({ id }) => id === level);
  const counter = startCounting();
  for (const { person, rows, day } of toldPeople(input, world)) {
    if (person.level === undefined || rank(person.level) === -1) continue;
    for (const { id, level, met } of skillStandings(person.login, world, day)) {
      const isThere = rank(level) >= rank(person.level ?? null);
      const sample = `${person.login}/${id}`;
      counter.add(
        rows,
        noonOf(day),
        met === null
          ? { excluded: 'unknown' }
          : { hits: isThere ? 1 : 0, of: 1, sample, miss: isThere ? undefined : sample },
      );
    }
  }
  return counter.tallies();
}
