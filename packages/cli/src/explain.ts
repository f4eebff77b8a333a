import { explain, nearest } from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { write } from './sink.js';
import { EXIT, UsageError, type World, wantsColor } from './world.js';

/** Prints the page of one rule or metric. */
export async function explainCommand(world: World, id: string): Promise<number> {
  const found = [...rules, ...metrics].find((candidate) => candidate.id === id);
  if (found === undefined) {
    const ids = [...rules, ...metrics].map((candidate) => candidate.id);
    const close = nearest(id, ids);
    const hint = close === undefined ? `there are ${ids.join(', ')}` : `did you mean ${close}?`;
    throw new UsageError(`no rule and no metric is called ${id}; ${hint}`);
  }
  await write(world, explain(found, { color: wantsColor(world), width: world.out.columns ?? 100 }));
  return EXIT.pass;
}
