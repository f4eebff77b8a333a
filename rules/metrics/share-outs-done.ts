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

type External = EducationRecord['external'][number];

/** Ada, and where she was. */
function worldOf(...external: readonly Partial<External>[]): ProgrammeWorld {
  const course = {
    login: 'ada',
    title: 'SREcon',
    requested: '2026-02-02',
    benefit: 'new methods',
    cost: 500,
  };
  const list = external.map((item) => ({ ...course, ...item }));
  const education = { sessions: [], workshops: [], bookClub: [], external: list };
  return exampleWorld({}, exampleRecords({ people: [exampleTrainee('ada')], education }));
}

/** How often what was learned outside is shared with the team. */
export default defineMetric({
  id: 'share-outs-done',
  rule: 'education-log',
  summary: 'What external training taught is shared with the team afterwards.',
  why: 'One place at a course can teach ten people, or one.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula: 'external trainings with a share-out ÷ external trainings attended; 30 days after the day',
  windowDays: 364,
  lagDays: 30,
  minimumSample: { person: 1, team: 3 },
  noData: 'nobody attended external training in this window',
  gaming: 'Calling a line in a chat a share-out.',
  counterMeasure: 'The share-out has a day and a link, and whoever was there can say so in review.',
  tally,
  examples: [
    {
      name: 'shared and not shared',
      programme: worldOf(
        { attended: '2026-05-04', shareOut: { on: '2026-05-20' } },
        { attended: '2026-06-01' },
      ),
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['ada/2026-06-01'] },
    },
    {
      name: 'last week is too young to tell',
      programme: worldOf({ attended: '2026-11-17' }),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody went anywhere',
      programme: worldOf(),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const { login, attended, shareOut } of world.training.education?.external ?? []) {
    if (attended === undefined || attended > world.asOf) continue;
    const isShared = shareOut !== undefined && shareOut.on <= world.asOf;
    const sample = `${login}/${attended}`;
    counter.add(rowsOfLogin(input, login, attended), noonOf(attended), {
      hits: isShared ? 1 : 0,
      of: 1,
      sample,
      miss: isShared ? undefined : sample,
    });
  }
  return counter.tallies();
}
