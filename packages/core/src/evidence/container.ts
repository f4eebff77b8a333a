import type { Item } from './block.js';
import { type Cursor, look, skipColumns, skipMarker } from './cursor.js';
import { isRule, skipBlank } from './marks.js';

/** A block quote, list item or footnote that is open. `width` is the indentation that continues an item or footnote. */
export interface Container {
  readonly kind: 'quote' | 'item' | 'note';
  readonly width: number;
  readonly item: Item | null;
  readonly quoted: boolean;
  /** The item began with a blank line, and nothing has followed yet. */
  hollow: boolean;
  /** A hollow item met a second blank line: the next text is outside. */
  dead: boolean;
  /** A block has ended in the item. */
  filled: boolean;
}

/** More containers than this on one line are read as text: nobody nests so deep by hand. */
export const DEEPEST = 60;

/** How many of the open containers the line continues; their markers are consumed. */
export function continued(cursor: Cursor, containers: readonly Container[]): number {
  let matched = 0;
  for (const container of containers) {
    if (!continues(cursor, container)) break;
    matched++;
  }
  return matched;
}

function continues(cursor: Cursor, container: Container): boolean {
  if (container.kind === 'quote') {
    if (cursor.indent > 3 || cursor.text.charCodeAt(cursor.next) !== 62) return false;
    quoteMarker(cursor);
    return true;
  }
  if (cursor.blank) {
    container.dead ||= container.hollow;
    if (container.kind === 'item') skipColumns(cursor, Math.min(container.width, cursor.indent));
    return true;
  }
  if (container.dead || cursor.indent < container.width) return false;
  container.hollow = false;
  skipColumns(cursor, container.width);
  return true;
}

function quoteMarker(cursor: Cursor): void {
  skipMarker(cursor, 1);
  if (cursor.indent > 0) skipColumns(cursor, 1);
}

/** Opens the container that begins at the cursor, if one does. `interrupts`: the line would otherwise go on with an open block. */
export function opening(
  cursor: Cursor,
  parent: Container | undefined,
  interrupts: boolean,
  line: number,
): Container | null {
  const code = cursor.text.charCodeAt(cursor.next);
  if (code === 62) {
    quoteMarker(cursor);
    return make('quote', 0, parent?.item ?? null, true);
  }
  if (code === 91) return note(cursor, parent);
  if (code === 42 || code === 43 || code === 45 || (code >= 48 && code <= 57)) {
    return listItem(cursor, parent, interrupts, line);
  }
  return null;
}

function make(kind: Container['kind'], width: number, item: Item | null, quoted: boolean): Container {
  return { kind, width, item, quoted, hollow: false, dead: false, filled: false };
}

function markerLength(cursor: Cursor): number {
  const { text, next } = cursor;
  const code = text.charCodeAt(next);
  if (code < 48 || code > 57) return 1;
  let at = next;
  while (at - next < 10 && text.charCodeAt(at) >= 48 && text.charCodeAt(at) <= 57) at++;
  if (at - next > 9) return 0;
  const end = text.charCodeAt(at);
  return end === 41 || end === 46 ? at - next + 1 : 0;
}

function listItem(
  cursor: Cursor,
  parent: Container | undefined,
  interrupts: boolean,
  line: number,
): Container | null {
  const { text, next, indent } = cursor;
  const length = markerLength(cursor);
  if (length === 0) return null;
  const after = next + length < text.length ? text.charCodeAt(next + length) : 32;
  if (after !== 32 && after !== 9) return null;
  const marker = text.charAt(next + length - 1);
  if (interrupts && length > 1 && text.slice(next, next + length - 1) !== '1') return null;
  if ((marker === '*' || marker === '-') && isRule(text, next)) return null;
  const blank = skipBlank(text, next + length) === text.length;
  if (blank && interrupts) return null;
  skipMarker(cursor, length);
  const space = blank || cursor.indent > 4 ? 1 : cursor.indent;
  if (!blank) skipColumns(cursor, space);
  const depth = parent?.item ? parent.item.depth + 1 : 0;
  const item: Item = { depth, marker, line, column: next + 1, checked: undefined };
  const container = make('item', indent + length + space, item, parent?.quoted ?? false);
  container.hollow = blank;
  return container;
}

function note(cursor: Cursor, parent: Container | undefined): Container | null {
  const { text, next } = cursor;
  if (text.charCodeAt(next + 1) !== 94) return null;
  let at = next + 2;
  for (; at < text.length && at - next < 1001; at++) {
    const code = text.charCodeAt(at);
    if (code === 93 || code === 91 || code === 32 || code === 9) break;
    if (code === 92 && '[\\]'.includes(text.charAt(at + 1))) at++;
  }
  if (at === next + 2 || text.charCodeAt(at) !== 93 || text.charCodeAt(at + 1) !== 58) return null;
  skipMarker(cursor, at + 2 - next);
  cursor.column += cursor.indent;
  cursor.at = cursor.next;
  look(cursor);
  return make('note', 4, parent?.item ?? null, parent?.quoted ?? false);
}
