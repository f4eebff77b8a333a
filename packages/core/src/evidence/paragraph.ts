import type { Item, Line } from './block.js';
import { definitionEnd } from './definition.js';
import { uncommented } from './inline.js';
import { emit, type Leaf, type Scan } from './open.js';

/** Hands out the definitions that a paragraph begins with; the lines that are left. */
export function definitions(state: Scan, leaf: Leaf): readonly Line[] {
  if (leaf.lines[0]?.text[0] !== '[') return leaf.lines;
  const text = leaf.lines.map((line) => line.text).join('\n');
  let index = 0;
  for (let at = 0; ; ) {
    const end = definitionEnd(text, at);
    if (end === 0) break;
    const first = index;
    for (; index < leaf.lines.length && at < end; index++) at += (leaf.lines[index]?.text.length ?? 0) + 1;
    const lines = leaf.lines.slice(first, index);
    const { line = leaf.from, column = 1 } = lines[0] ?? {};
    emit(state, 'definition', lines, { from: line, to: lines.at(-1)?.line ?? line, column });
  }
  return leaf.lines.slice(index);
}

/** Hands out a closed paragraph: definitions, the tick of a task, the text without comments. */
export function paragraph(state: Scan, leaf: Leaf): void {
  const inner = state.containers[state.containers.length - 1];
  const item = inner?.kind === 'item' && !inner.filled ? inner.item : null;
  const raw = definitions(state, leaf);
  const first = raw[0];
  if (!first) return;
  const lines = item && first.text[0] === '[' ? unboxed(raw, first, item) : raw;
  emit(state, 'paragraph', uncommented(lines), { from: first.line, to: leaf.to, column: first.column });
}

/** The lines behind a task's box, whose tick the item takes. https://github.github.com/gfm/#task-list-items-extension- */
function unboxed(lines: readonly Line[], first: Line, item: Item): readonly Line[] {
  const box = /^\[([ \txX])\](?:[ \t]+(?=\S)|$)/.exec(first.text);
  if (!box || (lines.length === 1 && box[0].length === first.text.length)) return lines;
  item.checked = box[1] === 'x' || box[1] === 'X';
  const text = first.text.slice(box[0].length);
  const others = lines.slice(1);
  return text === '' ? others : [{ text, line: first.line, column: first.column + box[0].length }, ...others];
}
