import { isBlankCode } from '../recognise/nothing.js';
import { type PlaceholderState, placeholderState } from '../recognise/placeholder.js';
import { isSubstantive } from '../recognise/testing.js';
import type { Entry, Section } from '../schema/evidence.js';

/** What the entries of a section amount to. */
export interface StateOf {
  readonly state: Section['state'];
  readonly reason?: string;
}

/** The state of a section whose template text is left out already; `emptied`: there was some. */
export function sectionState(entries: readonly Entry[], section: string, emptied: boolean): StateOf {
  if (entries.length === 0) return { state: emptied ? 'template' : 'empty' };
  if (beginsWithSubstance(entries, section)) return { state: 'substantive' };
  const real: Entry[] = [];
  let reason: string | undefined;
  const gaps = new Set<string>();
  for (const entry of entries) {
    const gap = gapOf(entry, section);
    if (gap === null) real.push(entry);
    else {
      gaps.add(gap.state);
      reason ??= gap.reason;
    }
  }
  if (real.every(leadsIn)) {
    if (gaps.has('not-applicable')) return { state: 'not-applicable', reason: reason ?? '' };
    if (gaps.has('deferred')) return { state: 'deferred' };
    if (gaps.size > 0) return { state: 'placeholder' };
  }
  const done = real.filter((entry) => !isOpen(entry));
  if (done.length < real.length && done.every((entry) => leadsIn(entry) || entry.depth > 0)) {
    return { state: 'planned' };
  }
  return { state: isSubstantive(done, section) ? 'substantive' : 'claimed' };
}

/** The common case: more entries take nothing away from one that says enough, as long as no box is open. */
function beginsWithSubstance(entries: readonly Entry[], section: string): boolean {
  const first = entries.find((entry) => !leadsIn(entry));
  if (first === undefined || entries.some(isOpen)) return false;
  return gapOf(first, section) === null && isSubstantive([first], section);
}

function gapOf(entry: Entry, section: string): PlaceholderState | null {
  if (entry.kind !== 'code') return gapIn(entry.text, section);
  return isBlankCode(entry.text) ? { state: 'placeholder' } : null;
}

/** At most so many texts are kept per section, and none that is longer. */
const MOST_KEPT = 256;
const LONGEST_KEPT = 200;
const kept = new Map<string, Map<string, PlaceholderState | null>>();

/** What a text amounts to in a section. People say the same again and again: a page, `N/A`, that a formatter ran. */
function gapIn(text: string, section: string): PlaceholderState | null {
  if (text.length > LONGEST_KEPT) return placeholderState(text, section);
  let known = kept.get(section);
  if (known === undefined) {
    known = new Map();
    kept.set(section, known);
  }
  let gap = known.get(text);
  if (gap === undefined) {
    gap = placeholderState(text, section);
    if (known.size >= MOST_KEPT) known.clear();
    known.set(text, gap);
  }
  return gap;
}

const isOpen = (entry: Entry): boolean => entry.kind === 'task' && entry.checked === false;

/** A line that only announces what follows. */
const leadsIn = ({ kind, text }: Entry): boolean =>
  kind === 'text' && (text.endsWith(':') || text.endsWith('：'));
