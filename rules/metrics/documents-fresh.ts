import {
  defineMetric,
  documentsOf,
  documentsOfService,
  fieldValues,
  freshAt,
  rowsOfPerson,
  startCounting,
  stoodAt,
  type TallyInput,
  verdictOn,
  weekEnds,
} from '@forethought/core';

const RULE = 'document-freshness';

/** Share of documents about failure that were looked at again lately. */
export default defineMetric({
  id: 'documents-fresh',
  rule: RULE,
  summary: 'Every page that grows old was changed or reviewed in the last months, and none is overdue.',
  why: 'A page that was right once is believed at the moment when it is wrong.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  tier: 'E2',
  formula:
    'documents that document-freshness asks and that were changed or reviewed within its days (180 unless the plan says otherwise), with no review overdue, as they stand at the end of the window ÷ documents that it asks; one belongs to the owner whom it names, else to the owner of its service, else to who added it',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no document that grows old belongs to this row',
  needs: ['documents'],
  gaming: 'Writing a new day below a page that nobody read, or changing a blank.',
  counterMeasure:
    'A change of white space is none, and what stands wrong on a page that was just reviewed is seen by whoever uses it.',
  tally,
  examples: [
    {
      name: 'one of two was looked at',
      ledger: {
        documents: [runbook('queue', '2026-08-01'), runbook('index', '2026-01-10')],
      },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['docs/runbooks/index.md'] },
    },
    {
      name: 'it says of itself that it was reviewed',
      ledger: {
        documents: [{ ...runbook('index', '2026-01-10'), fields: { reviewed: '2026-10-01' } }],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'its own next review is overdue',
      ledger: {
        documents: [{ ...runbook('index', '2026-10-01'), fields: { 'next-review': '2026-11-01' } }],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1 },
    },
    {
      name: 'a page belongs to the owner whom it names',
      row: 'bob',
      ledger: { documents: [{ ...runbook('index', '2026-10-01'), fields: { owner: 'bob' } }] },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'a page that was deleted grows no older',
      ledger: {
        documents: [
          { ...runbook('index', '2026-01-10'), removedAt: '2026-11-10T10:00:00Z' },
          runbook('queue', '2026-08-01'),
        ],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'no page of a kind that grows old',
      ledger: { documents: [{ path: 'docs/designs/cache.md', kind: 'design' }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function runbook(name: string, day: string) {
  const at = `${day}T10:00:00Z`;
  return {
    path: `docs/runbooks/${name}.md`,
    kind: 'runbook',
    addedAt: at,
    updatedAt: at,
    verdicts: [{ rule: RULE, outcome: 'pass' as const, asked: true }],
  };
}

function tally(input: TallyInput) {
  const { services = [], asOf } = input.facts;
  const all = documentsOf(input.facts);
  if ('noData' in all) return all;
  const documents = all.filter((document) => verdictOn(document, RULE) !== 'not-asked');
  const owners = new Map(
    services.flatMap((service) =>
      Object.values(documentsOfService(service, documents)).flatMap((own) =>
        own.map(({ path }) => [path, service.owner] as const),
      ),
    ),
  );
  const counter = startCounting();
  for (const at of weekEnds(
    asOf,
    documents.map(({ addedAt }) => addedAt),
  )) {
    counter.add(['*'], at, {});
    for (const document of documents.filter((each) => stoodAt(each, at))) {
      const { path, addedBy } = document;
      const owner = fieldValues(document, 'owner')[0] ?? owners.get(path) ?? addedBy;
      const rows = rowsOfPerson(input, owner);
      const isFresh = freshAt(document, at);
      if (isFresh === null) counter.add(rows, at, { excluded: 'unknown' });
      else
        counter.add(rows, at, {
          of: 1,
          hits: isFresh ? 1 : 0,
          sample: path,
          miss: isFresh ? undefined : path,
        });
    }
  }
  return counter.tallies();
}
