import type { Block, Line } from './block.js';
import { visible } from './draft.js';
import { add, closeFrom, type Gathering, noteHeading, openSection, top } from './frames.js';
import { htmlPieces } from './html-lines.js';
import { leaveItems, readItem } from './items.js';
import { readLines } from './lines.js';
import { named, partNamed, sectionNamed } from './name.js';
import type { ReadOptions } from './read.js';

/** What a text holds, by section, before anything is judged. */
export type Collected = Pick<Gathering, 'sections' | 'headings' | 'trailers' | 'prose' | 'definitions'>;

/** Sorts blocks into sections, one pass. `ends`: the text ends with the last of them. */
export function collect(blocks: readonly Block[], options: ReadOptions, ends = true): Collected {
  const state: Gathering = {
    options,
    sections: [],
    headings: [],
    trailers: [],
    prose: [],
    definitions: [],
    frames: [],
    openHeadings: [],
    itemParts: [],
    seenItems: new Set(),
    columns: [],
    last: null,
  };
  const squash = options.kind === 'commit' && blocks[0]?.item?.marker === '*';
  blocks.forEach((block, index) => {
    leaveItems(state, block.item);
    if (squash && isNextMessage(state, blocks, index)) state.frames = [];
    readBlock(state, block, ends && index === blocks.length - 1);
  });
  return state;
}

function readBlock(state: Gathering, block: Block, last: boolean): void {
  if (block.kind === 'definition') {
    state.definitions.push(block);
    if (state.options.kind === 'commit') add(state, 'text', block.lines, block.item);
  } else if (block.kind === 'code') add(state, 'code', block.lines, block.item);
  else if (block.kind === 'head') state.columns = block.lines.map((line) => visible([line]));
  else if (block.kind === 'row') readRow(state, block);
  else if (block.kind === 'html') readHtml(state, block, last);
  else if (block.kind === 'paragraph' || block.kind === 'heading') readText(state, block, last);
}

/** A row of a table. In a document it keeps its columns; elsewhere one whose head names a part of the section is of that part. */
function readRow(state: Gathering, block: Block): void {
  if (state.options.kind !== 'document') {
    for (const each of partColumns(state)) {
      const lines = [...block.lines.slice(each.from, each.to), ...block.lines.slice(0, each.before)];
      addRow(state, { ...block, lines }, each.part);
    }
    return;
  }
  const before = state.last?.draft;
  addRow(state, block);
  const added = state.last?.draft;
  if (added !== undefined && added !== before) added.columns = state.columns;
}

/** Cells of a row that say something of one part: from the column that its head names to the next such; those before the first come last. */
interface PartColumns {
  readonly part?: string;
  readonly from: number;
  readonly to?: number | undefined;
  readonly before: number;
}

const WHOLE: readonly PartColumns[] = [{ from: 0, before: 0 }];

function partColumns(state: Gathering): readonly PartColumns[] {
  const { section, part: open } = top(state) ?? {};
  if (!section || open !== undefined) return WHOLE;
  const found = state.columns.flatMap((title, from) => {
    const part = partNamed(state.options.index, section.name, title);
    return part === undefined ? [] : [{ part, from }];
  });
  if (found.length === 0) return WHOLE;
  return found.map(({ part, from }, at) => ({
    part,
    from,
    to: found[at + 1]?.from,
    before: at === 0 ? from : 0,
  }));
}

/** A row; where its first cell names a part, alone or before its text, the name is left out as it is elsewhere. */
function addRow(state: Gathering, { lines, item }: Block, head?: string): void {
  const [section, first] = [top(state)?.section, lines[0]];
  if (!section || !first) {
    add(state, 'row', lines, item);
    return;
  }
  const lookup = (title: string): string | undefined => partNamed(state.options.index, section.name, title);
  const lead = named(first.text, lookup);
  const rest =
    lead && lead.rest !== '' ? [{ ...first, text: lead.rest, column: first.column + lead.restAt }] : [];
  const part = lead?.name ?? lookup(first.text);
  add(state, 'row', part === undefined ? lines : [...rest, ...lines.slice(1)], item, part ?? head);
}

function readText(state: Gathering, block: Block, last: boolean): void {
  if (block.quoted) add(state, 'quote', block.lines, block.item);
  else if (block.item) readItem(state, block, block.item);
  else if (block.kind === 'heading') readHeading(state, block, last);
  else readLines(state, block, block.lines, last);
}

/** A heading; an underlined paragraph whose last line alone is a name, or that is no name but a label with its text, is taken apart. */
function readHeading(state: Gathering, block: Block, last: boolean): void {
  const { index } = state.options;
  const { lines } = block;
  const name = lines.at(-1);
  if (!name) {
    closeFrom(state, block.level);
    return;
  }
  if (block.style === 'setext' && sectionNamed(index, name.text) === undefined) {
    const labelled = lines.some((line) => named(line.text, (title) => sectionNamed(index, title)));
    if (labelled || (lines.length > 1 && state.options.kind === 'commit')) {
      readLines(state, block, lines, last);
      return;
    }
  }
  const own = block.style === 'setext' && sectionNamed(index, name.text) !== undefined;
  if (own && lines.length > 1) readLines(state, block, lines.slice(0, -1), false);
  const title = own ? name.text : lines.map((line) => line.text).join(' ');
  openHeading(state, title, block.level, block.style ?? 'atx', own ? name : (lines[0] ?? name));
}

function openHeading(
  state: Gathering,
  title: string,
  level: number,
  style: 'atx' | 'setext' | 'html',
  line: Line,
): void {
  const { index } = state.options;
  noteHeading(state, title, level, line);
  closeFrom(state, level);
  const section = top(state)?.section ?? null;
  const part = section ? partNamed(index, section.name, title) : undefined;
  const place = { line: line.line, column: line.column };
  const name = part === undefined ? sectionNamed(index, title) : undefined;
  if (name !== undefined) {
    openSection(state, { name, title, style, level, place }, { rank: level });
    return;
  }
  const split = part === undefined ? named(title, (each) => sectionNamed(index, each)) : null;
  if (split) {
    openSection(state, { name: split.name, title: split.title, style, level, place }, { rank: level });
    if (split.rest !== '')
      add(state, 'text', [{ ...line, text: split.rest, column: line.column + split.restAt }]);
    return;
  }
  state.frames.push({ rank: level, section, part: part ?? top(state)?.part });
}

function readHtml(state: Gathering, block: Block, last: boolean): void {
  for (const piece of htmlPieces(block.lines)) {
    if (block.quoted || block.item) add(state, block.quoted ? 'quote' : 'text', piece.lines, block.item);
    else if (piece.level > 0 && piece.lines[0]) {
      openHeading(state, piece.lines[0].text, piece.level, 'html', piece.lines[0]);
    } else if (piece.named) readLines(state, block, piece.lines, last);
    else add(state, 'text', piece.lines);
  }
}

/** In joined messages each one begins with a bullet that stands alone between blank lines. */
function isNextMessage(state: Gathering, blocks: readonly Block[], index: number): boolean {
  const [before, block, after] = [blocks[index - 1], blocks[index], blocks[index + 1]];
  if (block?.item?.marker !== '*' || block.item.depth > 0 || state.seenItems.has(block.item)) return false;
  const apart = before !== undefined && block.from - before.to > 1 && before.item === null;
  const alone = after === undefined || (after.from - block.to > 1 && after.item !== block.item);
  return apart && alone && (top(state)?.section?.drafts.length ?? 0) > 0;
}
