import {
  type DocumentFact,
  defineMetric,
  fieldValues,
  recordCount,
  type TallyInput,
  verdictOn,
} from '@forethought/core';

const RULE = 'redesign-record';

/** How many services were thought anew and built anew, and by whom. */
export default defineMetric({
  id: 'redesigns',
  rule: RULE,
  summary: 'A service was redesigned, the record says why it is better, and the redesign was built.',
  why: 'A second look at something that runs teaches more than a first look at something that does not.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  population: 'everybody',
  tier: 'E2',
  formula:
    'records of redesigns that pass redesign-record and that the engineer was the first to add, as they stand at the end of the window, against all documents of a known kind; a pull request that the record names and the platform knows must be merged',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no document of a known kind stood in the repository',
  needs: ['documents'],
  gaming: 'Naming any pull request as the one that built it.',
  counterMeasure: 'The pull request is linked from the record, so that whoever reads it sees what was built.',
  tally,
  examples: [
    {
      name: 'a redesign that was built',
      ledger: {
        documents: [redesign('pass', ['#214'])],
        pulls: [{ number: 214 }],
      },
      expect: { state: 'met', numerator: 1, denominator: 1, value: 1 },
    },
    {
      name: 'its pull request is still open',
      ledger: {
        documents: [redesign('pass', ['#214'])],
        pulls: [{ number: 214, mergedAt: null, state: 'open' }],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['docs/redesigns/importer.md'] },
    },
    {
      name: 'a pull request older than what was read counts by its name',
      ledger: { documents: [redesign('pass', ['#7'])] },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'a redesign on paper',
      ledger: { documents: [redesign('fail', [])] },
      expect: { state: 'missed', numerator: 0, denominator: 1 },
    },
    {
      name: 'nobody read the documents',
      ledger: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function redesign(outcome: 'pass' | 'fail', pulls: string[]) {
  return {
    path: 'docs/redesigns/importer.md',
    kind: 'redesign',
    verdicts: [{ rule: RULE, outcome, asked: true }],
    fields: { pulls },
  };
}

function tally(input: TallyInput) {
  const open = new Set(
    (input.facts.pulls ?? []).filter(({ mergedAt }) => mergedAt === null).map(({ number }) => `#${number}`),
  );
  const isBuilt = (document: DocumentFact): boolean => {
    const named = fieldValues(document, 'pulls');
    return named.length === 0 || named.some((id) => !open.has(id));
  };
  const isCounted = (document: DocumentFact): boolean =>
    verdictOn(document, RULE) === 'passes' && isBuilt(document);
  return recordCount(
    input,
    isCounted,
    (document) => verdictOn(document, RULE) !== 'not-asked' && !isCounted(document),
  );
}
