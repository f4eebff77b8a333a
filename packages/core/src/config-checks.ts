import {
  conditionFaults,
  faultAt,
  globFaults,
  itemsOf,
  type Known,
  memberOf,
  membersOf,
  targetFaults,
  technologyFaults,
} from './checks.js';
import { emptyFaults, followedPlans } from './config-uses.js';
import { documentFaults, documentSectionsOf } from './document-checks.js';
import { didYouMean } from './nearest.js';
import { referenceFaults } from './plan-reference.js';
import { recordPathFaults } from './programme/programme-faults.js';
import { renamedTo, ruleIdOf, ruleNamed } from './rule-name.js';
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import type { Path } from './schema/yaml.js';
import { type Nameable, useFaults } from './use-checks.js';

/** What a configuration is read against. */
export interface ConfigContext extends Known {
  readonly file: string;
  /** The plans that it may name. */
  readonly plans: readonly Plan[];
  /** The plan of the file that it extends, where that was read already. */
  readonly plan?: Plan;
  /** The plans of other files that it names, by their paths, where those were read already. */
  readonly files?: ReadonlyMap<string, Plan>;
}

/** Everything in a configuration that its schema can't see: names that do not exist, patterns, targets, dates. */
export function configFaults(value: unknown, context: ConfigContext): readonly Fault[] {
  const extended = memberOf(value, 'extends') ?? 'devops-elite';
  const plan = context.plan ?? context.plans.find((candidate) => candidate.plan === extended);
  const sections = [...Object.keys(plan?.sections ?? {}), ...membersOf(value, 'sections').map(([id]) => id)];
  const followed = followedPlans(value, plan, context);
  const nameable: Nameable = {
    sections: followed && [
      ...new Set([...sections, ...followed.flatMap((each) => Object.keys(each.sections))]),
    ],
    partsOf: (id) =>
      plan && [
        ...Object.keys(plan.sections[id]?.parts ?? {}),
        ...membersOf(memberOf(memberOf(value, 'sections'), id), 'parts').map(([part]) => part),
      ],
  };
  return [
    ...(typeof extended === 'string' ? referenceFaults(extended, context.plans, ['extends']) : []),
    ...rosterFaults(value, extended, context),
    ...globFaults(memberOf(value, 'deployment'), ['deployment'], 'paths', 'classes'),
    ...['documentation', 'lockFiles', 'generated', 'vendored'].flatMap((name) =>
      globFaults(memberOf(value, 'paths'), ['paths'], name),
    ),
    ...(plan === undefined ? [] : sectionFaults(value, plan)),
    ...technologyFaults(value),
    ...recordPathFaults(value),
    ...(plan === undefined
      ? []
      : documentFaults(value, [...sections, ...documentSectionsOf(value, [plan, ...context.plans])])),
    ...ruleFaults(value, ['rules'], plan, context, nameable),
    ...itemsOf(value, 'overrides').flatMap((override, at) => [
      ...globFaults(override, ['overrides', at], 'paths', 'classes'),
      ...overrideFaults(override, ['overrides', at], context),
      ...ruleFaults(override, ['overrides', at, 'rules'], plan, context, nameable),
    ]),
    ...(followed === undefined ? [] : emptyFaults(value, followed, context)),
    ...metricFaults(value, plan, context),
    ...waiverFaults(value, plan, context),
  ];
}

