import type { Pattern } from './schema/policy.js';

/** The most characters, alternatives and wildcards of one glob: with these no path can make matching slow. */
export const GLOB_LIMITS = { length: 300, alternatives: 64, globstars: 3, stars: 3 } as const;

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
  for (const alternative of alternatives) {
    const source = sourceOf(alternative);
    if (typeof source !== 'string') return source;
    sources.push(source);
  }
  const source = `^(?:${sources.join('|')})$`;
  return isExpression(source)
    ? { pattern: { glob, source } }
    : { problem: 'a `[…]` whose range runs backwards' };
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
    const rest = expandBraces(glob.slice(0, open) + choice + glob.slice(parts.end));
    if (typeof rest === 'string') return rest;
    all.push(...rest);
    if (all.length > GLOB_LIMITS.alternatives) {
      return `more than ${GLOB_LIMITS.alternatives} combinations of \`{…}\`; split it into several`;
    }
  }
  return all;
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

/** The regular expression of a glob without braces. `**` before the last segment takes zero or more whole folders. */
function sourceOf(glob: string): string | { readonly problem: string } {
  const segments = glob.split('/').filter((segment, at, all) => segment !== '**' || all[at - 1] !== '**');
  if (segments.filter((segment) => segment === '**').length > GLOB_LIMITS.globstars) {
    return { problem: `more than ${GLOB_LIMITS.globstars} \`**\`; fewer match the same paths` };
  }
  let source = '';
  for (const [at, segment] of segments.entries()) {
    const isLast = at === segments.length - 1;
    if (segment === '**') {
      source += isLast ? (at === 0 ? '.+' : '(?:/.+)?') : `${at === 0 ? '' : '/'}(?:[^/]+/)*`;
      continue;
    }
    if (segment === '') return { problem: 'a choice of `{…}` leaves a folder without a name' };
    const inner = segmentSource(segment);
    if (typeof inner !== 'string') return inner;
    source += at === 0 || segments[at - 1] === '**' ? inner : `/${inner}`;
  }
  return source;
}

function segmentSource(segment: string): string | { readonly problem: string } {
  if (segment === '*') return '[^/]+';
  let source = '';
  let stars = 0;
  for (let at = 0; at < segment.length; at += 1) {
    const character = segment[at] ?? '';
    if (character === '\\') {
      at += 1;
      const next = segment[at] ?? '';
      if (!'*?[]{}()\\!+@,'.includes(next) || next === '')
        return { problem: '`/` stands between folders; `\\` only before a special character' };
      source += escaped(next);
    } else if (character === '*') {
      if (segment[at + 1] === '*')
        return { problem: '`**` stands alone between slashes, such as `src/**/*.ts`' };
      stars += 1;
      source += '[^/]*';
    } else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const end = classEnd(segment, at);
      if (end === -1) return { problem: 'a `[` without its `]`; write `\\[` for the character' };
      source += classSource(segment.slice(at + 1, end));
      at = end;
    } else if ('()'.includes(character)) {
      return {
        problem:
          'parentheses are no part of a path pattern: write choices as `{a,b}`, and `\\(` for the character',
      };
    } else source += escaped(character);
  }
  return stars > GLOB_LIMITS.stars
    ? { problem: `more than ${GLOB_LIMITS.stars} \`*\` in one folder name` }
    : source;
}

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

function escaped(character: string): string {
  return /[\\^$.*+?()[\]{}|]/.test(character) ? `\\${character}` : character;
}
