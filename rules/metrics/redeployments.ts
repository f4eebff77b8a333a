import { defineMetric, recordCount, verdictOn } from '@forethought/core';

const RULE = 'redeployment-record';

/** How many redeployments are recorded step by step, and by whom. */
export default defineMetric({
  id: 'redeployments',
  rule: RULE,
  summary:
    'A deployment was taken down and brought back with a test at each step, and the record of it stands.',
  why: 'Whoever has brought a system back once step by step knows which steps it can not do without.',
  unit: 'count',
  better: 'higher',
  counting: 'census',
  weeks: 'latest',
  population: 'everybody',
  tier: 'E2',
  formula:
    'records of redeployments that pass redeployment-record and that the engineer was the first to add, as they stand at the end of the window, against all documents of a known kind',
  windowDays: 28,
  lagDays: 0,
  minimumSample: { person: 1, team: 1 },
  noData: 'no document of a known kind stood in the repository',
  needs: ['documents'],
  gaming: 'Writing a record of steps that nobody took, or copying somebody else’s.',
  counterMeasure:
    'Each step needs its test, the reason for it and what came out, and a copy under another name is seen in the review of its pull request.',
  tally: (input) =>
    recordCount(
      input,
      (document) => verdictOn(document, RULE) === 'passes',
      (document) => verdictOn(document, RULE) === 'misses',
    ),
  examples: [
    {
      name: 'one record among three documents',
      ledger: {
        documents: [
          { path: 'docs/redeployments/search.md', kind: 'redeployment', verdicts: [verdict('pass')] },
          { path: 'docs/runbooks/index.md', kind: 'runbook' },
          { path: 'docs/runbooks/queue.md', kind: 'runbook', addedBy: 'bob' },
        ],
      },
      expect: { state: 'met', numerator: 1, denominator: 3, value: 1 },
    },
    {
      name: 'a record without results is told and does not count',
      ledger: {
        documents: [
          { path: 'docs/redeployments/search.md', kind: 'redeployment', verdicts: [verdict('fail')] },
        ],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, misses: ['docs/redeployments/search.md'] },
    },
    {
      name: 'others recorded theirs',
      row: 'eve',
      ledger: {
        documents: [
          { path: 'docs/redeployments/search.md', kind: 'redeployment', verdicts: [verdict('pass')] },
        ],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1, value: 0 },
    },
    {
      name: 'a record that was deleted is none any more',
      ledger: {
        documents: [
          {
            path: 'docs/redeployments/search.md',
            kind: 'redeployment',
            addedAt: '2026-11-02T10:00:00Z',
            removedAt: '2026-11-12T10:00:00Z',
            verdicts: [verdict('pass')],
          },
          { path: 'docs/runbooks/index.md', kind: 'runbook' },
        ],
      },
      expect: { state: 'missed', numerator: 0, denominator: 1 },
    },
    {
      name: 'in a week of leave the state before it stays',
      away: ['2026-W47'],
      ledger: {
        documents: [
          {
            path: 'docs/redeployments/search.md',
            kind: 'redeployment',
            addedAt: '2026-11-02T10:00:00Z',
            verdicts: [verdict('pass')],
          },
        ],
      },
      expect: { state: 'met', numerator: 1, denominator: 1 },
    },
    {
      name: 'documents were read, and there is none',
      ledger: { documents: [] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function verdict(outcome: 'pass' | 'fail') {
  return { rule: RULE, outcome, asked: true };
}
