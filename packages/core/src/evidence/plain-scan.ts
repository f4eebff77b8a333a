import type { Block, Item, Line } from './block.js';

/** What a line of a plain message is. Items have the mark that their line begins with. */
export const MARK = { blank: 0, paragraph: 1, more: 2, item: 3, star: 4 } as const;
type Mark = (typeof MARK)[keyof typeof MARK];

/** A message of paragraphs, flat lists and blank lines: its text, and from the line with index `first` on, what each line is. */
export interface PlainText {
  readonly text: string;
  readonly first: number;
  /** By index of the line: where it begins; then where a next one would. */
  readonly starts: readonly number[];
  /** By index of the line. `more` goes on with the block of the line before. */
  readonly marks: readonly Mark[];
  /** By index of the line: where the first character stands that may end a name; far away where there is none. */
  readonly names: readonly number[];
}

const NOWHERE = 1e9;

/** What the line being read goes on with, and where it ends. */
interface State {
  readonly text: string;
  /** A paragraph is open. */
  open: boolean;
  /** It stands in a list item, whose marker and the space behind it have so many columns; 0: in none. */
  width: number;
  end: number;
  name: number;
}

/**
 * The lines of a message that consists of paragraphs, flat lists and blank lines, each with what it is. Null for every text that
 * holds, or might hold, anything else; that is for `scan` to read. Lines end with `\n`; the one with index `first` begins at `from`.
 */
export function skimPlain(text: string, first: number, from: number): PlainText | null {
  const starts: number[] = [];
  const marks: Mark[] = [];
  const names: number[] = [];
  for (let index = 0; index < first; index++) {
    starts.push(from);
    marks.push(MARK.blank);
    names.push(NOWHERE);
  }
  const state: State = { text, open: false, width: 0, end: 0, name: NOWHERE };
  let start = from;
  for (; start <= text.length; start = state.end + 1) {
    if (!passLine(state, start)) return null;
    const mark = markOf(state, start);
    if (mark === -1) return null;
    starts.push(start);
    marks.push(mark);
    names.push(state.name);
  }
  starts.push(start);
  return { text, first, starts, marks, names };
}

/**
 * Finds the end of a line, and where a name may end in it. False where it has what a plain message does not: white space other than
 * spaces and line ends, or what may begin a tag, a comment or an autolink. Every character of a history passes here once.
 */
function passLine(state: State, start: number): boolean {
  const { text } = state;
  let name = NOWHERE;
  let at = start;
  for (; at < text.length; at++) {
    const code = text.charCodeAt(at);
    if (code > 63) {
      if (code >= 0xff1a && (code === 0xff1a || code === 0xff1f) && name === NOWHERE) name = at;
    } else if (code >= 58) {
      if (code === 60) return false;
      if (code !== 59 && code !== 62 && name === NOWHERE) name = at;
    } else if (code < 32) {
      if (code === 10) break;
      if (code === 0 || (code >= 9 && code <= 13)) return false;
    }
  }
  state.end = at;
  state.name = name;
  return true;
}

/** -1 when the line is not plain. */
function markOf(state: State, start: number): Mark | -1 {
  if (start === state.end) {
    state.open = false;
    return MARK.blank;
  }
  const { text } = state;
  const code = text.charCodeAt(start);
  if (code === SPACE) return goesOn(state, start) ? MARK.more : -1;
  const marker = markerEnd(text, start);
  if (marker === -1) return -1;
  if (marker > 0 && opens(state, start, marker)) {
    if (!isPlainAt(text, start, marker + 1)) return -1;
    state.open = true;
    state.width = marker + 1;
    return code === STAR ? MARK.star : MARK.item;
  }
  if (marker === 0 && !isPlainAt(text, start, 0)) return -1;
  if (state.open) return MARK.more;
  state.open = true;
  state.width = 0;
  return MARK.paragraph;
}

/** Goes on with the paragraph of an item, indented as far as its text. */
function goesOn({ text, open, width }: State, start: number): boolean {
  if (!open || width === 0) return false;
  for (let at = 1; at < width; at++) if (text.charCodeAt(start + at) !== SPACE) return false;
  return isPlainAt(text, start, width) && !isDigit(text.charCodeAt(start + width));
}

