import {
  type ConfigSource,
  counted,
  type NamedPlans,
  namedPlans,
  type Person,
  type Policy,
  parseConfig,
  policiesFor,
  ruleNamed,
  severityOn,
} from '@forethought/core';
import { applyMailmap, gitPlace, readMailmap } from '@forethought/io';
import { builtInPlans, metricNames, rules } from '@forethought/rules';
import { BUILD, type Cache, type PolicySource, readSource, writeCache, writeHint } from './hook-cache.js';
import type { KeptConfig } from './hook-config.js';
import { docsHint } from './hook-docs.js';
import { tryGit } from './hook-git.js';
import { type PolicyOfCommits, packPolicy } from './hook-narrow.js';
import type { HookPlace } from './hook-place.js';

/** Where a configuration may stand, in the order in which it is looked for. */
const CONFIG_FILES = ['forethought.yml', '.github/forethought.yml'] as const;
const KNOWN = { rules, metrics: metricNames, plans: builtInPlans };

/** Works the policy of a commit's author out and caches it. Throws `PlanError` with file, line and column. */
export async function compilePolicy(
  place: HookPlace,
  author: Person,
  gitConfig: KeptConfig | 'ask' | undefined,
): Promise<Cache> {
  const sources: PolicySource[] = [];
  const read = (path: string): string | undefined => {
    const text = readSource(place.root, path);
    sources.push({ path, text });
    return text ?? undefined;
  };
  const { plan, plans, config } = readNamed(read);
  const person = await mapped(place, author, read);
  const asOf = new Date(place.now).toISOString();
  const input = { plan, plans, config, rules, isInsider: true };
  const policy = policiesFor(input)(person.email, asOf);
  const standard = policiesFor({ ...input, mode: 'standard' })(null, asOf);
  const made: Cache = {
    tool: BUILD,
    author: author.email,
    sources,
    ...packPolicy(policyOfCommits(policy)),
    standard: standard.rules
      .filter((setting) => severityOn(setting, asOf.slice(0, 10)) === 'block')
      .map((setting) => setting.ruleId),
    config: gitConfig,
  };
  writeCache(place.gitDir, made);
  const day = asOf.slice(0, 10);
  const tracked = (): readonly string[] => (tryGit(place, ['ls-files', '-z']) ?? '').split('\0');
  writeHint(place.gitDir, hintOf(policy, day) + docsHint(policy, day, tracked));
  return made;
}

/** What documents look like is left alone: a policy works that out when it is first asked for. */
function policyOfCommits(policy: Policy): PolicyOfCommits {
  const { schema, plan, mode, engineer, asOf, sections, technologies, paths, bots, waivers } = policy;
  const rulesOfCommits = policy.rules.filter(isForHook);
  const nothing = { metrics: [], planned: [] };
  const common = { schema, plan, mode, engineer, asOf, sections, technologies, paths, bots, waivers };
  return { ...common, ...nothing, rules: rulesOfCommits };
}

/** Whether a rule can decide anything before the commit is made: what it lands as, and what history says of it, is not known yet. */
function isForHook({ ruleId, kinds }: Policy['rules'][number]): boolean {
  return kinds.includes('commit') && ruleNamed(rules, ruleId)?.needs === undefined;
}

/** What an editor shows among git's own comments: the sections that changes are asked for, as labels, by what changes. */
export function hintOf(policy: Policy, day: string): string {
  const asking = policy.rules.filter(
    (setting) => isForHook(setting) && setting.onlyFor === undefined && severityOn(setting, day) === 'block',
  );
  const groups = new Map<string, string[]>();
  const shown = new Set<string>();
  const atPaths = ({ when }: Setting): number => (when.paths === undefined ? 0 : 1);
  for (const setting of [...asking].sort((a, b) => atPaths(a) - atPaths(b))) {
    for (const title of titlesOf(setting, policy)) {
      if (shown.has(title)) continue;
      shown.add(title);
      const change = changeOf(setting, policy);
      groups.set(change, [...(groups.get(change) ?? []), `  ${title}:`]);
    }
  }
  return [...groups]
    .map(([change, titles], at) => {
      const lead = at === 0 ? 'forethought asks of' : 'and of';
      return `${lead} ${change}, each on a line of its own:\n${titles.join('\n')}\n`;
    })
    .join('');
}

type Setting = Policy['rules'][number];

/** The sections that a rule reads in a commit; one that asks about reverts alone has nothing to say before. */
function titlesOf({ ruleId, options }: Setting, policy: Policy): readonly string[] {
  const rule = ruleNamed(rules, ruleId);
  if (rule === undefined || rule.asks !== undefined) return [];
  const own = Array.isArray(options['sections']) ? options['sections'] : [];
  return [...rule.sections.slice(0, 1), ...own].flatMap(
    (section) => policy.sections.words[section]?.title ?? [],
  );
}

function changeOf({ when }: Setting, { paths }: Policy): string {
  const least = when.moreThanLines ?? 0;
  const size = least === 0 ? 'a change' : `a change of more than ${counted(least, 'line')}`;
  if (when.paths === undefined) return `${size} of code`;
  const globs = when.paths.map(({ glob }) => glob);
  const isDeployment = globs.join() === paths.deployment.map(({ glob }) => glob).join();
  return `${size} at ${isDeployment ? 'paths of a deployment' : globs.slice(0, 3).join(', ')}`;
}

type Read = (path: string) => string | undefined;

function readConfig(read: Read): ConfigSource | undefined {
  for (const file of CONFIG_FILES) {
    const text = read(file);
    if (text === undefined) continue;
    return { file, text, config: parseConfig(text, { file, ...KNOWN }) };
  }
  return undefined;
}

/** The configuration with every plan that it names. */
function readNamed(read: Read): NamedPlans {
  const reading = namedPlans(readConfig(read), undefined, KNOWN);
  let step = reading.next();
  while (step.done !== true) step = reading.next(read(step.value));
  return step.value;
}

/** The person as the repository's mailmap names them, which is how stored commits are read. */
async function mapped(place: HookPlace, author: Person, read: Read): Promise<Person> {
  if (read('.mailmap') === undefined) return author;
  return applyMailmap(await readMailmap(gitPlace(place.root, place.env)), author);
}
