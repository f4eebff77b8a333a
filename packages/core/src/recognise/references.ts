import type { Place } from '../schema/common.js';
import type { Reference } from '../schema/evidence.js';
import { exclusionByLabel, exclusionOf, linkOf } from './url-exclusion.js';
import { type Found, patterns } from './reference-patterns.js';

/** Entries longer than this are read only up to here: nobody cites beyond it. */
const LONGEST = 65_536;

/**
 * The references in one text, in order: links, specifications, manual pages, documents, issues, commits, repository paths.
 * `place` is where the text starts. What can't be a source is listed too, with `excluded` saying why.
 */
export function references(text: string, place: Place): Reference[] {
  const body = text.length > LONGEST ? text.slice(0, LONGEST) : text;
  const found: Found[] = [];
  let rest = body;
  if (body.includes('://')) {
    const links = linksIn(body);
    found.push(...links);
    rest = masked(body, links);
  }
  for (const pattern of patterns) {
    if (!pattern.worthwhile(rest)) continue;
    const hits = pattern.find(rest);
    found.push(...hits);
    rest = masked(rest, hits);
  }
  if (found.length === 0) return [];
  found.sort((a, b) => a.start - b.start);
  return placed(body, found, place);
}

/** Http(s) links: inline, in angle brackets or bare. */
function linksIn(text: string): Found[] {
  const found: Found[] = [];
  let from = 0;
  for (let colon = text.indexOf('://', from); colon !== -1; colon = text.indexOf('://', from)) {
    const start = schemeStart(text, colon);
    const end = start === -1 ? colon + 3 : urlEnd(text, start, colon + 3);
    from = Math.max(end, colon + 3);
    const target = start === -1 ? '' : text.slice(start, end);
    const link = target === '' ? undefined : linkOf(target);
    if (link === undefined) continue;
    const excluded = excludedAt(text, start) ?? exclusionOf(link);
    const issue = /\/(?:issues|pull|pulls|merge_requests|pull-requests)\/\d{1,9}\b/.test(link.path.slice(0, 300));
    const commit = /\/commits?\/[0-9a-f]{7,64}\b/.test(link.path.slice(0, 300));
    found.push({
      kind: issue ? 'issue' : commit ? 'commit' : 'url',
      target: link.credentials ? link.host : target,
      host: link.host,
      ...(excluded === undefined ? {} : { excluded }),
      start,
      end,
    });
  }
  return found;
}

function schemeStart(text: string, colon: number): number {
  for (const scheme of ['https', 'http']) {
    const start = colon - scheme.length;
    if (start < 0 || text.slice(start, colon).toLowerCase() !== scheme) continue;
    if (start === 0 || !/[A-Za-z0-9+.-]/.test(text.charAt(start - 1))) return start;
  }
  return -1;
}

/** End of a URL: white space, a bracket that it did not open, or a delimiter; punctuation at its end belongs to the sentence. */
function urlEnd(text: string, start: number, from: number): number {
  let open = 0;
  let end = from;
  for (; end < text.length; end++) {
    const char = text.charAt(end);
    if (/[\s<>"`|\\^{}，。、；）」』]/.test(char)) break;
    if (char === '(') open++;
    else if (char === ')' && --open < 0) break;
    else if (char === ']' && text.charAt(start - 1) === '[') break;
    else if (char === ']' && !text.slice(from, end).includes('[')) break;
  }
  while (end > from && /[.,;:!?'*_~]/.test(text.charAt(end - 1))) end--;
  return end;
}

/** What the surroundings of a link say: a picture's address, or the change itself under a label. */
function excludedAt(text: string, start: number): string | undefined {
  if (/(?:src|poster)=["']?$/i.test(text.slice(Math.max(0, start - 9), start))) return 'image';
  if (text.slice(start - 2, start) === '](') {
    const opening = text.lastIndexOf('[', start - 2);
    if (opening > 0 && start - opening < 400 && text.charAt(opening - 1) === '!') return 'image';
  }
  const line = text.lastIndexOf('\n', start - 1) + 1;
  if (start - line > 60) return undefined;
  const before = text.slice(line, start);
  if (/\b(?:generated|created|made) (?:with|by) [^.]{0,40}$/i.test(before)) return 'template';
  if (/^\W{0,4}close[sd]?:? $/i.test(before) && /^\S{8,200}\/pull\/\d/.test(text.slice(start, start + 220))) return 'own-change';
  if (before.trim() !== '' || line === 0) return exclusionByLabel(before);
  const previous = text.lastIndexOf('\n', line - 2) + 1;
  return line - previous > 60 ? undefined : exclusionByLabel(text.slice(previous, line - 1));
}

/** The text with what was found blanked out, so that nothing is read twice. */
function masked(text: string, found: readonly Found[]): string {
  if (found.length === 0) return text;
  const parts: string[] = [];
  let at = 0;
  for (const hit of found) {
    parts.push(text.slice(at, hit.start), ' '.repeat(hit.end - hit.start));
    at = hit.end;
  }
  return parts.join('') + text.slice(at);
}

function placed(text: string, found: readonly Found[], place: Place): Reference[] {
  let line = place.line;
  let lineStart = 0;
  let at = 0;
  return found.map(({ start, end: _, ...reference }) => {
    for (let next = text.indexOf('\n', at); next !== -1 && next < start; next = text.indexOf('\n', at)) {
      line++;
      at = next + 1;
      lineStart = at;
    }
    const column = start - lineStart + (line === place.line ? place.column : 1);
    return { ...reference, place: { line, column } };
  });
}
