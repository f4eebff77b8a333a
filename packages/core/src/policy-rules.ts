import type { AnyRule } from './define.js';
import { compileConditions, compilePatterns } from './policy-compile.js';
import {
  againTimeline,
  type Mode,
  planTimeline,
  type Timeline,
  teamTimeline,
  warningsOnly,
} from './policy-timeline.js';
import { ruleNamed } from './rule-name.js';
import { datesWithoutWeeks, type UnitDates, unitDates } from './schedule.js';
import type { Conditions } from './schema/conditions.js';
import type { Config, RosterEntry } from './schema/config.js';
import type { Plan, Practice } from './schema/plan.js';
import type { Policy, RuleSetting } from './schema/policy.js';

type RuleUse = Exclude<Practice['rules'][string], { planned: true }>;
type RuleConfig = Config['rules'][string];

/** Everything that decides how strictly rules speak to one person. */
export interface RuleInput {
  readonly team: Plan;
  readonly own: Plan;
  /** Plans that overrides may name. */
  readonly plans: readonly Plan[];
  readonly entry: RosterEntry | undefined;
  readonly config: Config | undefined;
  readonly mode: Mode;
  readonly rules: readonly Pick<AnyRule, 'id' | 'appliesTo'>[];
  readonly classes: Policy['paths'];
  readonly isOutsider: boolean;
}

/** A setting before its globs are compiled. */
interface Draft extends Omit<RuleSetting, 'when' | 'onlyFor' | 'within'> {
  readonly when: Conditions;
  readonly onlyFor?: readonly string[];
  readonly within?: readonly string[];
}

const SILENT: Timeline = [{ from: null, severity: 'off' }];

/**
 * The settings of all rules: the person's own plan by schedule, then the team's plan for rules that the own one does not use,
 * then what the team's configuration adds or changes. Settings with `onlyFor` follow the general one; the last that matches a file counts for it.
 */
export function ruleSettings(input: RuleInput): RuleSetting[] {
  const own = draftsFor(input.own, input);
  const used = new Set(own.map((draft) => draft.ruleId));
  const teams = input.own.plan === input.team.plan ? [] : planDrafts(input.team, input, undefined);
  const fromPlans = [...own, ...teams.filter((draft) => !used.has(draft.ruleId))];
  const general = withTeamRules(fromPlans, input);
  const drafts = [...general, ...overrides(general, input)];
  return drafts.map((draft) => compiled(draft, input));
}

/** What a plan asks of the person, by its own weeks. */
function draftsFor(plan: Plan, input: RuleInput): readonly Draft[] {
  const { entry } = input;
  if (entry === undefined) return planDrafts(plan, input, undefined);
  return planDrafts(plan, input, { ofUnits: unitDates(plan, entry), others: datesWithoutWeeks(plan, entry) });
}

/** A person's schedule: that of each unit with weeks, and of what has none and is not asked of everybody anyway. */
interface Schedule {
  readonly ofUnits: ReadonlyMap<string, UnitDates>;
  readonly others: UnitDates | undefined;
}

function planDrafts(plan: Plan, input: RuleInput, dates: Schedule | undefined): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const unit of plan.phases.flatMap((phase) => phase.units)) {
    for (const practice of unit.practices) {
      for (const [ruleId, use] of Object.entries(practice.rules)) {
        const rule = ruleNamed(input.rules, ruleId);
        if ('planned' in use || rule === undefined) continue;
        const others = unit.weeks === undefined && use.standing === undefined ? dates?.others : undefined;
        const own = planTimeline(input.mode, use.standing, dates?.ofUnits.get(unit.id) ?? others);
        const general = drafts.find((draft) => draft.ruleId === ruleId);
        if (general !== undefined && saysNothing(use)) continue;
        const timeline = againTimeline(general?.timeline, own);
        drafts.push({ ...draftOf(ruleId, practice, use, general, rule), timeline });
      }
    }
  }
  return drafts;
}

/** A practice that only rests on what a rule answers anyway. */
function saysNothing({ options, ...rest }: RuleUse): boolean {
  return Object.keys(options).length === 0 && Object.values(rest).every((value) => value === undefined);
}

