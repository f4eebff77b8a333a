import { faultAt, itemsOf, membersOf } from './checks.js';
import { didYouMean } from './nearest.js';
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import type { Path } from './schema/yaml.js';

/** Ids of the metrics that the practices of a plan have, those of the plan that it builds on included. */
export function metricsOf(value: unknown, parent: Plan | undefined): readonly string[] {
  const own = itemsOf(value, 'phases')
    .flatMap((phase) => itemsOf(phase, 'units'))
    .flatMap((unit) => itemsOf(unit, 'practices'))
    .flatMap((practice) => membersOf(practice, 'metrics'))
    .map(([id]) => id);
  const inherited = parent?.phases.flatMap((phase) => phase.units).flatMap((unit) => unit.practices) ?? [];
  return [...own, ...inherited.flatMap((practice) => Object.keys(practice.metrics))];
}

/** Metrics that something is measured by have to belong to a practice. */
export function metricFaults(value: unknown, path: Path, metrics: ReadonlySet<string>): readonly Fault[] {
  return itemsOf(value, 'metrics').flatMap((id, at) =>
    typeof id === 'string' && !metrics.has(id)
      ? [
          faultAt(
            [...path, 'metrics', at],
            `no practice of this plan uses the metric \`${id}\`${didYouMean(id, [...metrics])}; add it to a practice`,
          ),
        ]
      : [],
  );
}
