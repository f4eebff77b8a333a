import { defineMetric, ledgerWith, rowsOf, startCounting, type TallyInput } from '@forethought/core';

/** How many entries of the pattern library were first added, and by whom. */
export default defineMetric({
  id: 'patterns-documented',
  summary: 'The pattern library grows by what was learned.',
  why: 'A pattern that is written down works for people who were not there.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  reducer: 'distinct',
  tier: 'E1',
  population: 'everybody',
  formula:
    'distinct entries of the pattern library whose heading the engineer was the first to add, moved text followed, against everybody’s',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no pattern was added in this window',
  gaming: 'Splitting one entry into many, or adding one that stands there in other words.',
  counterMeasure: 'How often others use an entry counts more: pattern-reuse stands beside it.',
  tally,
  examples: [
    {
      name: 'two of three entries',
      ledger: {
        patterns: [{ id: 'secret-first' }, { id: 'dns-first' }, { id: 'allowed-domains', addedBy: 'bob' }],
      },
      expect: { state: 'uncertain', numerator: 2, denominator: 3, value: 2 },
    },
    {
      name: 'others added some',
      row: 'eve',
      ledger: { patterns: [{ id: 'secret-first' }] },
      expect: { state: 'uncertain', numerator: 0, denominator: 1, value: 0 },
    },
    {
      name: 'nobody added one',
      ledger: {},
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'there is no library',
      ledger: { gaps: { patterns: 'no COMMON_PATTERNS.md in this repository' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'patterns');
  if ('noData' in ledger) return ledger;
  const { patterns } = input.facts;
  if (patterns === undefined) return { noData: 'the pattern library was not read' };
  const counter = startCounting();
  for (const { id, addedBy, addedAt } of patterns)
    counter.add(rowsOf(input, addedBy === '' ? [] : [addedBy]), addedAt, { of: 1, hits: 1, id, sample: id });
  return counter.tallies();
}
