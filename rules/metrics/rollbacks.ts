import {
  defineMetric,
  knownByWords,
  ledgerWith,
  outcomeRows,
  standings,
  startCounting,
  type TallyInput,
  unowned,
} from '@forethought/core';

/** How many changes and deployments were taken back after they reached production. */
export default defineMetric({
  id: 'rollbacks',
  summary: 'Nothing has to be taken back after it was deployed.',
  why: 'What is taken back was delivered without its worth, and somebody waited for it twice.',
  unit: 'count',
  better: 'lower',
  counting: 'census',
  tier: 'E1',
  formula:
    'deployed changes that were reverted and not brought back, and deployments that a later one of an earlier commit took back, each event once (the change itself where the deployment brought no other, else nobody knows which was meant and it counts for everybody alone); the population is every deployed change, or every landed one where nothing says what was deployed',
  windowDays: 91,
  lagDays: 14,
  minimumSample: { person: 1, team: 1 },
  noData: 'no change of this window was deployed',
  needs: ['git'],
  gaming: 'Repairing forward where taking back would have been quicker.',
  counterMeasure:
    'The value is always shown beside fix-forward, and a quick rollback makes the time to restore shorter: both numbers cannot be kept low by the same trick.',
  tally,
  examples: [
    {
      name: 'one of ten deployed changes was reverted',
      ledger: {
        changes: Array.from({ length: 10 }, (_, index) => ({ id: `#${index + 1}` })),
        attributions: [{ fix: '#11', culprit: '#2', rung: 'revert' }],
      },
      expect: { state: 'missed', numerator: 1, denominator: 10, misses: ['#2'] },
    },
    {
      name: 'a revert that was reverted itself is none',
      ledger: {
        changes: Array.from({ length: 10 }, (_, index) => ({ id: `#${index + 1}` })),
        attributions: [{ fix: '#11', culprit: '#2', rung: 'revert', isUndone: true }],
      },
      expect: { state: 'met', numerator: 0, denominator: 10 },
    },
    {
      name: 'a revert before the deployment stands beside',
      ledger: {
        changes: [{ id: '#1' }, { id: '#2', deployedAt: null, deployment: null }],
        attributions: [{ fix: '#3', culprit: '#2', rung: 'revert' }],
      },
      expect: { state: 'met', numerator: 0, denominator: 1, beside: { 'before deployment': 1 } },
    },
    {
      name: 'a deployment that was rolled back counts once, also when its change is reverted afterwards',
      row: '*',
      ledger: {
        changes: [
          { id: '#1', deployment: 'd1' },
          { id: '#2', deployment: 'd2' },
          { id: '#3', deployment: 'd4' },
        ],
        deployments: [
          { id: 'd1', at: '2026-11-01T10:00:00Z', sha: 'one', changes: ['#1'] },
          { id: 'd2', at: '2026-11-02T10:00:00Z', sha: 'two', changes: ['#2'], isRolledBack: true },
          { id: 'd3', at: '2026-11-02T11:00:00Z', sha: 'one', isRollback: true },
          { id: 'd4', at: '2026-11-03T10:00:00Z', sha: 'three', changes: ['#3'] },
        ],
        attributions: [{ fix: '#4', culprit: '#2', rung: 'revert' }],
      },
      expect: { state: 'missed', numerator: 1, denominator: 3, misses: ['#2'] },
    },
    {
      name: 'a deployment that was rolled back counts for everybody and for no person',
      row: '*',
      ledger: {
        changes: [
          { id: '#1', deployment: 'd1' },
          { id: '#2', deployment: 'd1' },
        ],
        deployments: [
          { id: 'd1', at: '2026-11-02T10:00:00Z', changes: ['#1', '#2'], isRolledBack: true },
          { id: 'd2', at: '2026-11-02T11:00:00Z', isRollback: true },
        ],
      },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['d1'] },
    },
    {
      name: 'without anything that says what was deployed, landed changes are counted',
      ledger: {
        changes: [{ id: '#1', deployedAt: undefined, deployment: undefined }],
        gaps: { deployments: 'no deployment, release or workflow says what went to production' },
      },
      expect: { state: 'met', numerator: 0, denominator: 1 },
    },
    {
      name: 'the only change of a deployment that was rolled back was taken back',
      ledger: {
        changes: [
          { id: '#1', deployment: 'd1' },
          { id: '#2', deployment: 'd2' },
        ],
        deployments: [
          { id: 'd1', changes: ['#1'] },
          { id: 'd2', changes: ['#2'], isRolledBack: true },
        ],
      },
      expect: { state: 'missed', numerator: 1, denominator: 2, misses: ['#2'] },
    },
    {
      name: 'without pull requests their texts were not read, so that none found is not none',
      ledger: { changes: [{ id: '#1' }], gaps: { pulls: 'only Git was read' } },
      expect: { state: 'uncertain', numerator: 0, denominator: 1 },
    },
    {
      name: 'nothing was deployed',
      ledger: { changes: [{ id: '#1', deployedAt: null, deployment: null }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input);
  if ('noData' in ledger) return ledger;
  const standingOf = standings(ledger);
  const counter = startCounting();
  const takenBack = new Set<string>();
  for (const change of ledger.changes) {
    const place = standingOf(change);
    const { id } = change;
    if (place === 'taken back') takenBack.add(id);
    counter.add(outcomeRows(input, change), change.landedAt, {
      of: change.deployedAt === null ? 0 : 1,
      hits: place === 'taken back' ? 1 : 0,
      sample: change.deployedAt === null ? undefined : id,
      miss: place === 'taken back' ? id : undefined,
      beside: place === 'before deployment' ? { [place]: 1, ...unowned(change) } : unowned(change),
    });
  }
  for (const { id, at, changes, isRolledBack } of ledger.deployments)
    if (isRolledBack === true && !changes.some((change) => takenBack.has(change)))
      counter.add(['*'], at, { hits: 1, miss: id });
  return knownByWords(ledger, counter.tallies());
}
