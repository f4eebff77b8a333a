import type { Config } from './schema/config.js';
import type { Plan } from './schema/plan.js';
import type { Policy } from './schema/policy.js';

/** The plan's metrics, each with the practice that it serves, the team's targets in place of the plan's. The metrics by which the n-th unit with a success metric is measured carry `success: n`. */
export function policyMetrics(plan: Plan, config: Config | undefined): Policy['metrics'] {
  const units = plan.phases.flatMap((phase) => phase.units);
  const metrics: Policy['metrics'] = units.flatMap((unit) =>
    unit.practices.flatMap((practice) =>
      Object.entries(practice.metrics).map(([metricId, use]) => ({
        metricId,
        practiceId: practice.id,
        unitId: unit.id,
        success: null,
        target: config?.metrics[metricId]?.target ?? use.target ?? null,
        planned: use.planned === true,
      })),
    ),
  );
  for (const [at, unit] of units.filter((candidate) => candidate.success !== undefined).entries()) {
    for (const metricId of unit.success?.metrics ?? []) {
      const uses = metrics.filter((metric) => metric.metricId === metricId);
      const use = uses.find((metric) => metric.unitId === unit.id) ?? uses[0];
      if (use !== undefined) use.success = at + 1;
    }
  }
  return metrics;
}
