import { fold } from '../evidence/fold.js';
import type { Entry } from '../schema/evidence.js';
import { anyOf } from './pattern.js';
import { placeholderState } from './placeholder.js';
import { contentWords, differentWords, hasAsciiWords, isAscii } from './words.js';

/** Phrases that would fit under every change. */
const HOLLOW = anyOf(
  [
    String.raw`\bself[- ]?(?:explanatory|evident)\b|\bno[- ]?brainer\b|\b(?:obvious(?:ly)?|trivial(?:ly)?|straight[- ]?forward|minor|tiny)\b`,
    String.raw`\bsee (?:the )?(?:title|above|below|diff|code|commits?|description|changes?|tests?)\b|\bas (?:described|stated|mentioned|discussed|said|usual|always|before|intended|designed|planned)\b(?: (?:above|before|below))?`,
    String.raw`\bno (?:(?:real|big|particular|known|major|further|other|architectural|special) ){0,2}(?:assumptions?|impacts?|effects?|changes?|risks?|trade-?offs?|design|consequences?|lessons?|patterns?)\b`,
    String.raw`\b(?:does|do|did) (?:not|n['’]t) (?:change|affect|touch|impact)\b.{0,20}(?:architecture|design|anything)\b|\bnothing (?:special|else|new|changes?|to (?:see|say|add|note|learn))\b`,
    String.raw`\b(?:business|same) as (?:usual|before|always)\b|\b(?:looks?|should be|all|is) (?:good|fine|ok(?:ay)?|right)\b|\b(?:what|as) it (?:should|says|is supposed to)\b`,
    String.raw`\b(?:be(?:ing)? )?more careful\b|\b(?:pay|paid) (?:more )?attention\b|\bdouble[- ]check\b|\b(?:don['’]?t|do not) (?:do (?:it|this|that)|make (?:this|the same) mistakes?)(?: again)?\b`,
  ],
  'gi',
);
const LINK = /!?\[[^\]\n]{0,300}\]\([^)\s]{0,2000}\)|https?:\/\/\S{1,2000}/g;
/** Different words that a statement has at least, and those of them that carry what it says. */
const LEAST = { words: 4, telling: 2 } as const;
/** So much of a text is read, in UTF-16 units. */
const LONGEST = 4000;
const NONE: ReadonlySet<string> = new Set();

/**
 * Whether a text says something of its own: beside grammar, talk of testing, phrases that fit every change, links, and the words
 * of `beside`, such as its own label or the change's title. Placeholders, promises and `N/A` say nothing.
 */
export function saysOwn(text: string, beside = '', least: number = LEAST.telling): boolean {
  const start = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const linked = start.includes('](') || start.includes('://');
  const bare = (linked ? start.replace(LINK, ' ') : start).replace(HOLLOW, ' ');
  return hasOwn(bare, beside, least) && placeholderState(text) === null;
}

function hasOwn(bare: string, beside: string, least: number): boolean {
  const known = beside === '' ? NONE : differentWords(beside);
  const words = Math.min(LEAST.words, least * 2);
  if (isAscii(bare)) return hasAsciiWords(bare, known, words, least);
  const own = [...differentWords(bare)].filter((word) => !known.has(word));
  const isDense = own.some((word) => /[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]/.test(word));
  return contentWords(own.join(' ')) >= least && (isDense || own.length >= words);
}

/** Entries that say something of their own, each text once; code, quotations and open boxes are left out. */
export function ownStatements(entries: readonly Entry[], beside = '', least?: number): readonly Entry[] {
  const seen = new Set<string>();
  return entries.filter(({ kind, checked, text }) => {
    if (kind === 'code' || kind === 'quote' || checked === false || !saysOwn(text, beside, least))
      return false;
    const key = fold(text.slice(0, 1000));
    return !seen.has(key) && seen.add(key);
  });
}
