import { type DocumentFact, defineMetric, documentCoverage, fieldValues } from '@forethought/core';

/** Share of designs that say why and for whom, and who of those wanted it. */
export default defineMetric({
  id: 'business-rationale',
  rule: 'design-document',
  summary: 'Every design says why and for whom it is made, and names a stakeholder.',
  why: 'A design that nobody outside the team asked for is kept for its elegance.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E3',
  formula:
    'designs, added in the window, with a section on why and for whom that says something of its own, and a stakeholder in the front matter ÷ designs; each belongs to who was the first to add it, and deleted ones are left out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 3 },
  noData: 'no design was added in this window',
  needs: ['documents'],
  gaming: 'Naming somebody who never heard of it.',
  counterMeasure:
    'Whoever is named reads the document in its review; the number is context beside the others, never a verdict alone.',
  tally: (input) => documentCoverage(input, { rule: 'design-document', covered: isWanted }),
  examples: [
    {
      name: 'one design says for whom, one names nobody',
      ledger: {
        documents: [design('cache', ['business-rationale'], 1), design('queue', ['business-rationale'], 0)],
      },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['docs/designs/queue.md'] },
    },
    {
      name: 'a stakeholder without a word on why',
      ledger: { documents: [design('queue', ['architecture'], 2)] },
      expect: { state: 'missed', numerator: 0, denominator: 1 },
    },
    {
      name: 'why, for whom, and who wanted it',
      ledger: { documents: [design('cache', ['business-rationale'], 1)] },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'nobody read the documents',
      ledger: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function design(name: string, sections: string[], stakeholders: number) {
  return {
    path: `docs/designs/${name}.md`,
    kind: 'design',
    verdicts: [{ rule: 'design-document', outcome: 'pass' as const, asked: true }],
    counts: { stakeholders },
    fields: { sections },
  };
}

function isWanted(document: DocumentFact): boolean {
  const isNamed = (document.counts?.['stakeholders'] ?? 0) > 0;
  return isNamed && fieldValues(document, 'sections').includes('business-rationale');
}
