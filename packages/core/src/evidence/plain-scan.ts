import type { Block, Item, Line } from './block.js';

/**
 * What a plain message does not have: white space other than spaces and line ends, and anything that may begin a tag, a comment
 * or an autolink.
 */
const UNUSUAL = /[\t\r\f\v\0<]/;

/** What the line being read goes on with. */
interface State {
  readonly blocks: Block[];
  /** The paragraph that is open. */
  lines: Line[] | null;
  /** The list item that is open: the paragraph stands in it, or a blank line came since. */
  item: Item | null;
  /** Columns of the item's marker and the space behind it. */
  width: number;
}

/**
 * The blocks of a message that consists of paragraphs, flat lists and blank lines: the same as `scan` finds, in a fraction of the
 * time. Null for every text that holds, or might hold, anything else; that is for `scan` to read.
 */
export function scanPlain(lines: readonly string[], first: number): Block[] | null {
  const state: State = { blocks: [], lines: null, item: null, width: 0 };
  for (let index = first; index < lines.length; index++) {
    if (!readLine(state, lines[index] ?? '', index + 1)) return null;
  }
  close(state);
  return state.blocks;
}

/** False when the line is not plain. */
function readLine(state: State, text: string, line: number): boolean {
  if (text === '') {
    close(state);
    return true;
  }
  const code = text.charCodeAt(0);
  if (code === SPACE) return goOn(state, text, line);
  const marker = markerEnd(text, code);
  if (marker === -1 || UNUSUAL.test(text)) return false;
  if (marker > 0 && opens(state, text, marker)) {
    if (!isPlainAt(text, marker + 1)) return false;
    close(state);
    const kind = text.charAt(marker - 1);
    state.item = { depth: 0, marker: kind, line, column: 1, checked: undefined };
    state.width = marker + 1;
    state.lines = [{ text: trimEnd(text, marker + 1), line, column: marker + 2 }];
    return true;
  }
  if (marker === 0 && !isPlainAt(text, 0)) return false;
  if (state.lines === null) {
    state.item = null;
    state.lines = [];
  }
  state.lines.push({ text: trimEnd(text, 0), line, column: 1 });
  return true;
}

/** Goes on with the paragraph of an item, indented as far as its text. */
function goOn(state: State, text: string, line: number): boolean {
  const { item, lines, width } = state;
  if (item === null || lines === null || UNUSUAL.test(text)) return false;
  for (let at = 1; at < width; at++) if (text.charCodeAt(at) !== SPACE) return false;
  if (!isPlainAt(text, width) || isDigit(text.charCodeAt(width))) return false;
  lines.push({ text: trimEnd(text, width), line, column: width + 1 });
  return true;
}

/** In a paragraph outside of lists a number begins a list only if it is 1. */
function opens(state: State, text: string, marker: number): boolean {
  const isNumber = isDigit(text.charCodeAt(0));
  const interrupts = state.lines !== null && state.item === null;
  return !(isNumber && interrupts && text.slice(0, marker - 1) !== '1');
}

const SPACE = 32;
const DOT = 46;
const ROUND = 41;

/** `-`, `*` or `+`. */
function isBullet(code: number): boolean {
  return code === 45 || code === 42 || code === 43;
}

/** Index behind the marker of a list item that a line begins with; 0 where none begins, -1 where that takes a closer look. */
function markerEnd(text: string, code: number): number {
  if (isBullet(code)) return text.charCodeAt(1) === SPACE ? 1 : -1;
  if (!isDigit(code)) return 0;
  let at = 1;
  while (at < 10 && isDigit(text.charCodeAt(at))) at++;
  const end = text.charCodeAt(at);
  if (end !== DOT && end !== ROUND) return 0;
  const behind = text.charCodeAt(at + 1);
  if (at > 9 || Number.isNaN(behind)) return -1;
  return behind === SPACE ? at + 1 : 0;
}

/** What prose begins with that no block of Markdown does: besides letters, quotation marks, round brackets and the like. */
const BEGINNINGS: ReadonlySet<number> = new Set([...'"\'($%&,./;?@'].map((each) => each.charCodeAt(0)));

/** Whether the text at `at` begins like prose. Everything else may be a mark of Markdown. */
function isPlainAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  if (code === 96) return text.charCodeAt(at + 1) !== 96;
  if (isDigit(code)) return at === 0 || markerEnd(text.slice(at, at + 12), code) === 0;
  return (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127 || BEGINNINGS.has(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function trimEnd(text: string, from: number): string {
  let end = text.length;
  while (end > from && text.charCodeAt(end - 1) === SPACE) end--;
  return from === 0 && end === text.length ? text : text.slice(from, end);
}

function close(state: State): void {
  const { lines, item } = state;
  const first = lines?.[0];
  const last = lines?.at(-1);
  if (lines === null || first === undefined || last === undefined) return;
  state.lines = null;
  state.blocks.push({
    level: 0,
    style: null,
    item,
    quoted: false,
    kind: 'paragraph',
    lines,
    from: first.line,
    to: last.line,
    column: first.column,
  });
}
