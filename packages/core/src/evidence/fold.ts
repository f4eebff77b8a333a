/** Code points that Unicode asks renderers to show as nothing; a name that hides one is still the same name. */
const IGNORABLE = /\p{Default_Ignorable_Code_Point}+/gu;

/**
 * The form in which section names are compared: NFKC, default-ignorable code points dropped, lower case, runs of white space
 * and of `-`/`_` as one space, and no punctuation or symbol (emoji included) at either end.
 * https://www.unicode.org/reports/tr44/#Default_Ignorable_Code_Point
 */
export function fold(name: string): string {
  return name
    .normalize('NFKC')
    .replace(IGNORABLE, '')
    .toLowerCase()
    .replace(/[\s_-]+/gu, ' ')
    .replace(/^[\s\p{P}\p{S}]+/u, '')
    .replace(/[\s\p{P}\p{S}]+$/u, '');
}
