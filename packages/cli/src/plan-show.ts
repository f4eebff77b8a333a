import { renderPlan } from '@forethought/core';
import { openRepository } from '@forethought/io';
import { loadPolicies, type PolicyOptions } from './policy-source.js';
import { write } from './sink.js';
import { EXIT, type World, wantsColor } from './world.js';

/** Prints the plan in force: phases, units, practices, what each asks today, and what is planned. */
export async function planShow(
  world: World,
  options: PolicyOptions & { readonly repo: string },
): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  const policy = source.policyOf(null);
  await write(
    world,
    renderPlan(source.plan, policy, { color: wantsColor(world), width: world.out.columns ?? 100 }),
  );
  return EXIT.pass;
}
