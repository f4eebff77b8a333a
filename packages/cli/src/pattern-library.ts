import type { FileChange, LibraryMatch, PatternMatch } from '@forethought/core';
import { type GitPlace, readFileAt } from '@forethought/io';

/** Where a team keeps its pattern library unless its plan says otherwise. */
export const LIBRARY = 'COMMON_PATTERNS.md';

/** The entries of the pattern library at a revision that a change calls for; none where there is no library. */
export async function matchesIn(
  repo: GitPlace,
  base: string,
  files: readonly FileChange[],
  added: ReadonlyMap<string, string>,
): Promise<readonly PatternMatch[]> {
  const text = await readFileAt(repo, base, LIBRARY);
  if (text === undefined) return [];
  const { patternsFor } = await import('./pattern-matches.js');
  return patternsFor(text, files, added);
}

/** The same as rules read it. */
export async function libraryFor(...asked: Parameters<typeof matchesIn>): Promise<readonly LibraryMatch[]> {
  const matches = await matchesIn(...asked);
  return matches.map(({ entry: { id, title }, because }) => ({ id, title, because }));
}
