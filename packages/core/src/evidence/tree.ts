import type { Evidence } from '../schema/evidence.js';
import { assemble } from './assemble.js';
import type { Block, Item, Line } from './block.js';
import { frontMatterOf } from './front-matter.js';
import { doomedLines, subjectIndex } from './hash.js';
import type { ReadOptions } from './read.js';
import { scan } from './scan.js';
import { linesOf } from './source.js';
import { fromText } from './text.js';
import { hiddenRanges, type Opened, openedAt, sourceLines } from './tree-lines.js';
import type { TreeNode } from './tree-node.js';
import { repaired, type TreeBlock } from './tree-repair.js';

/**
 * The same Evidence as `fromText`, from the mdast tree of the same text (remark-parse with remark-gfm, and remark-frontmatter
 * for documents). Nodes need their positions. https://github.com/syntax-tree/mdast
 */
export function fromTree(root: TreeNode, source: string, options: ReadOptions): Evidence {
  const lines = linesOf(source);
  if (options.kind === 'document' && isOpenFrontMatter(lines)) return fromText(source, options);
  const doomed = options.hashHeadings === 'doomed' ? doomedLines(lines, options.index) : null;
  const subject = options.kind === 'commit' ? subjectIndex(lines, doomed?.lines) : -1;
  const walk: Walk = { lines, blocks: [], matter: null };
  const outside: Where = { item: null, quotes: 0, around: [] };
  for (const node of root.children ?? []) visit(walk, node, outside);
  // A tree made without remark-frontmatter takes its keys for a heading.
  if (options.kind === 'document' && walk.matter === null && frontMatterOf(lines))
    return fromText(source, options);
  const unseen = (line: number): boolean => line <= subject + 1 || doomed?.lines.has(line - 1) === true;
  const blocks = repaired(walk.blocks, lines).flatMap((block) => visiblePart(block, unseen));
  const title = options.kind === 'commit' ? (lines[subject] ?? '').trim() : null;
  const template = options.template === undefined ? null : scan(linesOf(options.template), 0);
  const around = { title, doomed: doomed?.sections ?? [], template };
  return assemble({ blocks, frontMatter: walk.matter }, around, options);
}

/** Front matter without an end, behind which remark-frontmatter sees no list and no quote any more: such a tree is of no use. */
const isOpenFrontMatter = (lines: readonly string[]): boolean =>
  /^---[ \t]*$/.test(lines[0] ?? '') && frontMatterOf(lines) === null;

interface Walk {
  readonly lines: readonly string[];
  readonly blocks: TreeBlock[];
  matter: readonly string[] | null;
}

interface Where {
  readonly item: Item | null;
  readonly quotes: number;
  readonly around: readonly Opened[];
}

/** The block without lines that are the subject or about to be deleted. */
function visiblePart(block: Block, unseen: (line: number) => boolean): readonly Block[] {
  if (!block.lines.some((line) => unseen(line.line))) return unseen(block.from) ? [] : [block];
  const lines = block.lines.filter((line) => !unseen(line.line));
  return lines.length === 0 ? [] : [{ ...block, lines, from: lines[0]?.line ?? block.from }];
}

function visit(walk: Walk, node: TreeNode, where: Where): void {
  const children = node.children ?? [];
  if (node.type === 'yaml') walk.matter = linesOf(node.value ?? '');
  else if (node.type === 'list') for (const child of children) visitItem(walk, child, where);
  else if (node.type === 'blockquote') {
    const inside = { ...within(walk, node, where), quotes: where.quotes + 1 };
    for (const child of children) visit(walk, child, inside);
  } else if (node.type === 'footnoteDefinition') {
    const inside = within(walk, node, where);
    for (const child of children) visit(walk, child, inside);
  } else if (node.type === 'table') visitTable(walk, children, where);
  else leaf(walk, node, where);
}

/** The same place, one container deeper. */
function within(walk: Walk, node: TreeNode, where: Where): Where {
  const opened = openedAt(walk.lines, node.position?.start.line ?? 1, where.around);
  return opened ? { ...where, around: [...where.around, opened] } : where;
}

function visitItem(walk: Walk, node: TreeNode, where: Where): void {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  const text = walk.lines[line - 1]?.slice(column - 1) ?? '';
  const marker = /^\d{1,9}([.)])/.exec(text)?.[1] ?? text.charAt(0);
  const depth = where.item ? where.item.depth + 1 : 0;
  const checked = typeof node.checked === 'boolean' ? node.checked : undefined;
  const item: Item = { depth, marker, line, column, checked };
  const inside = { ...within(walk, node, where), item };
  for (const child of node.children ?? []) visit(walk, child, inside);
}

