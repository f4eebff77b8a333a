import {
  conditionFaults,
  faultAt,
  globFaults,
  itemsOf,
  type Known,
  memberOf,
  membersOf,
  type PartsOf,
  targetFaults,
  technologyFaults,
  useFaults,
} from './checks.js';
import { documentFaults, documentSectionsOf } from './document-checks.js';
import { didYouMean } from './nearest.js';
import { PlanError } from './plan-error.js';
import { inheritPlan } from './plan-extends.js';
import { metricFaults, metricsOf } from './plan-metrics.js';
import { PATH_CLASSES } from './policy-compile.js';
import { foldedNames } from './policy-sections.js';
import { type Fault, schemaFaults } from './schema/issues.js';
import { type Plan, planSchema } from './schema/plan.js';
import { type Path, readYaml, YAML_LIMITS } from './schema/yaml.js';

/** What a plan is read against: its name in messages, the rules and metrics that are built, and the plans that it may extend. */
export interface PlanContext extends Known {
  readonly file: string;
  readonly plans?: readonly Plan[];
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

function parentOf(value: unknown, { plans }: PlanContext): Plan | undefined {
  const name = memberOf(value, 'extends');
  return plans?.find((plan) => plan.plan === name);
}

function planFaults(value: unknown, parent: Plan | undefined, context: PlanContext): readonly Fault[] {
  const extended = memberOf(value, 'extends');
  const plans = (context.plans ?? []).map((plan) => plan.plan);
  const unknownParent =
    typeof extended === 'string' && parent === undefined
      ? [
          faultAt(
            ['extends'],
            `no plan \`${extended}\`${didYouMean(extended, plans)}; plans: ${plans.join(', ') || 'none'}`,
          ),
        ]
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
  const usedRules = new Set<string>();
  const partsOf: PartsOf = (id) => [
    ...Object.keys(parent?.sections[id]?.parts ?? {}),
    ...membersOf(memberOf(memberOf(value, 'sections'), id), 'parts').map(([part]) => part),
  ];
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
        faults.push(...practiceFaults(practice, path, usedRules, context, partsOf));
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

function practiceFaults(
  practice: unknown,
  path: Path,
  usedRules: Set<string>,
  context: PlanContext,
  partsOf: PartsOf,
): readonly Fault[] {
  const rules = membersOf(practice, 'rules').flatMap(([id, use]) => {
    const at = [...path, 'rules', id];
    const isAgain = usedRules.has(id);
    const rule = context.rules.find((candidate) => candidate.id === id);
    const faults = existenceFaults('rule', id, use, at, context.rules);
    if (rule === undefined) return faults;
    usedRules.add(id);
    const again =
      isAgain && memberOf(memberOf(use, 'when'), 'paths') === undefined
        ? [
            faultAt(
              at,
              `a second use of \`${id}\` needs \`when: { paths: … }\`: it counts for these paths, in place of the first`,
              'key',
            ),
          ]
        : [];
    return [...faults, ...again, ...useFaults(use, at, rule, partsOf), ...conditionFaults(use, at)];
  });
  const metrics = membersOf(practice, 'metrics').flatMap(([id, use]) => {
    const at = [...path, 'metrics', id];
    return [
      ...existenceFaults('metric', id, use, at, context.metrics),
      ...targetFaults(
        memberOf(use, 'target'),
        at,
        context.metrics.find((metric) => metric.id === id),
      ),
    ];
  });
  return [...rules, ...metrics];
}

/** A plan names what is built, and says of everything else that it is planned, so that it never lags and never pretends. */
function existenceFaults(
  what: 'rule' | 'metric',
  id: string,
  use: unknown,
  path: Path,
  built: readonly { readonly id: string }[],
): readonly Fault[] {
  const isPlanned = memberOf(use, 'planned') === true;
  const isBuilt = built.some((candidate) => candidate.id === id);
  if (isBuilt === !isPlanned) return [];
  if (isBuilt) return [faultAt(path, `the ${what} \`${id}\` is built; leave out \`planned: true\``, 'key')];
  const hint = didYouMean(
    id,
    built.map((candidate) => candidate.id),
  );
  return [
    faultAt(
      path,
      `no ${what} \`${id}\`${hint}; write \`planned: true\` for one that is still to come`,
      'key',
    ),
  ];
}
