import { type ConfigContext, configFaults } from './config-checks.js';
import { planError } from './plan.js';
import { PlanError } from './plan-error.js';
import { type Config, configSchema } from './schema/config.js';
import { schemaFaults } from './schema/issues.js';
import { readYaml, YAML_LIMITS } from './schema/yaml.js';

/**
 * Reads a team's configuration, `forethought.yml`. Throws a `PlanError` that lists everything wrong in it. Sections are compared
 * with the plan's only where the plan is one of `context.plans`.
 */
export function parseConfig(text: string, context: ConfigContext): Config {
  const source = readYaml(text, YAML_LIMITS.configuration);
  if (source.problems.length > 0) throw new PlanError(context.file, source.problems);
  const faults = [...schemaFaults(configSchema, source.value), ...configFaults(source.value, context)];
  if (faults.length > 0) throw planError(context.file, faults, source.placeOf);
  const config = configSchema.parse(source.value);
  const waivers = config.waivers.map((waiver, at) => {
    const { line } = source.placeOf(['waivers', at], 'value');
    return { ...waiver, at: `${context.file}:${line}` };
  });
  return { ...config, waivers };
}
