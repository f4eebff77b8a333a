import { compileGlob } from './glob.js';
import type { PatternEntry, PatternMatch, PatternSubject } from './pattern-library.js';
import { type Cluster, openWindow } from './pattern-window.js';
import { type PatternWord, simpleWords } from './pattern-words.js';
import { matches } from './patterns.js';
import { findPhrases, indexPhrases, type PhraseIndex } from './phrases.js';

/** What is looked at of a change; more of it is not. */
export const MATCH_LIMITS = {
  paths: 2000,
  namedPaths: 60,
  lines: 20_000,
  lineLength: 400,
  hits: 500_000,
  matches: 5,
} as const;
/** Words count together when they stand within so many added lines. */
const WINDOW = 40;
/** The weight at which an entry is offered, and how many different words it takes. */
const ENOUGH = { weight: 4, words: 3, withCode: 2 } as const;
const PATH_WEIGHT = 2;

/** A word of one entry. */
interface Owned {
  readonly owner: number;
  readonly word: PatternWord;
}

interface Indexes {
  readonly words: ReadonlyMap<string, readonly Owned[]>;
  readonly code: PhraseIndex<Owned>;
}

/**
 * The entries that a change calls for, the surest first and at most `MATCH_LIMITS.matches`. An entry is offered where several of its
 * telling words stand close together in the added lines, counting those in the changed paths; one that says `Applies to:` only
 * where a changed path matches. It rather stays silent than guesses. Time grows with the text, not with the number of entries.
 */
export function matchPatterns(
  entries: readonly PatternEntry[],
  { paths, addedLines }: PatternSubject,
): readonly PatternMatch[] {
  if (entries.length === 0) return [];
  const changed = paths.slice(0, MATCH_LIMITS.paths);
  const places = entries.map((entry) => placeOf(entry, changed));
  const clusters = clustersOf(entries, changed, addedLines.slice(0, MATCH_LIMITS.lines));
  return entries
    .flatMap((entry, at) => {
      const place = places[at];
      const found = clusters[at];
      if (place === undefined || found === undefined) return [];
      const weight = found.weight + (place === '' ? 0 : PATH_WEIGHT);
      if (!isEnough(found.words, weight)) return [];
      const words = [...found.words].sort((a, b) => b.weight - a.weight).map(({ written }) => written);
      return [{ match: { entry, because: place === '' ? words : [place, ...words] }, weight }];
    })
    .sort((a, b) => b.weight - a.weight)
    .slice(0, MATCH_LIMITS.matches)
    .map(({ match }) => match);
}

function isEnough(words: readonly PatternWord[], weight: number): boolean {
  const fewest = words.some(({ kind }) => kind === 'code') ? ENOUGH.withCode : ENOUGH.words;
  return weight >= ENOUGH.weight && words.length >= fewest;
}

/** The changed path that the entry applies to, '' where it names none, undefined where none matches. */
function placeOf({ paths }: PatternEntry, changed: readonly string[]): string | undefined {
  if (paths === undefined) return '';
  const patterns = paths.flatMap((glob) => {
    const compiled = compileGlob(glob);
    return 'problem' in compiled ? [] : [compiled.pattern];
  });
  return changed.find((path) => matches(patterns, path));
}

/** For each entry the weightiest set of its words within one window of lines. */
function clustersOf(
  entries: readonly PatternEntry[],
  paths: readonly string[],
  lines: readonly string[],
): readonly Cluster[] {
  const indexes = indexesOf(entries);
  const windows = entries.map(() => openWindow(WINDOW));
  let left: number = MATCH_LIMITS.hits;
  const take = (text: string, line: number): void => {
    if (left <= 0) return;
    for (const { owner, word } of hitsIn(indexes, text)) {
      windows[owner]?.take(word, line);
      left -= 1;
    }
  };
  for (const [at, line] of lines.entries()) take(line.slice(0, MATCH_LIMITS.lineLength), at);
  // Names of paths stand close to every line, unless there are so many that they would match anything.
  if (paths.length <= MATCH_LIMITS.namedPaths) {
    for (const window of windows) window.carryTo(lines.length);
    for (const path of paths) take(path, lines.length);
  }
  return windows.map((window) => window.best());
}

function* hitsIn({ words, code }: Indexes, text: string): Generator<Owned, void, undefined> {
  const told = new Set<string>();
  for (const { word } of simpleWords(text)) {
    if (told.has(word)) continue;
    told.add(word);
    yield* words.get(word) ?? [];
  }
  yield* findPhrases(code, text);
}

function indexesOf(entries: readonly PatternEntry[]): Indexes {
  const words = new Map<string, Owned[]>();
  const code: [string, Owned][] = [];
  for (const [owner, entry] of entries.entries()) {
    for (const word of entry.words) {
      if (word.kind === 'code') code.push([word.word, { owner, word }]);
      else words.set(word.word, [...(words.get(word.word) ?? []), { owner, word }]);
    }
  }
  return { words, code: indexPhrases(code) };
}

/** Ids of the library's entries that a text names, by title or by id, in the library's order. Letter case does not matter. */
export function namedPatterns(
  text: string,
  entries: readonly Pick<PatternEntry, 'id' | 'title'>[],
): readonly string[] {
  const phrases = entries.flatMap(({ id, title }) => [[id, id] as const, [title, id] as const]);
  const found = new Set(findPhrases(indexPhrases(phrases), text));
  return entries.map(({ id }) => id).filter((id) => found.has(id));
}
