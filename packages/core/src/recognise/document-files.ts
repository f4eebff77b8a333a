import type { Evidence, Reference } from '../schema/evidence.js';
import { allEntries } from './document-part.js';

const PICTURE = /\.(?:png|jpe?g|gif|svg|webp|avif|drawio\.svg)(?:[?#].{0,200})?$/i;

/** A path that a document names, as seen from the root of the repository; `undefined` where it leads out of it. */
export function pathFrom(document: string | undefined, target: string): string | undefined {
  const bare = target.replace(/[?#].*$/s, '');
  const folders = bare.startsWith('/') ? [] : (document ?? '').split('/').slice(0, -1);
  for (const segment of bare.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') folders.push(segment);
    else if (folders.pop() === undefined) return undefined;
  }
  return folders.join('/');
}

/** The pictures that a document names by a path of the repository. */
export function picturesIn(evidence: Evidence): readonly Reference[] {
  return allEntries(evidence)
    .flatMap(({ references }) => references)
    .filter(({ kind, target }) => kind === 'path' && PICTURE.test(target));
}

/** The files of the repository that a document links to, pictures left out; what stands in code is not linked, and what leads out of the repository nobody can look up. */
export function linkedFiles(evidence: Evidence, document: string | undefined): readonly Reference[] {
  return allEntries(evidence).flatMap(({ kind, text, references }) =>
    kind === 'code' || kind === 'quote'
      ? []
      : references.filter(
          ({ kind: of, target }) =>
            of === 'path' &&
            !PICTURE.test(target) &&
            text.includes(`](${target}`) &&
            pathFrom(document, target) !== undefined,
        ),
  );
}

/** Whether a document shows a picture from elsewhere, which nobody here can look up. */
export function showsForeignPicture(evidence: Evidence): boolean {
  return allEntries(evidence).some(({ references }) =>
    references.some(
      ({ kind, excluded, target }) => kind === 'url' && (excluded === 'image' || PICTURE.test(target)),
    ),
  );
}

/** Whether a path that a document names exists, seen from the root or from the document. */
export function existsFrom(
  existing: ReadonlySet<string>,
  document: string | undefined,
  target: string,
): boolean {
  const resolved = pathFrom(document, target);
  return existing.has(target) || (resolved !== undefined && existing.has(resolved));
}
