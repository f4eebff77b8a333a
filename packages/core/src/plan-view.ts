import { severityOn } from './judge.js';
import { rosterEntry } from './people.js';
import { globsOf } from './policy-diff-values.js';
import { unitDates } from './schedule.js';
import type { Kind, Severity } from './schema/common.js';
import type { Config, RosterEntry } from './schema/config.js';
import type { Plan, Practice, Unit } from './schema/plan.js';
import type { Policy, RuleSetting } from './schema/policy.js';

/** One rule of a plan on a day: how strictly it speaks, since when, what comes next, and why. Days are `yyyy-mm-dd`. */
export interface RuleView {
  readonly ruleId: string;
  readonly severity: Severity | 'off' | 'planned';
  /** The day from which it speaks like this; `null`: always has. */
  readonly since: string | null;
  readonly next: { readonly severity: Severity | 'off'; readonly from: string } | null;
  readonly because: string;
  readonly kinds: readonly Kind[];
  /** Globs of the override that it is limited to. */
  readonly onlyFor?: readonly string[];
}

/** One metric of a plan with its target, and whether the team has set it. */
export interface MetricView {
  readonly metricId: string;
  readonly target: string | null;
  readonly isTeams: boolean;
  readonly planned: boolean;
}

type Words = Pick<Practice, 'id' | 'title' | 'items'> & Partial<Pick<Practice, 'question' | 'note'>>;
type Named = Pick<Unit, 'id' | 'title'> & Partial<Pick<Unit, 'weeks' | 'success'>>;

/** A practice with what it asks on that day. */
export type PracticeView = Readonly<Words> & {
  readonly rules: readonly RuleView[];
  readonly metrics: readonly MetricView[];
};

/** A unit with the days from which it warns and blocks for the person. */
export type UnitView = Readonly<Named> & {
  readonly begins: { readonly warns?: string; readonly blocks: string } | null;
  readonly practices: readonly PracticeView[];
};

/** A plan as it stands for one person, or nobody in particular, on one day. */
export interface PlanView {
  readonly plan: string;
  readonly title: string;
  readonly mode: Policy['mode'];
  readonly engineer: string | null;
  readonly asOf: string;
  readonly phases: readonly {
    readonly id: string;
    readonly title: string;
    readonly units: readonly UnitView[];
  }[];
  /** Rules that none of the plan's practices asks for. */
  readonly besides: readonly RuleView[];
}

/** What a view is made of: the plan that the policy's engineer follows, and the configuration behind the policy. */
export interface PlanViewInput {
  readonly plan: Plan;
  readonly policy: Policy;
  readonly config?: Config | undefined;
}

interface Around extends PlanViewInput {
  readonly day: string;
  readonly entry: RosterEntry | undefined;
  readonly dates: ReturnType<typeof unitDates>;
  /** The unit of each practice. */
  readonly unitOf: ReadonlyMap<string, Unit>;
}

/** What is in force and why. */
export function planView(input: PlanViewInput): PlanView {
  const { plan, policy, config } = input;
  const entry = policy.engineer === null ? undefined : rosterEntry(config?.roster ?? [], policy.engineer);
  const dates = entry === undefined ? new Map() : unitDates(plan, entry);
  const units = plan.phases.flatMap((phase) => phase.units);
  const unitOf = new Map(units.flatMap((unit) => unit.practices.map(({ id }) => [id, unit] as const)));
  const around = { ...input, day: policy.asOf.slice(0, 10), entry, dates, unitOf };
  const practices = units.flatMap((unit) => unit.practices);
  const isOfPlan = ({ ruleId, practiceId }: RuleSetting): boolean =>
    practices.some(({ id, rules }) => id === practiceId && Object.hasOwn(rules, ruleId));
  return {
    plan: plan.plan,
    title: plan.title,
    mode: policy.mode,
    engineer: policy.engineer,
    asOf: policy.asOf,
    phases: plan.phases.map(({ id, title, units }) => ({
      id,
      title,
      units: units.map((unit) => viewUnit(unit, around)),
    })),
    besides: policy.rules
      .filter((setting) => !isOfPlan(setting) && !isSilentTwice(setting, around))
      .map((setting) => viewRule(setting, around)),
  };
}

function viewUnit({ id, title, weeks, success, practices }: Unit, around: Around): UnitView {
  return {
    id,
    title,
    ...(weeks === undefined ? {} : { weeks }),
    ...(success === undefined ? {} : { success }),
    begins: around.dates.get(id) ?? null,
    practices: practices.map((practice) => viewPractice(practice, around)),
  };
}

