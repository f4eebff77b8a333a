import type { Line } from './block.js';
import { type Range, without } from './inline.js';
import { blankBefore, skipBlank } from './marks.js';
import type { TreeNode } from './tree-node.js';

/** The source lines that a node covers, quote marks and white space around them removed. `boxed`: a task's box may stand first. */
export function sourceLines(source: readonly string[], node: TreeNode, quotes: number, boxed = false): Line[] {
  const { position } = node;
  if (!position) return [];
  const { start, end } = position;
  const lines: Line[] = [];
  for (let line = start.line; line <= end.line; line++) {
    const text = source[line - 1] ?? '';
    const from = line === start.line ? skipBlank(text, start.column - 1) : prefixEnd(text, quotes);
    const to = line === end.line ? end.column - 1 : text.length;
    lines.push({ text: text.slice(from, blankBefore(text, to, from)), line, column: from + 1 });
  }
  const filled = lines.filter((line) => line.text !== '');
  return boxed ? unboxed(filled) : filled;
}

/** Index behind the marks of so many block quotes; a lazy line has fewer. */
function prefixEnd(text: string, quotes: number): number {
  let at = skipBlank(text, 0);
  for (let left = quotes; left > 0 && text[at] === '>'; left--) at = skipBlank(text, at + 1);
  return at;
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
