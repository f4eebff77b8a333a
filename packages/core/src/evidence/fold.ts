/** Code points that Unicode asks renderers to show as nothing; a name that hides one is still the same name. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

/** The same below U+10000, and the first half of those above: a class without properties is found many times as fast. */
const MAYBE_IGNORABLE =
  // biome-ignore lint/suspicious/noMisleadingCharacterClass: single code units are meant
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\ud82f\ud834\udb40-\udb43]/;

/** A text as it is to be seen: without the code points that renderers show as nothing. */
export function shown(text: string): string {
  return MAYBE_IGNORABLE.test(text) ? text.replace(IGNORABLE, '') : text;
}

/** At most so many are kept: the engine keeps with each the whole text that it was cut from. */
const MOST_KEPT = 256;
const kept = new Map<string, string>();

/**
 * The form in which section names are compared: NFKC, default-ignorable code points dropped, lower case, one apostrophe, runs of white space
 * and of `-`/`_` as one space, and no punctuation or symbol (emoji included) at either end.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
export function fold(name: string): string {
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
  return name
    .normalize('NFKC')
    .replace(IGNORABLE, '')
    .toLowerCase()
    .replace(/[\u2018\u2019\u02bc]/g, "'")
    .replace(/[\s_-]+/gu, ' ')
    .replace(/^[\s\p{P}\p{S}]+/u, '')
    .replace(/[\s\p{P}\p{S}]+$/u, '');
}
