import type { Block, Item, Line } from './block.js';
import { add, closeFrom, endLabels, type Frame, type Gathering, openSection, RANK, top } from './frames.js';
import { readLines } from './lines.js';
import { type Lead, named, partNamed, sectionNamed } from './name.js';
import { field } from './trailer.js';

/** Closes what list items opened, as far as the block stands outside of it. */
export function leaveItems(state: Gathering, item: Item | null): void {
  const parts = item ? Math.min(state.itemParts.length, item.depth + 1) : 0;
  if (parts < state.itemParts.length) state.itemParts.length = parts;
  const frame = state.frames.find(opensItem);
  if (!frame?.item || frame.item === item) return;
  const empty = frame.section?.drafts.length === 0;
  if (item ? item.depth <= frame.item.depth : !empty) endLabels(state);
}

const opensItem = ({ item }: Frame): boolean => item !== undefined && item !== null;

/**
 * Reads a paragraph of a list item: its first one is the item, further ones go on with it. A label or trailer at its end, further
 * out than the item's own text, ends the list, although Markdown takes such a line for a part of the item.
 */
export function readItem(state: Gathering, block: Block, item: Item): void {
  const cut = block.lines.length > 1 ? lazyLabel(state, block.lines) : -1;
  if (cut > 0) {
    readWhole(state, { ...block, lines: block.lines.slice(0, cut) }, item);
    leaveItems(state, null);
    readLines(state, { ...block, item: null }, block.lines.slice(cut), false);
  } else readWhole(state, block, item);
}

function lazyLabel(state: Gathering, lines: readonly Line[]): number {
  const section = top(state)?.section;
  const { index } = state.options;
  const known = (title: string): string | undefined =>
    (section ? partNamed(index, section.name, title) : undefined) ?? sectionNamed(index, title);
  const margin = lines[0]?.column ?? 0;
  const ends = (text: string): boolean => named(text, known) !== null || field(text)?.known === true;
  return lines.findIndex((line, at) => at > 0 && line.column < margin && ends(line.text));
}

function readWhole(state: Gathering, block: Block, item: Item): void {
  if (state.seenItems.has(item)) {
    const { last } = state;
    if (last?.item === item) last.draft.lines.push(...block.lines);
    else add(state, 'text', block.lines, item);
    return;
  }
  state.seenItems.add(item);
  if (state.itemParts.length > item.depth + 1) state.itemParts.length = item.depth + 1;
  state.itemParts[item.depth] = state.itemParts[item.depth - 1];
  const first = block.lines[0];
  if (!first) return;
  const lead = partOf(state, item, first, block.lines.length === 1) ?? sectionOf(state, item, first);
  const lines = lead ? remaining(block.lines, first, lead) : block.lines;
  const kind = item.checked === undefined ? 'item' : 'task';
  if (lines.length > 0) add(state, kind, lines, item);
  else if (kind === 'task') add(state, kind, block.lines, item);
}

function remaining(lines: readonly Line[], first: Line, lead: Lead): readonly Line[] {
  const rest = { text: lead.rest, line: first.line, column: first.column + lead.restAt };
  return lead.rest === '' ? lines.slice(1) : [rest, ...lines.slice(1)];
}

function partOf(state: Gathering, item: Item, first: Line, alone: boolean): Lead | null {
  const section = top(state)?.section;
  if (!section) return null;
  const lookup = (title: string): string | undefined => partNamed(state.options.index, section.name, title);
  const found = named(first.text, lookup);
  const name = found === null && alone ? lookup(first.text) : found?.name;
  if (name === undefined) return null;
  state.itemParts[item.depth] = name;
  return found ?? { style: 'label', title: first.text, rest: '', restAt: first.text.length };
}

/** An item may open a section only where none is open: inside one its words are content. */
function sectionOf(state: Gathering, item: Item, first: Line): Lead | null {
  if (top(state)?.section) return null;
  const found = named(first.text, (title) => sectionNamed(state.options.index, title));
  if (!found) return null;
  closeFrom(state, RANK.bold);
  const place = { line: first.line, column: first.column };
  const style = found.style === 'run-in' ? 'bold' : found.style;
  openSection(
    state,
    { name: found.name, title: found.title, style, level: 7, place },
    { rank: RANK.label, item },
  );
  return found;
}
