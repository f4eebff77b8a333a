import { defineMetric, ledgerWith, outcomeRows, startCounting, type TallyInput } from '@forethought/core';

const FIXES: ReadonlySet<string> = new Set(['fix', 'bugfix', 'hotfix']);
const FEATURES: ReadonlySet<string> = new Set(['feat', 'feature']);

/** How much of the work is repair: fixes among fixes and features, by their conventional commit type. */
export default defineMetric({
  id: 'feature-to-fix',
  summary: 'Less of the work is repair, and more of it is new, from quarter to quarter.',
  why: 'Prevention shows in what is left to do: the repairs become fewer.',
  unit: 'ratio',
  better: 'lower',
  counting: 'inferred',
  tier: 'E2',
  formula:
    'landed changes of type fix ÷ landed changes of type fix or feat, by the conventional commit type of the title; other types stay out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 40, team: 40 },
  noData: 'no title in this window says whether the change is a feature or a fix',
  needs: ['git'],
  gaming: 'Calling a fix something else.',
  counterMeasure:
    'fix-forward finds repairs by what they name, whatever the title says; and the value is compared with the same repository’s earlier weeks only.',
  tally,
  examples: [
    {
      name: 'ten fixes beside thirty features are a trend without a verdict',
      ledger: {
        changes: [
          ...Array.from({ length: 40 }, (_, index) => ({
            id: `#${index + 1}`,
            type: index < 10 ? 'fix' : 'feat',
          })),
          { id: '#50', type: 'docs' },
          { id: '#51' },
        ],
      },
      expect: { state: 'uncertain', numerator: 10, denominator: 40, value: 0.25 },
    },
    {
      name: 'twelve changes are too few',
      ledger: { changes: Array.from({ length: 12 }, (_, index) => ({ id: `#${index + 1}`, type: 'feat' })) },
      expect: { state: 'insufficient', numerator: 0, denominator: 12 },
    },
    {
      name: 'titles without a type say nothing',
      ledger: { changes: [{ id: '#1' }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input);
  if ('noData' in ledger) return ledger;
  const counter = startCounting();
  for (const change of ledger.changes) {
    const type = change.type ?? '';
    const isFix = FIXES.has(type);
    if (!isFix && !FEATURES.has(type)) continue;
    const { id, landedAt } = change;
    counter.add(outcomeRows(input, change), landedAt, { of: 1, hits: isFix ? 1 : 0, sample: id });
  }
  return counter.tallies();
}
