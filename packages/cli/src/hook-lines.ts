import { resolve } from 'node:path';
import { type FileChange, linesOf } from '@forethought/core';
import { attributeFree, changesIn, NEUTRAL_CONFIG, WITH_LINES } from '@forethought/io';
import { askGit, tryGit } from './hook-git.js';
import type { HookPlace } from './hook-place.js';
import { stagedTree } from './hook-tree.js';

/** The same files with their line counts, read as those of stored commits are. Where the base is in doubt the larger difference counts. */
export function stagedLines(
  place: HookPlace,
  files: readonly FileChange[],
  bases: readonly (string | undefined)[],
): readonly FileChange[] {
  const counted = new Map<string, FileChange>();
  const tree = stagedTree(place);
  for (const base of bases) {
    for (const file of differences(place, base ?? headTree(place), tree)) {
      const known = counted.get(file.path);
      if (known === undefined || linesOf(known) < linesOf(file)) counted.set(file.path, file);
    }
  }
  return files.map((file) => {
    const { added, deleted } = counted.get(file.path) ?? { added: null, deleted: null };
    return { ...file, added, deleted };
  });
}

/** Reads trees alone: with an index git would read the attribute files that are staged there. */
function differences(place: HookPlace, base: string, tree: string): readonly FileChange[] {
  const root = resolve(place.gitDir);
  const there = { ...place, root, env: { ...place.env, ...attributeFree(root) } };
  const command = [...NEUTRAL_CONFIG, 'diff-tree', '-r', '-z', ...WITH_LINES, base, tree, '--'];
  return changesIn(Buffer.from(askGit(there, command)));
}

/** The tree of HEAD, or the empty one before the first commit. */
function headTree(place: HookPlace): string {
  const found = tryGit(place, ['rev-parse', '-q', '--verify', 'HEAD^{tree}']);
  return (found ?? askGit(place, ['hash-object', '-t', 'tree', '--stdin'])).trim();
}
