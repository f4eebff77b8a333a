import type { AnyRule } from './define.js';
import { compileConditions, compilePatterns } from './policy-compile.js';
import { type Mode, planTimeline, teamTimeline, warningsOnly } from './policy-timeline.js';
import { type UnitDates, unitDates } from './schedule.js';
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
  readonly entry: RosterEntry | undefined;
  readonly config: Config | undefined;
  readonly mode: Mode;
  readonly rules: readonly Pick<AnyRule, 'id' | 'appliesTo'>[];
  readonly classes: Policy['paths'];
  readonly isOutsider: boolean;
}

/** A setting before its globs are compiled. */
interface Draft extends Omit<RuleSetting, 'when' | 'onlyFor'> {
  readonly when: Conditions;
  readonly onlyFor?: readonly string[];
}

/**
 * The settings of all rules: the person's own plan by schedule, then the team's plan for rules that the own one does not use,
 * then what the team's configuration adds or changes. Settings with `onlyFor` follow the general one; the last that matches a file counts for it.
 */
export function ruleSettings(input: RuleInput): RuleSetting[] {
  const own = planDrafts(
    input.own,
    input,
    input.entry === undefined ? undefined : unitDates(input.own, input.entry),
  );
  const used = new Set(own.map((draft) => draft.ruleId));
  const teams = input.own.plan === input.team.plan ? [] : planDrafts(input.team, input, undefined);
  const fromPlans = [...own, ...teams.filter((draft) => !used.has(draft.ruleId))];
  const general = withTeamRules(fromPlans, input);
  const drafts = [...general, ...overrides(general, input)];
  return drafts.map((draft) => compiled(draft, input));
}

function planDrafts(
  plan: Plan,
  input: RuleInput,
  dates: ReadonlyMap<string, UnitDates> | undefined,
): readonly Draft[] {
  const drafts: Draft[] = [];
  for (const unit of plan.phases.flatMap((phase) => phase.units)) {
    for (const practice of unit.practices) {
      for (const [ruleId, use] of Object.entries(practice.rules)) {
        const rule = input.rules.find((candidate) => candidate.id === ruleId);
        if ('planned' in use || rule === undefined) continue;
        const timeline = planTimeline(input.mode, use.standing, dates?.get(unit.id));
        const general = drafts.find((draft) => draft.ruleId === ruleId);
        drafts.push({ ...draftOf(ruleId, practice, use, general, rule), timeline });
      }
    }
  }
  return drafts;
}

/** A rule that the plan has used before counts only for the paths of the later use, and builds on the earlier one. */
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
    const rule = input.rules.find((candidate) => candidate.id === ruleId);
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
  return (input.config?.overrides ?? []).flatMap(({ paths, rules }) =>
    Object.entries(rules).flatMap(([ruleId, own]) => {
      const rule = input.rules.find((candidate) => candidate.id === ruleId);
      if (rule === undefined) return [];
      const base = general.find((draft) => draft.ruleId === ruleId) ?? unplanned(ruleId, rule);
      return [{ ...changedBy(base, own), onlyFor: paths }];
    }),
  );
}

function changedBy(draft: Draft, own: RuleConfig): Draft {
  if (typeof own === 'string') return { ...draft, timeline: teamTimeline(draft.timeline, { severity: own }) };
  return {
    ...draft,
    timeline: teamTimeline(draft.timeline, own),
    kinds: own.kinds ?? draft.kinds,
    options: { ...draft.options, ...own.options },
    when: { ...draft.when, ...own.when },
    forbidNotApplicable: own.forbidNotApplicable ?? draft.forbidNotApplicable,
  };
}

function compiled({ when, onlyFor, timeline, ...rest }: Draft, input: RuleInput): RuleSetting {
  return {
    ...rest,
    timeline: input.isOutsider ? warningsOnly(timeline) : timeline,
    when: compileConditions(when, input.classes),
    ...(onlyFor === undefined ? {} : { onlyFor: compilePatterns(onlyFor, input.classes) }),
  };
}
