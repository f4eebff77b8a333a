import type { Heading, Section, Trailer } from '../schema/evidence.js';
import type { Block, Item, Line } from './block.js';
import type { Draft } from './draft.js';
import type { ReadOptions } from './read.js';

/** A section while its content is gathered; one per canonical name. */
export interface SectionDraft extends Omit<Section, 'state' | 'reason' | 'entries'> {
  readonly drafts: Draft[];
}

/** Ranks of what opens a stretch of text: headings have their level, these come behind. */
export const RANK = { bold: 7, runIn: 8, label: 9, part: 10 } as const;

/** A stretch of text that is open: until a frame of the same or a lower rank begins. No section: prose. */
export interface Frame {
  readonly rank: number;
  readonly section: SectionDraft | null;
  readonly part?: string | undefined;
  /** The block that a label stands in, and how it stands there. */
  readonly label?: LabelShape | undefined;
  /** The item whose label opened the section. */
  readonly item?: Item | null | undefined;
}

/** How a label stood in its paragraph, which decides where its section ends. */
export interface LabelShape {
  readonly block: Block;
  readonly style: 'label' | 'assignment' | 'trailer';
  /** One of a list of fields, a line each. */
  readonly listed: boolean;
  readonly valued: boolean;
  readonly oneWord: boolean;
}

/** What has been gathered from the blocks so far. */
export interface Gathering {
  readonly options: ReadOptions;
  readonly sections: SectionDraft[];
  readonly headings: { -readonly [K in keyof Heading]: Heading[K] }[];
  readonly trailers: Trailer[];
  readonly prose: Draft[];
  readonly definitions: Block[];
  frames: Frame[];
  /** Headings that are open, outermost first: content counts for each. */
  openHeadings: { -readonly [K in keyof Heading]: Heading[K] }[];
  /** Parts that list items opened, by depth. */
  itemParts: (string | undefined)[];
  readonly seenItems: Set<Item>;
  /** Titles of the columns of the table that is being read. */
  columns: readonly string[];
  /** The last draft, and the item that it began for. */
  last: { readonly draft: Draft; readonly item: Item | null } | null;
}

/** The innermost open frame. */
export function top(state: Gathering): Frame | undefined {
  return state.frames[state.frames.length - 1];
}

/** Closes every frame of that rank or behind it. */
export function closeFrom(state: Gathering, rank: number): void {
  const { frames } = state;
  while (frames.length > 0 && (frames[frames.length - 1]?.rank ?? 0) >= rank) frames.pop();
}

/** Opens a section, or goes on with it where its name came before. */
export function openSection(
  state: Gathering,
  shape: Omit<SectionDraft, 'drafts'>,
  frame: Omit<Frame, 'section' | 'part'>,
): void {
  const { name, title, style, level, place } = shape;
  const known = state.sections.find((each) => each.name === name);
  const section = known ?? { name, title, style, level, place, drafts: [] };
  if (!known) state.sections.push(section);
  closeFrom(state, frame.rank === RANK.label ? RANK.bold : frame.rank);
  const { rank, label, item } = frame;
  state.frames.push({ rank, section, part: undefined, label, item });
}

/** What follows belongs to no section until a heading brings one back. */
export function endLabels(state: Gathering): void {
  closeFrom(state, RANK.bold);
  if (top(state)?.section) state.frames.push({ rank: RANK.label, section: null });
}

/** Whether a line says anything. */
export const isFilled = ({ text }: Line): boolean =>
  (text.charCodeAt(0) > 32 && text.charCodeAt(0) < 127) || text.trim() !== '';

/** Adds what somebody said to the open section, or to the prose. `named`: it names its part itself. */
export function add(
  state: Gathering,
  kind: Draft['kind'],
  lines: readonly Line[],
  item: Item | null = null,
  named?: string,
): void {
  if (!lines.some(isFilled)) return;
  const frame = top(state);
  const own = kind === 'item' || kind === 'task';
  const part = named ?? (item ? state.itemParts[item.depth] : undefined) ?? frame?.part;
  const checked = kind === 'task' ? item?.checked : undefined;
  const draft: Draft = { kind, lines: lines.slice(), depth: own && item ? item.depth : 0, part, checked };
  (frame?.section?.drafts ?? state.prose).push(draft);
  state.last = { draft, item: own ? item : null };
  for (const heading of state.openHeadings) heading.empty = false;
}

/** Notes a heading, known or not. */
export function noteHeading(state: Gathering, title: string, level: number, line: Line): void {
  while ((state.openHeadings.at(-1)?.level ?? 0) >= level) state.openHeadings.pop();
  for (const parent of state.openHeadings) parent.empty = false;
  const heading = { title, level, empty: true, place: { line: line.line, column: line.column } };
  state.headings.push(heading);
  state.openHeadings.push(heading);
}
