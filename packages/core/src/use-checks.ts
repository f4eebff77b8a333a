import { faultAt, itemsOf, type Known, memberOf, membersOf } from './checks.js';
import { didYouMean } from './nearest.js';
import type { Fault } from './schema/issues.js';
import type { Plan } from './schema/plan.js';
import type { Path } from './schema/yaml.js';
import { patternProblem } from './user-pattern.js';

/** What options may name, the team's own included; undefined where not every plan is known here. */
export interface Nameable {
  readonly sections: readonly string[] | undefined;
  readonly partsOf: (section: string) => readonly string[] | undefined;
}

/** Options, their values, and kinds that the rule does not have. */
export function useFaults(
  value: unknown,
  path: Path,
  rule: Known['rules'][number],
  nameable: Nameable,
): readonly Fault[] {
  const names = Object.keys(rule.options);
  const faults = membersOf(value, 'options').flatMap(([name, option]) => {
    const place = [...path, 'options', name];
    const spec: unknown = memberOf(rule.options, name);
    if (spec === undefined) {
      return [
        faultAt(
          place,
          `${rule.id} has no option \`${name}\`${didYouMean(name, names)}; it has: ${names.join(', ') || 'none'}`,
          'key',
        ),
      ];
    }
    const type = String(memberOf(spec, 'type'));
    return isOfType(option, type)
      ? [...patternFaults(type, option, place), ...valueFaults(spec, option, place, nameable)]
      : [faultAt(place, `\`${name}\` of ${rule.id} is ${TYPE_WORDS[type] ?? type}`)];
  });
  const kinds = itemsOf(value, 'kinds').flatMap((kind, at) =>
    typeof kind === 'string' &&
    ['commit', 'pull-request', 'document'].includes(kind) &&
    !rule.appliesTo.some((known) => known === kind)
      ? [
          faultAt(
            [...path, 'kinds', at],
            `${rule.id} does not read a ${kind}; it reads: ${rule.appliesTo.join(', ')}`,
          ),
        ]
      : [],
  );
  return [...faults, ...kinds];
}

/** Patterns that no engine would take. */
function patternFaults(type: string, option: unknown, path: Path): readonly Fault[] {
  if (type !== 'patterns' || !Array.isArray(option)) return [];
  return option.flatMap((pattern, at) => {
    const problem = patternProblem(String(pattern));
    return problem === undefined ? [] : [faultAt([...path, at], problem)];
  });
}

/** Texts that are none of the option's own. */
function valueFaults(spec: unknown, option: unknown, path: Path, nameable: Nameable): readonly Fault[] {
  const values = valuesOf(spec, nameable);
  if (!Array.isArray(values) || values.length === 0) return [];
  const named: readonly string[] = values;
  const wrong = (text: string): string =>
    memberOf(spec, 'names') === 'sections' ? `no section \`${text}\`` : `\`${text}\` is no value of it`;
  const check = (text: unknown, at: Path): readonly Fault[] =>
    typeof text !== 'string' || named.includes(text)
      ? []
      : [faultAt(at, `${wrong(text)}${didYouMean(text, named)}; valid: ${named.join(', ')}`)];
  return Array.isArray(option)
    ? option.flatMap((each, at) => check(each, [...path, at]))
    : check(option, path);
}

function valuesOf(spec: unknown, { sections, partsOf }: Nameable): unknown {
  if (memberOf(spec, 'names') === 'sections') return sections;
  const section = memberOf(spec, 'partsOf');
  return typeof section === 'string' ? partsOf(section) : memberOf(spec, 'values');
}

/** How plans use what is called so. */
export function usesOf(name: string, plans: readonly Plan[]): readonly unknown[] {
  const units = plans.flatMap(({ phases }) => phases).flatMap((phase) => phase.units);
  return units.flatMap((unit) =>
    unit.practices.flatMap(({ rules }) => (Object.hasOwn(rules, name) ? [rules[name]] : [])),
  );
}

/** Options without which the rule asks for nothing, and which neither this use nor another one of the same name sets. */
export function neededFaults(
  use: unknown,
  path: Path,
  rule: Known['rules'][number],
  others: readonly unknown[],
): readonly Fault[] {
  const isSet = (each: unknown, name: string): boolean => itemsOf(memberOf(each, 'options'), name).length > 0;
  const needed = Object.keys(rule.options).filter(
    (name) => memberOf(memberOf(rule.options, name), 'needed') === true,
  );
  const own = memberOf(use, 'options');
  return needed.flatMap((name) => {
    const isEmptied = memberOf(own, name) !== undefined && itemsOf(own, name).length === 0;
    if (!isEmptied && [use, ...others].some((each) => isSet(each, name))) return [];
    const message = `\`${String(path.at(-1))}\` asks for nothing without \`${name}\`; write \`options: { ${name}: [<id>] }\`, or \`off\``;
    return isEmptied && !Array.isArray(memberOf(own, name)) ? [] : [faultAt(path, message, 'key')];
  });
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  number: 'a number',
  string: 'text',
  boolean: '`true` or `false`',
  strings: 'a list of texts',
  patterns: 'a list of RE2 patterns',
};

function isOfType(value: unknown, type: string): boolean {
  return type === 'strings' || type === 'patterns'
    ? Array.isArray(value) && value.every((item) => typeof item === 'string')
    : typeof value === type;
}
