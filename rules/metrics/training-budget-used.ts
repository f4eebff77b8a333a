import {
  defineMetric,
  type EducationRecord,
  exampleRecords,
  exampleTrainee,
  exampleTraining,
  exampleWorld,
  noonOf,
  type ProgrammeWorld,
  startCounting,
  type TallyInput,
  toldPeople,
  worldWith,
} from '@forethought/core';

type External = EducationRecord['external'][number];

/** Ada, and what was spent. */
function worldOf(external: readonly External[]): ProgrammeWorld {
  const education = { sessions: [], workshops: [], bookClub: [], external: [...external] };
  return exampleWorld(exampleTraining, exampleRecords({ people: [exampleTrainee('ada')], education }));
}

const COURSE: External = {
  login: 'ada',
  title: 'Kubernetes administrator',
  requested: '2026-02-02',
  benefit: 'upgrades of the clusters without help from outside',
  cost: 500,
  budgetApproval: { by: 'grace', on: '2026-02-10' },
};

/** How much of the year's budget for external training is spent or promised. */
export default defineMetric({
  id: 'training-budget-used',
  rule: 'education-log',
  summary: 'The year’s budget for external training is used.',
  why: 'A budget that nobody uses is a promise that nobody believes.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  reducer: 'median',
  tier: 'E3',
  formula:
    'cost of external training approved from the budget this calendar year ÷ the programme’s budget for one engineer; the median over people; as things stand now',
  windowDays: 7,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 5 },
  noData: 'the programme has no budget, or nobody has a record of training',
  gaming: 'Spending it in December on what nobody needed.',
  counterMeasure:
    'It is a trend, each request says its benefit, and whether it was shared afterwards is counted apart.',
  tally,
  examples: [
    {
      name: 'a quarter of it; what was not approved, and last year’s, do not count',
      programme: worldOf([
        COURSE,
        { ...COURSE, cost: 900, budgetApproval: undefined },
        { ...COURSE, cost: 700, budgetApproval: { by: 'grace', on: '2025-12-01' } },
      ] as External[]),
      expect: { state: 'uncertain', numerator: null, denominator: 1, value: 0.25 },
    },
    {
      name: 'nothing was spent',
      programme: worldOf([]),
      expect: { state: 'uncertain', numerator: null, denominator: 1, value: 0 },
    },
    {
      name: 'the programme has no budget',
      programme: exampleWorld({}, exampleRecords({ people: [exampleTrainee('ada')] })),
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const world = worldWith(input);
  if ('noData' in world) return world;
  const budget = world.programme.education?.external?.budget;
  const counter = startCounting();
  if (budget === undefined) return counter.tallies();
  const spent = world.training.education?.external ?? [];
  for (const { person, rows, day } of toldPeople(input, world)) {
    const mine = spent.filter(({ login, budgetApproval }) => {
      const on = budgetApproval?.on;
      return (
        login.toLowerCase() === person.login.toLowerCase() &&
        on !== undefined &&
        on <= day &&
        on.slice(0, 4) === day.slice(0, 4)
      );
    });
    const cost = mine.reduce((sum, item) => sum + item.cost, 0);
    counter.add(rows, noonOf(day), { of: 1, value: cost / budget, sample: person.login });
  }
  return counter.tallies();
}
