import { type CleanSettings, cleanMessage } from '@forethought/core';
import { commandWords } from './hook-amend.js';
import type { HookPlace } from './hook-place.js';

/** Options by which git stores what would otherwise be an empty message; it takes them abbreviated. */
const KEEPING = /^--(?:allow-empty-m|cl)/;
const SIGN_OFF = /^Signed-off-by: /;

/**
 * Whether git is going to give the commit up by itself, as nothing but white space, comments and sign-offs stands in the message.
 * Where the command line can't be seen the answer is no, for the message may be stored.
 * https://git-scm.com/docs/git-commit#Documentation/git-commit.txt---allow-empty-message
 */
export function isGivenUp(place: HookPlace, raw: string, settings: CleanSettings): boolean {
  if (settings.cleanup === 'verbatim') return false;
  const { text, alternatives } = cleanMessage(raw, settings);
  const isStripped = settings.cleanup === 'strip' || (settings.cleanup === 'default' && settings.editor);
  if (![text, ...(isStripped ? [] : alternatives)].every(isEmpty)) return false;
  const words = commandWords(place);
  return words !== undefined && !words.some((word) => KEEPING.test(word));
}

function isEmpty(text: string): boolean {
  return text.split('\n').every((line) => line === '' || SIGN_OFF.test(line));
}
