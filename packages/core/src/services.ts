import { planError } from './plan.js';
import { PlanError, type PlanProblem } from './plan-error.js';
import { schemaFaults } from './schema/issues.js';
import { SERVICE_DOCUMENTS, type Service, type ServicesFile, servicesFileSchema } from './schema/service.js';
import { readYaml, YAML_LIMITS } from './schema/yaml.js';

/** Services as a file tells them, with the places of what they name, from line and column 1. */
export interface ReadServices {
  readonly services: readonly Service[];
  /** Where a document of a service is named. */
  readonly placeOf: (service: string, path: string) => PlanProblem;
  /** Line of each service's own entry. */
  readonly lineOf: (service: string) => number;
}

/** Reads `services.yml`. Throws a `PlanError` that lists everything wrong in it, each with its place and what would be valid. */
export function parseServices(text: string, file: string): ReadServices {
  const source = readYaml(text, YAML_LIMITS.plan);
  if (source.problems.length > 0) throw new PlanError(file, source.problems);
  const faults = schemaFaults(servicesFileSchema, source.value);
  if (faults.length > 0) throw planError(file, faults, source.placeOf);
  const parsed = servicesFileSchema.parse(source.value);
  return {
    services: Object.entries(parsed.services).map(([id, entry]) => serviceOf(id, entry)),
    placeOf: (service, path) => {
      const named = parsed.services[service]?.documents ?? {};
      const key = SERVICE_DOCUMENTS.find((kind) => indexIn(named[kind], path) >= 0) ?? 'service';
      const way = ['services', service, 'documents', key];
      const isList = Array.isArray(named[key]);
      const place = source.placeOf(isList ? [...way, indexIn(named[key], path)] : way, 'value');
      return { ...place, message: `${path} is not there; correct the path, or leave it out` };
    },
    lineOf: (service) => source.placeOf(['services', service], 'key').line,
  };
}

function serviceOf(id: string, entry: ServicesFile['services'][string]): Service {
  const documents = Object.fromEntries(
    SERVICE_DOCUMENTS.flatMap((kind) => {
      const paths = asList(entry.documents[kind]).map(clean);
      return paths.length === 0 ? [] : [[kind, [...new Set(paths)]]];
    }),
  );
  return {
    id,
    ...(entry.title === undefined ? {} : { title: entry.title }),
    owner: entry.owner.replace(/^@/, ''),
    paths: [...entry.paths],
    documents,
    dependencies: [...new Set(entry.dependencies)],
  };
}

function asList(value: string | readonly string[] | undefined): readonly string[] {
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

function indexIn(value: string | readonly string[] | undefined, path: string): number {
  return asList(value).findIndex((each) => clean(each) === path);
}

/** Paths count from the root, whatever they begin with. */
function clean(path: string): string {
  return path.replace(/^\.?\/+/, '');
}
