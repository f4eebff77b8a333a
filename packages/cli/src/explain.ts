import { type AnyRule, explain, type Metric, nearest, renamedTo, ruleNamed } from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { write } from './sink.js';
import { EXIT, UsageError, type World, wantsColor } from './world.js';

/** Prints the page of one rule or metric. */
export async function explainCommand(world: World, id: string): Promise<number> {
  const found = ruleNamed<AnyRule | Metric>([...rules, ...metrics], id);
  if (found === undefined) {
    const ids = [...rules, ...metrics].map((candidate) => candidate.id);
    const now = renamedTo([...rules, ...metrics], id);
    if (now !== undefined) throw new UsageError(`${id} was renamed; look at: forethought explain ${now}`);
    const close = nearest(id, ids);
    const hint = close === undefined ? `there are ${ids.join(', ')}` : `did you mean ${close}?`;
    throw new UsageError(`no rule and no metric is called ${id}; ${hint}`);
  }
  await write(world, explain(found, { color: wantsColor(world), width: world.out.columns ?? 100 }));
  return EXIT.pass;
}
