import { changesNamed, LESSON_KINDS, matches, meansChange, type Policy } from '@forethought/core';
import { type GitPlace, listDocumentFiles, readDocumentTexts } from '@forethought/io';
import { documentOf } from './document-of.js';

/** Paths of the documents at a revision that name one of the changes as what a lesson comes from; undefined: nobody looked. */
export type LessonLookup = (
  rev: string,
  changes: readonly string[],
  policy: Policy,
) => Promise<readonly string[] | undefined>;

/** So many fixes are looked up in one run; of a longer history only the newest, and what the others left behind stays unknown. */
const MOST = 60;

/** Reads pattern libraries, postmortems and incidents of a revision, when a fix of something is met. `onPartly` is told of those left out. */
export function lessonLookup(
  repo: GitPlace,
  signal?: AbortSignal,
  onPartly?: (rev: string) => void,
): LessonLookup {
  let left: number = MOST;
  return async (rev, changes, policy) => {
    if (left <= 0) {
      onPartly?.(rev);
      return undefined;
    }
    left -= 1;
    const patterns = policy.documents
      .filter(({ kind }) => LESSON_KINDS.includes(kind))
      .map(({ paths }) => paths);
    const isWanted = (path: string): boolean => patterns.some((paths) => matches(paths, path));
    const files = await listDocumentFiles(repo, { rev, isWanted, signal });
    const found: string[] = [];
    for await (const texts of readDocumentTexts(repo, files)) {
      for (const { file, text } of texts) {
        if (!changes.some((change) => text.includes(change.slice(0, 7)))) continue;
        const { evidence, documentKind = '' } = documentOf(file.path, text, policy);
        if (LESSON_KINDS.includes(documentKind) && meansChange(changesNamed(evidence), changes))
          found.push(file.path);
      }
    }
    return found;
  };
}
