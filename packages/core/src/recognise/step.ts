import type { Entry } from '../schema/evidence.js';
import { unmarked } from './nothing.js';
import { placeholderState } from './placeholder.js';
import { wordCount } from './words.js';

/** Verbs with which forms speak to their author, and runbooks to their reader. */
const STEP =
  /^(?:add|delete|enter|include|insert|link|list|remove|replace|share|show|specify|state|write)\s/i;
/** A form says where and to whom. */
const TO_AUTHOR =
  /\b(?:here|below|above|if applicable|relevant|you|your|this (?:section|template|pr|document))\b/i;

/**
 * Whether a text of a document tells somebody what to do, in enough words to do it. In a pull request `List the …` is what a form
 * asks for; in a runbook or a pattern it is the content.
 */
export function isStep(text: string): boolean {
  const plain = unmarked(text);
  return STEP.test(plain) && !TO_AUTHOR.test(plain) && wordCount(plain) >= 5;
}

/** Whether a text of a document is empty, a placeholder, a promise, or not applicable. */
export function saysNothing(text: string): boolean {
  return text.trim() === '' || (placeholderState(text) !== null && !isStep(text));
}

/** An objective is a number: a share, a duration, a rate. */
const OBJECTIVE =
  /\d\s?(?:%|percent|nines?\b|ms\b|µs\b|s\b|sec|min|h\b|hours?\b|days?\b|req|rps|per\b|\/\s?(?:s|min|h|day)|パーセント|秒|分|日|天)|(?:p|P)\d{2}/;

/** Whether an objective says how good something must be, by a number with its unit. */
export function isMeasured(entries: readonly Pick<Entry, 'text'>[]): boolean {
  return entries.some(({ text }) => OBJECTIVE.test(text.slice(0, 2000)));
}
