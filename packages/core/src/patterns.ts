import { compileGlob, expandBraces } from './glob.js';
import type { Pattern } from './schema/policy.js';

/** Whatever has patterns of paths. */
export interface PathOwner {
  readonly paths: readonly Pattern[];
}

/**
 * What the patterns of several owners come to: look-ups for the common shapes, regular expressions for the rest. Owners stand as
 * their numbers.
 */
interface Matcher {
  readonly names: Map<string, number[]>;
  readonly paths: Map<string, number[]>;
  /** By the name of a folder anywhere on the way. */
  readonly folders: Map<string, number[]>;
  /** By the first folder. */
  readonly prefixes: Map<string, [prefix: string, owner: number][]>;
  /** By what follows the last dot, so that a path meets only the endings that it may have. */
  readonly endings: Map<string, [ending: string, owner: number][]>;
  /** The same for names with other wildcards; under '' where the ending is open. */
  readonly nameExpressions: Map<string, NameExpression[]>;
  /** For whole paths. */
  readonly expressions: [expression: RegExp, owner: number][];
}

/** A name with wildcards, whose expression is made when a name first gets as far. */
interface NameExpression {
  readonly segment: string;
  readonly owner: number;
  expression: RegExp | undefined;
}

/** At most so many answers are kept of one list: histories touch the same paths again and again. */
const MOST_KNOWN = 2048;
const ofPatterns = new WeakMap<
  readonly Pattern[],
  { readonly matcher: Matcher; readonly known: Map<string, boolean> }
>();
const ofOwners = new WeakMap<
  readonly PathOwner[],
  { readonly matcher: Matcher; readonly known: Map<string, ReadonlySet<number>> }
>();

/** Whether one of the patterns matches the path. The list is prepared at its first use and kept as long as the list itself. */
export function matches(patterns: readonly Pattern[], path: string): boolean {
  if (patterns.length === 0) return false;
  let list = ofPatterns.get(patterns);
  if (list === undefined) {
    list = { matcher: matcherOf([{ paths: patterns }]), known: new Map() };
    ofPatterns.set(patterns, list);
  }
  let answer = list.known.get(path);
  if (answer === undefined) {
    answer = ownersAt(list.matcher, path).size > 0;
    if (list.known.size >= MOST_KNOWN) list.known.clear();
    list.known.set(path, answer);
  }
  return answer;
}

/** Numbers of the owners of whose patterns one matches the path, found in one pass however many there are. Prepared and kept like `matches`. */
export function matchingOwners(owners: readonly PathOwner[], path: string): ReadonlySet<number> {
  let list = ofOwners.get(owners);
  if (list === undefined) {
    list = { matcher: matcherOf(owners), known: new Map() };
    ofOwners.set(owners, list);
  }
  let answer = list.known.get(path);
  if (answer === undefined) {
    answer = ownersAt(list.matcher, path);
    if (list.known.size >= MOST_KNOWN) list.known.clear();
    list.known.set(path, answer);
  }
  return answer;
}

/** What most paths belong to. */
const NOBODY: ReadonlySet<number> = new Set();

function ownersAt(matcher: Matcher, path: string): ReadonlySet<number> {
  const found = new Set<number>();
  const name = path.slice(path.lastIndexOf('/') + 1);
  const ending = afterDot(name);
  addAll(found, matcher.names.get(name));
  addAll(found, matcher.paths.get(path));
  for (const [each, owner] of matcher.endings.get(ending) ?? []) if (name.endsWith(each)) found.add(owner);
  addFolders(found, matcher, path);
  for (const key of [ending, '']) {
    for (const each of matcher.nameExpressions.get(key) ?? []) {
      if (!found.has(each.owner) && expressionOf(each).test(name)) found.add(each.owner);
    }
  }
  for (const [expression, owner] of matcher.expressions) {
    if (!found.has(owner) && expression.test(path)) found.add(owner);
  }
  return found.size === 0 ? NOBODY : found;
}

function addFolders(found: Set<number>, matcher: Matcher, path: string): void {
  let from = 0;
  for (let to = path.indexOf('/'); to !== -1; to = path.indexOf('/', from)) {
    const folder = path.slice(from, to);
    addAll(found, matcher.folders.get(folder));
    if (from === 0) {
      for (const [prefix, owner] of matcher.prefixes.get(folder) ?? []) {
        if (path.startsWith(prefix)) found.add(owner);
      }
    }
    from = to + 1;
  }
}

function addAll(found: Set<number>, owners: readonly number[] | undefined): void {
  if (owners !== undefined) for (const owner of owners) found.add(owner);
}

function matcherOf(owners: readonly PathOwner[]): Matcher {
  const matcher: Matcher = {
    names: new Map(),
    paths: new Map(),
    folders: new Map(),
    prefixes: new Map(),
    endings: new Map(),
    nameExpressions: new Map(),
    expressions: [],
  };
  for (const [owner, { paths }] of owners.entries()) {
    for (const pattern of paths) {
      const { glob } = pattern;
      const alternatives = expandBraces(glob);
      const isSimple =
        typeof alternatives !== 'string' && alternatives.every((each) => addShape(matcher, each, owner));
      if (!isSimple) matcher.expressions.push([new RegExp(pattern.source), owner]);
    }
  }
  return matcher;
}

const PLAIN = /^[\w .@~+-]+$/;

/** Adds a glob of a shape that needs no expression over the whole path: any/name, a/b.c, any/*.ending, folder/any, any/folder/any. */
function addShape(matcher: Matcher, glob: string, owner: number): boolean {
  const segments = glob.split('/');
  const [first = '', second = ''] = segments;
  const isPlain = (segment: string): boolean => PLAIN.test(segment);
  const isOpen = segments.length > 1 && segments.at(-1) === '**';
  if (segments.every(isPlain)) put(matcher.paths, glob, owner);
  else if (isOpen && segments.slice(0, -1).every(isPlain))
    put(matcher.prefixes, first, [glob.slice(0, -2), owner]);
  else if (first !== '**') return false;
  else if (isOpen && segments.length === 3 && isPlain(second)) put(matcher.folders, second, owner);
  else if (segments.length !== 2) return false;
  else if (isPlain(second)) put(matcher.names, second, owner);
  else if (second.startsWith('*.') && isPlain(second.slice(1))) {
    put(matcher.endings, afterDot(second), [second.slice(1), owner]);
  } else return addNameExpression(matcher, second, owner);
  return true;
}

function addNameExpression(matcher: Matcher, segment: string, owner: number): boolean {
  if (segment === '**') return false;
  const ending = PLAIN.test(afterDot(segment)) && segment.includes('.') ? afterDot(segment) : '';
  put(matcher.nameExpressions, ending, { segment, owner, expression: undefined });
  return true;
}

/** What is part of a glob that compiles does so too. */
function expressionOf(each: NameExpression): RegExp {
  if (each.expression === undefined) {
    const compiled = compileGlob(each.segment);
    each.expression = 'problem' in compiled ? /(?!)/ : new RegExp(compiled.pattern.source);
  }
  return each.expression;
}

function put<T>(map: Map<string, T[]>, key: string, value: T): void {
  const values = map.get(key);
  if (values === undefined) map.set(key, [value]);
  else values.push(value);
}

function afterDot(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}
