import { fold } from '../evidence/fold.js';
import type { Place } from '../schema/common.js';
import type { Entry } from '../schema/evidence.js';
import { INLINE_REASON } from './inline-reason.js';
import { isNothing } from './nothing.js';
import { saysOwn } from './own-words.js';
import { placeholderState } from './placeholder.js';

/** One point of a checklist: the part of its section, and the words by which a box without that name is known for it. */
export interface CheckPoint {
  readonly part: string;
  readonly title: string;
  readonly words: RegExp;
}

/**
 * How a point stands: `written` with words or a reference of its own, `ticked` with nothing but the tick, `not-applicable` with a
 * reason, `open` with an empty box, `unfilled` with the form's slot or a bare `N/A`, `absent`.
 */
export interface CheckAnswer extends CheckPoint {
  readonly state: 'written' | 'ticked' | 'not-applicable' | 'open' | 'unfilled' | 'absent';
  readonly place?: Place;
}

/** How each point of a checklist is answered by the entries of its section. `names`: folded names of the section's parts. */
export function checklistAnswers(
  entries: readonly Entry[],
  points: readonly CheckPoint[],
  names: Readonly<Record<string, string>> = {},
): readonly CheckAnswer[] {
  const left = new Set(
    entries.filter(({ kind, depth }) => kind !== 'code' && kind !== 'quote' && depth === 0),
  );
  return points.map((point): CheckAnswer => {
    const { part, words } = point;
    const named =
      [...left].find((entry) => entry.part === part) ?? entries.find((entry) => entry.part === part);
    const found =
      named ??
      [...left].find(
        ({ kind, part: other, text }) =>
          kind === 'task' && other === undefined && words.test(text.slice(0, 400)),
      );
    if (found === undefined) return { ...point, state: 'absent' };
    left.delete(found);
    const state = stateOf(found, nestedIn(entries, found), point, names);
    return { ...point, state, place: found.place };
  });
}

function stateOf(
  entry: Entry,
  nested: readonly Entry[],
  { title }: CheckPoint,
  names: Readonly<Record<string, string>>,
): CheckAnswer['state'] {
  const { checked, text, references } = entry;
  const inline = INLINE_REASON.exec(text.replaceAll('\n', ' '))?.[2];
  const gap = placeholderState(inline === undefined ? text : inline.replace(/\)$/, ''));
  if (gap?.state === 'not-applicable' || nested.some(saysWhyNot)) return 'not-applicable';
  if (checked === false) return 'open';
  const isName = !text.includes('<') && Object.hasOwn(names, fold(text));
  if (!isName && (inline !== undefined || isNothing(text))) return 'unfilled';
  const refers = [entry, ...nested].some((each) =>
    each.references.some(({ excluded }) => excluded === undefined),
  );
  if (refers && references.length + nested.length > 0) return 'written';
  if (nested.some((each) => saysOwn(each.text))) return 'written';
  if (!isName && saysOwn(text, title)) return 'written';
  return checked === true ? 'ticked' : 'unfilled';
}

function saysWhyNot({ text, depth, kind }: Entry): boolean {
  return kind !== 'code' && depth > 0 && placeholderState(text)?.state === 'not-applicable';
}

function nestedIn(entries: readonly Entry[], parent: Entry): readonly Entry[] {
  const from = entries.indexOf(parent) + 1;
  const length = entries.slice(from).findIndex(({ depth, kind }) => depth <= parent.depth || kind === 'text');
  return entries.slice(from, length === -1 ? undefined : from + length);
}
