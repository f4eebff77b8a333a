import { nearestPath } from '@forethought/core';
import { type GitPlace, readNames } from '@forethought/io';

/** So many paths get a hint, a change and altogether: a history that names a thousand lost paths is told without. */
const MOST = { change: 4, altogether: 200 } as const;

/** For paths that a revision does not have, the nearest ones that it has, as far as there are any. */
export type NearLookup = (rev: string, missing: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** Looks in the trees of a repository, a folder at a time. `onPartly` is told of revisions that came too late. */
export function nearLookup(repo: GitPlace, onPartly?: (rev: string) => void): NearLookup {
  let left: number = MOST.altogether;
  return async (rev, missing) => {
    const few = missing.slice(0, MOST.change);
    const asked = few.slice(0, left);
    if (asked.length < few.length) onPartly?.(rev);
    left -= asked.length;
    const found = await Promise.all(
      asked.map(async (path) => {
        const near = await nearestPath(path, (folder) => readNames(repo, rev, folder));
        return near === undefined ? [] : [[path, near] as const];
      }),
    );
    return new Map(found.flat());
  };
}
