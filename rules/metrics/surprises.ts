import {
  defineMetric,
  ledgerWith,
  outcomeRows,
  pullsById,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

const LABEL = 'unforeseen';

/** How many things came as a surprise while changes were made; the plan's fifth success metric, told without blame. */
export default defineMetric({
  id: 'surprises',
  summary: 'Nothing comes as a surprise while a change is made.',
  why: 'A surprise that is written down shows what the next design should have asked.',
  unit: 'count',
  better: 'lower',
  counting: 'census',
  tier: 'E4',
  verdictFor: 'team',
  formula:
    'entries under Surprises in landed pull requests and in issues, and the label `unforeseen` where there is no entry, against landed pull requests',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 3, team: 3 },
  noData: 'no pull request landed in this window',
  gaming: 'Writing no surprise down.',
  counterMeasure:
    'The number is nobody’s verdict: a person’s row only counts, and a team that writes nothing down while defects escape sees both numbers side by side.',
  tally,
  examples: [
    {
      name: 'two entries and a label in three changes',
      row: '*',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }],
        pulls: [
          { number: 1, surprises: 2, labels: ['unforeseen'] },
          { number: 2, surprises: 0, labels: ['unforeseen'] },
          { number: 3, surprises: 0 },
        ],
      },
      expect: { state: 'missed', numerator: 3, denominator: 3, misses: ['#1', '#2'] },
    },
    {
      name: 'an issue that nobody foresaw',
      row: '*',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }],
        pulls: [1, 2, 3].map((number) => ({ number, surprises: 0 })),
        reported: [{ number: 40, labels: ['unforeseen'] }],
      },
      expect: { state: 'missed', numerator: 1, denominator: 3, misses: ['#40'] },
    },
    {
      name: 'nothing came unexpected',
      row: '*',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }],
        pulls: [1, 2, 3].map((number) => ({ number, surprises: 0 })),
      },
      expect: { state: 'met', numerator: 0, denominator: 3 },
    },
    {
      name: "one person's row counts and gives no verdict",
      ledger: {
        changes: [{ id: '#1' }, { id: '#2' }, { id: '#3' }],
        pulls: [1, 2, 3].map((number) => ({ number, surprises: 1 })),
      },
      expect: { state: 'uncertain', numerator: 3, denominator: 3 },
    },
    {
      name: 'a text that was not read is unknown',
      row: '*',
      ledger: { changes: [{ id: '#1' }], pulls: [{ number: 1 }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls');
  if ('noData' in ledger) return ledger;
  const { issues = [] } = input.facts;
  const pulls = pullsById(input);
  const counter = startCounting();
  for (const change of ledger.changes) {
    const pull = pulls.get(change.id);
    if (pull === undefined) continue;
    const rows = outcomeRows(input, change);
    const { surprises, labels } = pull;
    if (surprises === undefined) {
      counter.add(rows, change.landedAt, { excluded: 'unknown' });
      continue;
    }
    const hits = surprises > 0 ? surprises : labelled(labels);
    const { id, landedAt } = change;
    counter.add(rows, landedAt, { of: 1, hits, sample: id, miss: hits > 0 ? id : undefined });
  }
  const owners = new Map(ledger.issues.map(({ id, owner }) => [id, owner]));
  for (const { number, createdAt, labels, surprises = 0 } of issues) {
    const id = `#${number}`;
    const owner = owners.get(id) ?? null;
    const hits = surprises > 0 ? surprises : labelled(labels);
    if (hits > 0) counter.add(rowsOf(input, owner === null ? [] : [owner]), createdAt, { hits, miss: id });
  }
  return counter.tallies();
}

function labelled(labels: readonly string[]): number {
  return labels.includes(LABEL) ? 1 : 0;
}
