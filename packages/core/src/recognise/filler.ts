import type { Entry } from '../schema/evidence.js';

/** The Latin of typesetters, of which nothing is ever meant. */
const LATIN: ReadonlySet<string> = new Set(
  (
    'lorem ipsum dolor dolore sit amet consectetur consectetuer adipiscing adipisci elit sed do eiusmod tempor incididunt ut labore et magna aliqua ' +
    'enim ad minim veniam quis nostrud exercitation ullamco laboris nisi aliquip ex ea commodo consequat duis aute irure in reprehenderit ' +
    'voluptate velit esse cillum eu fugiat nulla pariatur excepteur sint occaecat cupidatat non proident sunt culpa qui officia deserunt ' +
    'mollit anim id est laborum nam libero tempore cum soluta nobis eligendi optio cumque nihil impedit quo minus quod maxime placeat facere'
  ).split(' '),
);
/** Words of it that no other Latin or Romance text has beside each other. */
const UNMISTAKABLE =
  /\b(?:lorem|ipsum|consectetur|consectetuer|adipiscing|eiusmod|incididunt|ullamco|cillum|cupidatat|deserunt|mollit)\b/g;
/** What people type where words are to come. */
const NOISE =
  /^(?:foo|bar|baz|qux|quux|corge|bla+h?|yadda|yada|asdf+|qwert[yz]|lorem|ipsum|dolor|text|placeholder|dummy|x{3,}|z{3,}|1234?5?)$/;
/** A sentence that only says what its heading says already. */
const ANNOUNCEMENT =
  /^(?:this|the|in this|the following) (?:section|chapter|part) (?:(?:will|shall|should|is going to) )?(?:describes?|explains?|covers?|outlines?|contains?|discuss(?:es)?|details?|presents?|gives?|provides?|shows?|lists?|is about)(?: (?!(?:how|why|when|that)\b)[\p{L}'’-]{1,20}){1,9}$/u;

/** So many words are read of a section; what is hollow that far is hollow. */
const LONGEST = 6000;
/** Sentences of one text that have to be the same before anybody speaks of repetition, and the words of each. */
const LEAST_REPEATS = 3;
const LEAST_WORDS = 3;
/** Words of which nothing but noise is left over, and the share of Latin that no sentence about it has. */
const LEAST_NOISE = 4;
const LATIN_SHARE = 0.6;

/**
 * What the text of a section is filled with where it fills a place and says nothing, in words: Latin of typesetters, one sentence again and
 * again, words that stand for words, or nothing but an announcement. Undefined in doubt, and wherever code, a reference or a task stands.
 */
export function fillerIn(entries: readonly Entry[]): string | undefined {
  if (entries.length === 0 || entries.some(holdsMore)) return undefined;
  const text = entries
    .map((entry) => entry.text)
    .join('\n')
    .slice(0, LONGEST)
    .toLowerCase();
  const words = text.match(/[\p{L}\p{N}'’-]+/gu) ?? [];
  if (isLatin(text, words)) return 'only Latin filler text';
  if (words.length >= LEAST_NOISE && words.every((word) => NOISE.test(word)))
    return 'only words that stand for words';
  const sentences = sentencesIn(text);
  if (isRepeated(sentences)) return 'only one sentence, again and again';
  const isAnnounced = sentences.length === 1 && ANNOUNCEMENT.test(sentences[0] ?? '');
  return isAnnounced ? 'only an announcement of what is to stand there' : undefined;
}

function holdsMore({ kind, references }: Entry): boolean {
  return kind === 'code' || kind === 'task' || references.length > 0;
}

function isLatin(text: string, words: readonly string[]): boolean {
  if (words.length < LEAST_NOISE || new Set(text.match(UNMISTAKABLE)).size < 2) return false;
  return words.filter((word) => LATIN.has(word)).length >= words.length * LATIN_SHARE;
}

/** The sentences of a text without their punctuation; every line ends one. */
function sentencesIn(text: string): readonly string[] {
  return text
    .split(/[.!?;…。！？](?=\s|$)|\n/)
    .map((sentence) => sentence.replace(/[^\p{L}\p{N}'’-]+/gu, ' ').trim())
    .filter((sentence) => sentence !== '');
}

function isRepeated(sentences: readonly string[]): boolean {
  const [first = ''] = sentences;
  if (sentences.length < LEAST_REPEATS || first.split(' ').length < LEAST_WORDS) return false;
  return sentences.every((sentence) => sentence === first);
}
