import { itemsOf, type Known, memberOf, membersOf } from './checks.js';
import { ruleNamed } from './rule-name.js';
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import type { Path } from './schema/yaml.js';
import { neededFaults, usesOf } from './use-checks.js';

/** Built-in plans by their ids, and those of files by their paths. */
interface KnownPlans {
  readonly plans: readonly Plan[];
  readonly files?: ReadonlyMap<string, Plan>;
}

/** Every plan that people or paths may follow; undefined where one of them is a file that was not read yet. */
export function followedPlans(
  value: unknown,
  plan: Plan | undefined,
  { plans, files }: KnownPlans,
): readonly Plan[] | undefined {
  const names = ['roster', 'overrides'].flatMap((key) =>
    itemsOf(value, key).map((each) => memberOf(each, 'plan')),
  );
  const others = names
    .filter((name) => typeof name === 'string')
    .map((name) => files?.get(name) ?? plans.find((each) => each.plan === name));
  const all = [plan, ...others].filter((each) => each !== undefined);
  return all.length === others.length + 1 ? all : undefined;
}

/** Rules that are switched on without what they are to ask for, neither there nor wherever else the name is set. */
export function emptyFaults(value: unknown, followed: readonly Plan[], { rules }: Known): readonly Fault[] {
  const overrides = itemsOf(value, 'overrides');
  const used = (owner: unknown, path: Path, others: readonly unknown[]): readonly Fault[] =>
    membersOf(owner, 'rules').flatMap(([id, use]) => {
      const rule = ruleNamed(rules, id);
      if (rule === undefined || isOff(use)) return [];
      const elsewhere = others.map((other) => memberOf(memberOf(other, 'rules'), id));
      return neededFaults(use, [...path, id], rule, [...elsewhere, ...usesOf(id, followed)]);
    });
  return [
    ...used(value, ['rules'], overrides),
    ...overrides.flatMap((override, at) => used(override, ['overrides', at, 'rules'], [value])),
  ];
}

function isOff(use: unknown): boolean {
  return use === 'off' || (memberOf(use, 'severity') === 'off' && memberOf(use, 'schedule') === undefined);
}
