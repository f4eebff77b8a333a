import { type FileChange, matchPatterns, type PatternMatch, readPatternLibrary } from '@forethought/core';

/** The entries of a pattern library, as its text, that a change calls for. */
export function patternsFor(
  library: string,
  files: readonly FileChange[],
  added: ReadonlyMap<string, string>,
): readonly PatternMatch[] {
  const { entries } = readPatternLibrary(library);
  const paths = files.map(({ path }) => path);
  const addedLines = [...added.values()].flatMap((text) => text.split('\n'));
  return matchPatterns(entries, { paths, addedLines });
}
