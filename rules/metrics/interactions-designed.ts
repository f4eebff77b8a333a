import { type DocumentFact, defineMetric, documentCoverage, fieldValues } from '@forethought/core';

/** What a design says of more than itself. */
const SECTIONS: readonly string[] = ['interactions', 'failure-modes', 'telemetry'];

/** Share of designs that say what happens around them when something fails, and how that is seen. */
export default defineMetric({
  id: 'interactions-designed',
  rule: 'design-document',
  summary: 'Every design says how it interacts with other systems, how a failure spreads, and what shows it.',
  why: 'Systems fail at their borders, and a design that ends at its own border does not see it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'designs, added in the window, whose sections on interactions, failure modes and observability each say something of their own ÷ designs; each belongs to who was the first to add it, and deleted ones are left out',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 3 },
  noData: 'no design was added in this window',
  needs: ['documents'],
  gaming: 'Three headings with a list of names below.',
  counterMeasure: 'A section needs words of its own, and a copy of another one counts for neither.',
  tally: (input) => documentCoverage(input, { rule: 'design-document', covered: isComplete }),
  examples: [
    {
      name: 'one design looks beyond itself',
      ledger: { documents: [design('cache', SECTIONS), design('queue', ['failure-modes'])] },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['docs/designs/queue.md'] },
    },
    {
      name: 'a document of another kind is not asked',
      ledger: {
        documents: [design('cache', SECTIONS), { path: 'docs/runbooks/index.md', kind: 'runbook' }],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'no design was added',
      ledger: { documents: [{ path: 'docs/runbooks/index.md', kind: 'runbook' }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function design(name: string, sections: readonly string[]) {
  return {
    path: `docs/designs/${name}.md`,
    kind: 'design',
    verdicts: [{ rule: 'design-document', outcome: 'fail' as const, asked: true }],
    fields: { sections: [...sections] },
  };
}

function isComplete(document: DocumentFact): boolean {
  const sections = fieldValues(document, 'sections');
  return SECTIONS.every((section) => sections.includes(section));
}
