/** Code points that Unicode asks renderers to show as nothing; a name that hides one is still the same name. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** The same below U+10000, and the first half of those above: a class without properties is found many times as fast. */
const MAYBE_IGNORABLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code units are meant
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ud82f\ud834\udb40-\udb43]/;

/** A text as it is to be seen: without the code points that renderers show as nothing. */
export function shown(text: string): string {
  return mayHide(text) ? text.replace(IGNORABLE, '') : text;
}

/** Whether there may be code points in a text that renderers show as nothing; `false` is certain. */
export function mayHide(text: string): boolean {
  return MAYBE_IGNORABLE.test(text);
}

const MULTIPLE = /\s\s|[^\S ]/;

/** A text with one space for every run of white space. Most texts have no others, and replacing each of them by itself takes long. */
export function singleSpaced(text: string): string {
  return MULTIPLE.test(text) ? text.replace(/\s+/g, ' ') : text;
}

/** Most names of plans and texts have their form once they are in lower case. */
const FOLDED = /^[a-z0-9]+(?: [a-z0-9]+)*$/;
/** At most so many are kept: the engine keeps with each the whole text that it was cut from. */
const MOST_KEPT = 256;
/** Longer texts are no names, and seldom come again. */
const LONGEST_KEPT = 50;
const kept = new Map<string, string>();

/**
 * The form in which section names are compared: NFKC, default-ignorable code points dropped, lower case, one apostrophe, runs of white space
 * and of `-`/`_` as one space, and no punctuation or symbol (emoji included) at either end.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
export function fold(name: string): string {
  const lower = name.toLowerCase();
  if (FOLDED.test(lower)) return lower;
  if (name.length > LONGEST_KEPT) return foldAnew(name);
  const known = kept.get(name);
  if (known !== undefined) return known;
  const folded = foldAnew(name);
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(name, folded);
  return folded;
}

/** Most names are plain ASCII, where every character that is no letter and no digit is white space, punctuation or a symbol. */
const PLAIN = /^[ -~]*$/;

function foldAnew(name: string): string {
  if (PLAIN.test(name)) {
    return name
      .toLowerCase()
      .replace(/[ _-]+/g, ' ')
      .replace(/^[^a-z0-9]+/, '')
      .replace(/[^a-z0-9]+$/, '');
  }
  const folded = shown(name.normalize('NFKC'))
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\s_-]+/gu, ' ')
    .replace(/^[ ¿¡]+/, '')
    .replace(/[ ?!.:]+$/, '');
  if (isLetter(folded.charCodeAt(0)) && isLetter(folded.charCodeAt(folded.length - 1))) return folded;
  return folded.replace(/^[\s\p{P}\p{S}]+/u, '').replace(/[\s\p{P}\p{S}]+$/u, '');
}

/** Ranges of code units that hold letters and digits alone: the classes of Unicode that say so exactly are slow to make. */
const LETTERS: readonly (readonly [number, number])[] = [
  [0x30, 0x39],
  [0x61, 0x7a],
  [0xdf, 0xf6],
  [0xf8, 0x24f],
  [0x400, 0x481],
  [0x3041, 0x3096],
  [0x30a1, 0x30fa],
  [0x30fc, 0x30ff],
  [0x4e00, 0x9fff],
  [0xac00, 0xd7a3],
];

function isLetter(code: number): boolean {
  return LETTERS.some(([from, to]) => code >= from && code <= to);
}
