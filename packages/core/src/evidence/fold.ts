/** Code points that Unicode asks renderers to show as nothing; a name that hides one is still the same name. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

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
