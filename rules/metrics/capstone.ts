import {
  addDays,
  defineMetric,
  type LandedChange,
  type Ledger,
  ledgerWith,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** What makes a system complex enough: so many merged pull requests over so many components. */
const LEAST = { pulls: 3, components: 2 } as const;
/** Days after the last deployment in which nothing may come up. */
const QUIET_DAYS = 30;

const capstone = (id: string, path: string, more: Partial<LandedChange> = {}) => ({
  id,
  labels: ['capstone'],
  paths: [path],
  practices: { 'design-approved-first': 'pass' as const },
  ...more,
});
const SYSTEM = [
  capstone('#1', 'services/api/main.ts'),
  capstone('#2', 'services/web/main.ts'),
  capstone('#3', 'infra/queue/main.tf'),
];

/** Whether a complex system was shipped from design to production without an issue. */
export default defineMetric({
  id: 'capstone',
  rule: 'design-approved-first',
  summary: 'A complex system is shipped end to end without a production issue.',
  why: 'Every habit of the plan is needed at once to ship something that holds, and only there it shows.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  formula:
    'people whose pull requests with the label `capstone` – at least three, over at least two components, one of them with a design that was approved first – all reached production and had no issue for thirty days ÷ people with such pull requests; a component is a folder of the second level',
  windowDays: 364,
  lagDays: QUIET_DAYS,
  minimumSample: { person: 1, team: 1 },
  noData: 'no pull request of this window has the label capstone',
  gaming: 'Putting the label on three small changes.',
  counterMeasure:
    'The design has to be approved by somebody else before the first commit, and how many pull requests and components there were stands beside.',
  tally,
  examples: [
    {
      name: 'three pull requests over three components, and no issue',
      ledger: { changes: SYSTEM },
      expect: {
        state: 'met',
        numerator: 1,
        denominator: 1,
        misses: [],
        beside: { components: 3, issues: 0, 'pull requests': 3 },
      },
    },
    {
      name: 'an issue in production',
      ledger: { changes: SYSTEM, escapes: [{ change: '#2', kind: 'issue' }] },
      expect: {
        state: 'missed',
        numerator: 0,
        denominator: 1,
        misses: ['#2'],
        beside: { components: 3, issues: 1, 'pull requests': 3 },
      },
    },
    {
      name: 'two pull requests are no system',
      ledger: { changes: SYSTEM.slice(1) },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['#2', '#3'] },
    },
    {
      name: 'no design was approved first',
      ledger: { changes: SYSTEM.map((change) => ({ ...change, practices: {} })) },
      expect: { state: 'missed', numerator: 0, denominator: 1 },
    },
    {
      name: 'not all of it is in production',
      ledger: { changes: [...SYSTEM, capstone('#4', 'infra/queue/alerts.tf', { deployedAt: null })] },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['#4'] },
    },
    {
      name: 'nobody knows what is in production',
      ledger: { changes: SYSTEM, gaps: { deployments: 'no source of deployments' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'no such label',
      ledger: { changes: [{ id: '#1' }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'deployments');
  if ('noData' in ledger) return ledger;
  const changes = ledger.changes.filter(({ isMachine, labels }) => !isMachine && labels.includes('capstone'));
  const counter = startCounting();
  for (const engineer of new Set(changes.flatMap(({ engineers }) => engineers))) {
    const mine = changes.filter(({ engineers }) => engineers.includes(engineer));
    const last =
      mine
        .map(({ landedAt }) => landedAt)
        .sort()
        .at(-1) ?? '';
    const { faulty, components, issues, isShipped } = shippedBy(mine, ledger);
    counter.add(rowsOf(input, [engineer]), last, {
      hits: isShipped ? 1 : 0,
      of: 1,
      beside: { 'pull requests': mine.length, components, issues },
    });
    for (const { id } of mine)
      counter.add(rowsOf(input, [engineer]), last, {
        sample: id,
        miss: faulty.includes(id) ? id : undefined,
      });
  }
  return counter.tallies();
}

/** What one person's pull requests come to; where the system as a whole falls short, all of them do. */
function shippedBy(changes: readonly LandedChange[], { escapes }: Ledger) {
  const components = new Set(changes.flatMap(({ paths = [] }) => paths.flatMap(componentOf))).size;
  const isDesigned = changes.some(({ practices }) => practices['design-approved-first'] === 'pass');
  const isWhole = changes.length >= LEAST.pulls && components >= LEAST.components && isDesigned;
  const own = escapes.filter(({ change, foundAt }) => {
    const deployed = changes.find(({ id }) => id === change)?.deployedAt;
    return deployed != null && foundAt.slice(0, 10) <= addDays(deployed, QUIET_DAYS);
  });
  const open = changes.filter(({ deployedAt }) => deployedAt == null);
  const faulty = [...new Set([...own.map(({ change }) => change), ...open.map(({ id }) => id)])];
  const isShipped = isWhole && faulty.length === 0;
  return {
    components,
    issues: own.length,
    isShipped,
    faulty: isWhole ? faulty : changes.map(({ id }) => id),
  };
}

/** The folder of the second level, or of the first where there is no second; files at the root are no component. */
function componentOf(path: string): readonly string[] {
  const folders = path.split('/').slice(0, -1);
  return folders.length === 0 || folders[0] === 'docs' ? [] : [folders.slice(0, 2).join('/')];
}