function rosterFaults(value: unknown, extended: unknown, { plans }: ConfigContext): readonly Fault[] {
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
    return [
      ...twice.map((name) => faultAt(path, `\`${name}\` stands in the roster twice; one entry per person`)),
      ...(typeof plan === 'string' && plan !== extended
        ? referenceFaults(plan, plans, [...path, 'plan'])
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

/** An override says something: another plan, or other settings of rules. */
function overrideFaults(override: unknown, path: Path, { plans }: ConfigContext): readonly Fault[] {
  const plan = memberOf(override, 'plan');
  if (typeof plan === 'string') return referenceFaults(plan, plans, [...path, 'plan']);
  return membersOf(override, 'rules').length > 0
    ? []
    : [faultAt(path, 'these paths get nothing of their own; name a `plan`, or settings under `rules`')];
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
  nameable: Nameable,
): readonly Fault[] {
  return membersOf(value, 'rules').flatMap(([id, use]) => {
    const at = [...path, id];
    const rule = ruleNamed(context.rules, id);
    if (rule === undefined) return [faultAt(at, unknownRule(id, plan, context), 'key')];
    if (!RULE_NAME.test(id)) return [faultAt(at, wrongName(id), 'key')];
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
    return [...useFaults(use, at, rule, nameable), ...conditionFaults(use, at), ...schedule];
  });
}

/** A rule's id, or `<rule>/<name>`. */
const RULE_NAME = /^[a-z0-9-]+(?:\/[a-z0-9]+(?:-[a-z0-9]+)*)?$/;

function wrongName(id: string): string {
  return `\`${id}\` is no valid name; write \`${ruleIdOf(id)}/<name>\`, the name in lower-case words joined by \`-\``;
}

function unknownRule(id: string, plan: Plan | undefined, { rules }: ConfigContext): string {
  const now = renamedTo(rules, id);
  if (now !== undefined) return `the rule \`${id}\` was renamed to \`${now}\`; write that`;
  if (usedBy(plan, 'rules').includes(id))
    return `the rule \`${id}\` is planned and not built yet; leave it out`;
  const ids = rules.map((rule) => rule.id);
  if (ruleIdOf(id) === '')
    return `\`${id}\` names no rule; write \`<rule>${id}\`, the rule one of: ${ids.join(', ')}`;
  return `no rule \`${ruleIdOf(id)}\`${didYouMean(ruleIdOf(id), ids)}; rules: ${ids.join(', ')}`;
}

function metricFaults(value: unknown, plan: Plan | undefined, { metrics }: ConfigContext): readonly Fault[] {
  const ids = [...new Set([...metrics.map((metric) => metric.id), ...usedBy(plan, 'metrics')])];
  return membersOf(value, 'metrics').flatMap(([id, use]) => {
    const path = ['metrics', id];
    const unknown = ids.includes(id) ? [] : [faultAt(path, unknownMetric(id, ids, metrics), 'key')];
    const metric = metrics.find((each) => each.id === id);
    return [...unknown, ...targetFaults(memberOf(use, 'target'), path, metric)];
  });
}

function unknownMetric(id: string, ids: readonly string[], metrics: ConfigContext['metrics']): string {
  const now = renamedTo(metrics, id);
  return now === undefined
    ? `no metric \`${id}\`${didYouMean(id, ids)}; \`forethought plan show\` lists them`
    : `the metric \`${id}\` was renamed to \`${now}\`; write that`;
}

function waiverFaults(value: unknown, plan: Plan | undefined, context: ConfigContext): readonly Fault[] {
  const uses = [value, ...itemsOf(value, 'overrides')].flatMap((each) => membersOf(each, 'rules'));
  const names = [...uses.map(([name]) => name), ...usedBy(plan, 'rules')];
  return itemsOf(value, 'waivers').flatMap((waiver, at) => {
    const rule = memberOf(waiver, 'rule');
    const unknown = typeof rule === 'string' && ruleNamed(context.rules, rule) === undefined;
    const unnamed =
      typeof rule === 'string' && !unknown && plan && rule.includes('/') && !names.includes(rule)
        ? [faultAt(['waivers', at, 'rule'], `nothing is called \`${rule}\`${didYouMean(rule, names)}`)]
        : [];
    return [
      ...(unknown ? [faultAt(['waivers', at, 'rule'], unknownRule(rule, plan, context))] : []),
      ...unnamed,
      ...globFaults(waiver, ['waivers', at], 'paths', 'classes'),
    ];
  });
}

function usedBy(plan: Plan | undefined, what: 'rules' | 'metrics'): readonly string[] {
  const practices = plan?.phases.flatMap((phase) => phase.units).flatMap((unit) => unit.practices) ?? [];
  return practices.flatMap((practice) => Object.keys(practice[what]));
}
