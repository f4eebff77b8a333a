import type { AnyRule } from './define.js';
import { severityOn } from './judge.js';
import { compareConditions } from './policy-diff-conditions.js';
import { type Difference, type Direction, isSame, optionDirection, shown } from './policy-diff-values.js';
import type { OptionValue } from './schema/conditions.js';
import type { RuleSetting } from './schema/policy.js';

/** Rules with the defaults of their options. */
export type RuleDefaults = readonly Pick<AnyRule, 'id' | 'options'>[];

const STRICTNESS: readonly string[] = ['off', 'observe', 'warn', 'block'];

/**
 * Differences between two settings of one rule from a day on; `undefined` asks nothing. Where neither speaks on that day or later,
 * nothing else counts.
 */
export function compareSettings(
  before: RuleSetting | undefined,
  after: RuleSetting | undefined,
  day: string,
  rules: RuleDefaults,
): readonly Difference[] {
  const severity = compareSeverities(before, after, day);
  if (before === undefined || after === undefined || !speaks(before, day) || !speaks(after, day))
    return severity;
  return [
    ...severity,
    ...compareOptions(before, after, rules),
    ...compareConditions(before.when, after.when),
    ...compareNotApplicable(before, after),
    ...compareQuestion(before, after),
  ];
}

function speaks(setting: RuleSetting, day: string): boolean {
  return daysOf([setting], day).some((each) => severityOn(setting, each) !== 'off');
}

/** The day, and every later one on which a severity changes. */
function daysOf(settings: readonly (RuleSetting | undefined)[], day: string): readonly string[] {
  const later = settings
    .flatMap((setting) => setting?.timeline ?? [])
    .map(({ from }) => from ?? '')
    .filter((from) => from > day);
  return [...new Set([day, ...later])].sort();
}

function compareSeverities(
  before: RuleSetting | undefined,
  after: RuleSetting | undefined,
  day: string,
): readonly Difference[] {
  const at = (setting: RuleSetting | undefined, on: string): string =>
    setting === undefined ? 'off' : severityOn(setting, on);
  const rises = daysOf([before, after], day).map(
    (on) => STRICTNESS.indexOf(at(after, on)) - STRICTNESS.indexOf(at(before, on)),
  );
  if (rises.every((rise) => rise === 0)) return [];
  const [from, to] = [at(before, day), at(after, day)];
  const what = directionOf(rises);
  if (from !== to) return [{ aspect: 'severity', what, from, to }];
  return [{ aspect: 'schedule', what, from: scheduleText(before, day), to: scheduleText(after, day) }];
}

function directionOf(rises: readonly number[]): Direction {
  if (rises.every((rise) => rise >= 0)) return 'stronger';
  return rises.every((rise) => rise <= 0) ? 'weaker' : 'changed';
}

function scheduleText(setting: RuleSetting | undefined, day: string): string {
  const steps = (setting?.timeline ?? []).filter(({ from }) => (from ?? '') > day);
  return steps.length === 0
    ? 'none'
    : steps.map(({ from, severity }) => `${severity} from ${from}`).join(', ');
}

function compareOptions(before: RuleSetting, after: RuleSetting, rules: RuleDefaults): readonly Difference[] {
  const specs: AnyRule['options'] = rules.find(({ id }) => id === after.ruleId)?.options ?? {};
  const value = (setting: RuleSetting, name: string): OptionValue | undefined =>
    setting.options[name] ?? specs[name]?.default;
  return [...new Set([...Object.keys(before.options), ...Object.keys(after.options)])].flatMap((name) => {
    const [from, to] = [value(before, name), value(after, name)];
    if (isSame(from, to)) return [];
    const what = optionDirection(name, from, to);
    return [{ aspect: `option ${name}`, what, from: defaulted(from), to: defaulted(to) }];
  });
}

function defaulted(value: OptionValue | undefined): string {
  return value === undefined ? 'default' : shown(value);
}

/** Other words ask neither more nor less. */
function compareQuestion(before: RuleSetting, after: RuleSetting): readonly Difference[] {
  const [from, to] = [before.question ?? 'none', after.question ?? 'none'];
  return from === to ? [] : [{ aspect: 'question', what: 'changed', from, to }];
}

function compareNotApplicable(before: RuleSetting, after: RuleSetting): readonly Difference[] {
  if (before.forbidNotApplicable === after.forbidNotApplicable) return [];
  const word = (setting: RuleSetting): string => (setting.forbidNotApplicable ? 'forbidden' : 'allowed');
  const what = after.forbidNotApplicable ? 'stronger' : 'weaker';
  return [{ aspect: 'not-applicable', what, from: word(before), to: word(after) }];
}
