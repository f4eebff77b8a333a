import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { type AnyRule, explain, type Metric, nearest, renamedTo, ruleNamed } from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { write } from './sink.js';
import { columnsOf, EXIT, UsageError, type World, wantsColor } from './world.js';

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
  const view = {
    color: wantsColor(world),
    width: columnsOf(world),
    documentation: documentationFolder(world),
  };
  await write(world, explain(found, view));
  return EXIT.pass;
}

/** Where the pages are: those of the repository that makes them, else those that are installed with the rules. */
function documentationFolder({ cwd }: Pick<World, 'cwd'>): string {
  try {
    const rulesAt = createRequire(import.meta.url).resolve('@forethought/rules/package.json');
    const installed = join(dirname(rulesAt), 'dist', 'docs');
    if (!existsSync(installed)) return 'docs/';
    const near = relative(cwd, installed);
    return `${near.startsWith('..') ? installed : near}/`;
  } catch {
    return 'docs/';
  }
}
