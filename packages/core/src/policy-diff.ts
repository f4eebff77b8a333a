import { compareSettings, type RuleDefaults } from './policy-diff-setting.js';
import { compareShared } from './policy-diff-shared.js';
import { type Difference, globsOf } from './policy-diff-values.js';
import type { Kind } from './schema/common.js';
import type { Policy, RuleSetting } from './schema/policy.js';

/**
 * One difference between two policies. `ruleId` and `kind` are absent where it belongs to no single rule. `aspect` says what
 * differs: `severity`, `schedule`, `option <name>`, `condition <name>`, `not-applicable`, `waiver`, `mode`, `section <name>` and the
 * like. `from` and `to` are short texts, `none` for nothing; they hold values of both configurations as they were written.
 */
export interface PolicyChange extends Difference {
  readonly ruleId?: string;
  readonly kind?: Kind;
  /** Globs of the override that the difference is limited to. */
  readonly onlyFor?: readonly string[];
}

const KINDS: readonly Kind[] = ['commit', 'pull-request', 'document'];
const ORDER: readonly PolicyChange['what'][] = ['weaker', 'stronger', 'changed'];

/**
 * What differs between two policies from a day (`yyyy-mm-dd`) on, rule by rule, and whether more or less is asked afterwards; what
 * got weaker first. `rules` give the defaults of options. Both policies are for the same engineer: what only some people meet
 * (a roster, outsiders) shows in `compareConfigs`.
 */
export function comparePolicies(
  before: Policy,
  after: Policy,
  day: string,
  rules: RuleDefaults = [],
): readonly PolicyChange[] {
  const ids = new Set([...before.rules, ...after.rules].map(({ ruleId }) => ruleId));
  const changes = [...ids].sort().flatMap((ruleId) => compareRule(ruleId, before, after, day, rules));
  const all = [...changes, ...compareShared(before, after, day)];
  return all.sort((a, b) => ORDER.indexOf(a.what) - ORDER.indexOf(b.what));
}

/** Differences of one rule; what is the same for all kinds that it asks of is told once, without a kind. */
function compareRule(
  ruleId: string,
  before: Policy,
  after: Policy,
  day: string,
  rules: RuleDefaults,
): readonly PolicyChange[] {
  const asked = KINDS.filter((kind) =>
    [before, after].some((policy) => settings(policy, ruleId, kind).length > 0),
  );
  const perKind = asked.map((kind) => compareKind(ruleId, kind, [before, after], day, rules));
  const text = (change: PolicyChange): string => JSON.stringify({ ...change, kind: '' });
  const [first = [], ...others] = perKind;
  const shared = first.filter((change) =>
    others.every((each) => each.some((other) => text(other) === text(change))),
  );
  const sharedTexts = new Set(others.length === 0 ? [] : shared.map(text));
  const own = perKind.flat().filter((change) => !sharedTexts.has(text(change)));
  return [...(others.length === 0 ? [] : shared.map(({ kind: _, ...change }) => change)), ...own];
}

function settings(policy: Policy, ruleId: string, kind: Kind): readonly RuleSetting[] {
  return policy.rules.filter((setting) => setting.ruleId === ruleId && setting.kinds.includes(kind));
}

type Sides = readonly [before: Policy, after: Policy];

/** The general settings against each other; an override that only one side has, against the other side's general setting. */
function compareKind(
  ruleId: string,
  kind: Kind,
  sides: Sides,
  day: string,
  rules: RuleDefaults,
): readonly PolicyChange[] {
  const [before, after] = sides.map((policy) => byPaths(settings(policy, ruleId, kind)));
  if (before === undefined || after === undefined) return [];
  return [...new Set(['', ...before.keys(), ...after.keys()])].flatMap((key) => {
    const from = before.get(key) ?? before.get('');
    const to = after.get(key) ?? after.get('');
    const onlyFor = key === '' ? undefined : globsOf((after.get(key) ?? before.get(key))?.onlyFor);
    return compareSettings(from, to, day, rules).map((difference) => ({
      ...difference,
      ruleId,
      kind,
      ...(onlyFor === undefined ? {} : { onlyFor }),
    }));
  });
}

/** Settings by the globs that they are limited to, '' for the general one; the last of the same globs counts. */
function byPaths(list: readonly RuleSetting[]): ReadonlyMap<string, RuleSetting> {
  const globs = ({ onlyFor, within }: RuleSetting): string[] => [
    ...(globsOf(onlyFor) ?? []),
    ...(globsOf(within) ?? []).map((glob) => `& ${glob}`),
  ];
  return new Map(list.map((setting) => [globs(setting).join('\n'), setting]));
}
