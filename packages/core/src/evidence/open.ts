import type { Block, Line } from './block.js';
import type { Container } from './container.js';
import type { HtmlKind } from './html.js';

/** The block that is open at the end of a line. */
export interface Leaf {
  readonly kind: 'paragraph' | 'fence' | 'indented' | 'html' | 'table';
  readonly lines: Line[];
  readonly from: number;
  readonly column: number;
  to: number;
  /** A fence: its character, length and indentation. */
  mark: string;
  size: number;
  indent: number;
  html: HtmlKind;
  /** A list may begin in it only with a filled item or with 1. As micromark has it: in indented code too, unless that began by closing containers. */
  solid: boolean;
  /** The last line may be the head of a table: it is not indented like code. */
  head: boolean;
}

/** What is open while a text is scanned, and what is done. */
export interface Scan {
  readonly blocks: Block[];
  readonly containers: Container[];
  leaf: Leaf | null;
}

/** Hands out a block, with what stands around it filled in. */
export function emit(
  state: Scan,
  kind: Block['kind'],
  lines: readonly Line[],
  { from, to, column }: Pick<Block, 'from' | 'to' | 'column'>,
  level = 0,
  style: Block['style'] = null,
): void {
  const inner = state.containers[state.containers.length - 1];
  if (inner) inner.filled = true;
  const item = inner?.item ?? null;
  const quoted = inner?.quoted ?? false;
  state.blocks.push({ kind, lines, level, style, item, quoted, from, to, column });
}
