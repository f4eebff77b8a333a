import type { FileChange, LibraryMatch } from '@forethought/core';
import { type GitPlace, readFileAt } from '@forethought/io';

/** Where a team keeps its pattern library unless its plan says otherwise. */
export const LIBRARY = 'COMMON_PATTERNS.md';

/** The entries of the pattern library at a revision that a change calls for; none where there is no library. */
export async function libraryFor(
  repo: GitPlace,
  base: string,
  files: readonly FileChange[],
  added: ReadonlyMap<string, string>,
): Promise<readonly LibraryMatch[]> {
  const text = await readFileAt(repo, base, LIBRARY);
  if (text === undefined) return [];
  const { patternsFor } = await import('./patterns.js');
  return patternsFor(text, files, added).map(({ entry: { id, title }, because }) => ({ id, title, because }));
}
