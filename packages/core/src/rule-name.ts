/**
 * Id of the rule that a name in a plan or configuration stands for. A rule that is asked once more, with words and options of its
 * own, is called `<rule>/<name>`.
 */
export function ruleIdOf(name: string): string {
  const end = name.indexOf('/');
  return end === -1 ? name : name.slice(0, end);
}

/** A rule or metric by its id, and the ids that it had before. */
export interface Renamed {
  readonly id: string;
  readonly formerly?: readonly string[];
}

/** The id that something is called by now, where `name` is an earlier one; a name after a slash stays. */
export function renamedTo(named: readonly Renamed[], name: string): string | undefined {
  const id = ruleIdOf(name);
  const found = named.find(({ formerly }) => formerly?.includes(id));
  return found && `${found.id}${name.slice(id.length)}`;
}

const byName = new WeakMap<readonly object[], Map<string, object | undefined>>();

/** The rule that a name stands for, if there is one. Looked for once in a list. */
export function ruleNamed<T extends { readonly id: string }>(
  rules: readonly T[],
  name: string,
): T | undefined {
  const known = byName.get(rules) ?? new Map<string, T | undefined>();
  byName.set(rules, known);
  if (!known.has(name)) {
    const id = ruleIdOf(name);
    known.set(
      name,
      rules.find((rule) => rule.id === id),
    );
  }
  return known.get(name) as T | undefined;
}
