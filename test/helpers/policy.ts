import { policyFor } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';

const plan = builtInPlans.find((candidate) => candidate.plan === 'devops-elite');
if (plan === undefined) throw new Error('devops-elite is not built in');

/** The built-in plan at its strictest, for nobody in particular. */
export const policy = policyFor({
  plan,
  config: undefined,
  mode: 'strict',
  rules,
  engineer: null,
  asOf: '2026-11-22T00:00:00Z',
});
