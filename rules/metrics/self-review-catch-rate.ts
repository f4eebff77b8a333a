import { defineMetric, ledgerWith, outcomeRows, startCounting, type TallyInput } from '@forethought/core';

/** Of the defects that authors could have found themselves, how many they found; the plan's fourth success metric. */
export default defineMetric({
  id: 'self-review-catch-rate',
  summary: 'Authors find defects in their own review rather than after deployment.',
  why: 'The author knows the change best, and an hour later reads it almost like somebody else.',
  unit: 'ratio',
  better: 'higher',
  counting: 'inferred',
  tier: 'E2',
  verdictFor: 'team',
  formula:
    'landed changes with a defect that the author found in their own review (an own comment on changed lines that a commit answered before anybody else reviewed, or `found-in:self-review`, set by somebody else, or by the author beside a thread of theirs or before a later commit), one a change ÷ those and the defects found after deployment',
  windowDays: 91,
  lagDays: 30,
  minimumSample: { person: 10, team: 10 },
  noData: 'no defect was found in self-review or after deployment in this window',
  whenEmpty: 'no-data',
  gaming: 'Leaving a small defect in on purpose, to find it at once, or setting the label without a review.',
  counterMeasure:
    'A label of the author’s own needs a thread of theirs or a commit after it, one a change counts, the comments are linked, and the defects that escaped and the changes that were deployed stand beside.',
  tally,
  examples: [
    {
      name: 'nine found in self-review, one after deployment',
      row: '*',
      ledger: {
        changes: Array.from({ length: 10 }, (_, index) => ({ id: `#${index + 1}` })),
        catches: [
          ...Array.from({ length: 9 }, (_, index) => ({
            change: `#${index + 1}`,
            kind: 'self-review' as const,
          })),
          { change: '#1', kind: 'self-review' },
          { change: '#2', kind: 'review' },
        ],
        escapes: [{ change: '#10', kind: 'issue' }],
      },
      expect: {
        state: 'uncertain',
        numerator: 9,
        denominator: 10,
        misses: ['#10'],
        beside: { deployed: 10, escapes: 1 },
      },
    },
    {
      name: 'three are too few for a trend',
      row: '*',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }],
        catches: ['#1', '#2', '#3'].map((change) => ({ change, kind: 'self-review' })),
      },
      expect: { state: 'insufficient', numerator: 3, denominator: 3 },
    },
    {
      name: 'review threads could not be read',
      row: '*',
      ledger: { changes: [{ id: '#1' }], gaps: { threads: 'no permission to read reviews' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'threads', 'deployments');
  if ('noData' in ledger) return ledger;
  const counter = startCounting();
  const caught = new Set(
    ledger.catches.flatMap(({ kind, change }) => (kind === 'self-review' ? [change] : [])),
  );
  for (const change of ledger.changes) {
    const isCaught = caught.has(change.id);
    counter.add(outcomeRows(input, change), change.landedAt, {
      of: isCaught ? 1 : 0,
      hits: isCaught ? 1 : 0,
      sample: isCaught ? change.id : undefined,
      beside: typeof change.deployedAt === 'string' ? { deployed: 1 } : undefined,
    });
  }
  for (const { change: id } of ledger.escapes) {
    const change = ledger.byId.get(id);
    if (change === undefined) continue;
    counter.add(outcomeRows(input, change), change.landedAt, {
      of: 1,
      sample: id,
      miss: id,
      beside: { escapes: 1 },
    });
  }
  return counter.tallies();
}
