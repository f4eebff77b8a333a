import {
  defineMetric,
  isDefectLabel,
  ledgerWith,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** How many issues came from documentation that nobody read, as somebody else than the owner found. */
export default defineMetric({
  id: 'docs-caused-issues',
  summary: 'No issue comes from documentation that was there and was not read.',
  why: 'An issue whose answer stood in the documentation is the cheapest one to prevent.',
  unit: 'count',
  better: 'lower',
  counting: 'census',
  tier: 'E3',
  verdictFor: 'team',
  population: 'everybody',
  formula:
    'issues with the label `cause:docs`, set by somebody else than the owner of the change behind them, against all issues whose cause was looked at',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'nobody looked for the cause of an issue in this window',
  whenEmpty: 'no-data',
  gaming:
    'Leaving the label off, not looking for causes at all, or labelling one easy issue with some other cause.',
  counterMeasure:
    'A verdict needs five issues whose cause was looked at, and how many defects have no cause yet stands beside.',
  tally,
  examples: [
    {
      name: 'one of three causes was documentation',
      ledger: {
        issues: [
          { id: '#40', causes: ['docs'] },
          { id: '#41', causes: ['untested'], owner: 'bob' },
          { id: '#42', causes: ['dependency'], owner: null },
        ],
        reported: [
          { number: 40, labels: ['bug', 'cause:docs'] },
          { number: 43, labels: ['kind/bug'] },
          { number: 44, labels: ['question'] },
        ],
      },
      row: '*',
      expect: {
        state: 'insufficient',
        numerator: 1,
        denominator: 3,
        misses: ['#40'],
        beside: { 'without a cause': 1 },
      },
    },
    {
      name: 'none of the three was theirs',
      row: 'bob',
      ledger: {
        issues: [
          { id: '#40', causes: ['docs'] },
          { id: '#41', causes: ['untested'], owner: 'bob' },
          { id: '#42', causes: ['dependency'], owner: null },
        ],
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 3, misses: [] },
    },
    {
      name: 'none of five for everybody',
      row: '*',
      ledger: { issues: [40, 41, 42, 43, 44].map((number) => ({ id: `#${number}`, causes: ['design'] })) },
      expect: { state: 'met', numerator: 0, denominator: 5 },
    },
    {
      name: 'one issue with some cause is too little to say that documentation is read',
      row: '*',
      ledger: { issues: [{ id: '#40', causes: ['anything'] }] },
      expect: { state: 'insufficient', numerator: 0, denominator: 1 },
    },
    {
      name: 'a contested cause',
      row: '*',
      ledger: {
        issues: [40, 41, 42, 43, 44].map((number) => ({
          id: `#${number}`,
          causes: [number === 40 ? 'docs' : 'design'],
        })),
      },
      disputed: ['#40'],
      expect: { state: 'disputed', numerator: 1, denominator: 5 },
    },
    {
      name: 'defects without a cause are no data, not none',
      ledger: { reported: [{ number: 40, labels: ['bug'] }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'issues');
  if ('noData' in ledger) return ledger;
  const counter = startCounting();
  for (const { id, at, causes, owner } of ledger.issues) {
    const isCaused = causes.includes('docs');
    counter.add(rowsOf(input, owner === null ? [] : [owner]), at, {
      of: 1,
      hits: isCaused ? 1 : 0,
      sample: id,
      miss: isCaused ? id : undefined,
    });
  }
  const looked = new Set(ledger.issues.map(({ id }) => id));
  for (const { number, createdAt, labels, isNotPlanned } of input.facts.issues ?? [])
    if (!isNotPlanned && !looked.has(`#${number}`) && labels.some(isDefectLabel))
      counter.add(['*'], createdAt, { beside: { 'without a cause': 1 } });
  return counter.tallies();
}
