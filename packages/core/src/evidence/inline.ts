import type { Line } from './block.js';
import { tagEnd } from './html.js';

/** Start and end of what is hidden in a text. */
export type Range = readonly [number, number];

/**
 * The HTML comments of one paragraph. Code spans, escapes and other tags are passed over, left to right, as CommonMark does;
 * an opening without an end is text. Linear: what was once sought in vain is not sought again.
 */
function comments(text: string): Range[] {
  const found: Range[] = [];
  if (!text.includes('<!--')) return found;
  const closers = codeClosers(text);
  const ends = new Map<string, number>();
  const end = (mark: string, from: number): number => {
    if (ends.get(mark) === -1) return -1;
    const at = text.indexOf(mark, from);
    ends.set(mark, at);
    return at < 0 ? -1 : at + mark.length;
  };
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code === 92) at++;
    else if (code === 96) at = closers.get(at) ?? runEnd(text, at) - 1;
    else if (code === 60) {
      const close = hiddenEnd(text, at, end);
      if (close < 0) continue;
      if (text.startsWith('<!--', at)) found.push([at, close]);
      at = close - 1;
    }
  }
  return found;
}

function hiddenEnd(text: string, at: number, end: (mark: string, from: number) => number): number {
  const next = text[at + 1];
  if (next === '!') {
    if (text.startsWith('--', at + 2)) return end('-->', at + 2);
    if (text.startsWith('[CDATA[', at + 2)) return end(']]>', at + 9);
    return /[A-Za-z]/.test(text.charAt(at + 2)) ? end('>', at + 3) : -1;
  }
  if (next === '?') return end('?>', at + 2);
  return tagEnd(text, at);
}

function runEnd(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === 96) at++;
  return at;
}

/** Start of every run of backticks that opens code, with the last index of the run that closes it. */
function codeClosers(text: string): ReadonlyMap<number, number> {
  const runs: Range[] = [];
  for (let at = text.indexOf('`'); at >= 0; at = text.indexOf('`', at)) {
    const end = runEnd(text, at);
    runs.push([at, end]);
    at = end;
  }
  const closers = new Map<number, number>();
  const next = new Map<number, number>();
  for (const [start, end] of runs.reverse()) {
    const close = next.get(end - start);
    if (close !== undefined) closers.set(start, close);
    next.set(end - start, end - 1);
  }
  return closers;
}

/** The lines of one paragraph without its comments. */
export function uncommented(lines: readonly Line[]): readonly Line[] {
  if (!lines.some((line) => line.text.includes('<!--'))) return lines;
  return without(lines, comments(lines.map((line) => line.text).join('\n')));
}

/** The lines without those ranges (of the lines joined by `\n`); lines that held nothing else are left out. */
export function without(lines: readonly Line[], ranges: readonly Range[]): readonly Line[] {
  if (ranges.length === 0) return lines;
  const kept: Line[] = [];
  let offset = 0;
  let index = 0;
  for (const line of lines) {
    const end = offset + line.text.length;
    let text = '';
    let at = offset;
    for (; index < ranges.length; index++) {
      const [from, to] = ranges[index] ?? [end, end];
      if (from >= end) break;
      text += line.text.slice(at - offset, Math.max(at, from) - offset);
      at = Math.min(to, end);
      if (to > end) break;
    }
    const all = (text + line.text.slice(at - offset)).trim();
    if (all !== '') kept.push(at === offset ? { ...line, text: all } : located(line, all));
    offset = end + 1;
  }
  return kept;
}

function located(line: Line, text: string): Line {
  const start = line.text.indexOf(text);
  return { text, line: line.line, column: line.column + Math.max(0, start) };
}
