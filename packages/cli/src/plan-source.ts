import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type Config, type ConfigSource, didYouMean, isPlanFile, type NamedPlans } from '@forethought/core';
import { type GitPlace, readFileAt } from '@forethought/io';
import { builtInPlans } from '@forethought/rules';
import { UsageError } from './world.js';

/** The plans that the configuration names, or `plan` in place of its own: built in by their ids, or files of the repository, as they stand at a revision. */
export async function plansOf(
  repo: GitPlace,
  source: ConfigSource | undefined,
  { plan: named, policyFrom }: { readonly plan?: string; readonly policyFrom?: string },
): Promise<NamedPlans> {
  const read = (path: string): Promise<string | undefined> =>
    policyFrom === undefined
      ? readFile(resolve(repo.directory, path), 'utf8').catch(() => undefined)
      : readFileAt(repo, policyFrom, path);
  const names = namesIn(source?.config, named);
  if (names.every((name) => planIds().includes(name))) {
    const plan = builtInPlans.find((each) => each.plan === names[0]);
    if (plan !== undefined) return { plan, plans: builtInPlans, config: source?.config };
  }
  if (named !== undefined && !isPlanFile(named) && !planIds().includes(named)) {
    throw new UsageError(
      `no plan is called ${named}${didYouMean(named, planIds())}; there are ${planIds().join(', ')}, or name a file such as plans/our.yml`,
    );
  }
  const { readPlans } = await import('./read-policy.js');
  const reading = readPlans(source, named);
  let step = reading.next();
  while (step.done !== true) step = reading.next(await read(step.value));
  return step.value;
}

function namesIn(config: Config | undefined, plan: string | undefined): readonly string[] {
  const others = [...(config?.roster ?? []), ...(config?.overrides ?? [])].flatMap((each) => each.plan ?? []);
  return [plan ?? config?.extends ?? 'devops-elite', ...others];
}

function planIds(): readonly string[] {
  return builtInPlans.map((plan) => plan.plan);
}
