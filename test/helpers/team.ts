import {
  type Config,
  type Mode,
  type Plan,
  type Policy,
  parseConfig,
  policyFor,
  type RuleSetting,
  severityOn,
} from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';

/** A configuration from its text; empty text is zero configuration. */
export function configFrom(text: string): Config | undefined {
  return text === ''
    ? undefined
    : parseConfig(text, { file: 'forethought.yml', rules, metrics, plans: builtInPlans });
}

/** The built-in plan of that id. */
export function builtIn(id: string): Plan {
  const plan = builtInPlans.find((candidate) => candidate.plan === id);
  if (plan === undefined) throw new Error(`${id} is not built in`);
  return plan;
}

/** The policy of a team with that configuration, for one engineer. */
export function teamPolicy(
  text: string,
  changes: { engineer?: string | null; asOf?: string; mode?: Mode; isInsider?: boolean; plan?: Plan } = {},
): Policy {
  return policyFor({
    plan: builtIn('devops-elite'),
    plans: builtInPlans,
    config: configFrom(text),
    rules,
    engineer: null,
    asOf: '2026-11-22T10:00:00Z',
    ...changes,
  });
}

/** The one setting of a rule without `onlyFor`. */
export function settingOf(policy: Policy, ruleId: string): RuleSetting {
  const settings = policy.rules.filter(
    (setting) => setting.ruleId === ruleId && setting.onlyFor === undefined,
  );
  const [only] = settings;
  if (settings.length !== 1 || only === undefined)
    throw new Error(`${settings.length} settings of ${ruleId}`);
  return only;
}

/** The rules that the plan `devops-elite` uses by now. */
export const CARD = [
  'sources-consulted',
  'documentation-reviewed',
  'test-evidence',
  'pre-mortem',
  'no-placeholder',
] as const;

/** How strictly they speak in the standard mode to people without a start date. */
export const STANDARD = {
  'sources-consulted': 'block',
  'documentation-reviewed': 'block',
  'test-evidence': 'block',
  'pre-mortem': 'warn',
  'no-placeholder': 'warn',
};

/** Severity of each of them on a day. */
export function severities(policy: Policy, day = policy.asOf.slice(0, 10)): Record<string, string> {
  return Object.fromEntries(CARD.map((id) => [id, severityOn(settingOf(policy, id), day)]));
}
