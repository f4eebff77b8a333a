import type { Commit } from '@forethought/core';
import type { GitPlace } from './git.js';
import { readCommitBatches } from './history.js';
import type { LookupOptions } from './tree.js';

/** Exactly these commits with their changed files, by the name that each was asked for; every one of them must exist. */
export async function readNamed(
  repo: GitPlace,
  names: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, Commit>> {
  const found = new Map<string, Commit>();
  if (names.length === 0) return found;
  const query = { repo, revs: names, alone: true, withFiles: 'names', signal } as const;
  for await (const commits of readCommitBatches(query)) {
    for (const commit of commits) {
      for (const name of names) if (commit.sha.startsWith(name.toLowerCase())) found.set(name, commit);
    }
  }
  return found;
}
