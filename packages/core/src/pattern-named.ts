import type { PatternEntry } from './pattern-library.js';
import { findPhrases, indexPhrases } from './phrases.js';

/** Ids of the library's entries that a text names, by title or by id, in the library's order. Letter case does not matter. */
export function namedPatterns(
  text: string,
  entries: readonly Pick<PatternEntry, 'id' | 'title'>[],
): readonly string[] {
  const phrases = entries.flatMap(({ id, title }) => [[id, id] as const, [title, id] as const]);
  const found = new Set(findPhrases(indexPhrases(phrases), text));
  return entries.map(({ id }) => id).filter((id) => found.has(id));
}
