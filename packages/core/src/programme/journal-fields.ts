import { fold } from '../evidence/fold.js';
import type { Place } from '../schema/common.js';
import type { Entry } from '../schema/evidence.js';
import type { Part } from './journal-parts.js';

/** A thing that people fill in: its id, and the names under which it may stand. */
export interface Field {
  readonly id: string;
  readonly title: string;
  readonly aliases?: readonly string[];
}

/** One place where a field stands: the words behind its name, and what stands below it. */
export interface Filled {
  readonly id: string;
  /** What stands behind the name on its own line, or in the other cells of a row. */
  readonly rest: string;
  /** Ticked or not, where it is a box. */
  readonly checked?: boolean;
  /** What the name stands in: a heading, an item or box, the row of a table, a line of text. */
  readonly form: 'heading' | 'item' | 'row' | 'text';
  readonly below: readonly Entry[];
  readonly place: Place;
}

/** Names of fields, folded, to their ids. */
export type FieldNames = ReadonlyMap<string, string>;

/** Longer names, in UTF-16 units, are none. */
const LONGEST_NAME = 160;

/** The names of fields as they are looked up. */
export function fieldNames(fields: readonly Field[]): FieldNames {
  return new Map(
    fields.flatMap(({ id, title, aliases = [] }) => [id, title, ...aliases].map((name) => [fold(name), id])),
  );
}

/** The field that a line begins with, and the text behind its name: `Read: …`, `**Read:** …`, `Read - …`, `Read 9/10`. */
export function fieldIn(
  line: string,
  names: FieldNames,
): { readonly id: string; readonly rest: string } | undefined {
  const plain = line.slice(0, 4000).replaceAll(/[*_`]/g, '');
  const whole = named(plain, names);
  if (whole !== undefined) return { id: whole, rest: '' };
  for (const at of ends(plain)) {
    const id = named(plain.slice(0, at), names);
    if (id !== undefined) return { id, rest: behind(plain.slice(at)) };
  }
  return undefined;
}

function named(text: string, names: FieldNames): string | undefined {
  if (text.length > LONGEST_NAME) return undefined;
  return names.get(fold(text)) ?? names.get(fold(text.replaceAll(/\([^()]{0,80}\)/g, ' ')));
}

/** Where a name may end: before a colon, a question mark, an equals sign, a dash between spaces, or a number. */
function* ends(text: string): Generator<number> {
  for (let at = 1; at < Math.min(text.length, LONGEST_NAME); at++) {
    const char = text.charAt(at);
    if (':：?？='.includes(char)) yield at;
    else if (char === ' ' && /^ (?:[-–—] |\d)/.test(text.slice(at, at + 3))) yield at;
  }
}

function behind(text: string): string {
  return text
    .replace(/^[?？]/, '')
    .replace(/^ ?\([^()]{0,80}\)/, '')
    .replace(/^ ?(?:[:：=]|[-–—](?= ))/, '')
    .trim();
}

/** Everywhere that a field stands in a part of a text, in order; what follows a name belongs to it until the next one. */
export function filledIn(part: Part, names: FieldNames): readonly Filled[] {
  const found: { value: Filled & { below: Entry[] }; depth: number }[] = [];
  let open: (typeof found)[number] | undefined;
  const start = (line: string, depth: number, what: Began): boolean => {
    const field = fieldIn(line, names);
    if (field === undefined) return false;
    open = { value: { ...field, ...what, below: [] }, depth };
    found.push(open);
    return true;
  };
  for (const piece of part.pieces) {
    if ('level' in piece) {
      const { title, level, place } = piece;
      const isInside = open?.value.form === 'heading' && level > open.depth;
      if (!start(title, level, { form: 'heading', place }) && !isInside) open = undefined;
      continue;
    }
    for (const entry of linesIn(piece)) {
      if (startsIn(entry, open, start)) continue;
      if (open !== undefined && endsAt(entry, open)) open = undefined;
      open?.value.below.push(entry);
    }
  }
  return found.map(({ value }) => value);
}

/** A paragraph may hold a field on every line. */
function linesIn(entry: Entry): readonly Entry[] {
  if (entry.kind !== 'text' || !entry.text.includes('\n')) return [entry];
  const { references, place } = entry;
  return entry.text.split('\n').map((text, at) => {
    const line = place.line + at;
    return {
      ...entry,
      text,
      references: references.filter((reference) => reference.place.line === line),
      place: at === 0 ? place : { line, column: 1 },
    };
  });
}

type Began = Pick<Filled, 'form' | 'place' | 'checked'>;
type Start = (line: string, depth: number, what: Began) => boolean;
type Open = { readonly value: Filled; readonly depth: number };

/** Whether an entry is a field itself: an item that is not below another field's, a row, a line of text. */
function startsIn(entry: Entry, open: Open | undefined, start: Start): boolean {
  const { kind, text, depth, place, checked, cells = [] } = entry;
  if (kind === 'code' || kind === 'quote') return false;
  if (kind === 'row') {
    const [name = '', ...others] = cells;
    return start(`${name.replace(/[:：]\s{0,9}$/, '')}: ${others.join(' ')}`, 0, { form: 'row', place });
  }
  const isNested = open !== undefined && open.value.form !== 'heading' && depth > open.depth;
  if (isNested) return false;
  const box = checked === undefined ? {} : { checked };
  return start(text.replaceAll('\n', ' '), depth, { form: kind === 'text' ? 'text' : 'item', place, ...box });
}

/** Below an item stands what is nested in it; below a heading everything up to the next one. */
function endsAt({ kind, depth }: Entry, { value, depth: own }: Open): boolean {
  if (value.form === 'heading') return false;
  if (value.form === 'text') return kind === 'row';
  return kind === 'row' || depth <= own;
}
