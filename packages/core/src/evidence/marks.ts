/** True when the rest of the line is a thematic break: three or more of one of `*-_`, white space between. */
export function isRule(text: string, from: number): boolean {
  const mark = text.charCodeAt(from);
  if (mark !== 42 && mark !== 45 && mark !== 95) return false;
  let count = 0;
  for (let at = from; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === mark) count++;
    else if (code !== 32 && code !== 9) return false;
  }
  return count >= 3;
}

/** Level of the ATX heading that begins at `from`, or 0. */
export function atxLevel(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 35) at++;
  const level = at - from;
  if (level < 1 || level > 6) return 0;
  return at === text.length || text[at] === ' ' || text[at] === '\t' ? level : 0;
}

/** Where an ATX heading's words begin and end, marks and white space left out. */
export function atxWords(text: string, from: number): readonly [number, number] {
  let start = from;
  while (text.charCodeAt(start) === 35) start++;
  start = skipBlank(text, start);
  let end = blankBefore(text, text.length, start);
  let mark = end;
  while (mark > start && text.charCodeAt(mark - 1) === 35) mark--;
  if (mark === start) end = start;
  else if (mark < end && isBlank(text.charCodeAt(mark - 1))) end = blankBefore(text, mark, start);
  return [start, end];
}

/** A fence: its character and length, or null. */
export function fenceAt(text: string, from: number): { readonly mark: string; readonly size: number } | null {
  const mark = text.charAt(from);
  let at = from;
  while (text[at] === mark) at++;
  if (at - from < 3) return null;
  return mark === '`' && text.includes('`', at) ? null : { mark, size: at - from };
}

/** True when a fence of at least that size, and nothing else, stands here. */
export function closesFence(text: string, from: number, mark: string, size: number): boolean {
  let at = from;
  while (text[at] === mark) at++;
  return at - from >= size && skipBlank(text, at) === text.length;
}

/** Level of the setext underline that the line is, or 0. */
export function underlineLevel(text: string, from: number): 0 | 1 | 2 {
  const mark = text.charCodeAt(from);
  if (mark !== 61 && mark !== 45) return 0;
  let at = from;
  while (text.charCodeAt(at) === mark) at++;
  if (skipBlank(text, at) !== text.length) return 0;
  return mark === 61 ? 1 : 2;
}

const isBlank = (code: number): boolean => code === 32 || code === 9;

/** Index of the first character from `from` on that is neither space nor tab. */
export function skipBlank(text: string, from: number): number {
  let at = from;
  while (at < text.length && isBlank(text.charCodeAt(at))) at++;
  return at;
}

/** Index behind the last character before `end` that is neither space nor tab. */
export function blankBefore(text: string, end: number, from: number): number {
  let at = end;
  while (at > from && isBlank(text.charCodeAt(at - 1))) at--;
  return at;
}
