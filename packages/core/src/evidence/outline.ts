import type { Place } from '../schema/common.js';
import type { Section, Trailer } from '../schema/evidence.js';
import type { Block, Line } from './block.js';
import { mayName, type Named, named, partNamed, sectionNamed } from './name.js';
import { contentAt, MARK, type PlainText, plainBlocks } from './plain-scan.js';
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
  const { lines, first, marks } = text;
  let last = lines.length;
  while (last > first && marks[last - 1] === MARK.blank) last -= 1;
  const state: State = { text, options, begun: [], last, end: lines.length, trailers: [] };
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
  return { prose: stretch(text.first, begun[0]?.at ?? end), sections, trailers };
}

/** An item opens a section where none is open; a line that only lazily goes on with it may open or end one anywhere. */
function readItem({ text: { lines, marks }, options, begun }: State, from: number, to: number): boolean {
  if (marks[from] === MARK.star) return false;
  const width = contentAt(lines[from] ?? '');
  for (let at = from; at < to; at++) {
    const line = lines[at] ?? '';
    const start = at === from || line.charCodeAt(0) === 32 ? width : 0;
    if (!mayName(line, start)) continue;
    if (at === from && begun.length > 0) continue;
    const text = line.slice(start).trimEnd();
    if (namesSection(options, text) || (at > from && field(text)?.known === true)) return false;
  }
  return true;
}

function namesSection({ index }: ReadOptions, text: string): boolean {
  return named(text, (title) => sectionNamed(index, title)) !== null;
}

function readParagraph(state: State, from: number, to: number): boolean {
  const { lines } = state.text;
  const first = (lines[from] ?? '').trimEnd();
  for (let at = from; at < to; at++) if (lines[at]?.startsWith('(cherry')) return false;
  let isValued = false;
  if (mayName(first)) {
    const own = field(first);
    const trailers = own && trailersOf(plainBlocks(state.text, from, to)[0]?.lines ?? [], to === state.last);
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
    const line = text.lines[at] ?? '';
    if (!mayName(line)) continue;
    const words = line.trimEnd();
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
