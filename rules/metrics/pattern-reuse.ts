import {
  defineMetric,
  ledgerWith,
  pullsById,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** How many changes name a pattern that somebody else wrote down. */
export default defineMetric({
  id: 'pattern-reuse',
  summary: 'Patterns that were written down are used by others.',
  why: 'A library is worth what is taken from it, not what was put in.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  tier: 'E1',
  population: 'everybody',
  formula:
    'landed pull requests that name an entry of the pattern library that somebody else first added, counted for whoever added it, against landed pull requests; how many the engineer’s own changes name stands beside',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no pull request landed in this window',
  gaming: 'Naming a pattern in every text.',
  counterMeasure:
    'Own entries do not count, every use is linked, and a change counts once however many it names.',
  tally,
  examples: [
    {
      name: "bob's change uses what ada wrote down",
      ledger: {
        changes: [{ id: '#1', owner: 'bob' }, { id: '#2' }],
        pulls: [
          { number: 1, patterns: ['secret-first', 'dns-first'] },
          { number: 2, patterns: ['secret-first'] },
        ],
        patterns: [{ id: 'secret-first' }, { id: 'dns-first' }],
      },
      expect: { state: 'uncertain', numerator: 1, denominator: 2, beside: { 'named in own changes': 1 } },
    },
    {
      name: 'nobody uses it yet',
      ledger: {
        changes: [{ id: '#1', owner: 'bob' }],
        pulls: [{ number: 1, patterns: [] }],
        patterns: [{ id: 'secret-first' }],
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 1 },
    },
    {
      name: 'nothing landed',
      ledger: { patterns: [{ id: 'secret-first' }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'patterns');
  if ('noData' in ledger) return ledger;
  const { patterns } = input.facts;
  if (patterns === undefined) return { noData: 'the pattern library was not read' };
  const authors = new Map(patterns.map(({ id, addedBy }) => [id, addedBy]));
  const pulls = pullsById(input);
  const counter = startCounting();
  for (const { id, kind, landedAt, engineers, isMachine } of ledger.changes) {
    if (isMachine || kind === 'push') continue;
    const own = pulls.get(id)?.patterns;
    if (own === undefined) {
      counter.add(['*'], landedAt, { excluded: 'unknown' });
      continue;
    }
    counter.add(['*'], landedAt, { of: 1, sample: id });
    if (own.length > 0)
      counter.add(rowsOf(input, engineers), landedAt, { beside: { 'named in own changes': 1 } });
    const others = own.flatMap((each) => authors.get(each) ?? []).filter((each) => !engineers.includes(each));
    if (others.length > 0)
      counter.add(rowsOf(input, [...new Set(others.filter((each) => each !== ''))]), landedAt, {
        hits: 1,
        id,
      });
  }
  return counter.tallies();
}
