import type { Cause } from '../schema/cause.js';
import { linksIn } from './link-scan.js';
import { tokensIn } from './token-scan.js';

/** A change that a text names, and where, in UTF-16 units. The title that a link or a commit was given belongs to it. */
export interface NamedChange {
  readonly target: Cause['target'];
  /** It was named together with its repository, which is the one that was asked about or, unless one was, any. */
  readonly isQualified: boolean;
  readonly start: number;
  readonly end: number;
}

/** Whose changes are looked for. */
export interface Naming {
  /** `owner/name`; what is named together with another one is passed over. `*`: any. */
  readonly repository: string | undefined;
  /** A number that names nothing but the text itself. */
  readonly own: number | undefined;
}

const LINK =
  /^https?:\/\/[^/\s]{1,200}\/([\w.-]{1,100}\/[\w.-]{1,100})\/(?:-\/)?(?:pull|pulls|issues|merge_requests|commits?|pull\/\d{1,9}\/commits)\/(?:(\d{1,9})|([0-9a-f]{7,64}))(?![\w-])/i;
const NUMBER = /^([\w.-]{1,60}\/[\w.-]{1,100})?(?:#|GH-)(\d{1,7})$/;
const PULL =
  /(?<![\w/-])(?:PR|MR|[Pp]ull[ -]?[Rr]equest)[ :-]{0,2}#?(\d{1,7})(?![\w.-]\w|\w)|(?<![\w/-])pr[ -]?#?(\d{2,7})(?![\w.-]\w|\w)/g;
const SHA = /^[0-9a-f]{7,64}$/;
/** Longest title of a commit in brackets behind its sha. */
const LONGEST_TITLE = 200;

/** The commits, issues and pull requests that a text without line ends names, in order. */
export function namedChanges(text: string, { repository, own }: Naming): readonly NamedChange[] {
  const links = text.includes('://') ? linksIn(text) : [];
  const found: NamedChange[] = [];
  const add = (target: Cause['target'], named: string | undefined, start: number, end: number): void => {
    const isOther = named !== undefined && repository?.toLowerCase() !== named.toLowerCase();
    if (isOther && repository !== undefined && repository !== '*') return;
    if (target.kind === 'number' && (target.number === own || target.number === 0)) return;
    found.push({
      target,
      isQualified: named !== undefined,
      start: titled(text, start),
      end: past(text, end, target),
    });
  };
  for (const { target, start, end } of [...links, ...tokensIn(text, links)]) {
    const link = LINK.exec(target);
    const number = NUMBER.exec(target);
    if (link !== null) add(targetOf(link[2], link[3]), link[1], start, end);
    else if (number !== null) add(targetOf(number[2], undefined), number[1], start, end);
    else if (SHA.test(target)) add(targetOf(undefined, target), undefined, start, end);
  }
  for (const hit of text.matchAll(PULL)) {
    const end = hit.index + hit[0].length;
    if (links.some((link) => link.start < end && hit.index < link.end)) continue;
    add(targetOf(hit[1] ?? hit[2], undefined), undefined, hit.index, end);
  }
  return distinct(found);
}

function targetOf(number: string | undefined, sha: string | undefined): Cause['target'] {
  return number === undefined
    ? { kind: 'commit', sha: (sha ?? '').toLowerCase() }
    : { kind: 'number', number: Number(number) };
}

/** In order; of two that overlap the first, which is the longer one. */
function distinct(found: NamedChange[]): readonly NamedChange[] {
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  let end = -1;
  return found.filter((each) => {
    if (each.start < end) return false;
    end = each.end;
    return true;
  });
}

/** Where a link's title begins: `[the pool](https://…)`. */
function titled(text: string, start: number): number {
  if (text.charCodeAt(start - 1) !== ROUND || text.charCodeAt(start - 2) !== SQUARE_END) return start;
  const open = text.lastIndexOf('[', start - 2);
  return open === -1 || start - open > LONGEST_TITLE ? start : open;
}

/** Behind the bracket of a link, and behind a commit's title: `0a1b2c3d ("pool: …")`, `0a1b2c3d (pool: …, 2026-01-31)`. */
function past(text: string, end: number, { kind }: Cause['target']): number {
  if (text.charCodeAt(end) === ROUND_END) return end + 1;
  const open = end + (text.charCodeAt(end) === SPACE ? 1 : 0);
  if (kind !== 'commit' || text.charCodeAt(open) !== ROUND) return end;
  let depth = 0;
  for (let at = open; at < Math.min(text.length, open + LONGEST_TITLE); at++) {
    const code = text.charCodeAt(at);
    if (code === ROUND) depth++;
    else if (code === ROUND_END && --depth === 0) return at + 1;
  }
  return end;
}

const [SPACE, ROUND, ROUND_END, SQUARE_END] = [32, 40, 41, 93];
