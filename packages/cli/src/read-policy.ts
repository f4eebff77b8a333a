/** Reading of configurations and plans. Apart from all else, because what validates them takes longer to load than a check. */
import {
  type Config,
  type ConfigSource,
  namedPlans,
  nextPlanFile,
  type Plan,
  type PlanText,
  parseConfig,
  parsePlanFiles,
  readYaml,
} from '@forethought/core';
import { builtInPlans, metricNames, rules } from '@forethought/rules';

const KNOWN = { rules, metrics: metricNames, plans: builtInPlans };

/** Validates the text of a configuration. Throws `PlanError` with places and fixes. */
export function readConfigText(text: string, file: string): Config {
  return parseConfig(text, { file, ...KNOWN });
}

/** Starts reading the plans that a configuration names, or `name` in place of its own: see `namedPlans`. */
export function readPlans(
  source: ConfigSource | undefined,
  name: string | undefined,
): ReturnType<typeof namedPlans> {
  return namedPlans(source, name, KNOWN);
}

/** Reads one plan file with those that it builds on; `read` takes paths from the root of the repository. Throws `PlanError`. */
export async function readPlanFile(
  name: string,
  read: (path: string) => Promise<string | undefined>,
): Promise<Plan> {
  const chain: PlanText[] = [];
  for (let file: string | undefined = name; file !== undefined; file = nextPlanFile(chain))
    chain.push({ file, text: await read(file) });
  return parsePlanFiles(chain, KNOWN);
}

/** Whether a text is a plan, as opposed to a configuration: it has a name, phases or the form's version. */
export function isPlanText(text: string): boolean {
  const { value } = readYaml(text);
  const keys = typeof value === 'object' && value !== null ? Object.keys(value) : [];
  return ['plan', 'phases', 'schema'].some((key) => keys.includes(key));
}

/** The plan file that a configuration builds on, whatever else is wrong in it. */
export function extendedBy(text: string): string | undefined {
  return nextPlanFile([{ file: '', text }]);
}
