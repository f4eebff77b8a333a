import type { references } from '../recognise/references.js';
import type { Entry, Reference } from '../schema/evidence.js';
import type { Line } from './block.js';
import { stripTags } from './tags.js';

/** An entry that may still grow. */
export interface Draft {
  readonly kind: Entry['kind'];
  readonly lines: Line[];
  readonly depth: number;
  readonly checked: boolean | undefined;
  readonly part: string | undefined;
}

/** Finds the references of a text. */
export type FindReferences = typeof references;

/** The text of lines as a reader sees it: comments are gone already, tags that only lay out go here. */
export function visible(lines: readonly Line[], between = '\n'): string {
  const text = lines.map((line) => line.text).join(between);
  return (text.includes('<') ? stripTags(text) : text).trim();
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
): Entry | null {
  const text = draft.kind === 'code' ? trimLines(draft.lines) : visible(draft.lines, BETWEEN[draft.kind]);
  const first = draft.lines.find((line) => line.text.trim() !== '');
  if (text === '' || !first) return null;
  const place = { line: first.line, column: first.column };
  return {
    kind: draft.kind,
    text,
    ...(draft.checked === undefined ? {} : { checked: draft.checked }),
    depth: draft.depth,
    ...(draft.part === undefined ? {} : { part: draft.part }),
    references: referencesOf(draft.lines, find, linked),
    place,
  };
}

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
  const text = lines.map((line) => line.text).join('\n');
  const place = { line: 1, column: 1 };
  const found: Reference[] = [];
  for (const reference of find(text, place)) {
    const line = lines[reference.place.line - 1];
    if (!line) continue;
    const at = { line: line.line, column: line.column + reference.place.column - 1 };
    found.push(moved(reference, at));
  }
  const { line = 1, column = 1 } = lines[0] ?? {};
  for (const target of linked(text)) {
    for (const reference of find(target, place)) found.push(moved(reference, { line, column }));
  }
  return found;
}

/** A reference at its place. Written out, because copies by `...` take the engine much longer. */
function moved({ kind, target, host, excluded }: Reference, place: Reference['place']): Reference {
  const reference: { -readonly [K in keyof Reference]: Reference[K] } = { kind, target, place };
  if (host !== undefined) reference.host = host;
  if (excluded !== undefined) reference.excluded = excluded;
  return reference;
}
