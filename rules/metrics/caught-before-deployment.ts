import {
  type Defect,
  defineMetric,
  ledgerWith,
  outcomeRows,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** Share of known defects that were found before their change was deployed; the plan's third success metric. */
export default defineMetric({
  id: 'caught-before-deployment',
  summary: 'Most defects are found before the change that holds them is deployed.',
  why: 'The same defect costs a comment before deployment and an incident after it.',
  unit: 'ratio',
  better: 'higher',
  counting: 'inferred',
  tier: 'E2',
  verdictFor: 'team',
  formula:
    'defects of landed changes found before their first production deployment (review comments that a commit answered, checks that failed and then passed on new commits, `found-in:` labels that somebody else set; one a kind and place, at most three a change) ÷ those and the defects found after it',
  windowDays: 91,
  lagDays: 30,
  minimumSample: { person: 20, team: 20 },
  noData: 'no defect of a change in this window is on record, neither before its deployment nor after',
  whenEmpty: 'no-data',
  gaming: 'Inventing small defects in review, or setting the labels oneself, so that there is more to catch.',
  counterMeasure:
    'A label of the owner’s own counts for nothing here, at most three a change count, each kind is listed, and the number that escaped stands beside, with how many changes were deployed.',
  tally,
  examples: [
    {
      name: 'twenty-two of twenty-five leave it open whether four in five are caught',
      row: '*',
      ledger: {
        changes: Array.from({ length: 13 }, (_, index) => ({ id: `#${index + 1}` })),
        catches: Array.from({ length: 22 }, (_, index) => ({
          change: `#${Math.floor(index / 2) + 1}`,
          kind: index % 2 === 0 ? ('review' as const) : ('check' as const),
        })),
        escapes: ['#12', '#13', '#13'].map((change) => ({ change, kind: 'issue' })),
      },
      expect: {
        state: 'uncertain',
        numerator: 22,
        denominator: 25,
        misses: ['#12', '#13', '#13'],
        beside: { deployed: 13, escapes: 3 },
      },
    },
    {
      name: 'forty-nine of fifty leave no doubt',
      row: '*',
      ledger: {
        changes: Array.from({ length: 50 }, (_, index) => ({ id: `#${index + 1}` })),
        catches: Array.from({ length: 49 }, (_, index) => ({ change: `#${index + 1}`, kind: 'review' })),
        escapes: [{ change: '#50', kind: 'revert' }],
      },
      expect: { state: 'met', numerator: 49, denominator: 50 },
    },
    {
      name: 'half of them escaped',
      row: '*',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({ id: `#${index + 1}` })),
        catches: Array.from({ length: 10 }, (_, index) => ({ change: `#${index + 1}`, kind: 'review' })),
        escapes: Array.from({ length: 10 }, (_, index) => ({ change: `#${index + 11}`, kind: 'issue' })),
      },
      expect: { state: 'missed', numerator: 10, denominator: 20 },
    },
    {
      name: 'a label that the owner set is no catch here',
      row: '*',
      ledger: {
        changes: [{ id: '#1' }],
        catches: [{ change: '#1', kind: 'self-review', isOnOwnWord: true }],
      },
      expect: { state: 'no-data', numerator: null, denominator: null, beside: { deployed: 1 } },
    },
    {
      name: "one person's row shows counts and no verdict",
      ledger: {
        changes: [{ id: '#1' }, { id: '#2', owner: 'bob' }],
        catches: [
          { change: '#1', kind: 'review' },
          { change: '#2', kind: 'review' },
        ],
        escapes: [{ change: '#1', kind: 'issue' }],
      },
      expect: { state: 'uncertain', numerator: 1, denominator: 2, misses: ['#1'] },
    },
    {
      name: 'defects without a deployment to compare with are no data',
      ledger: {
        changes: [{ id: '#1' }],
        catches: [{ change: '#1', kind: 'review' }],
        gaps: { deployments: 'no deployment, release or workflow says what went to production' },
      },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
    {
      name: 'no defect on record is no data, not everything caught',
      row: '*',
      ledger: { changes: [{ id: '#1' }] },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'pulls', 'reviews', 'threads', 'checks', 'issues', 'deployments');
  if ('noData' in ledger) return ledger;
  const counter = startCounting();
  const add = ({ change: id }: Defect, isCaught: boolean): void => {
    const change = ledger.byId.get(id);
    if (change === undefined) return;
    counter.add(
      outcomeRows(input, change),
      change.landedAt,
      isCaught ? { hits: 1, of: 1, sample: id } : { of: 1, sample: id, miss: id, beside: { escapes: 1 } },
    );
  };
  for (const defect of ledger.catches) if (defect.isOnOwnWord !== true) add(defect, true);
  for (const defect of ledger.escapes) add(defect, false);
  for (const change of ledger.changes)
    if (typeof change.deployedAt === 'string')
      counter.add(outcomeRows(input, change), change.landedAt, { beside: { deployed: 1 } });
  return counter.tallies();
}
