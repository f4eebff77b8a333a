import {
  defineMetric,
  exampleRecords,
  exampleTrainee,
  exampleTraining,
  exampleWorld,
  levelStanding,
  noonOf,
  type ProgrammeWorld,
  startCounting,
  type TallyInput,
  toldPeople,
  worldWith,
} from '@forethought/core';

/** A person of the first level, and so many incidents they responded to. */
function worldOf(level: string | undefined, incidents: number): ProgrammeWorld {
  const ada = exampleTrainee('ada', level === undefined ? {} : { level });
  return exampleWorld(exampleTraining, {
    ...exampleRecords({ people: [ada] }),
    incidents: Array.from({ length: incidents }, (_, number) => ({
      path: `incidents/${number}.md`,
      startedAt: '2026-10-01T10:00:00Z',
      responders: ['ada'],
      shadows: [],
      services: [],
      simulated: false,
    })),
  });
}

/** How much of what the next level of the ladder asks for is evidenced. */
export default defineMetric({
  id: 'advancement',
  rule: 'training-record',
  summary: 'What the next level asks for is evidenced, criterion by criterion.',
  why: 'A step that is told by criteria can be prepared; one that is told by impression can’t.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula:
    'criteria of the next level of the ladder that are evidenced ÷ those it asks for; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'no record names a level that has one above it',
  gaming: 'Taking part in many small incidents.',
  counterMeasure:
    'The incidents that happened on the person’s own shifts stand beside, and the number says what is evidenced, never who is to be promoted.',
  tally,
  examples: [
    {
      name: 'one of two criteria is evidenced',
      programme: worldOf('L1', 2),
      expect: { state: 'uncertain', numerator: 1, denominator: 2, misses: ['ada/L2/strategy'] },
    },
    {
      name: 'none is',
      programme: worldOf('L1', 1),
      expect: { state: 'uncertain', numerator: 0, denominator: 2 },
    },
    {
      name: 'nothing is above the last level, and a record without one asks for nothing',
      programme: worldOf('L2', 5),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const { person, rows, day } of toldPeople(input, world)) {
    if (person.level === undefined) continue;
    const { next, criteria } = levelStanding(person.login, world, day);
    for (const { id, met, recommended } of criteria) {
      if (recommended) continue;
      const sample = `${person.login}/${next?.id ?? ''}/${id}`;
      counter.add(
        rows,
        noonOf(day),
        met === null
          ? { excluded: 'unknown' }
          : { hits: met ? 1 : 0, of: 1, sample, miss: met ? undefined : sample },
      );
    }
  }
  return counter.tallies();
}
