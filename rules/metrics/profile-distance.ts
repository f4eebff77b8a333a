import {
  attainment,
  type DerivedRow,
  defineMetric,
  exampleProfile,
  exampleRecords,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  starsOf,
  startCounting,
  type Tally,
  type TallyInput,
  toldProfiles,
  worldWith,
} from '@forethought/core';

const PROFILE = {
  strengths: [],
  growth: [
    {
      id: 'documentation-first',
      title: 'Documentation first',
      stars: 2,
      target: 5,
      metrics: ['documentation-coverage'],
    },
    {
      id: 'preventive-thinking',
      title: 'Preventive thinking',
      stars: 3,
      target: 5,
      metrics: ['pre-mortem-coverage'],
    },
  ],
  level: { now: 7, target: 9, months: [6, 12] as [number, number] },
  marks: [],
};
const worldOf = (...profiles: Parameters<typeof exampleProfile>[]): ProgrammeWorld =>
  exampleWorld(
    { profile: PROFILE },
    exampleRecords({ profiles: profiles.map((profile) => exampleProfile(...profile)) }),
  );

/** How many stars lie between where somebody stands by their own word and where they want to be. */
export default defineMetric({
  id: 'profile-distance',
  rule: 'profile-record',
  summary: 'The stars that are still to grow become fewer.',
  why: 'A distance that shrinks by word and not by measure is a question worth asking.',
  unit: 'score',
  better: 'lower',
  counting: 'census',
  tier: 'E4',
  formula:
    'stars from now to target, added up over the habits of the profile ÷ people with a profile; a person’s row has the same distance by measures beside it, where the habit’s metrics have a verdict',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 1 },
  noData: 'nobody has a profile with habits that are to grow',
  gaming: 'Giving oneself stars.',
  counterMeasure: 'It is a trend without a number to reach, and the stars by measures stand beside it.',
  tally,
  derive: (sum, row) => ({ sum: withMeasured(sum, row) }),
  examples: [
    {
      name: 'two habits, five stars to go',
      programme: worldOf([
        'ada',
        {
          growth: {
            'documentation-first': { now: 2, target: 5 },
            'preventive-thinking': { now: 3, target: 5 },
          },
        },
      ]),
      expect: { state: 'uncertain', numerator: 5, denominator: 1, value: 5 },
    },
    {
      name: 'a habit that has grown',
      programme: worldOf(['ada', { growth: { 'documentation-first': { now: 5, target: 5 } } }]),
      expect: { state: 'uncertain', numerator: 0, denominator: 1, value: 0 },
    },
    {
      name: 'everybody',
      row: '*',
      programme: worldOf(
        ['ada', { growth: { 'documentation-first': { now: 2, target: 5 } } }],
        ['bob', { growth: { 'documentation-first': { now: 4, target: 5 } } }],
      ),
      expect: { state: 'uncertain', numerator: 4, denominator: 2, value: 2 },
    },
    {
      name: 'nobody has a profile',
      programme: worldOf(),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const counter = startCounting();
  for (const { profile, rows, day } of toldProfiles(input, world)) {
    const habits = Object.values(profile.growth);
    const hits = habits.reduce((sum, { now, target }) => sum + Math.max(0, target - now), 0);
    if (habits.length > 0) counter.add(rows, noonOf(day), { hits, of: 1, sample: profile.login });
  }
  return counter.tallies();
}

/** The distance by measures, of a person whose habits have some. */
function withMeasured(sum: Tally, { row, measureOf, programme }: DerivedRow): Tally {
  if (row.startsWith('*') || sum.denominator === 0) return sum;
  const distances = (programme?.programme.profile?.growth ?? []).flatMap(({ metrics, target }) => {
    const shares = metrics.flatMap((id) => {
      const measure = measureOf(id);
      return measure === undefined ? [] : (attainment(measure, undefined) ?? []);
    });
    const stars = starsOf(shares);
    return stars === null ? [] : [Math.max(0, target - stars)];
  });
  if (distances.length === 0) return sum;
  const measured = distances.reduce((total, each) => total + each, 0);
  return { ...sum, beside: { ...sum.beside, 'by measures': measured } };
}
