import { defineMetric, documentCoverage } from '@forethought/core';

const RULE = 'trade-off-analysis';

/** Share of designs and trade-off analyses that weigh at least two options. */
export default defineMetric({
  id: 'trade-offs-explained',
  rule: RULE,
  summary:
    'Every design weighs at least two options, each with pros, cons and risks, and decides because of something.',
  why: 'A decision without an alternative is a habit, and nobody can tell later what it rested on.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'designs and trade-off analyses, added in the window, that pass trade-off-analysis ÷ those that it asks; each belongs to who was the first to add it, and deleted ones are left out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 3 },
  noData: 'no design or trade-off analysis was added in this window',
  needs: ['documents'],
  gaming: 'An option that nobody would ever take, put there to be rejected.',
  counterMeasure:
    'Pros, cons and risks of each option need words of their own, and the review of the document sees a straw man.',
  tally: (input) => documentCoverage(input, { rule: RULE }),
  examples: [
    {
      name: 'one of two designs weighs its options',
      ledger: { documents: [design('cache', 'pass'), design('queue', 'fail')] },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['docs/designs/queue.md'] },
    },
    {
      name: 'an exception that was approved was asked all the same',
      ledger: { documents: [design('cache', 'pass'), design('queue', 'waived')] },
      expect: { state: 'missed', numerator: 1, denominator: 2 },
    },
    {
      name: 'in a week of leave nothing is asked',
      away: ['2026-W47'],
      ledger: { documents: [design('queue', 'fail')] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'a document that could not be judged is unknown',
      ledger: { documents: [design('queue', 'unknown')] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'all are as they should be',
      ledger: { documents: [design('cache', 'pass')] },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
  ],
});

function design(name: string, outcome: 'pass' | 'fail' | 'waived' | 'unknown') {
  return {
    path: `docs/designs/${name}.md`,
    kind: 'design',
    verdicts: [{ rule: RULE, outcome, asked: true }],
  };
}
