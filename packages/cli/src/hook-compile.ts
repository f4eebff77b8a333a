import {
  type Config,
  type Person,
  type Plan,
  parseConfig,
  parsePlan,
  policiesFor,
  severityOn,
} from '@forethought/core';
import { applyMailmap, gitPlace, readMailmap } from '@forethought/io';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { BUILD, type Compiled, type PolicySource, readSource, writeCache } from './hook-cache.js';
import { keyedPolicy } from './hook-narrow.js';
import type { HookPlace } from './hook-place.js';

/** Where a configuration may stand, in the order in which it is looked for. */
const CONFIG_FILES = ['forethought.yml', '.github/forethought.yml'] as const;
const KNOWN = { rules, metrics, plans: builtInPlans };

/** Works the policy of a commit's author out and caches it. Throws `PlanError` with file, line and column. */
export async function compilePolicy(place: HookPlace, author: Person): Promise<Compiled> {
  const sources: PolicySource[] = [];
  const read = (path: string): string | undefined => {
    const bytes = readSource(place.root, path);
    sources.push({ path, bytes });
    return bytes === null ? undefined : Buffer.from(bytes, 'latin1').toString('utf8');
  };
  const config = readConfig(read);
  const plan = readPlan(config?.extends ?? 'devops-elite', read);
  const person = await mapped(place, author, read);
  const asOf = new Date(place.now).toISOString();
  const input = { plan, plans: builtInPlans, config, rules, isInsider: true };
  const policy = policiesFor(input)(person.email, asOf);
  const standard = policiesFor({ ...input, mode: 'standard' })(null, asOf);
  const compiled: Compiled = {
    policy: keyedPolicy({ ...policy, metrics: [], planned: [] }),
    standard: standard.rules
      .filter((setting) => severityOn(setting, asOf.slice(0, 10)) === 'block')
      .map((setting) => setting.ruleId),
  };
  writeCache(place.gitDir, { tool: BUILD, author: author.email, sources, ...compiled });
  return compiled;
}

type Read = (path: string) => string | undefined;

function readConfig(read: Read): Config | undefined {
  for (const file of CONFIG_FILES) {
    const text = read(file);
    if (text === undefined) continue;
    return parseConfig(text, { file, ...KNOWN });
  }
  return undefined;
}

function readPlan(name: string, read: Read): Plan {
  const builtIn = builtInPlans.find((plan) => plan.plan === name);
  if (builtIn !== undefined) return builtIn;
  const text = read(name);
  if (text === undefined) throw new MissingPlanError(name);
  return parsePlan(text, { file: name, ...KNOWN });
}

/** A configuration names a plan file that is not there. */
export class MissingPlanError extends Error {
  override readonly name = 'MissingPlanError';
  constructor(plan: string) {
    super(`${plan}: there is no such plan file; paths count from the repository's root`);
  }
}

/** The person as the repository's mailmap names them, which is how stored commits are read. */
async function mapped(place: HookPlace, author: Person, read: Read): Promise<Person> {
  if (read('.mailmap') === undefined) return author;
  return applyMailmap(await readMailmap(gitPlace(place.root, place.env)), author);
}
