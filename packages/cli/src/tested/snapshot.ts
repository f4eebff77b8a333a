import { plain } from '@forethought/core';
import { askGit, tryGit } from '../hook-git.js';
import type { HookPlace } from '../hook-place.js';
import { stagedTree, withIndexCopy } from '../hook-tree.js';

/** What there is to test: the tree of the index, the tree of the tracked files as they lie there, and how much lies beside them. */
export interface Snapshot {
  readonly tree: string;
  readonly tested: string;
  readonly untracked: number;
}

const STATUS = [
  'status',
  '--porcelain=v1',
  '-z',
  '--no-renames',
  '--untracked-files=normal',
  '--ignored=no',
  '--ignore-submodules=none',
];
/** Nothing of the user's is to run because of a copy of the index. */
const QUIET = ['-c', 'core.hooksPath=/dev/null', '-c', 'core.fsmonitor=false'];
/** A submodule with files that differ from its commit; a tree names the commit alone. */
const DIRTY_SUBMODULE = /^.[m?] /;
const UNMERGED = /^(?:DD|AU|UD|UA|DU|AA|UU)/;

/** Looks at index and work tree without changing either; a problem in words where there is no tree. */
export function takeSnapshot(place: HookPlace): Snapshot | { readonly problem: string } {
  const entries = tryGit(place, STATUS)?.split('\0').filter(Boolean);
  if (entries === undefined) return { problem: 'git status gave no answer' };
  if (entries.some((entry) => UNMERGED.test(entry)))
    return { problem: 'the index holds conflicts, so there is no tree to name; resolve and git add them' };
  const dirty = entries.find((entry) => DIRTY_SUBMODULE.test(entry) && !entry.startsWith('??'));
  if (dirty !== undefined) {
    const name = plain(dirty.slice(3));
    return {
      problem: `${name} has changes of its own, which no tree here can name; commit them there first`,
    };
  }
  try {
    const tree = stagedTree(place);
    const isUnstaged = entries.some((entry) => !/^(?:\?\?|!!|. )/.test(entry));
    return {
      tree,
      tested: isUnstaged ? workTree(place) : tree,
      untracked: entries.filter((entry) => entry.startsWith('??')).length,
    };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** The tree that `git commit -a` would make. */
function workTree(place: HookPlace): string {
  return withIndexCopy(place, (there) => {
    askGit(there, [...QUIET, 'add', '--update', '--', ':/']);
    return askGit(there, ['write-tree', '--missing-ok']).trim();
  });
}
