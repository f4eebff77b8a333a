import type { Line } from './block.js';
import { type Cursor, rest, skipColumns } from './cursor.js';
import { htmlEnds, htmlKind } from './html.js';
import { uncommented } from './inline.js';
import { atxLevel, atxWords, blankBefore, closesFence, fenceAt, isRule, underlineLevel } from './marks.js';
import { emit, type Leaf, type Scan } from './open.js';
import { definitions, paragraph } from './paragraph.js';
import { cells, delimiterColumns } from './table.js';

/**
 * Reads what is left of a line behind its containers. `lazy`: the line does not continue every open container; then it is read
 * only when it goes on with a paragraph, and `false` says that it does not.
 */
export function readLeaf(state: Scan, cursor: Cursor, line: number, lazy: boolean): boolean {
  const { leaf } = state;
  if (leaf && !lazy && goesOn(state, leaf, cursor, line)) return true;
  if (cursor.blank) {
    if (!lazy) closeLeaf(state);
    return !lazy;
  }
  const open = state.leaf?.kind === 'paragraph' ? state.leaf : null;
  if (cursor.indent > 3) {
    if (open) append(open, cursor, line);
    else if (!lazy) begin(state, 'indented', cursor, line, codeLine(cursor, line, 4));
    return open !== null || !lazy;
  }
  if (lazy) return open !== null && !startsLeaf(cursor, true) && append(open, cursor, line);
  startLeaf(state, open, cursor, line);
  return true;
}

/** True when a leaf other than a paragraph begins here. `interrupts`: within a paragraph that the line continues. */
function startsLeaf(cursor: Cursor, interrupts: boolean): boolean {
  const { text, next } = cursor;
  const code = text.charCodeAt(next);
  if (code === HASH) return atxLevel(text, next) > 0;
  if (code === TICK || code === TILDE) return fenceAt(text, next) !== null;
  if (code === LESS) return htmlKind(text, next, interrupts) !== null;
  return isRule(text, next);
}

const [HASH, LESS, TICK, TILDE] = [35, 60, 96, 126];
const [PIPE, DASH, COLON, EQUALS] = [124, 45, 58, 61];

/** Goes on with code, HTML or a table; false when the line is none of its own. */
function goesOn(state: Scan, leaf: Leaf, cursor: Cursor, line: number): boolean {
  if (leaf.kind === 'fence') {
    leaf.to = line;
    const closes = cursor.indent < 4 && closesFence(cursor.text, cursor.next, leaf.mark, leaf.size);
    if (closes) closeLeaf(state);
    else leaf.lines.push(codeLine(cursor, line, leaf.indent));
    return true;
  }
  if (leaf.kind === 'html') {
    if (cursor.blank && leaf.html > 5) return false;
    const text = rest(cursor);
    leaf.lines.push({ text, line, column: cursor.next + 1 });
    leaf.to = line;
    if (htmlEnds(leaf.html, text, 0)) closeLeaf(state);
    return true;
  }
  if (leaf.kind === 'indented' && (cursor.blank || cursor.indent > 3)) {
    leaf.lines.push(codeLine(cursor, line, 4));
    if (cursor.blank) return true;
    leaf.to = line;
    leaf.solid = true;
    return true;
  }
  if (leaf.kind !== 'table' || cursor.blank || cursor.indent > 3 || startsLeaf(cursor, false)) return false;
  pushRow(state, 'row', trimmed(cursor, line));
  return true;
}

function startLeaf(state: Scan, open: Leaf | null, cursor: Cursor, line: number): void {
  const code = cursor.text.charCodeAt(cursor.next);
  if (open && (code === EQUALS || code === DASH) && endSetext(state, open, cursor, line)) return;
  if (!startsLeaf(cursor, open !== null)) {
    const bars = code === PIPE || code === DASH || code === COLON;
    if (open && bars && endTable(state, open, cursor, line)) return;
    if (open) append(open, cursor, line);
    else begin(state, 'paragraph', cursor, line, trimmed(cursor, line));
    return;
  }
  closeLeaf(state);
  if (code === HASH) heading(state, cursor, line);
  else if (code === TICK || code === TILDE) fence(state, cursor, line);
  else if (code === LESS) html(state, cursor, line);
  else emit(state, 'break', [], { from: line, to: line, column: cursor.next + 1 });
}

