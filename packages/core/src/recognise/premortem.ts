import { fold } from '../evidence/fold.js';
import type { Place } from '../schema/common.js';
import type { Entry } from '../schema/evidence.js';
import { isNothing } from './nothing.js';
import { placeholderState } from './placeholder.js';

/** One thing that could go wrong. `key` is its text folded, by which repetitions are recognised. */
export interface PremortemItem {
  readonly part: string | undefined;
  readonly text: string;
  readonly key: string;
  readonly validated: boolean;
  readonly place: Place;
}

const ARROW = /\s*(?:→|⇒|➜|➔|⟶|-{1,2}>|={1,2}>|—>|–>)\s*/;
const VALIDATED =
  /(?:[-–—:;,.(|]\s{0,3}|\s)(?:(?:is |was |are |were |has been |already )?(?:validated|verified|tested|checked|confirmed|covered|guarded|mitigated|prevented|handled|caught|simulated|reproduced|proven|measured)(?: (?:by|with|in|on|using|through|via|that|against|because|when)\b|:)|(?:validation|mitigation|mitigated by|check|test|proof|guard|prevention|evidence|verification):|(?:ran|saw|killed|read|scaled|asserted) )/i;

/** The items of a pre-mortem: list items and table rows under a part, each with whether its validation stands beside or below it. */
export function premortemItems(entries: readonly Entry[]): readonly PremortemItem[] {
  const items: PremortemItem[] = [];
  let top: { readonly part: string | undefined; readonly depth: number } | undefined;
  for (const entry of entries) {
    const last = items.at(-1);
    if (top !== undefined && last !== undefined && entry.part === top.part && entry.depth > top.depth) {
      if (!last.validated && says(entry.text)) items.splice(-1, 1, { ...last, validated: true });
      continue;
    }
    if (entry.kind === 'code' && last !== undefined) {
      items.splice(-1, 1, { ...last, validated: true });
      continue;
    }
    const item = itemOf(entry);
    if (item === undefined) continue;
    items.push(item);
    top = { part: entry.part, depth: entry.depth };
  }
  return items;
}

function itemOf(entry: Entry): PremortemItem | undefined {
  if (entry.kind !== 'item' && entry.kind !== 'task' && entry.kind !== 'row') return undefined;
  const [text, validation] = entry.kind === 'row' ? columns(entry.text) : halves(entry.text);
  if (text.trim().length < 2 || isNothing(text)) return undefined;
  const linked = entry.references.some((reference) => reference.excluded === undefined);
  const validated = says(validation) || (validation === '' && (linked || /`[^`\n]{3,}`/.test(entry.text)));
  return {
    part: entry.part,
    text,
    key: fold(text),
    validated: validated && entry.checked !== false,
    place: entry.place,
  };
}

function columns(row: string): readonly [string, string] {
  const [first = '', ...rest] = row.split('|').map((cell) => cell.trim());
  return [first, rest.filter(says).join(' ')];
}

/** What could go wrong, and how it was validated. */
function halves(whole: string): readonly [string, string] {
  const text = whole.slice(0, 2000).replace(/\s+/g, ' ').trim();
  const arrow = ARROW.exec(text);
  if (arrow !== null) return [text.slice(0, arrow.index), text.slice(arrow.index + arrow[0].length)];
  const words = VALIDATED.exec(text);
  return words === null ? [text, ''] : [text.slice(0, words.index), text.slice(words.index + 1)];
}

/** Whether a validation says something: no placeholder, no promise. */
function says(text: string): boolean {
  return text.trim().length > 1 && placeholderState(text) === null;
}
