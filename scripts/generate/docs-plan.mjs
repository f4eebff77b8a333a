/** Where plans use a rule or a metric, for its page. */

/**
 * @typedef {import('@forethought/core').Plan} Plan
 * @typedef {import('@forethought/core').Practice} Practice
 * @typedef {import('@forethought/core').Unit} Unit
 */

/**
 * Every practice of every plan for which `use` answers something.
 * @template T
 * @param {readonly Plan[]} plans
 * @param {(practice: Practice) => T | undefined} use
 * @returns {{ plan: Plan, unit: Unit, practice: Practice, use: T }[]}
 */
export function usesIn(plans, use) {
  return plans.flatMap((plan) =>
    plan.phases.flatMap((phase) =>
      phase.units.flatMap((unit) =>
        unit.practices.flatMap((practice) => {
          const found = use(practice);
          return found === undefined ? [] : [{ plan, unit, practice, use: found }];
        }),
      ),
    ),
  );
}

/** When a unit's practices begin to count. @param {Unit} unit */
export function weeksOf(unit) {
  return unit.weeks === undefined ? 'any' : `${unit.weeks[0]}–${unit.weeks[1]}`;
}

/**
 * A value of the plan as its YAML would say it on one line, as code.
 * @param {Record<string, unknown> | undefined} value
 */
export function inline(value) {
  const entries = Object.entries(value ?? {}).filter(([, each]) => each !== undefined);
  return entries.length === 0
    ? ''
    : `\`${entries.map(([name, each]) => `${name}: ${flow(each)}`).join(', ')}\``;
}

/** @param {unknown} value @returns {string} */
function flow(value) {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([name, each]) => `${name}: ${flow(each)}`)
    .join(', ')} }`;
}
