import { compileGlob, expandBraces } from './glob.js';
import type { Pattern } from './schema/policy.js';

/** What a list of patterns comes to: look-ups for the common shapes, regular expressions for the rest. */
interface Matcher {
  readonly names: Set<string>;
  readonly paths: Set<string>;
  /** By what follows the last dot, so that a path meets only the endings that it may have. */
  readonly endings: Map<string, string[]>;
  readonly folders: string[];
  readonly anywhere: string[];
  /** For names: by what follows the last dot, or under '' where that is open. */
  readonly nameExpressions: Map<string, RegExp[]>;
  /** For whole paths. */
  readonly expressions: RegExp[];
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
  const ending = afterDot(name);
  const fits = (expression: RegExp): boolean => expression.test(name);
  return (
    matcher.names.has(name) ||
    matcher.paths.has(path) ||
    (matcher.endings.get(ending)?.some((each) => name.endsWith(each)) ?? false) ||
    matcher.folders.some((folder) => path.startsWith(folder)) ||
    matcher.anywhere.some((folder) => path.includes(folder) || path.startsWith(folder.slice(1))) ||
    (matcher.nameExpressions.get(ending)?.some(fits) ?? false) ||
    (matcher.nameExpressions.get('')?.some(fits) ?? false) ||
    matcher.expressions.some((expression) => expression.test(path))
  );
}

function matcherOf(patterns: readonly Pattern[]): Matcher {
  const matcher: Matcher = {
    names: new Set(),
    paths: new Set(),
    endings: new Map(),
    folders: [],
    anywhere: [],
    nameExpressions: new Map(),
    expressions: [],
  };
  for (const { glob, source } of patterns) {
    const alternatives = expandBraces(glob);
    const isSimple =
      typeof alternatives !== 'string' && alternatives.every((each) => addShape(matcher, each));
    if (!isSimple) matcher.expressions.push(new RegExp(source));
  }
  return matcher;
}

const PLAIN = /^[\w .@~+-]+$/;

/** Adds a glob of a shape that needs no expression: any/name, a/b.c, any/*.ending, folder/any, any/folder/any. */
function addShape(matcher: Matcher, glob: string): boolean {
  const segments = glob.split('/');
  const [first = '', second = '', third] = segments;
  const isPlain = (segment: string): boolean => PLAIN.test(segment);
  const isDeep = segments.length > 1 && first === '**';
  if (segments.every(isPlain)) matcher.paths.add(glob);
  else if (isDeep && segments.length === 2 && isPlain(second)) matcher.names.add(second);
  else if (isDeep && segments.length === 2 && second.startsWith('*.') && isPlain(second.slice(1))) {
    const ending = second.slice(1);
    matcher.endings.set(afterDot(ending), [...(matcher.endings.get(afterDot(ending)) ?? []), ending]);
  } else if (segments.length > 1 && segments.at(-1) === '**' && segments.slice(0, -1).every(isPlain)) {
    matcher.folders.push(glob.slice(0, -2));
  } else if (isDeep && segments.length === 3 && isPlain(second) && third === '**') {
    matcher.anywhere.push(`/${second}/`);
  } else return isDeep && segments.length === 2 && addNameExpression(matcher, second);
  return true;
}

function addNameExpression(matcher: Matcher, segment: string): boolean {
  const compiled = compileGlob(segment);
  if ('problem' in compiled || segment === '**') return false;
  const ending = PLAIN.test(afterDot(segment)) && segment.includes('.') ? afterDot(segment) : '';
  const expressions = matcher.nameExpressions.get(ending) ?? [];
  matcher.nameExpressions.set(ending, [...expressions, new RegExp(compiled.pattern.source)]);
  return true;
}

function afterDot(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
