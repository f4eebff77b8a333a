import { fold } from '../evidence/fold.js';
import { statementsIn } from '../recognise/learning.js';
import { saysOwn } from '../recognise/own-words.js';
import type { Place } from '../schema/common.js';
import type { Entry, Reference } from '../schema/evidence.js';
import { isDay } from '../week.js';
import type { Part } from './journal-parts.js';

/** Something that was learnt: on which day if it says so, whether it says what, and what it refers to. `isRepeated`: it stood there before. */
export interface Learning {
  readonly day: string | null;
  readonly hasWords: boolean;
  readonly references: readonly Reference[];
  readonly isRepeated: boolean;
  readonly place: Place;
}

/**
 * Learnings of a part: items that begin with a day, or that stand below a heading or an item that is one. A table has the day in its
 * first column. Without a heading of that name only what has both a day and a reference is taken for one.
 */
export function learningsIn({ heading, pieces }: Part): readonly Learning[] {
  const found = allLearnings(pieces);
  if (heading !== undefined) return found;
  return found.filter(({ day, references }) => day !== null && references.length > 0);
}

function allLearnings(pieces: Part['pieces']): readonly Learning[] {
  const found: Learning[] = [];
  const seen = new Set<string>();
  let day: string | undefined;
  for (const stretch of stretches(pieces)) {
    day = stretch.heading === undefined ? day : dated(stretch.heading)?.day;
    for (const { entry, entries } of statementsIn(stretch.entries.filter(isSaid))) {
      const own = dated(entry.kind === 'row' ? (entry.cells ?? []).join(' ') : entry.text);
      const below = entries.slice(1);
      if (own !== undefined && own.rest === '' && below.length > 0) {
        for (const each of statementsIn(below)) found.push(learning(own.day, each.entries, seen));
      } else if (own !== undefined && (own.rest !== '' || entry.kind !== 'text')) {
        found.push(
          learning(own.day, [{ ...entry, references: entry.references, text: own.rest }, ...below], seen),
        );
      } else if (own !== undefined) day = own.day;
      else if (entry.kind !== 'text') found.push(learning(day ?? null, entries, seen));
    }
  }
  return found;
}

interface Stretch {
  readonly heading?: string;
  readonly entries: Entry[];
}

/** What stands under each heading. */
function stretches(pieces: Part['pieces']): readonly Stretch[] {
  const found: Stretch[] = [{ entries: [] }];
  for (const piece of pieces) {
    if ('level' in piece) found.push({ heading: piece.title, entries: [] });
    else found.at(-1)?.entries.push(piece);
  }
  return found;
}

function isSaid({ kind }: Entry): boolean {
  return kind !== 'code' && kind !== 'quote';
}

/** The day that a text begins with, and what stands behind it; a weekday before it is left out. */
function dated(text: string): { readonly day: string; readonly rest: string } | undefined {
  const plain = text.slice(0, 4000).replaceAll(/[*_`]/g, '').trim();
  const found = /^(?:\p{L}{2,12}[.,]? )?[([]?(\d{4}-\d{2}-\d{2})(?![\d-])[)\]]?/u.exec(plain);
  const day = found?.[1];
  if (found === null || day === undefined || !isDay(day)) return undefined;
  return {
    day,
    rest: plain.slice(found[0].length).replace(/^(?:,? \p{L}{2,12})?\s{0,9}[:：–—-]?\s{0,9}/u, ''),
  };
}

function learning(day: string | null, entries: readonly Entry[], seen: Set<string>): Learning {
  const text = entries.map((entry) => entry.text).join(' ');
  const key = fold(text.slice(0, 1000));
  const isRepeated = seen.has(key);
  seen.add(key);
  const references = entries.flatMap((entry) => entry.references);
  return {
    day,
    hasWords: saysOwn(text),
    references: references.filter(({ excluded }) => excluded === undefined),
    isRepeated,
    place: entries[0]?.place ?? { line: 1, column: 1 },
  };
}