function fence(state: Scan, cursor: Cursor, line: number): void {
  const leaf = begin(state, 'fence', cursor, line, null);
  const found = fenceAt(cursor.text, cursor.next);
  if (!found) return;
  leaf.mark = found.mark;
  leaf.size = found.size;
  leaf.indent = cursor.indent;
}

function html(state: Scan, cursor: Cursor, line: number): void {
  const kind = htmlKind(cursor.text, cursor.next, false) ?? 7;
  const text = rest(cursor);
  begin(state, 'html', cursor, line, { text, line, column: cursor.next + 1 }).html = kind;
  const start = text.length - (cursor.text.length - cursor.next);
  if (htmlEnds(kind, text, start + 1)) closeLeaf(state);
}

function heading(state: Scan, cursor: Cursor, line: number): void {
  const { text, next } = cursor;
  const [start, end] = atxWords(text, next);
  const words: Line = { text: text.slice(start, end), line, column: (start < end ? start : next) + 1 };
  const at = { from: line, to: line, column: next + 1 };
  emit(state, 'heading', uncommented([words]), at, atxLevel(text, next), 'atx');
}

/** Ends an open paragraph as a heading when the line underlines it. */
function endSetext(state: Scan, open: Leaf, cursor: Cursor, line: number): boolean {
  const level = underlineLevel(cursor.text, cursor.next);
  if (level === 0) return false;
  const lines = definitions(state, open);
  if (lines.length === 0) {
    open.lines.length = 0;
    return false;
  }
  state.leaf = null;
  const at = { from: lines[0]?.line ?? line, to: line, column: lines[0]?.column ?? 1 };
  emit(state, 'heading', uncommented(lines), at, level, 'setext');
  return true;
}

/** Turns the last line of an open paragraph into the head of a table when the line is its delimiter row. */
function endTable(state: Scan, open: Leaf, cursor: Cursor, line: number): boolean {
  const last = open.lines.at(-1);
  if (!last || !open.head) return false;
  const columns = delimiterColumns(cursor.text.slice(cursor.next));
  if (columns === 0 || last.line !== line - 1) return false;
  if (cells(last.text, 0, 0).length !== columns || last.text === '|') return false;
  open.lines.pop();
  closeLeaf(state);
  pushRow(state, 'head', last);
  begin(state, 'table', cursor, line, null);
  return true;
}

function pushRow(state: Scan, kind: 'head' | 'row', source: Line): void {
  const lines = cells(source.text, source.line, source.column).map(
    (cell) => uncommented([cell])[0] ?? { ...cell, text: '' },
  );
  emit(state, kind, lines, { from: source.line, to: source.line, column: source.column });
}

function append(leaf: Leaf, cursor: Cursor, line: number): true {
  leaf.lines.push(trimmed(cursor, line));
  leaf.head = cursor.indent < 4;
  leaf.to = line;
  return true;
}

function trimmed(cursor: Cursor, line: number): Line {
  const { text, next } = cursor;
  return { text: text.slice(next, blankBefore(text, text.length, next)), line, column: next + 1 };
}

function codeLine(cursor: Cursor, line: number, indent: number): Line {
  skipColumns(cursor, Math.min(indent, cursor.indent));
  return { text: rest(cursor), line, column: cursor.next + 1 };
}

function begin(state: Scan, kind: Leaf['kind'], cursor: Cursor, line: number, first: Line | null): Leaf {
  closeLeaf(state);
  const leaf: Leaf = {
    kind,
    lines: first ? [first] : [],
    from: line,
    column: cursor.next + 1,
    to: line,
    mark: '',
    size: 0,
    indent: 0,
    html: 7,
    solid: kind !== 'table',
    head: true,
  };
  state.leaf = leaf;
  return leaf;
}

/** Closes the open leaf and hands out its block. */
export function closeLeaf(state: Scan): void {
  const { leaf } = state;
  if (!leaf) return;
  state.leaf = null;
  if (leaf.kind === 'paragraph') paragraph(state, leaf);
  else if (leaf.kind !== 'table') emit(state, leaf.kind === 'html' ? 'html' : 'code', leaf.lines, leaf);
}
