import { skipBlank } from './marks.js';

const SPACE = /[ \t\n]/;

/**
 * Index behind the link reference definition that the text of a paragraph begins with, its line ending included, or 0.
 * https://spec.commonmark.org/0.31.2/#link-reference-definitions
 */
export function definitionEnd(text: string, from: number): number {
  const label = labelEnd(text, from);
  if (label < 0 || text[label] !== ':') return 0;
  const target = skipSpace(text, label + 1);
  const destination = destinationEnd(text, target);
  if (destination <= target && text[target] !== '<') return 0;
  if (destination < 0) return 0;
  const title = skipSpace(text, destination);
  const titled = title > destination ? titleEnd(text, title) : -1;
  if (titled > 0) {
    const end = lineEnd(text, titled);
    if (end > 0) return end;
  }
  return Math.max(0, lineEnd(text, destination));
}

/** Index behind the closing bracket of a label, or -1. */
function labelEnd(text: string, from: number): number {
  if (text[from] !== '[') return -1;
  let filled = false;
  for (let at = from + 1; at < text.length && at - from <= 1000; at++) {
    const char = text.charAt(at);
    if (char === ']') return filled ? at + 1 : -1;
    if (char === '[') return -1;
    if (char === '\\' && at + 1 < text.length && '[\\]'.includes(text.charAt(at + 1))) at++;
    filled ||= !SPACE.test(char);
  }
  return -1;
}

/** Index behind a link destination, -1 when an angle bracket stays open. */
export function destinationEnd(text: string, from: number): number {
  if (text[from] === '<') {
    for (let at = from + 1; at < text.length; at++) {
      const char = text[at];
      if (char === '>') return at + 1;
      if (char === '<' || char === '\n') return -1;
      if (char === '\\') at++;
    }
    return -1;
  }
  let depth = 0;
  let at = from;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code <= 32 || code === 127) break;
    if (code === 92 && '\\()'.includes(text.charAt(at + 1)) && at + 1 < text.length) at++;
    else if (code === 40) depth++;
    else if (code === 41 && depth-- === 0) break;
  }
  return depth > 0 ? -1 : at;
}

function titleEnd(text: string, from: number): number {
  const open = text[from];
  if (open !== '"' && open !== "'" && open !== '(') return -1;
  const close = open === '(' ? ')' : open;
  for (let at = from + 1; at < text.length; at++) {
    if (text[at] === close) return at + 1;
    if (open === '(' && text[at] === '(') return -1;
    if (text[at] === '\\') at++;
  }
  return -1;
}

function skipSpace(text: string, from: number): number {
  let at = from;
  while (at < text.length && SPACE.test(text.charAt(at))) at++;
  return at;
}

/** Index behind the line ending, when only white space is left of the line, otherwise -1. */
function lineEnd(text: string, from: number): number {
  const at = skipBlank(text, from);
  if (at === text.length) return at;
  return text[at] === '\n' ? at + 1 : -1;
}
