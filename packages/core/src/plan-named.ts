import { faultAt } from './checks.js';
import { configFaults } from './config-checks.js';
import { planError } from './plan.js';
import { PlanError } from './plan-error.js';
import { type KnownPlans, nextPlanFile, type PlanText, parsePlanFiles } from './plan-files.js';
import { noPlanFile } from './plan-reference.js';
import type { Config } from './schema/config.js';
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import { type Path, readYaml, YAML_LIMITS } from './schema/yaml.js';

/** A configuration with its text, for the places of what is wrong in it. */
export interface ConfigSource {
  readonly config: Config;
  readonly file: string;
  readonly text: string;
}

/** Everything that a configuration names, read: the team's plan, all plans that people and paths may follow, and the configuration with ids in place of files. */
export interface NamedPlans {
  readonly plan: Plan;
  readonly plans: readonly Plan[];
  readonly config: Config | undefined;
}

/**
 * Reads the plans that a configuration names, or `name` in place of its own. Yields the path of each file that it needs, counted
 * from the root of the repository, and takes its text, or `undefined` where there is none: who reads, and when, is up to the
 * caller. Throws a `PlanError` at the place that is wrong.
 */
export function* namedPlans(
  source: ConfigSource | undefined,
  name: string | undefined,
  known: KnownPlans,
): Generator<string, NamedPlans, string | undefined> {
  const { plans: builtIn } = known;
  const own = name ?? source?.config.extends ?? 'devops-elite';
  const read = new Map<string, Plan>();
  for (const { reference, path } of [
    { reference: own, path: ['extends'] },
    ...referencesIn(source?.config),
  ]) {
    if (read.has(reference) || builtIn.some(({ plan }) => plan === reference)) continue;
    const chain: PlanText[] = [];
    for (let file: string | undefined = reference; file !== undefined; file = nextPlanFile(chain))
      chain.push({ file, text: yield file });
    if (chain[0]?.text === undefined) {
      throw missing(reference, name === reference ? undefined : source, path, known);
    }
    const plan = parsePlanFiles(chain, known);
    const twin = [...builtIn, ...read.values()].find((other) => other.plan === plan.plan);
    if (twin !== undefined && reference !== own) throw taken(reference, plan.plan, chain[0].text);
    read.set(reference, plan);
  }
  const plan = read.get(own) ?? builtIn.find((each) => each.plan === own);
  if (plan === undefined) throw missing(own, undefined, ['extends'], known);
  if (source !== undefined && read.size > 0 && name === undefined) checkAgain(source, plan, read, known);
  const others = [...read.values()].filter((each) => each !== plan);
  return { plan, plans: [...builtIn, ...others], config: source && withIds(source.config, read) };
}

interface Reference {
  readonly reference: string;
  readonly path: Path;
}

function referencesIn(config: Config | undefined): readonly Reference[] {
  const of = (key: 'roster' | 'overrides'): readonly Reference[] =>
    (config?.[key] ?? []).flatMap(({ plan }, at) =>
      plan === undefined ? [] : [{ reference: plan, path: [key, at, 'plan'] }],
    );
  return [...of('roster'), ...of('overrides')];
}

function missing(
  reference: string,
  source: ConfigSource | undefined,
  path: Path,
  { plans }: KnownPlans,
): PlanError {
  const message = noPlanFile(reference, plans);
  if (source === undefined) return new PlanError(reference, [{ line: 1, column: 1, message }]);
  return errorIn(source, [faultAt(path, message)]);
}

function taken(file: string, id: string, text: string): PlanError {
  const { placeOf } = readYaml(text, YAML_LIMITS.plan);
  const message = `another plan is called \`${id}\` already; give this one an id of its own`;
  return planError(file, [faultAt(['plan'], message)], placeOf);
}

/** What a configuration names is known only now that its plan is read. */
function checkAgain(
  source: ConfigSource,
  plan: Plan,
  files: ReadonlyMap<string, Plan>,
  known: KnownPlans,
): void {
  const { value } = readYaml(source.text, YAML_LIMITS.configuration);
  const faults = configFaults(value, { ...known, file: source.file, plan, files });
  if (faults.length > 0) throw errorIn(source, faults);
}

function errorIn({ file, text }: ConfigSource, faults: readonly Fault[]): PlanError {
  return planError(file, faults, readYaml(text, YAML_LIMITS.configuration).placeOf);
}

function withIds(config: Config, read: ReadonlyMap<string, Plan>): Config {
  const named = <T extends { readonly plan?: string | undefined }>(each: T): T => {
    const plan = each.plan === undefined ? undefined : read.get(each.plan);
    return plan === undefined ? each : { ...each, plan: plan.plan };
  };
  return { ...config, roster: config.roster.map(named), overrides: config.overrides.map(named) };
}
