import { defineMetric, documentCoverage } from '@forethought/core';

const RULE = 'decision-cites-source';

/** Share of written decisions that rest on an official source. */
export default defineMetric({
  id: 'decisions-sourced',
  rule: RULE,
  summary: 'Every decision that is written down cites an official source.',
  why: 'A decision that rests on the documentation can be looked at again when the documentation changes.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'documents with a decision, added in the window, that pass decision-cites-source ÷ those that it asks; each belongs to who was the first to add it, and deleted ones are left out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 3 },
  noData: 'no document with a decision was added in this window',
  needs: ['documents'],
  gaming: 'A link to the front page of some documentation.',
  counterMeasure:
    'The source must belong to a technology of the plan and say something about it, and whoever reviews the document sees whether it supports the decision.',
  tally: (input) => documentCoverage(input, { rule: RULE }),
  examples: [
    {
      name: 'two of three decisions cite their source',
      ledger: { documents: [decision(1, 'pass'), decision(2, 'pass'), decision(3, 'fail')] },
      expect: { state: 'missed', numerator: 2, denominator: 3, misses: ['docs/decisions/3.md'] },
    },
    {
      name: 'a decision from before the team began is left out',
      ledger: {
        documents: [decision(1, 'pass'), { ...decision(2, 'fail'), counts: { beforeAdoption: 1 } }],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'a decision of somebody else, and one that was deleted',
      ledger: {
        documents: [
          { ...decision(1, 'fail'), addedBy: 'bob' },
          { ...decision(2, 'fail'), removedAt: '2026-11-20T10:00:00Z' },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'decisions of somebody without a row count for everybody',
      row: '*',
      ledger: {
        documents: [1, 2, 3].map((number) => ({ ...decision(number, 'pass'), addedBy: 'zoe' })),
      },
      expect: { state: 'met', numerator: 3, denominator: 3 },
    },
    {
      name: 'nobody read the documents',
      ledger: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function decision(number: number, outcome: 'pass' | 'fail') {
  return {
    path: `docs/decisions/${number}.md`,
    kind: 'decision',
    verdicts: [{ rule: RULE, outcome, asked: true }],
  };
}
