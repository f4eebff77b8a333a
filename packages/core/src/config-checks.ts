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
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import type { Path } from './schema/yaml.js';

/** What a configuration is read against. */
export interface ConfigContext extends Known {
  readonly file: string;
  /** The plans that it may name. */
  readonly plans: readonly Plan[];
}

/** Everything in a configuration that its schema can't see: names that do not exist, patterns, targets, dates. */
export function configFaults(value: unknown, context: ConfigContext): readonly Fault[] {
  const extended = memberOf(value, 'extends') ?? 'devops-elite';
  const plan = context.plans.find((candidate) => candidate.plan === extended);
  const sections = [...Object.keys(plan?.sections ?? {}), ...membersOf(value, 'sections').map(([id]) => id)];
  const partsOf: PartsOf = (id) =>
    plan && [
      ...Object.keys(plan.sections[id]?.parts ?? {}),
      ...membersOf(memberOf(memberOf(value, 'sections'), id), 'parts').map(([part]) => part),
    ];
  return [
    ...extendsFaults(extended, context),
    ...rosterFaults(value, extended, context),
    ...globFaults(memberOf(value, 'deployment'), ['deployment'], 'paths', 'classes'),
    ...['documentation', 'lockFiles', 'generated', 'vendored'].flatMap((name) =>
      globFaults(memberOf(value, 'paths'), ['paths'], name),
    ),
    ...(plan === undefined ? [] : sectionFaults(value, plan)),
    ...technologyFaults(value),
    ...(plan === undefined
      ? []
      : documentFaults(value, [...sections, ...documentSectionsOf(value, context.plans)])),
    ...ruleFaults(value, ['rules'], plan, context, partsOf),
    ...itemsOf(value, 'overrides').flatMap((override, at) => [
      ...globFaults(override, ['overrides', at], 'paths', 'classes'),
      ...ruleFaults(override, ['overrides', at, 'rules'], plan, context, partsOf),
    ]),
    ...metricFaults(value, plan, context),
    ...waiverFaults(value, plan, context),
  ];
}

/** Whether an `extends` names a file of the repository. */
export function isPlanFile(reference: string): boolean {
  return /\.ya?ml$/.test(reference);
}

function extendsFaults(extended: unknown, { plans }: ConfigContext): readonly Fault[] {
  if (typeof extended !== 'string' || plans.some((plan) => plan.plan === extended)) return [];
  const ids = plans.map((plan) => plan.plan);
  if (/^[a-z][a-z0-9+.-]*:/i.test(extended)) {
    return [
      faultAt(
        ['extends'],
        'a plan is never loaded from an address; name a built-in plan or a file of this repository',
      ),
    ];
  }
  if (isPlanFile(extended)) {
    const isInside =
      !extended.startsWith('/') && !extended.includes('\\') && !extended.split('/').includes('..');
    return isInside
      ? []
      : [faultAt(['extends'], `\`${extended}\` leads out of the repository; paths count from its root`)];
  }
  return [
    faultAt(
      ['extends'],
      `no plan \`${extended}\`${didYouMean(extended, ids)}; built in: ${ids.join(', ')}; or name a file that ends in .yml`,
    ),
  ];
}

function rosterFaults(value: unknown, extended: unknown, { plans }: ConfigContext): readonly Fault[] {
  const ids = plans.map((plan) => plan.plan);
  const seen = new Map<string, number>();
  return itemsOf(value, 'roster').flatMap((entry, at) => {
    const path = ['roster', at];
    const plan = memberOf(entry, 'plan');
    const names = [memberOf(entry, 'login'), ...itemsOf(entry, 'emails')].filter(
      (name) => typeof name === 'string',
    );
    const twice = names.filter((name) => {
      const owner = seen.get(name.toLowerCase());
      seen.set(name.toLowerCase(), owner ?? at);
      return owner !== undefined && owner !== at;
    });
    const unknown = typeof plan === 'string' && plan !== extended && !ids.includes(plan);
    return [
      ...twice.map((name) => faultAt(path, `\`${name}\` stands in the roster twice; one entry per person`)),
      ...(unknown
        ? [
            faultAt(
              [...path, 'plan'],
              `no plan \`${plan}\`${didYouMean(plan, ids)}; plans: ${ids.join(', ')}`,
            ),
          ]
        : []),
      ...itemsOf(entry, 'away').flatMap((away, index) => backwards(away, [...path, 'away', index])),
    ];
  });
}

