import type { Line } from './block.js';
import { blankBefore, skipBlank } from './marks.js';

/** Wider tables are read as text. */
const WIDEST = 1000;

/** The cells of a table row. A backslash keeps a pipe inside its cell. https://github.github.com/gfm/#tables-extension- */
export function cells(text: string, line: number, offset: number): Line[] {
  const found: Line[] = [];
  let start = skipBlank(text, 0);
  if (text[start] === '|') start++;
  for (let at = start; at <= text.length; at++) {
    if (at < text.length && text[at] !== '|') {
      if (text[at] === '\\') at++;
      if (at < text.length) continue;
    }
    const end = Math.min(at, text.length);
    const first = skipBlank(text, start);
    if (end === text.length && first >= end) break;
    const last = blankBefore(text, end, start);
    found.push({
      text: first < last ? text.slice(first, last) : '',
      line,
      column: offset + Math.min(first, end),
    });
    start = end + 1;
  }
  return found;
}

/** Number of columns when the text is a delimiter row, otherwise 0. */
export function delimiterColumns(text: string): number {
  if (!/^[|:\-\t ]+$/.test(text) || !(text.includes('|') || text.includes(':'))) return 0;
  const row = cells(text, 0, 0);
  if (row.length > WIDEST) return 0;
  return row.every((cell) => /^:?-+:?$/.test(cell.text)) ? row.length : 0;
}
