import type { Policy, RuleSetting } from '@forethought/core';
import { rules } from '@forethought/rules';
import type { PolicySource } from '../policy-source.js';

const ALWAYS: RuleSetting['timeline'] = [{ from: null, severity: 'observe' }];

/**
 * The policy by which documents are read for measures: every rule on documents looks, from the first day on and whether the plan uses
 * it or not, and none speaks. One that the team turned off stays off.
 */
export function observing({ policyOf, config }: PolicySource): Policy {
  const policy = policyOf(null);
  const isOff = (id: string): boolean => {
    const own = config?.rules[id];
    return (typeof own === 'string' ? own : own?.severity) === 'off';
  };
  const used = new Set(policy.rules.map(({ ruleId }) => ruleId));
  const others = rules
    .filter(({ id, appliesTo }) => !used.has(id) && (appliesTo as readonly string[]).includes('document'))
    .map(
      ({ id }): RuleSetting => ({
        ruleId: id,
        kinds: ['document'],
        timeline: ALWAYS,
        options: {},
        when: {},
        forbidNotApplicable: false,
      }),
    );
  const observed = policy.rules.map((setting) => ({ ...setting, timeline: ALWAYS }));
  return { ...policy, rules: [...observed, ...others].filter(({ ruleId }) => !isOff(ruleId)) };
}