/** In a paragraph outside of lists a number begins a list only if it is 1. */
function opens({ text, open, width }: State, start: number, marker: number): boolean {
  const interrupts = open && width === 0;
  return !(
    interrupts &&
    isDigit(text.charCodeAt(start)) &&
    !(marker === 2 && text.charCodeAt(start) === ONE)
  );
}

/** The blocks of those lines, which begin and end between blocks: the same as `scan` finds, in a fraction of the time. */
export function plainBlocks(plain: PlainText, from: number, to: number): Block[] {
  const { marks } = plain;
  const blocks: Block[] = [];
  for (let index = from; index < to; ) {
    if (marks[index] === MARK.blank) {
      index += 1;
      continue;
    }
    let end = index + 1;
    while (end < to && marks[end] === MARK.more) end += 1;
    blocks.push(blockOf(plain, index, end));
    index = end;
  }
  return blocks;
}

function blockOf(plain: PlainText, from: number, to: number): Block {
  const { text, starts } = plain;
  const start = starts[from] ?? 0;
  const isItem = plain.marks[from] !== MARK.paragraph;
  const width = isItem ? contentAt(plain, from) : 0;
  const item: Item | null = isItem
    ? { depth: 0, marker: text.charAt(start + width - 2), line: from + 1, column: 1, checked: undefined }
    : null;
  const lines: Line[] = [{ text: lineOf(plain, from, width), line: from + 1, column: width + 1 }];
  for (let index = from + 1; index < to; index++) {
    const indent = text.charCodeAt(starts[index] ?? 0) === SPACE ? width : 0;
    lines.push({ text: lineOf(plain, index, indent), line: index + 1, column: indent + 1 });
  }
  return {
    level: 0,
    style: null,
    item,
    quoted: false,
    kind: 'paragraph',
    lines,
    from: from + 1,
    to,
    column: width + 1,
  };
}

/** A line behind its first `indent` characters, without spaces at its end. */
export function lineOf({ text, starts }: PlainText, index: number, indent: number): string {
  const start = (starts[index] ?? 0) + indent;
  let end = (starts[index + 1] ?? 0) - 1;
  while (end > start && text.charCodeAt(end - 1) === SPACE) end--;
  return text.slice(start, end);
}

/** Where the text of an item begins in its first line. */
export function contentAt({ text, starts }: PlainText, index: number): number {
  return markerEnd(text, starts[index] ?? 0) + 1;
}

const [LINE_END, SPACE, ROUND, STAR, DOT, ONE] = [10, 32, 41, 42, 46, 49] as const;

/** `-`, `*` or `+`. */
function isBullet(code: number): boolean {
  return code === 45 || code === STAR || code === 43;
}

/** Length of the marker of a list item that begins at `start`; 0 where none begins, -1 where that takes a closer look. */
function markerEnd(text: string, start: number): number {
  const code = text.charCodeAt(start);
  if (isBullet(code)) return text.charCodeAt(start + 1) === SPACE ? 1 : -1;
  if (!isDigit(code)) return 0;
  let length = 1;
  while (length < 10 && isDigit(text.charCodeAt(start + length))) length++;
  const end = text.charCodeAt(start + length);
  if (end !== DOT && end !== ROUND) return 0;
  const behind = text.charCodeAt(start + length + 1);
  if (length > 9 || Number.isNaN(behind) || behind === LINE_END) return -1;
  return behind === SPACE ? length + 1 : 0;
}

/** What prose begins with that no block of Markdown does: besides letters, quotation marks, round brackets and the like. */
const BEGINNINGS: ReadonlySet<number> = new Set([...'"\'($%&,./;?@'].map((each) => each.charCodeAt(0)));

/** Whether the text behind the first `indent` characters of the line at `start` begins like prose. Everything else may be a mark of Markdown. */
function isPlainAt(text: string, start: number, indent: number): boolean {
  const at = start + indent;
  const code = text.charCodeAt(at);
  if ((code >= 97 && code <= 122) || (code >= 65 && code <= 90) || code > 127) return true;
  if (code === 96) return text.charCodeAt(at + 1) !== 96;
  if (isDigit(code)) return indent === 0 || markerEnd(text, at) === 0;
  return BEGINNINGS.has(code);
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}
