import { constants, copyFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { resolve } from 'node:path';
import { askGit } from './hook-git.js';
import type { HookPlace } from './hook-place.js';

/**
 * The tree to be committed, written from a copy of the index that the environment names, as git may hold the lock of its own and
 * nothing of it is to change. Throws `HookGitError` where there is none, as during a merge with conflicts.
 */
export function stagedTree(place: HookPlace): string {
  return withIndexCopy(place, (there) => askGit(there, ['write-tree', '--missing-ok']).trim());
}

/** Runs something on a copy of the index, which is gone afterwards. */
export function withIndexCopy<T>(place: HookPlace, run: (there: HookPlace) => T): T {
  const index = resolve(place.root, place.env['GIT_INDEX_FILE'] ?? resolve(place.gitDir, 'index'));
  const copy = resolve(place.gitDir, `forethought-index-${process.pid}`);
  const there = { ...place, env: { ...place.env, GIT_INDEX_FILE: copy } };
  try {
    const found = statSync(index, { throwIfNoEntry: false });
    if (found !== undefined) {
      copyFileSync(index, copy, constants.COPYFILE_FICLONE);
      // A file changed as late as the index is looked into; a copy of later date would take it for unchanged.
      const seconds = Math.floor(found.mtimeMs / 1000);
      utimesSync(copy, seconds, seconds);
    }
    return run(there);
  } finally {
    rmSync(copy, { force: true });
  }
}
