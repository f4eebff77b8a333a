import {
  defineMetric,
  documentsBehind,
  documentsOf,
  ledgerWith,
  outcomeRows,
  pullsById,
  startCounting,
  type TallyInput,
  verdictOn,
} from '@forethought/core';

const ASKING = 'design-approved-first';
const RULE = 'design-document';

/** Share of changes that needed a design and have a whole one. */
export default defineMetric({
  id: 'designed-features',
  rule: RULE,
  summary:
    'Every change that needs a design has one with architecture, data flow, failure modes and rollback.',
  why: 'What is missing in a design is found in the code, where it costs ten times as much.',
  unit: 'ratio',
  better: 'higher',
  counting: 'census',
  tier: 'E2',
  formula:
    'landed pull requests that design-approved-first had to ask (large ones and those labelled as a feature or design) and that name or bring a design which passes design-document ÷ landed pull requests that it had to ask',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 3, team: 5 },
  noData: 'no change in this window needed a design',
  needs: ['documents'],
  gaming: 'Linking a design of something else, or splitting a feature until no part needs one.',
  counterMeasure:
    'The design is a document of this repository that stands there and is whole; who reviews the change opens it, and design-before-code stands beside.',
  tally,
  examples: [
    {
      name: 'two of three name a whole design',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2', paths: ['docs/designs/cache.md'] }, { id: '#3' }],
        pulls: [
          { number: 1, verdicts: [asked('pass')], documents: ['docs/designs/cache.md'] },
          { number: 2, verdicts: [asked('fail')] },
          { number: 3, verdicts: [asked('fail')], documents: ['docs/designs/queue.md'] },
        ],
        documents: [design('cache', 'pass'), design('queue', 'fail')],
      },
      expect: { state: 'missed', numerator: 2, denominator: 3, misses: ['#3'] },
    },
    {
      name: 'the design was added by the pull request that is named',
      ledger: {
        changes: ['#1', '#2', '#3'].map((id) => ({ id })),
        pulls: [
          ...[1, 2, 3].map((number) => ({
            number,
            verdicts: [asked('pass')],
            designs: [{ reference: '#90', approvedAt: null, approver: null }],
          })),
          { number: 90, paths: ['docs/designs/cache.md'] },
        ],
        documents: [{ ...design('cache', 'pass'), addedAt: '2026-11-02T10:00:00Z' }],
      },
      expect: { state: 'met', numerator: 3, denominator: 3 },
    },
    {
      name: 'a design that was deleted before is none',
      ledger: {
        changes: ['#1', '#2', '#3'].map((id) => ({ id })),
        pulls: [1, 2, 3].map((number) => ({
          number,
          verdicts: [asked('fail')],
          documents: ['docs/designs/cache.md'],
        })),
        documents: [
          {
            ...design('cache', 'pass'),
            addedAt: '2026-10-01T10:00:00Z',
            removedAt: '2026-11-02T10:00:00Z',
          },
        ],
      },
      expect: { state: 'missed', numerator: 0, denominator: 3 },
    },
    {
      name: 'only small changes landed',
      ledger: {
        changes: [{ id: '#1' }],
        pulls: [{ number: 1, verdicts: [{ rule: ASKING, outcome: 'not-applicable', asked: false }] }],
        documents: [],
      },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
    {
      name: 'Git alone knows no pull requests',
      ledger: { documents: [], gaps: { pulls: 'no pull-request facts' } },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function asked(outcome: 'pass' | 'fail') {
  return { rule: ASKING, outcome, asked: true };
}

function design(name: string, outcome: 'pass' | 'fail') {
  return {
    path: `docs/designs/${name}.md`,
    kind: 'design',
    verdicts: [{ rule: RULE, outcome, asked: true }],
  };
}

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls');
  if ('noData' in ledger) return ledger;
  const documents = documentsOf(input.facts);
  if ('noData' in documents) return documents;
  const behind = documentsBehind(input, documents);
  const pulls = pullsById(input);
  const counter = startCounting();
  for (const change of ledger.changes) {
    const verdict = pulls.get(change.id)?.verdicts?.find(({ rule }) => rule === ASKING);
    if (verdict === undefined || verdict.asked === false) continue;
    const { id, landedAt } = change;
    const rows = outcomeRows(input, change);
    if (verdict.outcome === 'exempt') counter.add(rows, landedAt, { excluded: 'exempt' });
    else if (verdict.outcome === 'not-applicable') counter.add(rows, landedAt, { excluded: 'notApplicable' });
    else if (verdict.asked === null) counter.add(rows, landedAt, { excluded: 'unknown' });
    else {
      const isDesigned = behind(change).some((document) => verdictOn(document, RULE) === 'passes');
      counter.add(rows, landedAt, {
        of: 1,
        hits: isDesigned ? 1 : 0,
        sample: id,
        miss: isDesigned ? undefined : id,
      });
    }
  }
  return counter.tallies();
}
