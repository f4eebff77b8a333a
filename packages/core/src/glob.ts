import type { Pattern } from './schema/policy.js';

/** The most characters of one glob, and the most combinations that its `{…}` may come to. */
export const GLOB_LIMITS = { length: 300, alternatives: 64 } as const;

/** A glob and the regular expression it stands for, or what is wrong with it and what would be valid. */
export type CompiledGlob = { readonly pattern: Pattern } | { readonly problem: string };

/**
 * Compiles a glob over repository paths: `*` and `?` within a folder, `**` across folders, `[a-z]`, `{a,b}`, `\` before a special
 * character. It is relative to the root, knows no negation and no extended globs, and stays within `GLOB_LIMITS`.
 */
export function compileGlob(glob: string): CompiledGlob {
  const problem = shapeProblem(glob);
  if (problem !== undefined) return { problem };
  const alternatives = expandBraces(glob);
  if (typeof alternatives === 'string') return { problem: alternatives };
  const sources: string[] = [];
  const groups: Groups = { count: 0 };
  for (const alternative of alternatives) {
    const source = sourceOf(alternative, groups);
    if (typeof source !== 'string') return source;
    sources.push(source);
  }
  const source = `^(?:${sources.join('|')})$`;
  // Nothing but the range of a class could be wrong by now.
  if (glob.includes('[') && !isExpression(source)) return { problem: 'a `[…]` whose range runs backwards' };
  return { pattern: { glob, source } };
}

function isExpression(source: string): boolean {
  try {
    new RegExp(source);
    return true;
  } catch {
    return false;
  }
}

function shapeProblem(glob: string): string | undefined {
  if (glob === '') return 'an empty path pattern matches nothing; `**` matches every path';
  if (glob.length > GLOB_LIMITS.length)
    return `longer than ${GLOB_LIMITS.length} characters; split it into several`;
  if (glob.includes('\0')) return 'a path has no NUL character';
  if (glob.startsWith('!')) return 'patterns do not negate; name the paths that count';
  if (/^(?:\/|\.\/|[A-Za-z]:)/.test(glob))
    return 'paths are relative to the root of the repository: leave out what stands before the first folder';
  if (glob.split('/').some((segment) => segment === '..' || segment === '.'))
    return 'a path of the repository has no `.` or `..` folder';
  if (glob.endsWith('/')) return `to name everything in a folder, write \`${glob}**\``;
  if (glob.includes('//')) return 'a path has one `/` between folders';
  return undefined;
}

/** The choices of `{a,b}` written out, nested ones too; a string is what is wrong. */
export function expandBraces(glob: string): readonly string[] | string {
  const open = indexOutside(glob, '{', 0);
  if (open === -1) {
    return indexOutside(glob, '}', 0) === -1
      ? [glob]
      : 'a `}` without its `{`; write `\\}` for the character';
  }
  const parts = braceParts(glob, open);
  if (parts === undefined) return 'a `{` without its `}`; write `\\{` for the character';
  if (parts.choices.length < 2) return '`{…}` needs at least two choices, such as `{yml,yaml}`';
  const all: string[] = [];
  for (const choice of parts.choices) {
    const [before, after] = [glob.slice(0, open), glob.slice(parts.end)];
    if (meet(before, choice + after) || meet(choice, after)) {
      return 'two `*` meet at the edge of a choice of `{…}`; write one of them';
    }
    const rest = expandBraces(before + choice + after);
    if (typeof rest === 'string') return rest;
    all.push(...rest);
    if (all.length > GLOB_LIMITS.alternatives) {
      return `more than ${GLOB_LIMITS.alternatives} combinations of \`{…}\`; split it into several`;
    }
  }
  return all;
}

function meet(left: string, right: string): boolean {
  return left.endsWith('*') && right.startsWith('*');
}

function braceParts(
  glob: string,
  open: number,
): { readonly choices: readonly string[]; readonly end: number } | undefined {
  const choices: string[] = [];
  let depth = 0;
  let from = open + 1;
  for (let at = open; at < glob.length; at += 1) {
    const character = glob[at];
    if (character === '\\') at += 1;
    else if (character === '{') depth += 1;
    else if (character === ',' && depth === 1) {
      choices.push(glob.slice(from, at));
      from = at + 1;
    } else if (character === '}') {
      depth -= 1;
      if (depth === 0) return { choices: [...choices, glob.slice(from, at)], end: at + 1 };
    }
  }
  return undefined;
}

function indexOutside(text: string, wanted: string, from: number): number {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === wanted) return at;
  }
  return -1;
}

