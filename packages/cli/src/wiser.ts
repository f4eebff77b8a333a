import {
  type AnyRule,
  type Change,
  type KnownAnswers,
  matchPattern,
  missOf,
  type Need,
  type Policy,
  ruleNamed,
} from '@forethought/core';

/** Facts that only those rules read which name the need for them. */
const TOLD: ReadonlyMap<keyof Change, Need> = new Map([
  ['causes', 'causes'],
  ['earlier', 'earlier'],
  ['library', 'library'],
  ['miss', 'lessons'],
]);

/**
 * Takes out of `known` what may be answered differently now that more is known of a change: the answers of those rules that read the
 * new facts, or what others answered; all of them where anybody may read a new fact.
 */
export function forgetAnswers(
  known: KnownAnswers,
  before: Change,
  after: Change,
  rules: readonly AnyRule[],
): void {
  const learned = (Object.keys(after) as (keyof Change)[]).filter((key) => after[key] !== before[key]);
  const needs = learned.map((key) => TOLD.get(key));
  if (needs.includes(undefined)) {
    known.clear();
    return;
  }
  for (const setting of known.keys()) {
    const asks = ruleNamed(rules, setting.ruleId)?.needs;
    if (asks?.some((need) => need === 'answers' || needs.includes(need as Need))) known.delete(setting);
  }
}

/** The change with what can be told without looking anything up. `looksForLessons`: somebody can search for what teaches from a miss. */
export function toldAtOnce(
  change: Change,
  policy: Policy,
  needs: readonly Need[],
  looksForLessons: boolean,
): Change {
  let told = change;
  if (needs.includes('patterns') && change.matchPattern === undefined) told = { ...told, matchPattern };
  if (needs.includes('lessons') && change.miss === undefined) {
    const miss = missOf(change, policy);
    if (miss === null || miss.lessons.length > 0 || !looksForLessons) told = { ...told, miss };
  }
  return told;
}
