/** Reading of configurations and plans. Apart from all else, because what validates them takes longer to load than a check. */
import { type Config, type Plan, parseConfig, parsePlan } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';

const KNOWN = { rules, metrics, plans: builtInPlans };

/** Validates the text of a configuration. Throws `PlanError` with places and fixes. */
export function readConfigText(text: string, file: string): Config {
  return parseConfig(text, { file, ...KNOWN });
}

/** Validates the text of a plan. Throws `PlanError` with places and fixes. */
export function readPlanText(text: string, file: string): Plan {
  return parsePlan(text, { file, ...KNOWN });
}
