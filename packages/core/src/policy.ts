import type { AnyRule } from './define.js';
import { rosterEntry } from './people.js';
import { compileClasses, compileDocuments, compilePatterns, compileTechnologies } from './policy-compile.js';
import { compileDocumentSections } from './policy-documents.js';
import { policyMetrics } from './policy-metrics.js';
import { ruleSettings } from './policy-rules.js';
import { indexSections, mergeSections } from './policy-sections.js';
import type { Mode } from './policy-timeline.js';
import type { Config } from './schema/config.js';
import type { Plan } from './schema/plan.js';
import type { Policy } from './schema/policy.js';

/** Version of the policy form that `policyFor` writes. */
const SCHEMA: Policy['schema'] = 1;

/** What a policy is made of. */
export interface PolicyInput {
  /** The team's plan. */
  readonly plan: Plan;
  /** Other plans that people of the roster may follow, or that count for some paths. */
  readonly plans?: readonly Plan[];
  /** `undefined` is zero configuration, which observes. */
  readonly config: Config | undefined;
  /** In place of the configuration's mode. */
  readonly mode?: Mode | undefined;
  /** The rules that are built. */
  readonly rules: readonly Pick<AnyRule, 'id' | 'appliesTo'>[];
  /** Whoever is asked about stands inside, as in the local hook; otherwise the roster says so, if there is one. */
  readonly isInsider?: boolean;
}

/** The policy for one engineer (login or address; `null` for nobody in particular) at one instant. */
export function policyFor(
  input: PolicyInput & { readonly engineer: string | null; readonly asOf: string },
): Policy {
  return policiesFor(input)(input.engineer, input.asOf);
}

/** The same for many engineers: everything that does not depend on the person is worked out once. */
export function policiesFor(input: PolicyInput): (engineer: string | null, asOf: string) => Policy {
  const { plan, config } = input;
  const mode = input.mode ?? config?.mode ?? 'observe';
  const shared = sharedParts(input);
  // Most changes have no documents that anybody asks about, and names in many languages take their time.
  let documentSections: Policy['documentSections'] | undefined;
  const sectionsOfDocuments = () => (documentSections ??= compileDocumentSections(allPlansOf(input), config));
  return (engineer, asOf) => {
    const entry = engineer === null ? undefined : rosterEntry(config?.roster ?? [], engineer);
    const own = (input.plans ?? []).find((candidate) => candidate.plan === entry?.plan) ?? plan;
    const isOutsider =
      entry === undefined && !input.isInsider && config?.outsiders === 'warn' && config.roster.length > 0;
    return {
      schema: SCHEMA,
      plan: own.plan,
      mode,
      engineer: entry?.login ?? engineer,
      asOf,
      rules: ruleSettings({
        team: plan,
        own,
        plans: [plan, ...(input.plans ?? [])],
        entry,
        config,
        mode,
        rules: input.rules,
        classes: shared.paths,
        isOutsider,
      }),
      metrics: policyMetrics(own, config),
      planned: plannedRules(own),
      ...shared,
      get documentSections() {
        return sectionsOfDocuments();
      },
    };
  };
}

function sharedParts(
  input: PolicyInput,
): Pick<Policy, 'sections' | 'technologies' | 'documents' | 'paths' | 'bots' | 'waivers'> {
  const { config } = input;
  const followed = new Set(
    [...(config?.roster ?? []), ...(config?.overrides ?? [])].map((each) => each.plan),
  );
  const others = (input.plans ?? []).filter(
    (other) => followed.has(other.plan) && other.plan !== input.plan.plan,
  );
  const plans = [...others, input.plan];
  const paths = compileClasses(plans, config);
  return {
    sections: indexSections(mergeSections(plans, config)),
    technologies: compileTechnologies(plans, config),
    documents: compileDocuments(allPlansOf(input), config),
    paths,
    bots: [...(config?.bots ?? [])],
    waivers: (config?.waivers ?? []).map(({ paths: globs, ...waiver }) => ({
      ...waiver,
      ...(globs && { paths: compilePatterns(globs, paths) }),
    })),
  };
}

/** What a kind of document looks like is no demand, so that every known plan may say it; the team's own plan says it last. */
function allPlansOf({ plan: own, plans = [] }: PolicyInput): readonly Plan[] {
  return [own, ...plans.filter(({ plan }) => plan !== own.plan)];
}

function plannedRules(plan: Plan): Policy['planned'] {
  return plan.phases
    .flatMap((phase) => phase.units)
    .flatMap((unit) => unit.practices)
    .flatMap((practice) =>
      Object.entries(practice.rules)
        .filter(([, use]) => 'planned' in use)
        .map(([ruleId]) => ({ practiceId: practice.id, ruleId })),
    );
}