function visitTable(walk: Walk, rows: readonly TreeNode[], where: Where): void {
  for (const [index, row] of rows.entries()) {
    const cells = (row.children ?? []).map((cell) => cellLine(walk, cell));
    push(walk, row, where, { kind: index === 0 ? 'head' : 'row', lines: cells });
  }
}

function cellLine(walk: Walk, cell: TreeNode): Line {
  const inner = { type: 'cell', ...span(cell.children ?? []) };
  const [line] = inner.position ? hiddenRanges(sourceLines(walk.lines, inner, []), cell) : [];
  const { start } = cell.position ?? { start: { line: 1, column: 1 } };
  return line ?? { text: '', line: start.line, column: start.column };
}

function span(children: readonly TreeNode[]): Pick<TreeNode, 'position'> {
  const start = children[0]?.position?.start;
  const end = children.at(-1)?.position?.end;
  return start && end ? { position: { start, end } } : {};
}

function leaf(walk: Walk, node: TreeNode, where: Where): void {
  const { lines: source } = walk;
  if (node.type === 'heading') push(walk, node, where, headingShape(source, node, where));
  else if (node.type === 'paragraph') {
    const lines = sourceLines(source, node, where.around, isBoxed(node, where.item));
    push(walk, node, where, { kind: 'paragraph', lines: hiddenRanges(lines, node) });
  } else if (node.type === 'code') push(walk, node, where, codeShape(source, node));
  else if (node.type === 'html')
    push(walk, node, where, { kind: 'html', lines: valueLines(source, node, 0) });
  else if (node.type === 'definition') {
    push(walk, node, where, { kind: 'definition', lines: sourceLines(source, node, where.around) });
  } else if (node.type === 'thematicBreak') push(walk, node, where, { kind: 'break', lines: [] });
}

function headingShape(
  source: readonly string[],
  node: TreeNode,
  where: Where,
): Pick<Block, 'kind' | 'lines' | 'style' | 'level'> {
  const { start } = node.position ?? { start: { line: 1, column: 1 } };
  const style = source[start.line - 1]?.[start.column - 1] === '#' && isAtx(source, node) ? 'atx' : 'setext';
  const children = node.children ?? [];
  const inner = { ...node, ...span(children) };
  const empty: Line = { text: '', line: start.line, column: start.column };
  const lines = children.length === 0 ? [empty] : sourceLines(source, inner, where.around);
  return { kind: 'heading', lines: hiddenRanges(lines, node), style, level: node.depth ?? 1 };
}

const isAtx = (source: readonly string[], node: TreeNode): boolean => {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1 } };
  return (
    start.line === end.line &&
    /^#{1,6}(?:[ \t]|$)/.test((source[start.line - 1] ?? '').slice(start.column - 1))
  );
};

/** A task's paragraph begins behind its box, but at the box when no plain text follows it. */
function isBoxed(node: TreeNode, item: Item | null): boolean {
  const first = node.children?.[0]?.position?.start;
  const { start } = node.position ?? {};
  return item?.checked !== undefined && (first?.line !== start?.line || first?.column !== start?.column);
}

function codeShape(source: readonly string[], node: TreeNode): Pick<Block, 'kind' | 'lines' | 'level'> {
  const { line, column } = node.position?.start ?? { line: 1, column: 1 };
  const fenced = /^(?:```|~~~)/.test((source[line - 1] ?? '').slice(column - 1));
  return { kind: 'code', lines: valueLines(source, node, fenced ? 1 : 0), level: fenced ? 1 : 0 };
}

/** Lines of a node's value, of which the first stands `after` lines behind the start of the node. */
function valueLines(source: readonly string[], node: TreeNode, after: number): Line[] {
  const first = (node.position?.start.line ?? 1) + after;
  return linesOf(node.value ?? '').map((text, index) => {
    const line = first + index;
    const trimmed = text.trim();
    const column = (trimmed === '' ? 0 : Math.max(0, source[line - 1]?.lastIndexOf(trimmed) ?? 0)) + 1;
    return { text, line, column };
  });
}

function push(
  walk: Walk,
  node: TreeNode,
  where: Where,
  shape: Pick<Block, 'kind' | 'lines'> & Partial<Block>,
): void {
  const { start, end } = node.position ?? { start: { line: 1, column: 1 }, end: { line: 1 } };
  const { item, quotes } = where;
  walk.blocks.push({
    level: 0,
    style: null,
    item,
    quoted: quotes > 0,
    home: where.around,
    from: start.line,
    to: end.line,
    column: start.column,
    ...shape,
  });
}
