import type { references } from '../recognise/references.js';
import type { Entry, Reference } from '../schema/evidence.js';
import type { Line } from './block.js';
import { shown } from './fold.js';
import { isFilled } from './frames.js';
import { type LazyForm, lazyProperties } from './lazy.js';
import { stripTags } from './tags.js';

/** An entry that may still grow. */
export interface Draft {
  readonly kind: Entry['kind'];
  readonly lines: Line[];
  readonly depth: number;
  readonly checked: boolean | undefined;
  readonly part: string | undefined;
  /** Titles of the columns, of a row of a document. */
  columns?: readonly string[];
}

/** Finds the references of a text. */
export type FindReferences = typeof references;

/** The text of lines as a reader sees it: comments are gone already, tags that only lay out go here. */
export function visible(lines: readonly Line[], between = '\n'): string {
  const text = joined(lines, between);
  return shown(text.includes('<') ? stripTags(text) : text).trim();
}

/** Most entries have one line. */
function joined(lines: readonly Line[], between: string): string {
  return lines.length === 1 && lines[0] ? lines[0].text : lines.map((line) => line.text).join(between);
}

/** The lines of a row are its cells. */
const BETWEEN: { readonly [K in Draft['kind']]?: string } = { row: ' | ' };

/**
 * The finished entry; null when nothing is left to see. `linked` gives the targets of the reference links in a text. References
 * are looked for when somebody asks: most entries of a history are never asked.
 */
export function finish(
  draft: Draft,
  find: FindReferences,
  linked: (text: string) => readonly string[],
  lazy: LazyForm = 'own',
): Entry | null {
  const text =
    draft.kind === 'code' ? shown(trimLines(draft.lines)) : visible(draft.lines, BETWEEN[draft.kind]);
  const first = draft.lines.find(isFilled);
  if (text === '' || !first) return null;
  const place = { line: first.line, column: first.column };
  const { kind, checked, depth, part, lines } = draft;
  if (lazy === 'inherited') {
    const shape = { kind, text, checked, depth, part, place };
    return withReferences.inherited(shape as Omit<Entry, 'references'>, { lines, find, linked });
  }
  return {
    kind,
    text,
    ...(checked === undefined ? {} : { checked }),
    depth,
    ...(part === undefined ? {} : { part }),
    ...(draft.columns === undefined
      ? {}
      : { columns: [...draft.columns], cells: lines.map((line) => visible([line])) }),
    references: referencesOf(lines, find, linked),
    place,
  };
}

/** What the references of an entry are found in. */
interface ReferenceSource {
  readonly lines: readonly Line[];
  readonly find: FindReferences;
  readonly linked: (text: string) => readonly string[];
  references?: Entry['references'];
}

const withReferences = lazyProperties<ReferenceSource, Pick<Entry, 'references'>>({
  references: (source) => {
    source.references ??= referencesOf(source.lines, source.find, source.linked);
    return source.references;
  },
});

function trimLines(lines: readonly Line[]): string {
  let start = 0;
  let end = lines.length;
  while (start < end && lines[start]?.text.trim() === '') start++;
  while (end > start && lines[end - 1]?.text.trim() === '') end--;
  return lines
    .slice(start, end)
    .map((line) => line.text)
    .join('\n');
}

/** References with their places in the source: found in the joined lines, told line by line. */
function referencesOf(
  lines: readonly Line[],
  find: FindReferences,
  linked: (text: string) => readonly string[],
): Entry['references'] {
  const text = shown(joined(lines, '\n'));
  const found: Reference[] = [];
  for (const reference of foundIn(text, find)) {
    const line = lines[reference.place.line - 1];
    if (!line) continue;
    const at = { line: line.line, column: line.column + reference.place.column - 1 };
    found.push(moved(reference, at));
  }
  const { line = 1, column = 1 } = lines[0] ?? {};
  for (const target of linked(text)) {
    for (const reference of foundIn(target, find)) found.push(moved(reference, { line, column }));
  }
  return found;
}

/** At most so many texts are kept, and none that is longer: the engine keeps with each the message that it was cut from. */
const MOST_KEPT = 256;
const LONGEST_KEPT = 200;
const kept = new Map<string, readonly Reference[]>();

/** The references of a text that begins at 1:1. The same pages are cited again and again in a history. */
function foundIn(text: string, find: FindReferences): readonly Reference[] {
  const known = kept.get(text);
  if (known !== undefined) return known;
  const found = find(text, { line: 1, column: 1 });
  if (text.length > LONGEST_KEPT) return found;
  if (kept.size >= MOST_KEPT) kept.clear();
  kept.set(text, found);
  return found;
}

/** A reference at its place. Written out, because copies by `...` take the engine much longer. */
function moved({ kind, target, host, excluded }: Reference, place: Reference['place']): Reference {
  const reference: { -readonly [K in keyof Reference]: Reference[K] } = { kind, target, place };
  if (host !== undefined) reference.host = host;
  if (excluded !== undefined) reference.excluded = excluded;
  return reference;
}
