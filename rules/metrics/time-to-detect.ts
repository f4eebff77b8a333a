import {
  defineMetric,
  hoursBetween,
  ledgerWith,
  outcomeRows,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** How long defects stood in production before somebody noticed, and where the others were found. */
export default defineMetric({
  id: 'time-to-detect',
  summary: 'Defects are noticed earlier from week to week, most of them before deployment.',
  why: 'A defect that is noticed within the hour is still known to the person who made it.',
  unit: 'hours',
  better: 'lower',
  counting: 'inferred',
  reducer: 'median',
  tier: 'E1',
  verdictFor: 'team',
  formula:
    'median of the hours from the first production deployment of a change to when a defect of it was first seen; beside it, how many defects were found where',
  windowDays: 91,
  lagDays: 0,
  minimumSample: { person: 5, team: 5 },
  noData: 'no defect was found after its deployment in this window',
  gaming: 'Filing late, or filing under a change that was deployed last.',
  counterMeasure:
    'The time is the issue’s or revert’s own on the platform, the change is the one that somebody named as the cause, and the counts of each place stand beside.',
  tally,
  examples: [
    {
      name: 'five defects, the middle one noticed after six hours',
      row: '*',
      ledger: {
        changes: ['#1', '#2', '#3', '#4', '#5'].map((id) => ({ id, deployedAt: '2026-11-16T00:00:00Z' })),
        escapes: ['01:00', '03:00', '06:00', '12:00', '18:00'].map((time, index) => ({
          change: `#${index + 1}`,
          kind: 'issue',
          foundAt: `2026-11-16T${time}:00Z`,
        })),
        catches: [{ change: '#1', kind: 'check', stage: 'ci' }],
      },
      expect: {
        state: 'uncertain',
        numerator: null,
        denominator: 5,
        value: 6,
        beside: { ci: 1, 'production, within a day': 5 },
      },
    },
    {
      name: 'two defects are too few for a trend',
      row: '*',
      ledger: {
        changes: [{ id: '#1', deployedAt: '2026-11-16T00:00:00Z' }],
        escapes: [
          { change: '#1', kind: 'issue', foundAt: '2026-11-16T00:30:00Z' },
          { change: '#1', kind: 'issue', foundAt: '2026-11-17T00:30:00Z' },
        ],
      },
      expect: { state: 'insufficient', numerator: null, denominator: 2, value: 12.5 },
    },
    {
      name: 'everything was found before deployment',
      row: '*',
      ledger: { changes: [{ id: '#1' }], catches: [{ change: '#1', kind: 'review', stage: 'review' }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null, beside: { review: 1 } },
    },
    {
      name: 'nothing says what was deployed when',
      ledger: {
        changes: [{ id: '#1' }],
        gaps: { deployments: 'no deployment, release or workflow says what went to production' },
      },
      expect: { state: 'no-data', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'deployments');
  if ('noData' in ledger) return ledger;
  const counter = startCounting();
  for (const { change: id, foundAt, stage } of ledger.catches) {
    const change = ledger.byId.get(id);
    if (change !== undefined) counter.add(outcomeRows(input, change), foundAt, { beside: { [stage]: 1 } });
  }
  for (const { change: id, foundAt } of ledger.escapes) {
    const change = ledger.byId.get(id);
    if (change === undefined || typeof change.deployedAt !== 'string') continue;
    const hours = Math.max(0, hoursBetween(change.deployedAt, foundAt));
    counter.add(outcomeRows(input, change), foundAt, {
      of: 1,
      value: hours,
      sample: id,
      beside: { [placeOf(hours)]: 1 },
    });
  }
  return counter.tallies();
}

function placeOf(hours: number): string {
  if (hours < 1) return 'production, within an hour';
  if (hours < 24) return 'production, within a day';
  return hours < 168 ? 'production, within a week' : 'production, later';
}
