import {
  type DerivedRow,
  defineMetric,
  exampleRecords,
  exampleWeek,
  exampleWorld,
  noonOf,
  observedAgainst,
  rowsOfLogin,
  startCounting,
  type Tally,
  type TallyInput,
  toldOn,
} from '@forethought/core';

const MONTHLY = [
  {
    id: 'docs',
    title: 'No issue came from documentation that was not read',
    metric: 'docs-caused-issues',
    target: '0',
  },
  {
    id: 'tests',
    title: 'No issue came from a test that was not run',
    metric: 'untested-issues',
    target: '0',
  },
  {
    id: 'caught',
    title: 'At least 80 % of issues were caught before deployment',
    metric: 'caught-before-deployment',
    target: '>= 80%',
  },
  {
    id: 'architecture',
    title: 'Every pull request carries architecture thinking',
    metric: 'architecture-thinking-coverage',
    target: '100%',
  },
  {
    id: 'failure-modes',
    title: 'The failure modes of all systems can be explained',
    metric: 'failure-behaviour-explained',
    target: '100%',
  },
];
const world = exampleWorld({ monthly: MONTHLY }, exampleRecords({ weeks: [exampleWeek('ada', '2026-W47')] }));
const ratio = (value: number) => ({ state: 'met', value, unit: 'ratio' }) as const;
const count = (value: number) => ({ state: 'met', value, unit: 'count' }) as const;
const ALL = {
  'docs-caused-issues': count(0),
  'untested-issues': count(0),
  'caught-before-deployment': ratio(0.85),
  'architecture-thinking-coverage': ratio(1),
  'failure-behaviour-explained': ratio(1),
};

/** How many items of the monthly review hold, each by the measure that answers it. */
export default defineMetric({
  id: 'monthly-review',
  summary: 'All items of the monthly review hold, as the measures say.',
  why: 'A review from memory remembers the last week; one from facts remembers the month.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'items of the plan’s monthly review whose metric reaches the item’s target in the same row ÷ items that could be told; an item whose metric has too small a sample or no data is left out',
  windowDays: 28,
  lagDays: 0,
  weeks: 'latest',
  minimumSample: { person: 1, team: 1 },
  noData: 'nobody is asked for a monthly review',
  gaming: 'What makes an item look good is what makes its metric look good: see the page of each.',
  counterMeasure:
    'Nothing is written down by hand, and while an open item could still decide it the review has no verdict.',
  tally,
  derive: (sum, row) => {
    if (sum.denominator === 0) return { noData: 'nobody is asked for a monthly review' };
    return reviewed(sum, row);
  },
  examples: [
    {
      name: 'all five hold',
      programme: world,
      others: ALL,
      expect: { state: 'met', numerator: 5, denominator: 5, misses: [] },
    },
    {
      name: 'one does not',
      programme: world,
      others: { ...ALL, 'caught-before-deployment': ratio(0.7) },
      expect: { state: 'missed', numerator: 4, denominator: 5, misses: ['caught-before-deployment'] },
    },
    {
      name: 'four hold, and one could not be told',
      programme: world,
      others: { ...ALL, 'failure-behaviour-explained': { state: 'no-data', value: null, unit: 'ratio' } },
      expect: { state: 'insufficient', numerator: 4, denominator: 4, misses: [] },
    },
    {
      name: 'nothing was measured',
      programme: world,
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'nobody is enrolled',
      programme: exampleWorld({ monthly: MONTHLY }),
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

/** Who is asked: the roster, or whoever keeps a weekly file. What holds is told by other measures. */
function tally(input: TallyInput) {
  const { programme } = input;
  if (programme === undefined) return { noData: 'nobody knows what a month is asked' };
  const { enrolled, training, asOf } = programme;
  const logins = new Set((enrolled ?? training.weeks).map(({ login }) => login));
  const counter = startCounting();
  for (const day of toldOn(asOf))
    for (const login of logins)
      counter.add(rowsOfLogin(input, login, day), noonOf(day), { of: 1, sample: login });
  return counter.tallies();
}

function reviewed(sum: Tally, { measureOf, programme }: DerivedRow) {
  const answers = (programme?.programme.monthly ?? []).map(({ metric, target }) => ({
    metric,
    ...observedAgainst(measureOf(metric), target),
  }));
  const told = answers.filter(({ met }) => met !== null);
  const open = answers.filter(({ met }) => met === null);
  if (told.length === 0) return { noData: `none of ${answers.length} items could be told` };
  const held = told.filter(({ met }) => met === true);
  const decides = held.length === told.length && open.length > 0;
  return {
    sum: {
      engineer: sum.engineer,
      week: sum.week,
      numerator: held.length,
      denominator: told.length,
      sample: told.map(({ metric }) => metric),
      misses: told.filter(({ met }) => met === false).map(({ metric }) => metric),
      excluded: { exempt: 0, notApplicable: 0, unknown: open.length },
    },
    ...(decides
      ? { open: `could not be told: ${open.map(({ metric, why }) => `${metric} (${why})`).join(', ')}` }
      : {}),
  };
}
