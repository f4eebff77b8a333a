import type { Line } from './block.js';
import { type Container, continued, opening } from './container.js';
import { cursorAt } from './cursor.js';
import { type Range, without } from './inline.js';
import { blankBefore, skipBlank } from './marks.js';
import type { TreeNode } from './tree-node.js';

/** A container with the line that it begins on. */
export interface Opened {
  readonly container: Container;
  readonly line: number;
}

/** The container that begins on a line, inside those. */
export function openedAt(source: readonly string[], line: number, around: readonly Opened[]): Opened | null {
  const cursor = cursorAt(source[line - 1] ?? '');
  continued(
    cursor,
    around.filter((each) => each.line < line).map((each) => each.container),
  );
  for (const each of around) if (each.line === line) opening(cursor, undefined, false, line);
  const container = opening(cursor, undefined, false, line);
  return container ? { container: { ...container, hollow: false }, line } : null;
}

/** The source lines that a node covers, container marks and white space around them removed. `boxed`: a task's box may stand first. */
export function sourceLines(
  source: readonly string[],
  node: TreeNode,
  around: readonly Opened[],
  boxed = false,
): Line[] {
  const { position } = node;
  if (!position) return [];
  const { start, end } = position;
  const containers = around.map((each) => each.container);
  const lines: Line[] = [];
  for (let line = start.line; line <= end.line; line++) {
    const text = source[line - 1] ?? '';
    const from = line === start.line ? skipBlank(text, start.column - 1) : prefixEnd(text, containers);
    const to = line === end.line ? end.column - 1 : text.length;
    lines.push({ text: text.slice(from, blankBefore(text, to, from)), line, column: from + 1 });
  }
  const filled = lines.filter((line) => line.text !== '');
  return boxed ? unboxed(filled) : filled;
}

/** Index behind the marks of the containers that the line continues; a lazy line lacks some. */
function prefixEnd(text: string, containers: readonly Container[]): number {
  const cursor = cursorAt(text);
  continued(cursor, containers);
  return cursor.next;
}

function unboxed(lines: readonly Line[]): Line[] {
  const [first, ...others] = lines;
  const box = first ? /^\[[ \txX]\](?:[ \t]+|$)/.exec(first.text) : null;
  if (!first || !box) return [...lines];
  const text = first.text.slice(box[0].length);
  return text === '' ? others : [{ ...first, text, column: first.column + box[0].length }, ...others];
}

/** The lines without the comments that the tree found in them. */
export function hiddenRanges(lines: readonly Line[], node: TreeNode): readonly Line[] {
  const found: Range[] = [];
  const starts = new Map<number, number>();
  let offset = 0;
  for (const { line, column, text } of lines) {
    starts.set(line, offset - column + 1);
    offset += text.length + 1;
  }
  const visit = (each: TreeNode): void => {
    for (const child of each.children ?? []) visit(child);
    if (each.type !== 'html' || !each.value?.startsWith('<!--') || !each.position) return;
    const { start, end } = each.position;
    const from = starts.get(start.line);
    const to = starts.get(end.line);
    if (from !== undefined && to !== undefined) found.push([from + start.column - 1, to + end.column - 1]);
  };
  visit(node);
  return without(lines, found);
}
