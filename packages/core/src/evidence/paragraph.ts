import type { Line } from './block.js';
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
    emit(state, { kind: 'definition', lines, from: line, to: lines.at(-1)?.line ?? line, column });
  }
  return leaf.lines.slice(index);
}

/** Hands out a closed paragraph: definitions, the tick of a task, the text without comments. */
export function paragraph(state: Scan, leaf: Leaf): void {
  const inner = state.containers.at(-1);
  const opens = inner?.kind === 'item' && !inner.filled;
  const raw = definitions(state, leaf);
  const first = raw[0];
  if (!first) return;
  let lines = raw;
  if (opens && inner?.item) {
    const box = /^\[([ \txX])\](?:[ \t]+(?=\S)|$)/.exec(first.text);
    if (box && (raw.length > 1 || box[0].length < first.text.length)) {
      inner.item.checked = box[1] === 'x' || box[1] === 'X';
      const kept = { ...first, text: first.text.slice(box[0].length), column: first.column + box[0].length };
      lines = kept.text === '' ? raw.slice(1) : [kept, ...raw.slice(1)];
    }
  }
  const visible = uncommented(lines);
  emit(state, { kind: 'paragraph', lines: visible, from: first.line, to: leaf.to, column: first.column });
}
