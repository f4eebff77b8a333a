import type { Pattern } from './schema/policy.js';

/** What a list of patterns comes to: look-ups for the common shapes, regular expressions for the rest. */
interface Matcher {
  readonly names: ReadonlySet<string>;
  readonly paths: ReadonlySet<string>;
  readonly endings: readonly string[];
  readonly folders: readonly string[];
  readonly anywhere: readonly string[];
  readonly expressions: readonly RegExp[];
}

const matchers = new WeakMap<readonly Pattern[], Matcher>();

/** Whether one of the patterns matches the path. The list is prepared at its first use and kept as long as the list itself. */
export function matches(patterns: readonly Pattern[], path: string): boolean {
  if (patterns.length === 0) return false;
  let matcher = matchers.get(patterns);
  if (matcher === undefined) {
    matcher = matcherOf(patterns);
    matchers.set(patterns, matcher);
  }
  return isMatched(matcher, path);
}

function isMatched(matcher: Matcher, path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  return (
    matcher.names.has(name) ||
    matcher.paths.has(path) ||
    matcher.endings.some((ending) => name.endsWith(ending)) ||
    matcher.folders.some((folder) => path.startsWith(folder)) ||
    matcher.anywhere.some((folder) => path.startsWith(folder.slice(1)) || path.includes(folder)) ||
    matcher.expressions.some((expression) => expression.test(path))
  );
}

const PLAIN = /^[\w .@~+-]+$/;

// Shapes that need no expression: **/name, a/b.c, **/*.ending, folder/**, **/folder/**
function matcherOf(patterns: readonly Pattern[]): Matcher {
  const names = new Set<string>();
  const paths = new Set<string>();
  const endings: string[] = [];
  const folders: string[] = [];
  const anywhere: string[] = [];
  const expressions: RegExp[] = [];
  for (const { glob, source } of patterns) {
    const segments = glob.split('/');
    const [first = '', second = '', third] = segments;
    if (segments.every(isPlain)) paths.add(glob);
    else if (segments.length === 2 && first === '**' && isPlain(second)) names.add(second);
    else if (segments.length === 2 && first === '**' && second[0] === '*' && isPlain(second.slice(1))) {
      endings.push(second.slice(1));
    } else if (segments.length > 1 && segments.at(-1) === '**' && segments.slice(0, -1).every(isPlain)) {
      folders.push(glob.slice(0, -2));
      paths.add(glob.slice(0, -3));
    } else if (segments.length === 3 && first === '**' && isPlain(second) && third === '**') {
      anywhere.push(`/${second}/`);
      names.add(second);
    } else expressions.push(new RegExp(source));
  }
  return { names, paths, endings, folders, anywhere, expressions };
}

function isPlain(segment: string): boolean {
  return PLAIN.test(segment);
}
