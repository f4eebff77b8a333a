import { type Policy, rosterEntry } from '@forethought/core';
import type { PolicySource } from './policy-source.js';

/** Engineers by plan, the team's own first: each is measured against the targets of the plan that they follow. */
export function planGroups(rows: readonly string[], source: PolicySource) {
  const roster = source.config?.roster ?? [];
  const byPlan = new Map<string, { engineer: string | null; engineers: string[] }>();
  const team = source.plan.plan;
  byPlan.set(team, { engineer: null, engineers: [] });
  for (const engineer of rows) {
    const plan = rosterEntry(roster, engineer)?.plan ?? team;
    const group = byPlan.get(plan) ?? { engineer, engineers: [] };
    group.engineers.push(engineer);
    byPlan.set(plan, group);
  }
  return [...byPlan.values()];
}

/** Whether a metric stands in the plan of somebody with a row. */
export function isPlanned(
  rows: readonly string[],
  source: PolicySource,
): (metric: { readonly id: string }) => boolean {
  const ids = new Set(
    planGroups(rows, source).flatMap(({ engineer }) =>
      policyFor(engineer, source).metrics.map(({ metricId }) => metricId),
    ),
  );
  return ({ id }) => ids.has(id);
}

/** The policy of an engineer; null is the team's own. */
export function policyFor(engineer: string | null, source: PolicySource): Policy {
  return source.policyOf(engineer === null ? null : { name: engineer, email: engineer });
}
