import type { AnyRule } from './define.js';
import { ruleNamed } from './rule-name.js';
import type { Kind } from './schema/common.js';
import type { Policy, RuleSetting } from './schema/policy.js';
import { isByPath, settingsByRule } from './settings.js';

/** A setting with the rule that it is of and what that rule is called with. */
export interface AskedRule {
  /** Its place among all of them. */
  readonly at: number;
  readonly setting: RuleSetting;
  readonly rule: AnyRule;
  readonly options: Readonly<Record<string, unknown>>;
  /** It is judged by what the others answered, after them. */
  readonly needsAnswers: boolean;
}

/** The settings of one rule. */
export interface AskedGroup {
  readonly asked: readonly AskedRule[];
  /** Some are for some paths only: which of them count is each change's own. */
  readonly byPath: boolean;
}

/** Everything that the judge knows of a policy before it sees a change of one kind. */
export interface Prepared {
  /** In the order of judging. */
  readonly groups: readonly AskedGroup[];
  readonly all: readonly AskedRule[];
  readonly ruleIds: readonly string[];
}

const known = new WeakMap<Policy, Map<Kind, Prepared & { readonly rules: readonly AnyRule[] }>>();

/** Worked out once for a policy, kind and list of rules, and kept as long as the policy. */
export function preparedFor(policy: Policy, kind: Kind, rules: readonly AnyRule[]): Prepared {
  let kinds = known.get(policy);
  if (kinds === undefined) {
    kinds = new Map();
    known.set(policy, kinds);
  }
  const before = kinds.get(kind);
  if (before?.rules === rules) return before;
  const made = { ...prepare(policy, kind, rules), rules };
  kinds.set(kind, made);
  return made;
}

function prepare(policy: Policy, kind: Kind, rules: readonly AnyRule[]): Prepared {
  const all: AskedRule[] = [];
  const groups = settingsByRule(policy, kind).map((settings): AskedGroup => {
    const from = all.length;
    for (const setting of settings) {
      const rule = ruleNamed(rules, setting.ruleId);
      if (rule === undefined) continue;
      const needsAnswers = rule.needs?.includes('answers') === true;
      all.push({ at: all.length, setting, rule, options: optionsOf(rule, setting), needsAnswers });
    }
    return { asked: all.slice(from), byPath: isByPath(settings) };
  });
  const isLast = ({ asked }: AskedGroup): boolean => asked.some(({ needsAnswers }) => needsAnswers);
  const inOrder = [...groups.filter((group) => !isLast(group)), ...groups.filter(isLast)];
  return { groups: inOrder, all, ruleIds: rules.map(({ id }) => id) };
}

/** The values of a setting's options, those that it does not name from the rule. */
function optionsOf(rule: AnyRule, setting: RuleSetting): AskedRule['options'] {
  const values: Record<string, unknown> = {};
  for (const [name, spec] of Object.entries<{ readonly default: unknown }>(rule.options)) {
    values[name] = setting.options[name] ?? spec.default;
  }
  return values;
}
