import type { Cause } from '../schema/cause.js';
import {
  AFTER,
  AFTER_IN_FIX,
  BEFORE,
  BEFORE_COMMIT,
  BEFORE_IN_FIX,
  DENIED,
  FAILS_SINCE,
  OF_A_FIX,
  OF_LATER,
  REPAIRED_BEFORE,
  REPAIRED_ELSEWHERE,
  SINCE,
  UNSURE,
  WAS_NOT_ENOUGH,
} from './cause-patterns.js';
import { type NamedChange, type Naming, namedChanges } from './named-change.js';

/** Words of which every statement of a cause has one. */
export const MAY_TELL_CAUSE =
  /caus|brok|break|regress|revert|introduc|trigger|expos|provok|bisect|culprit|offen[ds]|bad commit|fix|amend|complet|typo|thinko|mistake|oversight|omission|bug|fall-?out|left|miss|forg[eo]|overlook|omit|messed|botched|accident|advertent|intention|erroneous|incorrect|wrong|since|after|due to|because of|correct|repair|creat|add(?:s|ed)|led to|leads to|result|did|does|fail/i;
/** How far around a name is read, in UTF-16 units. */
const REACH = 240;
/** What joins a name to the one before it. */
const GOES_ON = /^[\s,)\]>"'`*_]{0,6}(?:(?:and|&|\+|plus|as well as)(?: in| by| from)?)?[\s(["'`<*_]{0,4}$/;

/** The changes that a text without line ends says to have broken something. `repairs`: the whole text is about a repair or a defect. */
export function blamedIn(
  text: string,
  naming: Naming,
  { repairs }: { readonly repairs: boolean },
): readonly Cause['target'][] {
  const blamed: Cause['target'][] = [];
  let last: NamedChange | undefined;
  for (const named of namedChanges(text, naming)) {
    if (naming.repository === undefined && named.isQualified) continue;
    const goesOn = last !== undefined && GOES_ON.test(text.slice(last.end, named.start));
    if (!(goesOn || isBlamed(text, named, repairs))) continue;
    blamed.push(named.target);
    last = named;
  }
  return blamed;
}

function isBlamed(text: string, { target, start, end }: NamedChange, repairs: boolean): boolean {
  const before = lastSentence(text.slice(Math.max(0, start - REACH), start));
  const { words: after, isQuestion } = firstSentence(text.slice(end, end + REACH));
  if (isQuestion || OF_LATER.test(before) || REPAIRED_ELSEWHERE.test(after) || REPAIRED_BEFORE.test(before))
    return false;
  const led = [
    BEFORE,
    ...(repairs ? [BEFORE_IN_FIX] : []),
    ...(target.kind === 'commit' ? [BEFORE_COMMIT] : []),
  ];
  for (const pattern of led) {
    const at = before.search(pattern);
    if (at !== -1 && !(UNSURE.test(before.slice(0, at)) || DENIED.test(before.slice(at)))) return true;
  }
  if (UNSURE.test(before)) return false;
  if (AFTER.test(after) || (repairs && AFTER_IN_FIX.test(after))) return true;
  if (SINCE.test(before) && FAILS_SINCE.test(after)) return true;
  return OF_A_FIX.test(before) && WAS_NOT_ENOUGH.test(after);
}

const SENTENCE_END = /[.!?](?=\s|$)|;(?=\s)/g;

function lastSentence(text: string): string {
  const end = [...text.matchAll(SENTENCE_END)].at(-1);
  return (end === undefined ? text : text.slice(end.index + 1)).trimStart();
}

function firstSentence(text: string): { readonly words: string; readonly isQuestion: boolean } {
  const end = text.search(SENTENCE_END);
  return end === -1
    ? { words: text, isQuestion: false }
    : { words: text.slice(0, end), isQuestion: text.charAt(end) === '?' };
}
