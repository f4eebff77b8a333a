import type { Line } from './block.js';
import { tagEnd } from './html.js';
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
  let inSummary = false;
  for (const line of shown.flatMap(cutBehindSummary)) {
    const { level, named, text } = read(line.text, tagged, inSummary);
    inSummary =
      text === '' && (inSummary || /<summary[\s>]/i.test(line.text)) && !SUMMARY_END.test(line.text);
    if (text === '') continue;
    const kept = { text, line: line.line, column: line.column + Math.max(0, line.text.indexOf(text)) };
    const last = pieces.at(-1);
    const joins = level === 0 && last?.level === 0 && last.named === named && !(tagged && named);
    if (joins) last.lines.push(kept);
    else pieces.push({ level, lines: [kept], named });
  }
  return pieces;
}

const SUMMARY_END = /<\/summary>/i;

/** A summary and what stands behind it on its line are two lines. */
function cutBehindSummary(line: Line): readonly Line[] {
  const end = SUMMARY_END.exec(line.text);
  if (end === null) return [line];
  const at = end.index + end[0].length;
  const rest = { text: line.text.slice(at), line: line.line, column: line.column + at };
  return [{ ...line, text: line.text.slice(0, at) }, rest];
}

/** `inSummary`: the line stands below an opened `<summary>` of which nothing was shown yet. */
function read(source: string, tagged: boolean, inSummary: boolean): Omit<Piece, 'lines'> & { text: string } {
  const text = stripTags(source).trim();
  const trimmed = withoutDetails(source.trim());
  const name = trimmed[0] === '<' ? tagName(trimmed, 0) : '';
  if (/^h[1-6]$/.test(name) && trimmed.toLowerCase().includes(`</${name}>`)) {
    return { level: Number(name[1]), named: true, text };
  }
  const marked = (name === 'b' || name === 'strong' || name === 'summary') && trimmed.endsWith('>');
  if ((marked || inSummary) && text !== '' && text.length <= 80) {
    return { level: 0, named: true, text: `**${text.replaceAll('*', '')}**` };
  }
  return { level: 0, named: !tagged, text };
}

/** The line from its summary on, where `<details>` stands before it. */
function withoutDetails(trimmed: string): string {
  if (trimmed[0] !== '<' || tagName(trimmed, 0) !== 'details' || trimmed[1] === '/') return trimmed;
  const end = tagEnd(trimmed, 0);
  return end < 0 ? trimmed : trimmed.slice(end).trimStart();
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
