import {
  type Commit,
  type DocumentFact,
  decisionSigns,
  defineMetric,
  documentsBehind,
  documentsOf,
  fieldValues,
  ledgerWith,
  outcomeRows,
  startCounting,
  type TallyInput,
  verdictOn,
} from '@forethought/core';

/** Kinds of documents that hold a decision, and the section or rule that says that they do. */
const HOLDERS: readonly string[] = ['decision', 'design', 'trade-off'];

/** Share of changes that decide something and rest on a document that says what and why. */
export default defineMetric({
  id: 'decision-documentation',
  summary: 'Every change that decides something names or brings the document in which it was decided.',
  why: 'A year later nobody remembers why, and the decision is made once more, or not at all.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed changes that bring a dependency, a service, a migration, an interface or an infrastructure module, or carry the label `decision`, and that name or bring a decision record, design or trade-off analysis with a sound decision, or a whole redesign ÷ landed changes that do',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no change in this window decided anything that its files show',
  needs: ['documents'],
  gaming:
    'Splitting a change so that no part shows a decision, or linking the same document under everything.',
  counterMeasure:
    'What decides is found in the files and not in words, and which signs were seen stands beside.',
  tally,
  examples: [
    {
      name: 'four of five decisions are written down',
      ledger: {
        changes: [1, 2, 3, 4, 5].map((number) => ({
          id: `#${number}`,
          labels: ['decision'],
          paths: number === 4 ? ['src/a.ts', 'docs/decisions/1.md'] : ['src/a.ts'],
        })),
        pulls: [1, 2, 3, 4, 5].map((number) =>
          number < 4 ? { number, documents: ['docs/decisions/1.md'] } : { number },
        ),
        documents: [decision(['decision'])],
      },
      expect: {
        state: 'missed',
        numerator: 4,
        denominator: 5,
        misses: ['#5'],
        beside: { label: 5 },
      },
    },
    {
      name: 'an interface was changed, and the document it names decides nothing',
      ledger: {
        changes: [1, 2, 3, 4, 5].map((number) => ({ id: `#${number}`, paths: ['api/openapi.yaml'] })),
        pulls: [1, 2, 3, 4, 5].map((number) => ({ number, documents: ['docs/decisions/1.md'] })),
        documents: [decision([])],
      },
      expect: { state: 'missed', numerator: 0, denominator: 5, beside: { interface: 5 } },
    },
    {
      name: 'nothing was decided',
      ledger: { changes: [{ id: '#1' }], pulls: [{ number: 1 }], documents: [decision(['decision'])] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'nobody read the documents',
      ledger: { changes: [{ id: '#1', labels: ['decision'] }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function decision(sections: string[]) {
  return { path: 'docs/decisions/1.md', kind: 'decision', fields: { sections } };
}

function decides(document: DocumentFact): boolean {
  if (document.kind === 'redesign') return verdictOn(document, 'redesign-record') === 'passes';
  return HOLDERS.includes(document.kind) && fieldValues(document, 'sections').includes('decision');
}

function tally(input: TallyInput) {
  const ledger = ledgerWith(input);
  if ('noData' in ledger) return ledger;
  const documents = documentsOf(input.facts);
  if ('noData' in documents) return documents;
  const behind = documentsBehind(input, documents.filter(decides));
  const bySha = new Map<string, Commit>();
  // A long history is read without its files, and what is not there shows no sign.
  for (const commit of input.facts.commits)
    if (commit.files?.[0] !== undefined) bySha.set(commit.sha, commit);
  const counter = startCounting();
  for (const change of ledger.changes) {
    const signs = decisionSigns(change, bySha);
    if (signs.length === 0) continue;
    const isDocumented = behind(change).length > 0;
    counter.add(outcomeRows(input, change), change.landedAt, {
      of: 1,
      hits: isDocumented ? 1 : 0,
      sample: change.id,
      miss: isDocumented ? undefined : change.id,
      beside: Object.fromEntries(signs.map((sign) => [sign, 1])),
    });
  }
  return counter.tallies();
}
