import type { Place } from '../schema/common.js';
import type { Section, Trailer } from '../schema/evidence.js';
import type { Block, Line } from './block.js';
import { isBold, LONGEST_NAME, type Named, named, partNamed, sectionNamed } from './name.js';
import { contentAt, lineOf, MARK, type PlainText, plainBlocks } from './plain-scan.js';
import type { ReadOptions } from './read.js';
import { field, trailersOf } from './trailer.js';

/** Blocks that are read together, made when somebody asks. `ends`: nothing follows them in the text. */
export interface Stretch {
  readonly blocks: () => readonly Block[];
  readonly ends: boolean;
}

/** A section whose content nobody has looked at yet. */
export interface OutlinedSection extends Pick<Section, 'name' | 'title' | 'style' | 'level' | 'place'> {
  readonly stretch: Stretch;
}

/** Where the sections of a commit message begin and end. */
export interface Outline {
  readonly title: string;
  readonly prose: Stretch;
  readonly sections: readonly OutlinedSection[];
  readonly trailers: readonly Trailer[];
}

/** What is known while the lines go by. */
interface State {
  readonly text: PlainText;
  readonly options: ReadOptions;
  readonly begun: { readonly at: number; readonly label: Named }[];
  /** Index behind the last line that says something. */
  readonly last: number;
  /** Index of the line where the trailers begin. */
  end: number;
  trailers: readonly Trailer[];
}

/**
 * The outline of a plain commit message in which every section begins with a label at the start of a paragraph, goes on to the
 * next one and comes once: what stands in a section can then be read apart from the rest, or not at all. Null where a name,
 * field or trailer stands anywhere else, or twice.
 */
export function outlineOf(text: PlainText, options: ReadOptions): Outline | null {
  const { first, marks } = text;
  let last = marks.length;
  while (last > first && marks[last - 1] === MARK.blank) last -= 1;
  const state: State = { text, options, begun: [], last, end: marks.length, trailers: [] };
  for (let at = first; at < last; ) {
    if (marks[at] === MARK.blank) {
      at += 1;
      continue;
    }
    let to = at + 1;
    while (to < last && marks[to] === MARK.more) to += 1;
    const isPlain = marks[at] === MARK.paragraph ? readParagraph(state, at, to) : readItem(state, at, to);
    if (!isPlain) return null;
    at = to;
  }
  return outlined(state);
}

function outlined({ text, begun, end, last, trailers }: State): Outline {
  const stretch = (from: number, to: number): Stretch => ({
    blocks: () => plainBlocks(text, from, to),
    ends: to >= last,
  });
  const sections = begun.map(({ at, label: { name, title } }, index): OutlinedSection => {
    const place = { line: at + 1, column: 1 };
    const to = begun[index + 1]?.at ?? end;
    return { name, title, style: 'label', level: 7, place, stretch: stretch(at, to) };
  });
  const title = text.text.slice(0, text.starts[text.first]).trim();
  return { title, prose: stretch(text.first, begun[0]?.at ?? end), sections, trailers };
}

/** Whether a line may begin with a name in any form, behind its first `indent` characters. Most lines don't, and every line is asked. */
function mayNameAt({ text, starts, names }: PlainText, index: number, indent: number): boolean {
  const start = (starts[index] ?? 0) + indent;
  return (names[index] ?? 0) - start <= LONGEST_NAME || isBold(text, start);
}

/** An item opens a section where none is open; a line that only lazily goes on with it may open or end one anywhere. */
function readItem({ text, options, begun }: State, from: number, to: number): boolean {
  if (text.marks[from] === MARK.star) return false;
  const width = contentAt(text, from);
  for (let at = begun.length > 0 ? from + 1 : from; at < to; at++) {
    const isIndented = at === from || text.text.charCodeAt(text.starts[at] ?? 0) === 32;
    const indent = isIndented ? width : 0;
    if (!mayNameAt(text, at, indent)) continue;
    const line = lineOf(text, at, indent).trimEnd();
    if (namesSection(options, line) || (at > from && field(line)?.known === true)) return false;
  }
  return true;
}

function namesSection({ index }: ReadOptions, text: string): boolean {
  return named(text, (title) => sectionNamed(index, title)) !== null;
}

function readParagraph(state: State, from: number, to: number): boolean {
  const { text } = state;
  for (let at = from; at < to; at++) if (text.text.startsWith('(cherry', text.starts[at])) return false;
  let isValued = false;
  if (mayNameAt(text, from, 0)) {
    const first = lineOf(text, from, 0).trimEnd();
    const own = field(first);
    // A name alone on its paragraph is no trailer.
    const mayTrail = own !== null && (to > from + 1 || own.value !== '');
    const trailers = mayTrail
      ? trailersOf(plainBlocks(text, from, to)[0]?.lines ?? [], to === state.last)
      : null;
    if (trailers !== null) return endWith(state, trailers, from, to);
    // A known key ends the open section, so that it can't be one of its parts.
    const label = labelAt(state, first, own?.known !== true);
    if (label === null) {
      if (own?.known) return false;
    } else {
      if (label.style !== 'label' || state.begun.some((each) => each.label.name === label.name)) return false;
      state.begun.push({ at: from, label });
      isValued = label.rest !== '';
    }
  }
  return areWords(state, from + 1, to, isValued);
}

/** No line names a section, or is a field where that would end one. */
function areWords({ text, options }: State, from: number, to: number, isValued: boolean): boolean {
  for (let at = from; at < to; at++) {
    if (!mayNameAt(text, at, 0)) continue;
    const words = lineOf(text, at, 0).trimEnd();
    const own = field(words);
    if (namesSection(options, words) || (own !== null && (own.known || isValued))) return false;
  }
  return true;
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
  from: number,
  to: number,
): boolean {
  const { index } = state.options;
  if (to < state.last || trailers.some(({ key }) => sectionNamed(index, key) !== undefined)) return false;
  if (state.begun.length > 0 && !trailers.some(({ known }) => known)) return false;
  state.end = from;
  state.trailers = trailers.map(({ key, value, lines }) => ({ key, value, place: placeOf(lines[0]) }));
  return true;
}