function backwards(away: unknown, path: Path): readonly Fault[] {
  const [from, to] = [memberOf(away, 'from'), memberOf(away, 'to')];
  return typeof from === 'string' && typeof to === 'string' && from > to
    ? [faultAt([...path, 'to'], `ends on ${to}, before it begins on ${from}`)]
    : [];
}

/** A section that the plan does not have is a new one, and then it needs a title; so do its parts. */
function sectionFaults(value: unknown, plan: Plan): readonly Fault[] {
  const known = Object.keys(plan.sections);
  return membersOf(value, 'sections').flatMap(([id, section]) => {
    if (!known.includes(id) && memberOf(section, 'title') === undefined) {
      return [
        faultAt(
          ['sections', id],
          `no section \`${id}\`${didYouMean(id, known)}; a new section needs a \`title\``,
          'key',
        ),
      ];
    }
    const parts = Object.keys(plan.sections[id]?.parts ?? {});
    return membersOf(section, 'parts').flatMap(([part, names]) =>
      parts.includes(part) || memberOf(names, 'title') !== undefined
        ? []
        : [
            faultAt(
              ['sections', id, 'parts', part],
              `${id} has no part \`${part}\`${didYouMean(part, parts)}; a new part needs a \`title\``,
              'key',
            ),
          ],
    );
  });
}

function ruleFaults(
  value: unknown,
  path: Path,
  plan: Plan | undefined,
  context: ConfigContext,
  partsOf: PartsOf,
): readonly Fault[] {
  return membersOf(value, 'rules').flatMap(([id, use]) => {
    const at = [...path, id];
    const rule = context.rules.find((candidate) => candidate.id === id);
    if (rule === undefined) return [faultAt(at, unknownRule(id, plan, context), 'key')];
    const days = itemsOf(use, 'schedule').map((step) => memberOf(step, 'from'));
    const twice = days.findIndex((day, index) => typeof day === 'string' && days.indexOf(day) !== index);
    const schedule =
      twice === -1
        ? []
        : [
            faultAt(
              [...at, 'schedule', twice, 'from'],
              'the schedule has this day twice; one severity per day',
            ),
          ];
    return [...useFaults(use, at, rule, partsOf), ...conditionFaults(use, at), ...schedule];
  });
}

function unknownRule(id: string, plan: Plan | undefined, { rules }: ConfigContext): string {
  if (plannedBy(plan, 'rules').includes(id))
    return `the rule \`${id}\` is planned and not built yet; leave it out`;
  const ids = rules.map((rule) => rule.id);
  return `no rule \`${id}\`${didYouMean(id, ids)}; rules: ${ids.join(', ')}`;
}

function metricFaults(value: unknown, plan: Plan | undefined, { metrics }: ConfigContext): readonly Fault[] {
  const ids = [...new Set([...metrics.map((metric) => metric.id), ...plannedBy(plan, 'metrics')])];
  return membersOf(value, 'metrics').flatMap(([id, use]) => {
    const path = ['metrics', id];
    const unknown = ids.includes(id)
      ? []
      : [
          faultAt(
            path,
            `no metric \`${id}\`${didYouMean(id, ids)}; \`forethought plan show\` lists them`,
            'key',
          ),
        ];
    const metric = metrics.find((each) => each.id === id);
    return [...unknown, ...targetFaults(memberOf(use, 'target'), path, metric)];
  });
}

function waiverFaults(value: unknown, plan: Plan | undefined, context: ConfigContext): readonly Fault[] {
  return itemsOf(value, 'waivers').flatMap((waiver, at) => {
    const rule = memberOf(waiver, 'rule');
    const unknown = typeof rule === 'string' && !context.rules.some(({ id }) => id === rule);
    return [
      ...(unknown ? [faultAt(['waivers', at, 'rule'], unknownRule(rule, plan, context))] : []),
      ...globFaults(waiver, ['waivers', at], 'paths', 'classes'),
    ];
  });
}

function plannedBy(plan: Plan | undefined, what: 'rules' | 'metrics'): readonly string[] {
  const practices = plan?.phases.flatMap((phase) => phase.units).flatMap((unit) => unit.practices) ?? [];
  return practices.flatMap((practice) => Object.keys(practice[what]));
}
