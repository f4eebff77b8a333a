import type { GitPlace } from './git.js';
import { readCommitBatches } from './history.js';
import type { LookupOptions } from './tree.js';

/** Messages of exactly these commits by the name that each was asked for; every one of them must exist. */
export async function readMessages(
  repo: GitPlace,
  names: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  if (names.length === 0) return found;
  for await (const commits of readCommitBatches({
    repo,
    revs: names,
    alone: true,
    withFiles: 'none',
    signal,
  })) {
    for (const { sha, message } of commits) {
      for (const name of names) if (sha.startsWith(name.toLowerCase())) found.set(name, message ?? '');
    }
  }
  return found;
}
