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
  readonly mark: string;
  readonly size: number;
  readonly indent: number;
  readonly html: HtmlKind;
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
  block: Pick<Block, 'kind' | 'lines' | 'from' | 'to' | 'column'> & Partial<Block>,
): void {
  const inner = state.containers.at(-1);
  if (inner) inner.filled = true;
  state.blocks.push({
    level: 0,
    style: null,
    item: inner?.item ?? null,
    quoted: inner?.quoted ?? false,
    ...block,
  });
}
