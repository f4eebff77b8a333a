import {
  type AnyRule,
  type Change,
  type KnownAnswers,
  matchPattern,
  missOf,
  type Need,
  ruleNamed,
  type Tell,
} from '@forethought/core';
import type { Lookups } from './settle.js';

/** Facts that only those rules read which name the need for them. */
const TOLD: ReadonlyMap<keyof Change, Need> = new Map([
  ['causes', 'causes'],
  ['earlier', 'earlier'],
  ['library', 'library'],
  ['miss', 'lessons'],
]);

/**
 * Those answers that stay as they are now that more is known of a change: all but those of rules that read the new facts, or what
 * others answered; none where anybody may read a new fact.
 */
export function stillKnown(
  known: KnownAnswers,
  before: Change,
  after: Change,
  rules: readonly AnyRule[],
): KnownAnswers | undefined {
  const learned = (Object.keys(after) as (keyof Change)[]).filter((key) => after[key] !== before[key]);
  const needs = learned.map((key) => TOLD.get(key));
  if (needs.includes(undefined)) return undefined;
  const asksAgain = (need: Need): boolean => need === 'answers' || needs.includes(need);
  return new Map(
    [...known].filter(([{ ruleId }]) => ruleNamed(rules, ruleId)?.needs?.some(asksAgain) !== true),
  );
}

/** Tells of changes what can be told without looking anything up. */
export function teller({ lessons, earlier, causes }: Lookups): Tell {
  return (change, policy, need) => {
    switch (need) {
      case 'patterns':
        return { matchPattern };
      case 'lessons': {
        const miss = missOf(change, policy);
        // Somebody can search for what teaches from a miss.
        return miss !== null && miss.lessons.length === 0 && lessons !== undefined ? undefined : { miss };
      }
      case 'earlier': {
        const said = earlier?.now?.(change, policy);
        return said && { earlier: said };
      }
      case 'causes': {
        const said = causes?.now?.(change.evidence);
        return said && { causes: said };
      }
      default:
        return undefined;
    }
  };
}