/** A rule that the plan has used before counts only for the paths of the later use, and builds on the earlier one: it is never less strict. */
function draftOf(
  ruleId: string,
  practice: Practice,
  use: RuleUse,
  general: Draft | undefined,
  rule: Pick<AnyRule, 'appliesTo'>,
): Omit<Draft, 'timeline'> {
  const onlyFor = general === undefined ? undefined : use.when?.paths;
  const question = practice.question ?? general?.question;
  return {
    ruleId,
    practiceId: practice.id,
    ...(question === undefined ? {} : { question }),
    kinds: use.kinds ?? general?.kinds ?? [...rule.appliesTo],
    options: { ...general?.options, ...use.options },
    when: { ...general?.when, ...use.when },
    forbidNotApplicable: use.forbidNotApplicable ?? general?.forbidNotApplicable ?? false,
    ...(onlyFor === undefined ? {} : { onlyFor }),
  };
}

/** The configuration's `rules`, applied to every setting of the rule; a rule that no plan uses warns unless it says otherwise. */
function withTeamRules(drafts: readonly Draft[], input: RuleInput): readonly Draft[] {
  const entries = Object.entries(input.config?.rules ?? {});
  const changed = drafts.map((draft) => {
    const own = entries.find(([ruleId]) => ruleId === draft.ruleId)?.[1];
    return own === undefined ? draft : changedBy(draft, own);
  });
  const added = entries.flatMap(([ruleId, own]) => {
    const rule = ruleNamed(input.rules, ruleId);
    if (rule === undefined || drafts.some((draft) => draft.ruleId === ruleId)) return [];
    return [changedBy(unplanned(ruleId, rule), own)];
  });
  return [...changed, ...added];
}

function unplanned(ruleId: string, rule: Pick<AnyRule, 'appliesTo'>): Draft {
  return {
    ruleId,
    kinds: [...rule.appliesTo],
    timeline: [{ from: null, severity: 'warn' }],
    options: {},
    when: {},
    forbidNotApplicable: false,
  };
}

function overrides(general: readonly Draft[], input: RuleInput): readonly Draft[] {
  return (input.config?.overrides ?? []).flatMap(({ paths, plan, rules }) => {
    const there = input.plans.find((candidate) => candidate.plan === plan);
    const base = there === undefined ? general : withTeamRules(draftsFor(there, input), input);
    const own = Object.entries(rules).flatMap(([ruleId, use]) => {
      const rule = ruleNamed(input.rules, ruleId);
      if (rule === undefined) return [];
      const used = base.filter((draft) => draft.ruleId === ruleId);
      const changed = there === undefined ? used.slice(0, 1) : used;
      return (changed.length === 0 ? [unplanned(ruleId, rule)] : changed).map((draft) =>
        changedBy(draft, use),
      );
    });
    const changed = new Set(own.map(({ ruleId }) => ruleId));
    const others =
      there === undefined ? [] : inPlaceOf(general, base).filter(({ ruleId }) => !changed.has(ruleId));
    return there === undefined
      ? own.map((draft) => ({ ...draft, onlyFor: paths }))
      : [...others, ...own].map((draft) => limitedTo(paths, draft));
  });
}

/** The settings of another plan, and silence for rules that only the general one has. */
function inPlaceOf(general: readonly Draft[], others: readonly Draft[]): readonly Draft[] {
  const known = new Set(others.map(({ ruleId }) => ruleId));
  const silent = general
    .filter(({ ruleId, onlyFor }) => onlyFor === undefined && !known.has(ruleId))
    .map((draft) => ({ ...draft, timeline: SILENT }));
  return [...silent, ...others];
}

/** A setting that was for some paths already is for those of them that the override has too. */
function limitedTo(paths: readonly string[], draft: Draft): Draft {
  return { ...draft, onlyFor: paths, ...(draft.onlyFor === undefined ? {} : { within: draft.onlyFor }) };
}

function changedBy(draft: Draft, own: RuleConfig): Draft {
  if (typeof own === 'string') return { ...draft, timeline: teamTimeline(draft.timeline, { severity: own }) };
  return {
    ...draft,
    ...(own.question === undefined ? {} : { question: own.question }),
    timeline: teamTimeline(draft.timeline, own),
    kinds: own.kinds ?? draft.kinds,
    options: { ...draft.options, ...own.options },
    when: { ...draft.when, ...own.when },
    forbidNotApplicable: own.forbidNotApplicable ?? draft.forbidNotApplicable,
  };
}

function compiled({ when, onlyFor, within, timeline, ...rest }: Draft, input: RuleInput): RuleSetting {
  return {
    ...rest,
    timeline: input.isOutsider ? warningsOnly(timeline) : timeline,
    when: compileConditions(when, input.classes),
    ...(onlyFor === undefined ? {} : { onlyFor: compilePatterns(onlyFor, input.classes) }),
    ...(within === undefined ? {} : { within: compilePatterns(within, input.classes) }),
  };
}
