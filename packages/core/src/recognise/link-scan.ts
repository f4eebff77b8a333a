import type { Found } from './reference-patterns.js';
import { exclusionByLabel, exclusionOf, linkOf } from './url-exclusion.js';

const ISSUE_PATH = /\/(?:issues|pull|pulls|merge_requests|pull-requests)\/\d{1,9}\b/;
const COMMIT_PATH = /\/commits?\/[0-9a-f]{7,64}\b/;
/** Characters that end a URL wherever they stand. */
const ENDS: ReadonlySet<string> = new Set(
  '<>"`|\\^{}，。、；：！？（）「」『』【】《》〈〉“”‘’…\u00a0\u3000',
);
const TRAILING: ReadonlySet<string> = new Set(".,;:!?'*_~");

/** Http(s) links of a text: inline, in angle brackets or bare. */
export function linksIn(text: string): Found[] {
  const found: Found[] = [];
  let colon = text.indexOf('://');
  while (colon !== -1) {
    const start = schemeStart(text, colon);
    const end = start === -1 ? colon + 3 : urlEnd(text, start, colon + 3);
    const hit = start === -1 ? undefined : linkAt(text, start, end);
    if (hit !== undefined) found.push(hit);
    colon = text.indexOf('://', Math.max(end, colon + 3));
  }
  return found;
}

/** An address without its scheme that starts at `start` and whose path starts at `slash`; undefined when it has no path. */
export function addressAt(text: string, start: number, slash: number): Found | undefined {
  const end = urlEnd(text, start, slash + 1);
  return end === slash + 1 ? undefined : linkAt(text, start, end, 'https://');
}

function linkAt(text: string, start: number, end: number, scheme = ''): Found | undefined {
  const target = text.slice(start, end);
  const link = linkOf(scheme + target);
  if (link === undefined) return undefined;
  const excluded = excludedAt(text, start) ?? exclusionOf(link);
  const path = link.path.slice(0, 300);
  return {
    kind: ISSUE_PATH.test(path) ? 'issue' : COMMIT_PATH.test(path) ? 'commit' : 'url',
    target: link.credentials ? link.host : target,
    host: link.host,
    ...(excluded === undefined ? {} : { excluded }),
    start,
    end,
  };
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
  let round = 0;
  let square = text.charAt(start - 1) === '[' ? -1 : 0;
  let end = from;
  for (; end < text.length; end++) {
    const char = text.charAt(end);
    if (char <= ' ' || ENDS.has(char)) break;
    if (char === '(') round++;
    else if (char === '[') square++;
    else if (char === ')' && --round < 0) break;
    else if (char === ']' && --square < 0) break;
  }
  while (end > from && TRAILING.has(text.charAt(end - 1))) end--;
  return end;
}

/** What the surroundings of a link say: a picture's address, a tool's signature, or the change itself under a label. */
function excludedAt(text: string, start: number): string | undefined {
  if (/(?:src|poster)=["']?$/i.test(text.slice(Math.max(0, start - 9), start))) return 'image';
  if (text.slice(start - 2, start) === '](') {
    const from = Math.max(0, start - 400);
    const opening = text.slice(from, start).lastIndexOf('[') + from;
    if (opening > from && text.charAt(opening - 1) === '!') return 'image';
  }
  const nearest = text.slice(Math.max(0, start - 61), start).lastIndexOf('\n');
  if (nearest === -1 && start > 60) return undefined;
  const line = nearest === -1 ? 0 : Math.max(0, start - 61) + nearest + 1;
  const before = text.slice(line, start);
  if (/\b(?:generated|created|made) (?:with|by) [^.]{0,40}$/i.test(before)) return 'template';
  if (/^\W{0,4}close[sd]?:? $/i.test(before) && /^\S{8,200}\/pull\/\d/.test(text.slice(start, start + 220))) {
    return 'own-change';
  }
  if (before.trim() !== '' || line === 0) return exclusionByLabel(before);
  const above = text.slice(Math.max(0, line - 62), line - 1);
  const label = above.slice(above.lastIndexOf('\n') + 1);
  return label.length > 60 ? undefined : exclusionByLabel(label);
}
