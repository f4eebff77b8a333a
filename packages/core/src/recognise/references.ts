import type { Place } from '../schema/common.js';
import type { Reference } from '../schema/evidence.js';
import { unreadAmong } from './denial.js';
import { mayBeTitled } from './document-patterns.js';
import { linksIn } from './link-scan.js';
import { mayBeManual } from './manual-patterns.js';
import { type Found, masked, phrasesIn } from './reference-patterns.js';
import { tokensIn } from './token-scan.js';

/** Texts are read only up to here, in UTF-16 units: nobody cites beyond it in one entry. */
const LONGEST = 65_536;

/**
 * The references in one text, in order: links, specifications, manual pages, documents, issues, commits, repository paths.
 * `place` is where the text starts. What can't be a source is listed too, with `excluded` saying why.
 */
export function references(text: string, place: Place): Reference[] {
  // There is no reference without one of these.
  if (!/[\d./]/.test(text) && !mayBeManual(text) && !mayBeTitled(text)) return [];
  const body = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const links = body.includes('://') ? linksIn(body) : [];
  const found = [...links, ...phrasesIn(masked(body, links))].sort(byStart);
  found.push(...tokensIn(body, found));
  if (found.length === 0) return [];
  found.sort(byStart);
  const unread = unreadAmong(body, found);
  const judged = found.map((each) => (unread.has(each) ? { ...each, excluded: 'unread' } : each));
  return placed(body, unread.size === 0 ? found : judged, place);
}

const byStart = (a: Found, b: Found): number => a.start - b.start;

function placed(text: string, found: readonly Found[], place: Place): Reference[] {
  let line = place.line;
  let lineStart = 0;
  let next = text.indexOf('\n');
  return found.map(({ start, kind, target, host, excluded }) => {
    while (next !== -1 && next < start) {
      line++;
      lineStart = next + 1;
      next = text.indexOf('\n', lineStart);
    }
    const column = start - lineStart + (line === place.line ? place.column : 1);
    const reference: { -readonly [K in keyof Reference]: Reference[K] } = {
      kind,
      target,
      place: { line, column },
    };
    if (host !== undefined) reference.host = host;
    if (excluded !== undefined) reference.excluded = excluded;
    return reference;
  });
}
