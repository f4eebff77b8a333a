import {
  type DocumentFact,
  defineMetric,
  documentsOf,
  fieldValues,
  rowsOfPerson,
  startCounting,
  type TallyInput,
} from '@forethought/core';

const KINDS: readonly string[] = ['design', 'trade-off', 'decision'];
/** What a document says of itself when its idea was given up. */
const GIVEN_UP: readonly string[] = ['rejected', 'withdrawn', 'superseded', 'declined', 'abandoned'];
const LABEL = 'superseded';

/** How often an idea of one's own was given up for a reason. */
export default defineMetric({
  id: 'ideas-rejected',
  summary: 'Ideas of one’s own are given up for a reason that stands there.',
  why: 'Who never gives up an idea builds the first one.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'in designs, trade-off analyses and decision records added in the window: ideas under *Ideas rejected* with a reason, and documents whose status says that they were given up; and own pull requests that were closed unmerged with the label `superseded` – against those documents and pull requests',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 1, team: 3 },
  noData: 'no design and no decision was written down in this window',
  needs: ['documents'],
  gaming: 'Writing down ideas that nobody had, to reject them.',
  counterMeasure: 'It is a trend without a number to reach; trade-offs-explained stands beside.',
  tally,
  examples: [
    {
      name: 'two ideas in one design, one design given up, one pull request superseded',
      ledger: {
        documents: [
          { path: 'docs/designs/cache.md', kind: 'design', counts: { ideasRejected: 2 } },
          { path: 'docs/designs/queue.md', kind: 'design', fields: { status: 'superseded' } },
        ],
        pulls: [{ number: 7, mergedAt: null, state: 'closed', labels: ['superseded'] }],
      },
      expect: { state: 'uncertain', numerator: 4, denominator: 3, value: 4 },
    },
    {
      name: 'a design without a second thought',
      ledger: { documents: [{ path: 'docs/designs/cache.md', kind: 'design' }] },
      expect: { state: 'uncertain', numerator: 0, denominator: 1, value: 0 },
    },
    {
      name: 'a design that was deleted',
      ledger: {
        documents: [
          {
            path: 'docs/designs/cache.md',
            kind: 'design',
            counts: { ideasRejected: 2 },
            removedAt: '2026-11-20T10:00:00Z',
          },
        ],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'nobody read the documents',
      ledger: {},
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const documents = documentsOf(input.facts);
  if ('noData' in documents) return documents;
  const counter = startCounting();
  for (const document of documents) {
    const { path, kind, addedAt, addedBy, removedAt } = document;
    if (!KINDS.includes(kind) || removedAt !== undefined || addedAt === undefined) continue;
    counter.add(rowsOfPerson(input, addedBy), addedAt, { of: 1, hits: rejectedIn(document), sample: path });
  }
  for (const { number, author, mergedAt, closedAt, labels } of input.facts.pulls ?? []) {
    if (mergedAt !== null || closedAt === null || author?.kind === 'bot' || !labels.includes(LABEL)) continue;
    counter.add(rowsOfPerson(input, author?.login), closedAt, { of: 1, hits: 1, sample: `#${number}` });
  }
  return counter.tallies();
}

function rejectedIn(document: DocumentFact): number {
  const isGivenUp = fieldValues(document, 'status').some((status) => GIVEN_UP.includes(status));
  return (document.counts?.['ideasRejected'] ?? 0) + (isGivenUp ? 1 : 0);
}
