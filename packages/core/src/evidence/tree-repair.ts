import type { Block } from './block.js';
import { htmlKind } from './html.js';
import type { Opened } from './tree-lines.js';

/** A block with the containers that it stands in: the same value for the same one. */
export interface TreeBlock extends Block {
  readonly home: readonly Opened[];
}

/**
 * The blocks of a tree where micromark departs from CommonMark on a line that leaves containers open (a lazy line):
 * indented code that begins there is cut after its first line, and a lone tag there ends a paragraph, which it must not.
 * `level` 1 marks fenced code.
 */
export function repaired(blocks: readonly TreeBlock[], source: readonly string[]): readonly Block[] {
  const kept: TreeBlock[] = [];
  let tagged = false;
  for (const block of blocks) {
    const before = kept.at(-1);
    if (before && continuesCode(before, block, source)) kept[kept.length - 1] = joined(before, block);
    else if (before && (isLoneTag(before, block) || (tagged && follows(before, block)))) {
      kept[kept.length - 1] = { ...joined(before, block), kind: 'paragraph' };
      tagged = true;
      continue;
    } else kept.push(block);
    tagged = false;
  }
  return kept;
}

const continuesCode = (before: TreeBlock, block: TreeBlock, source: readonly string[]): boolean =>
  [before, block].every((each) => each.kind === 'code' && each.level === 0) &&
  before.home === block.home &&
  source.slice(before.to, block.from - 1).every((line) => line.trim() === '');

/** A tag of the seventh kind of HTML blocks can't interrupt a paragraph. https://spec.commonmark.org/0.31.2/#html-blocks */
function isLoneTag(before: TreeBlock, block: TreeBlock): boolean {
  if (before.kind !== 'paragraph' || block.kind !== 'html' || block.lines.length !== 1) return false;
  if (!isBehind(before, block)) return false;
  const text = block.lines[0]?.text.trim() ?? '';
  return text[0] === '<' && htmlKind(text, 0, true) === null;
}

/** A paragraph right behind such a tag that begins no container of its own. */
const follows = (before: TreeBlock, block: TreeBlock): boolean =>
  block.kind === 'paragraph' && isBehind(before, block);

const isBehind = (before: TreeBlock, block: TreeBlock): boolean =>
  block.from === before.to + 1 && block.home.at(-1)?.line !== block.from;

function joined(before: TreeBlock, block: TreeBlock): TreeBlock {
  const missing = before.kind === 'code' ? block.from - before.to - 1 : 0;
  const gap = Array.from({ length: missing }, (_, at) => ({ text: '', line: before.to + at + 1, column: 1 }));
  const lines =
    before.kind === 'code' ? block.lines : block.lines.map((line) => ({ ...line, text: line.text.trim() }));
  return { ...before, lines: [...before.lines, ...gap, ...lines], to: block.to };
}
