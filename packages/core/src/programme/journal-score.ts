/** What stands where a score belongs: a whole number from 1 to 10, nothing yet, or something else. */
export type Score = { readonly score: number } | { readonly state: 'empty' | 'invalid' };

/** `9`, `9/10`, `9 of 10`, with anything behind it; what says nothing, as `?/10` or `<1-10>`, is empty. */
export function scoreIn(text: string): Score {
  const plain = text.replaceAll(/[*_`]/g, '').trim().slice(0, 200);
  const number = /^(\d{1,4})(?![\d.,]\d)(?: ?(?:\/|of|out of|von|sur|de) ?(\d{1,4}))?(?![\p{L}\d])/u.exec(
    plain,
  );
  if (number === null) return { state: isOpen(plain) ? 'empty' : 'invalid' };
  const score = Number(number[1]);
  const outOf = number[2] === undefined ? 10 : Number(number[2]);
  return outOf === 10 && score >= 1 && score <= 10 ? { score } : { state: 'invalid' };
}

/** Nothing, dots, question marks, a slot, or only the scale. */
function isOpen(plain: string): boolean {
  return !/[\p{L}\d]/u.test(plain) || /^[^\p{L}\d]{0,9}\/ ?10\b/u.test(plain) || /^[<[{]/.test(plain);
}
