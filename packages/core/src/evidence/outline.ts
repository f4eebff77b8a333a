import type { Place } from '../schema/common.js';
import type { Section, Trailer } from '../schema/evidence.js';
import type { Block, Line } from './block.js';
import { mayName, type Named, named, partNamed, sectionNamed } from './name.js';
import type { ReadOptions } from './read.js';
import { field, trailersOf } from './trailer.js';

/** Blocks that are read together. `ends`: nothing follows them in the text. */
export interface Stretch {
  readonly blocks: readonly Block[];
  readonly ends: boolean;
}

/** A section whose content nobody has looked at yet. */
export interface OutlinedSection extends Pick<Section, 'name' | 'title' | 'style' | 'level' | 'place'> {
  readonly stretch: Stretch;
}

/** Where the sections of a commit message begin and end. */
export interface Outline {
  readonly prose: Stretch;
  readonly sections: readonly OutlinedSection[];
  readonly trailers: readonly Trailer[];
}

/** What is known while the blocks go by. */
interface State {
  readonly options: ReadOptions;
  readonly begun: { readonly at: number; readonly label: Named; readonly block: Block }[];
  /** Index of the block with the trailers. */
  end: number;
  trailers: readonly Trailer[];
}

/**
 * The outline of a commit message of plain blocks (`scanPlain`) in which every section begins with a label at the start of a
 * paragraph, goes on to the next one and comes once: what stands in a section can then be read apart from the rest, or not at
 * all. Null where a name, field or trailer stands anywhere else, or twice.
 */
export function outlineOf(blocks: readonly Block[], options: ReadOptions): Outline | null {
  const state: State = { options, begun: [], end: blocks.length, trailers: [] };
  let at = 0;
  for (const block of blocks) {
    const isPlain = block.item === null ? readParagraph(state, blocks, at) : readItem(state, block);
    if (!isPlain) return null;
    at += 1;
  }
  const { begun, end, trailers } = state;
  const stretch = (from: number, to: number): Stretch => ({
    blocks: blocks.slice(from, to),
    ends: to === blocks.length,
  });
  const sections = begun.map(({ at: from, label: { name, title }, block }, index): OutlinedSection => {
    const place = { line: block.from, column: block.column };
    const to = begun[index + 1]?.at ?? end;
    return { name, title, style: 'label', level: 7, place, stretch: stretch(from, to) };
  });
  return { prose: stretch(0, begun[0]?.at ?? end), sections, trailers };
}

/** An item opens a section where none is open; a line that only lazily goes on with it may open or end one anywhere. */
function readItem({ options, begun }: State, { item, lines }: Block): boolean {
  if (item?.marker === '*') return false;
  return lines.every(({ text }, at) => {
    if (!mayName(text)) return true;
    if (at === 0) return begun.length > 0 || !namesSection(options, text);
    return !namesSection(options, text) && field(text)?.known !== true;
  });
}

function namesSection({ index }: ReadOptions, text: string): boolean {
  return named(text, (title) => sectionNamed(index, title)) !== null;
}

function readParagraph(state: State, blocks: readonly Block[], at: number): boolean {
  const block = blocks[at];
  const first = block?.lines[0];
  if (
    block === undefined ||
    first === undefined ||
    block.lines.some(({ text }) => text.startsWith('(cherry'))
  ) {
    return false;
  }
  let label: Named | null = null;
  if (mayName(first.text)) {
    const own = field(first.text);
    const trailers = own && trailersOf(block.lines, at === blocks.length - 1);
    if (trailers !== null) return endWith(state, trailers, at, blocks.length);
    // A known key ends the open section, so that it can't be one of its parts.
    label = labelAt(state, first.text, own?.known !== true);
    if (label === null) {
      if (own?.known) return false;
    } else {
      const { name, style } = label;
      if (style !== 'label' || state.begun.some((each) => each.label.name === name)) return false;
      state.begun.push({ at, label, block });
    }
  }
  const isValued = label !== null && label.rest !== '';
  return block.lines.every(({ text }, index) => {
    if (index === 0 || !mayName(text)) return true;
    const own = field(text);
    return !namesSection(state.options, text) && (own === null || !(own.known || isValued));
  });
}

/** The section that a line names, unless it names a part of the open one. */
function labelAt({ options: { index }, begun }: State, text: string, mayBePart: boolean): Named | null {
  const open = mayBePart ? begun.at(-1)?.label.name : undefined;
  const isPart = open !== undefined && named(text, (title) => partNamed(index, open, title)) !== null;
  return isPart ? null : named(text, (title) => sectionNamed(index, title));
}

function placeOf(line: Line | undefined): Place {
  return { line: line?.line ?? 1, column: line?.column ?? 1 };
}

/** Trailers that name no section, at the end of the text. */
function endWith(
  state: State,
  trailers: NonNullable<ReturnType<typeof trailersOf>>,
  at: number,
  count: number,
): boolean {
  const { index } = state.options;
  if (at < count - 1 || trailers.some(({ key }) => sectionNamed(index, key) !== undefined)) return false;
  if (state.begun.length > 0 && !trailers.some(({ known }) => known)) return false;
  state.end = at;
  state.trailers = trailers.map(({ key, value, lines }) => ({ key, value, place: placeOf(lines[0]) }));
  return true;
}
