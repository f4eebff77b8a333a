import { isAscii } from './recognise/words.js';

/** Phrases by their first word, so that a text is looked through once however many there are. */
export interface PhraseIndex<T> {
  readonly byFirst: ReadonlyMap<string, readonly Phrase<T>[]>;
}

interface Phrase<T> {
  readonly text: string;
  /** Where the first word stands in the phrase. */
  readonly offset: number;
  readonly value: T;
}

const WORD = /[\p{L}\p{N}_]+/gu;
const WORD_CHARACTER = /[\p{L}\p{N}_]/u;

/** Prepares phrases with what each stands for. Letter case does not count; a phrase without a letter or digit is never found. */
export function indexPhrases<T>(phrases: Iterable<readonly [text: string, value: T]>): PhraseIndex<T> {
  const byFirst = new Map<string, Phrase<T>[]>();
  for (const [written, value] of phrases) {
    const text = written.toLowerCase();
    const [first] = wordsIn(text);
    if (first === undefined) continue;
    const phrase = { text, offset: first.index, value };
    const known = byFirst.get(first[0]);
    if (known === undefined) byFirst.set(first[0], [phrase]);
    else known.push(phrase);
  }
  return { byFirst };
}

/**
 * What the phrases in a text stand for, each hit once in the text's order. A phrase counts as it is written and not within a longer
 * word. Time grows with the text and the longest phrase, not with their number.
 */
export function* findPhrases<T>(index: PhraseIndex<T>, text: string): Generator<T, void, undefined> {
  const lower = text.toLowerCase();
  for (const word of wordsIn(lower)) {
    for (const phrase of index.byFirst.get(word[0]) ?? []) {
      const start = word.index - phrase.offset;
      if (start < 0 || !lower.startsWith(phrase.text, start)) continue;
      const end = start + phrase.text.length;
      if (isInside(lower, start) || isInside(lower, end)) continue;
      yield phrase.value;
    }
  }
}

/** The classes of Unicode are slow to make, and most text is ASCII. */
function wordsIn(text: string): Iterable<RegExpExecArray> {
  return text.matchAll(isAscii(text) ? /\w+/g : WORD);
}

/** Whether a border would cut a word in two. */
function isInside(text: string, at: number): boolean {
  return isOfWord(text.charAt(at - 1)) && isOfWord(text.charAt(at));
}

function isOfWord(character: string): boolean {
  return isAscii(character) ? /\w/.test(character) : WORD_CHARACTER.test(character);
}