function viewPractice(practice: Practice, around: Around): PracticeView {
  const { policy, config } = around;
  const { id, title, question, items, note } = practice;
  const rules = Object.entries(practice.rules).flatMap(([ruleId, use]): readonly RuleView[] => {
    if ('planned' in use)
      return [
        {
          ruleId,
          severity: 'planned',
          since: null,
          next: null,
          because: 'it is still to be built',
          kinds: [],
        },
      ];
    const all = policy.rules.filter((setting) => setting.ruleId === ruleId);
    const own = all.filter(({ practiceId }) => practiceId === id);
    return (own.length === 0 ? all : own)
      .filter((setting) => !isSilentTwice(setting, around))
      .map((setting) => viewRule(setting, around));
  });
  const metrics = Object.entries(practice.metrics).map(([metricId, use]) => ({
    metricId,
    target: config?.metrics[metricId]?.target ?? use.target ?? null,
    isTeams: config?.metrics[metricId] !== undefined,
    planned: use.planned === true,
  }));
  return {
    id,
    title,
    items,
    ...(question === undefined ? {} : { question }),
    ...(note === undefined ? {} : { note }),
    rules,
    metrics,
  };
}

function viewRule(setting: RuleSetting, around: Around): RuleView {
  const { day } = around;
  const now = setting.timeline.filter(({ from }) => from === null || from <= day).at(-1);
  const severity = severityOn(setting, day);
  const next = setting.timeline.find((step) => (step.from ?? '') > day && step.severity !== severity);
  const globs = [...(globsOf(setting.onlyFor) ?? []), ...(globsOf(setting.within) ?? [])];
  return {
    ruleId: setting.ruleId,
    severity,
    since: now?.from ?? null,
    next: next === undefined ? null : { severity: next.severity, from: next.from ?? '' },
    because: reasonOf(setting, around),
    kinds: setting.kinds,
    ...(setting.onlyFor === undefined ? {} : { onlyFor: globs }),
  };
}

function reasonOf(setting: RuleSetting, around: Around): string {
  const { config, policy, entry } = around;
  const unit = around.unitOf.get(setting.practiceId ?? '');
  const own = config?.rules[setting.ruleId];
  const override = overrideOf(setting, config);
  if (override?.rules[setting.ruleId] !== undefined) return '`overrides` of the configuration';
  if (typeof own === 'string' || own?.severity !== undefined || own?.schedule !== undefined)
    return '`rules` of the configuration';
  if (override?.plan !== undefined) return `the plan ${override.plan} for these paths`;
  if (policy.mode === 'strict') return 'the strict mode blocks from the beginning';
  if (setting.practiceId === undefined) return 'no practice of the plan; named in the configuration';
  const observed = policy.mode === 'observe' ? ', counted only in the observing mode' : '';
  const begins = unit === undefined ? undefined : around.dates.get(unit.id);
  if (begins !== undefined && unit?.weeks !== undefined)
    return `schedule of weeks ${unit.weeks[0]}–${unit.weeks[1]}, counted from ${entry?.start}${observed}`;
  if (entry?.start !== undefined && setting.timeline.some(({ from }) => from === entry.start))
    return `no weeks of its own: warns from ${entry.start} on, blocks once the first unit is over${observed}`;
  const isSilent = setting.timeline.every(({ severity }) => severity === 'off');
  return isSilent ? 'asked of nobody without a start date' : `asked of everybody (\`standing\`)${observed}`;
}

/** The override that a setting comes from; a second use in the plan itself is none. */
function overrideOf({ onlyFor }: RuleSetting, config: Config | undefined): Override | undefined {
  if (onlyFor === undefined) return undefined;
  const globs = JSON.stringify(globsOf(onlyFor));
  return config?.overrides.find(({ paths }) => JSON.stringify(paths) === globs);
}

type Override = Config['overrides'][number];

/** Whether a setting for some paths is as silent there as the rule is elsewhere. */
function isSilentTwice(setting: RuleSetting, { policy }: PlanViewInput): boolean {
  const isSilent = ({ timeline }: RuleSetting): boolean =>
    timeline.every(({ severity }) => severity === 'off');
  const general = policy.rules.find(
    ({ ruleId, onlyFor }) => ruleId === setting.ruleId && onlyFor === undefined,
  );
  return setting.onlyFor !== undefined && isSilent(setting) && (general === undefined || isSilent(general));
}
