import { planView, renderPlan, renderPlanMarkdown, toJson } from '@forethought/core';
import { openRepository } from '@forethought/io';
import { loadPolicies, type PolicyOptions } from './policy-source.js';
import { write } from './sink.js';
import { columnsOf, EXIT, type World, wantsColor } from './world.js';

/** Options of the command as the command line gives them. */
export interface PlanShowOptions extends PolicyOptions {
  readonly repo: string;
  readonly format: 'text' | 'markdown' | 'json';
}

/** Prints the plan in force for one person or for nobody in particular: what each practice asks on the day, since when and why. */
export async function planShow(world: World, options: PlanShowOptions): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const { plan, plans, config, policyOf } = await loadPolicies(world, repo, {
    ...options,
    withoutAdoption: true,
    local: true,
  });
  const policy = policyOf(null);
  const own = plans.find((other) => other.plan === policy.plan) ?? plan;
  const view = planView({ plan: plan.plan === policy.plan ? plan : own, policy, config });
  const texts = {
    json: () => `${toJson(view, 2)}\n`,
    markdown: () => renderPlanMarkdown(view),
    text: () => renderPlan(view, { color: wantsColor(world), width: columnsOf(world) }),
  };
  await write(world, texts[options.format]());
  return EXIT.pass;
}
