import {
  defineMetric,
  type LandedChange,
  type Ledger,
  ledgerWith,
  type ProductionDeployment,
  rowsOf,
  startCounting,
  type TallyInput,
} from '@forethought/core';

/** Share of production deployments that failed: failed deployments over deployments, never incidents over deployments. */
export default defineMetric({
  id: 'change-failure-rate',
  summary: 'Few production deployments bring a failure with them.',
  why: 'How often a deployment fails tells how much is learned before it and how much after.',
  unit: 'ratio',
  better: 'lower',
  counting: 'census',
  tier: 'E1',
  verdictFor: 'team',
  formula:
    'production deployments that brought a change with a defect found after it, or that were rolled back ÷ production deployments that brought a change; the same commit again or in another environment brought none, a deployment with three incidents is one failed deployment, and a rollback itself is no deployment of a change',
  windowDays: 91,
  lagDays: 30,
  minimumSample: { person: 20, team: 20 },
  noData: 'nothing was deployed to production in this window',
  gaming:
    'Deploying the same again, deploying more often what cannot fail, or leaving incidents without a cause.',
  counterMeasure:
    'A deployment that brought no change does not count. The numbers of deployments, of failed ones and of incidents all stand there, and how many defects have a cause is shown with docs-caused-issues.',
  tally,
  examples: [
    {
      name: 'six incidents in four of twenty-three deployments are 17.4 %, not 26.1 %',
      row: '*',
      ledger: {
        changes: Array.from({ length: 23 }, (_, index) => ({
          id: `#${index + 1}`,
          deployment: `d${index + 1}`,
        })),
        deployments: Array.from({ length: 23 }, (_, index) => ({
          id: `d${index + 1}`,
          changes: [`#${index + 1}`],
        })),
        escapes: ['#1', '#1', '#1', '#2', '#3', '#4'].map((change) => ({ change, kind: 'issue' })),
      },
      expect: { state: 'uncertain', numerator: 4, denominator: 23, value: 4 / 23, beside: { incidents: 6 } },
    },
    {
      name: 'a deployment that was rolled back failed, and the rollback is no deployment of its own',
      row: '*',
      ledger: {
        changes: Array.from({ length: 20 }, (_, index) => ({
          id: `#${index + 1}`,
          deployment: `d${index + 1}`,
        })),
        deployments: [
          ...Array.from({ length: 20 }, (_, index) => ({
            id: `d${index + 1}`,
            at: `2026-10-16T${String(index).padStart(2, '0')}:00:00Z`,
            changes: [`#${index + 1}`],
            isRolledBack: index === 19,
          })),
          { id: 'd21', at: '2026-10-16T22:00:00Z', sha: 'sha-d19', isRollback: true },
        ],
      },
      expect: { state: 'uncertain', numerator: 1, denominator: 20, misses: ['d20'] },
    },
    {
      name: 'the same commit again, or in a second environment, is no deployment more',
      row: '*',
      ledger: {
        changes: [{ id: '#1', deployment: 'd1' }],
        deployments: [
          { id: 'd1', sha: 'one', changes: ['#1'] },
          { id: 'd2', sha: 'one' },
          { id: 'd3', sha: 'one', isRolledBack: true },
        ],
      },
      expect: { state: 'insufficient', numerator: 1, denominator: 1, misses: ['d1'] },
    },
    {
      name: "one person's row shows the deployments with changes of theirs",
      ledger: {
        changes: [
          { id: '#1', deployment: 'd1' },
          { id: '#2', deployment: 'd1', owner: 'bob' },
        ],
        deployments: [{ id: 'd1', changes: ['#1', '#2'] }],
        escapes: [{ change: '#2', kind: 'issue' }],
      },
      expect: { state: 'uncertain', numerator: 0, denominator: 1 },
    },
    {
      name: 'nothing was deployed',
      row: '*',
      ledger: { changes: [{ id: '#1', deployedAt: null, deployment: null }] },
      expect: { state: 'not-applicable', numerator: null, denominator: null },
    },
  ],
});

function tally(input: TallyInput) {
  const ledger = ledgerWith(input, 'deployments');
  if ('noData' in ledger) return ledger;
  const escaped = escapesByChange(ledger);
  const rolledBack = new Set(
    ledger.deployments.flatMap(({ sha, isRolledBack }) => (isRolledBack === true ? [sha] : [])),
  );
  const counter = startCounting();
  for (const deployment of ledger.deployments) {
    const changes = changesIn(deployment, ledger);
    const isOfMachines = changes.length > 0 && changes.every(({ isMachine }) => isMachine);
    if (deployment.isRollback || changes.length === 0 || isOfMachines) continue;
    const { id, at, sha } = deployment;
    const incidents = (own: readonly LandedChange[]): number =>
      own.reduce((sum, change) => sum + (escaped.get(change.id) ?? 0), 0);
    const everybody = incidents(changes);
    const hasFailed = everybody > 0 || rolledBack.has(sha);
    counter.add(['*'], at, contribution(id, hasFailed, everybody));
    for (const [row, own] of byRow(input, changes)) {
      const theirs = incidents(own);
      counter.add([row], at, contribution(id, theirs > 0, theirs));
    }
  }
  return counter.tallies();
}

function contribution(id: string, hasFailed: boolean, incidents: number) {
  return {
    of: 1,
    hits: hasFailed ? 1 : 0,
    sample: id,
    miss: hasFailed ? id : undefined,
    beside: incidents > 0 ? { incidents } : undefined,
  };
}

function escapesByChange({ escapes }: Ledger): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { change } of escapes) counts.set(change, (counts.get(change) ?? 0) + 1);
  return counts;
}

function changesIn({ changes }: ProductionDeployment, { byId }: Ledger): readonly LandedChange[] {
  return changes.flatMap((id) => byId.get(id) ?? []);
}

/** The changes of each engineer and group; everybody's row stands apart, as it counts rollbacks too. */
function byRow(
  input: TallyInput,
  changes: readonly LandedChange[],
): ReadonlyMap<string, readonly LandedChange[]> {
  const rows = new Map<string, LandedChange[]>();
  for (const change of changes) {
    if (change.isMachine || change.owner === null) continue;
    for (const row of rowsOf(input, [change.owner])) {
      if (row === '*') continue;
      const others = rows.get(row);
      if (others === undefined) rows.set(row, [change]);
      else others.push(change);
    }
  }
  return rows;
}
