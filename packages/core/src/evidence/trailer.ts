import type { Line } from './block.js';

/** Keys that git and review tools write: a paragraph of these is about the change, and no section goes on through it. */
const KEYS = new Set(
  (
    'auditors auto-submit blame-revision bug bugs cc change-id closes commit-queue differential-revision differential-version fixes ' +
    'git-svn-id imported-from maniphest-tasks merged-in original-commit-hash patchwork-id phabricator-diff ' +
    'pull-request-resolved pulled-by resolves review-url reviewed-at reviewed-on reviewer reviewers subscribers tags tasks tested-tree waive'
  ).split(' '),
);

/** One line that has the form of a trailer. */
export interface Field {
  readonly key: string;
  readonly value: string;
  /** The key has no space: git would take it for a trailer. */
  readonly token: boolean;
  /** A key of git's or of a review tool's, or one of the form `Something-by`. */
  readonly known: boolean;
}

/** Index of the colon behind what has the characters of a key, or 0. Every line of a paragraph is asked, and few have one. */
function keyEnd(text: string): number {
  for (let at = 0; at <= LONGEST_KEY; at++) {
    const code = text.charCodeAt(at);
    const isWord = (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57);
    if (isWord) continue;
    if (code === COLON) return at;
    if (at === 0 || !(code === SPACE || code === DASH || code === HASH)) return 0;
  }
  return 0;
}

const LONGEST_KEY = 50;
const [SPACE, HASH, DASH, COLON] = [32, 35, 45, 58];

/** Reads `Key: value`; keys with spaces only in title case, as tools write them (`Differential Revision: …`). */
export function field(text: string): Field | null {
  const colon = keyEnd(text);
  if (colon === 0) return null;
  const after = text[colon + 1];
  if (after !== undefined && after !== ' ' && after !== '\t') return null;
  const key = text.slice(0, colon).trimEnd();
  let kind = kinds.get(key);
  if (kind === undefined) {
    kind = kindOf(key);
    if (kinds.size >= MOST_KINDS) kinds.clear();
    kinds.set(key, kind);
  }
  if (kind === 'none') return null;
  const value = text.slice(colon + 1).trim();
  return { key, value, token: !key.includes(' '), known: kind === 'known' };
}

/** What keys were found to be: the same few come again and again. */
const kinds = new Map<string, 'none' | 'known' | 'other'>();
const MOST_KINDS = 256;

function kindOf(key: string): 'none' | 'known' | 'other' {
  const token = !key.includes(' ');
  if (!token && !/^[A-Z][\w#-]*(?: [A-Z#][\w#-]*){1,3}$/.test(key)) return 'none';
  const folded = key.toLowerCase().replaceAll(' ', '-');
  const known = KEYS.has(folded) || folded.endsWith('-by') || (token && /^[A-Z][\w]*-[\w-]+$/.test(key));
  return known ? 'known' : 'other';
}

/** A trailer with its lines: folded ones follow the first. */
export interface TrailerLines extends Field {
  readonly lines: readonly Line[];
}

const PICKED = /^\(cherry picked from commit [0-9a-f]{7,64}\)$/;
const ROUND = 40;

/**
 * The trailers of a paragraph that consists of trailers, or null. `last`: the paragraph ends the text, where git also reads
 * keys that nobody knows, and bears other lines among them. https://git-scm.com/docs/git-interpret-trailers
 */
export function trailersOf(lines: readonly Line[], last: boolean): readonly TrailerLines[] | null {
  const found: { readonly own: Field; readonly lines: Line[] }[] = [];
  let others = 0;
  let known = 0;
  const margin = lines[0]?.column ?? 1;
  for (const line of lines) {
    const folds = line.column > margin;
    const own = folds ? null : field(line.text);
    if (own) {
      found.push({ own, lines: [line] });
      if (own.known) known++;
    } else if (line.text.charCodeAt(0) === ROUND && PICKED.test(line.text)) known++;
    else if (folds && found.length > 0) found.at(-1)?.lines.push(line);
    else if (last) others++;
    else return null;
  }
  if (found.length === 1 && lines.length === 1 && found[0]?.own.value === '') return null;
  if (
    !isTrailers(
      found.map((each) => each.own),
      others,
      known,
      last,
    )
  )
    return null;
  return found.map(({ own: { key, value, token, known: isKnown }, lines: parts }) => {
    const folded = parts.slice(1).map((part) => part.text);
    const whole = folded.length === 0 ? value : [value, ...folded].join(' ').trim();
    return { key, value: whole, token, known: isKnown, lines: parts };
  });
}

function isTrailers(found: readonly Field[], others: number, known: number, last: boolean): boolean {
  if (others === 0 && found.length > 0) return known > 0 || (last && found.every((each) => each.token));
  return last && known > 0 && found.length >= 3 * others;
}