/** Numbers the groups of one expression. */
interface Groups {
  count: number;
}

interface GlobProblem {
  readonly problem: string;
}

/**
 * The regular expression of a glob without braces. Whatever stands between two wildcards is taken where it first occurs and never
 * tried again – a later place could only leave less room – so that matching takes no more than path length times glob length.
 */
function sourceOf(glob: string, groups: Groups): string | GlobProblem {
  const segments = glob.split('/').filter((segment, at, all) => segment !== '**' || all[at - 1] !== '**');
  if (segments.length === 1 && segments[0] === '**') return '[^]+';
  const isOpen = segments.at(-1) === '**';
  const stretches = stretchesOf(isOpen ? segments.slice(0, -1) : segments);
  let source = '';
  for (const [at, stretch] of stretches.entries()) {
    const inner = stretchSource(stretch, groups);
    if (typeof inner !== 'string') return inner;
    const isLast = at === stretches.length - 1;
    if (isLast) source += (at === 0 ? '' : '(?:[^/]+/)*') + inner + (isOpen ? '/[^]+' : '');
    else if (at === 0) source += inner === '' ? '' : `${inner}/`;
    else source += first(`(?:[^/]+/)*?${inner}/`, groups);
  }
  return source;
}

/** The segments between `**`, of which the first list may be empty. */
function stretchesOf(segments: readonly string[]): readonly (readonly string[])[] {
  const stretches: string[][] = [[]];
  for (const segment of segments) {
    if (segment === '**') stretches.push([]);
    else stretches.at(-1)?.push(segment);
  }
  return stretches;
}

function stretchSource(segments: readonly string[], groups: Groups): string | GlobProblem {
  const sources: string[] = [];
  for (const segment of segments) {
    if (segment === '') return { problem: 'a choice of `{…}` leaves a folder without a name' };
    const source = segmentSource(segment, groups);
    if (typeof source !== 'string') return source;
    sources.push(source);
  }
  return sources.join('/');
}

/** The first match from here, as one step without a way back. */
function first(source: string, groups: Groups): string {
  groups.count += 1;
  return `(?=(?<g${groups.count}>${source}))\\k<g${groups.count}>`;
}

function segmentSource(segment: string, groups: Groups): string | GlobProblem {
  if (segment === '*') return '[^/]+';
  const pieces = piecesOf(segment);
  if ('problem' in pieces) return pieces;
  const [start = '', ...rest] = pieces.sources;
  const last = rest.pop();
  const middle = rest.filter((piece) => piece !== '').map((piece) => first(`[^/]*?${piece}`, groups));
  return last === undefined ? start : `${start}${middle.join('')}[^/]*${last}`;
}

/** What stands between the `*` of a segment. */
function piecesOf(segment: string): { readonly sources: readonly string[] } | GlobProblem {
  if (!/[\\*?[()]/.test(segment)) return { sources: [escaped(segment)] };
  const sources = [''];
  const add = (source: string): void => {
    sources.push(`${sources.pop() ?? ''}${source}`);
  };
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment[at] ?? '';
    if (character === '\\') {
      at += 1;
      const next = segment[at] ?? '';
      if (next === '' || !SPECIAL.includes(next)) {
        return { problem: '`/` stands between folders; `\\` only before a special character' };
      }
      add(escaped(next));
    } else if (character === '*') {
      if (segment[at + 1] === '*') {
        return { problem: '`**` stands alone between slashes, such as `src/**/*.ts`' };
      }
      sources.push('');
    } else if (character === '?') add('[^/]');
    else if (character === '[') {
      const end = classEnd(segment, at);
      if (end === -1) return { problem: 'a `[` without its `]`; write `\\[` for the character' };
      add(classSource(segment.slice(at + 1, end)));
      at = end;
    } else if ('()'.includes(character)) return { problem: PARENTHESES };
    else add(escaped(character));
  }
  return { sources };
}

const SPECIAL = '*?[]{}()\\!+@,';
const PARENTHESES =
  'parentheses are no part of a path pattern: write choices as `{a,b}`, and `\\(` for the character';

/** A `]` right after `[` or `[!` is a member. */
function classEnd(segment: string, open: number): number {
  const first = open + (segment[open + 1] === '!' || segment[open + 1] === '^' ? 2 : 1);
  return segment.indexOf(']', first + 1);
}

function classSource(members: string): string {
  const isNegated = members.startsWith('!') || members.startsWith('^');
  const inner = (isNegated ? members.slice(1) : members).replace(/[\\\][^]/g, '\\$&');
  return isNegated ? `[^/${inner}]` : `(?!/)[${inner}]`;
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}
