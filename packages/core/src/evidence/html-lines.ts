import type { Line } from './block.js';
import type { Range } from './inline.js';
import { without } from './inline.js';
import { stripTags, tagName } from './tags.js';

/** Lines of an HTML block that belong together. */
export interface Piece {
  /** 1–6 for a heading, otherwise 0. */
  readonly level: number;
  readonly lines: readonly Line[];
  /** The lines may name a section: a summary, a bold line, or text that stands without tags behind a comment. */
  readonly named: boolean;
}

/** What is to be seen of an HTML block: comments and layout tags removed, headings and names set apart. */
export function htmlPieces(lines: readonly Line[]): readonly Piece[] {
  const shown = without(lines, commentRanges(lines.map((line) => line.text).join('\n')));
  const tagged = shown.some((line) => tagName(line.text, line.text.indexOf('<')) !== '');
  const pieces: { level: number; lines: Line[]; named: boolean }[] = [];
  for (const line of shown) {
    const { level, named, text } = read(line.text, tagged);
    if (text === '') continue;
    const kept = { text, line: line.line, column: line.column + Math.max(0, line.text.indexOf(text)) };
    const last = pieces.at(-1);
    const joins = level === 0 && last?.level === 0 && last.named === named && !(tagged && named);
    if (joins) last.lines.push(kept);
    else pieces.push({ level, lines: [kept], named });
  }
  return pieces;
}

function read(source: string, tagged: boolean): { level: number; named: boolean; text: string } {
  const text = stripTags(source).trim();
  const trimmed = source.trim();
  const name = trimmed[0] === '<' ? tagName(trimmed, 0) : '';
  if (/^h[1-6]$/.test(name) && trimmed.toLowerCase().includes(`</${name}>`)) {
    return { level: Number(name[1]), named: true, text };
  }
  const bold = (name === 'b' || name === 'strong' || name === 'summary') && text !== '' && text.length <= 80;
  if (bold && trimmed.endsWith('>'))
    return { level: 0, named: true, text: `**${text.replaceAll('*', '')}**` };
  return { level: 0, named: !tagged, text };
}

/** Comments of an HTML block; one without an end hides the rest. */
function commentRanges(text: string): Range[] {
  const found: Range[] = [];
  for (let at = text.indexOf('<!--'); at >= 0; ) {
    const end = text.indexOf('-->', at + 2);
    const close = end < 0 ? text.length : end + 3;
    found.push([at, close]);
    at = text.indexOf('<!--', close);
  }
  return found;
}
