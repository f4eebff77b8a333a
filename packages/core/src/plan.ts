import { faultAt, globFaults, itemsOf, type Known, memberOf, membersOf, technologyFaults } from './checks.js';
import { documentFaults, documentSectionsOf } from './document-checks.js';
import { PlanError } from './plan-error.js';
import { inheritPlan } from './plan-extends.js';
import { metricFaults, metricsOf } from './plan-metrics.js';
import { practiceReader } from './plan-practices.js';
import { referenceFaults } from './plan-reference.js';
import { PATH_CLASSES } from './policy-compile.js';
import { foldedNames } from './policy-sections.js';
import { programmeFaults, recordPathFaults } from './programme/programme-faults.js';
import { type Fault, schemaFaults } from './schema/issues.js';
import { type Plan, planSchema } from './schema/plan.js';
import { type Path, readYaml, YAML_LIMITS } from './schema/yaml.js';

/** What a plan is read against: its name in messages, the rules and metrics that are built, and the plans that it may extend. */
export interface PlanContext extends Known {
  readonly file: string;
  readonly plans?: readonly Plan[];
  /** The plan of the file that its `extends` names. */
  readonly parent?: Plan;
}

/** Reads a plan. Throws a `PlanError` that lists everything wrong in it. */
export function parsePlan(text: string, context: PlanContext): Plan {
  const source = readYaml(text, YAML_LIMITS.plan);
  if (source.problems.length > 0) throw new PlanError(context.file, source.problems);
  const parent = parentOf(source.value, context);
  const faults = [...schemaFaults(planSchema, source.value), ...planFaults(source.value, parent, context)];
  if (faults.length > 0) throw planError(context.file, faults, source.placeOf);
  const plan = planSchema.parse(source.value);
  return parent === undefined ? plan : inheritPlan(plan, parent);
}

/** The error of a file with its faults at their places, in the order of the file, each place and message once. */
export function planError(
  file: string,
  faults: readonly Fault[],
  placeOf: ReturnType<typeof readYaml>['placeOf'],
): PlanError {
  const problems = faults.map(({ path, part, message }) => ({ ...placeOf(path, part), message }));
  const unique = problems.filter(
    (problem, at) =>
      problems.findIndex(
        (other) =>
          other.line === problem.line && other.column === problem.column && other.message === problem.message,
      ) === at,
  );
  return new PlanError(
    file,
    unique.sort((a, b) => a.line - b.line || a.column - b.column),
  );
}

function parentOf(value: unknown, { plans, parent }: PlanContext): Plan | undefined {
  const name = memberOf(value, 'extends');
  return parent ?? plans?.find((plan) => plan.plan === name);
}

function planFaults(value: unknown, parent: Plan | undefined, context: PlanContext): readonly Fault[] {
  const extended = memberOf(value, 'extends');
  const unknownParent =
    typeof extended === 'string' && parent === undefined
      ? referenceFaults(extended, context.plans ?? [], ['extends'])
      : [];
  const sections = [
    ...Object.keys(parent?.sections ?? {}),
    ...membersOf(value, 'sections').map(([id]) => id),
  ];
  return [
    ...unknownParent,
    ...sectionFaults(value),
    ...technologyFaults(value),
    ...documentFaults(value, [...sections, ...documentSectionsOf(value, context.plans ?? [])]),
    ...PATH_CLASSES.flatMap((name) => globFaults(memberOf(value, 'paths'), ['paths'], name)),
    ...programmeFaults(memberOf(value, 'programme'), ['programme'], parent?.programme),
    ...recordPathFaults(value),
    ...phaseFaults(value, parent, context),
  ];
}

/** Two sections of one plan, or two parts of one section, may not share a name. */
function sectionFaults(value: unknown): readonly Fault[] {
  const sections = membersOf(value, 'sections');
  return [
    ...nameFaults(sections, ['sections']),
    ...sections.flatMap(([id, section]) =>
      nameFaults(membersOf(section, 'parts'), ['sections', id, 'parts']),
    ),
  ];
}

function nameFaults(named: readonly (readonly [string, unknown])[], path: Path): readonly Fault[] {
  const owners = new Map<string, string>();
  return named.flatMap(([id, names]) => {
    const title = memberOf(names, 'title');
    const aliases = itemsOf(names, 'aliases').filter((alias) => typeof alias === 'string');
    const folded = foldedNames(id, { title: typeof title === 'string' ? title : id, aliases });
    return [...new Set(folded)].flatMap((name) => {
      const owner = owners.get(name);
      owners.set(name, owner ?? id);
      return owner === undefined
        ? []
        : [
            faultAt(
              [...path, id],
              `the name "${name}" belongs to \`${owner}\` already; one name leads to one section`,
              'key',
            ),
          ];
    });
  });
}

function phaseFaults(value: unknown, parent: Plan | undefined, context: PlanContext): readonly Fault[] {
  const faults: Fault[] = [];
  const seen = { phase: new Set<string>(), unit: new Set<string>(), practice: new Set<string>() };
  const once = (kind: keyof typeof seen, thing: unknown, path: Path): void => {
    const id = memberOf(thing, 'id');
    if (typeof id !== 'string') return;
    if (seen[kind].has(id))
      faults.push(faultAt([...path, 'id'], `a second ${kind} \`${id}\`; ids are unique in a plan`));
    seen[kind].add(id);
  };
  const practiceFaults = practiceReader(value, parent, context);
  const metrics = new Set(metricsOf(value, parent));
  for (const [at, area] of itemsOf(value, 'growth').entries())
    faults.push(...metricFaults(area, ['growth', at], metrics));
  for (const [p, phase] of itemsOf(value, 'phases').entries()) {
    once('phase', phase, ['phases', p]);
    for (const [u, unit] of itemsOf(phase, 'units').entries()) {
      const unitPath = ['phases', p, 'units', u];
      once('unit', unit, unitPath);
      faults.push(...unitFaults(unit, unitPath, metrics));
      for (const [at, practice] of itemsOf(unit, 'practices').entries()) {
        const path = [...unitPath, 'practices', at];
        once('practice', practice, path);
        faults.push(...practiceFaults(practice, path));
      }
    }
  }
  return faults;
}

function unitFaults(unit: unknown, path: Path, metrics: ReadonlySet<string>): readonly Fault[] {
  const [from, to] = itemsOf(unit, 'weeks');
  const weeks =
    typeof from === 'number' && typeof to === 'number' && from > to
      ? [faultAt([...path, 'weeks'], `weeks ${from} to ${to} run backwards; write the first week first`)]
      : [];
  return [...weeks, ...metricFaults(memberOf(unit, 'success'), [...path, 'success'], metrics)];
}
