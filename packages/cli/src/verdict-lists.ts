import type { Outcome, StoredVerdict } from '@forethought/core';
import { startNumbering } from './sharing.js';

/** Lists of verdicts by number: one list for all changes of which the rules said the same. */
export interface VerdictLists {
  readonly placeOf: (verdicts: readonly StoredVerdict[]) => number;
  readonly at: (place: number) => StoredVerdict[];
}

const OUTCOMES: readonly Outcome[] = [
  'pass',
  'fail',
  'unknown',
  'error',
  'waived',
  'exempt',
  'not-applicable',
];
const ASKED: readonly (boolean | null)[] = [null, false, true];

/** Starts with none. A list is known by a text that has one character for each verdict. */
export function startVerdictLists(): VerdictLists {
  const rules = startNumbering<string>((rule) => rule);
  const verdicts = new Map<number, StoredVerdict>();
  const lists: StoredVerdict[][] = [];
  const places = new Map<string, number>();
  const codeOf = ({ rule, outcome, asked }: StoredVerdict): number =>
    (rules.placeOf(rule) * OUTCOMES.length + OUTCOMES.indexOf(outcome)) * ASKED.length + ASKED.indexOf(asked);
  const shared = (verdict: StoredVerdict): StoredVerdict => {
    const code = codeOf(verdict);
    const known = verdicts.get(code) ?? verdict;
    verdicts.set(code, known);
    return known;
  };
  return {
    at: (place) => lists[place] ?? [],
    placeOf: (list) => {
      const key = String.fromCharCode(...list.map(codeOf));
      const known = places.get(key);
      if (known !== undefined) return known;
      places.set(key, lists.length);
      return lists.push(list.map(shared)) - 1;
    },
  };
}
