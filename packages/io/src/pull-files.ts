import type { FileChange } from '@forethought/core';
import { collectChanges } from './changes.js';
import { type GitPlace, git } from './git.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import { splitAtNul } from './pieces.js';
import type { LookupOptions } from './tree.js';

/**
 * Changed files of a branch with line counts, as a pull request shows them: from the merge base of `base` and `head` to
 * `head`. Throws `GitError` where the two share no commit in this clone.
 */
export async function readPullFiles(
  repo: GitPlace,
  base: string,
  head: string,
  { signal }: LookupOptions = {},
): Promise<readonly FileChange[]> {
  const flags = ['--raw', '--numstat', '--no-abbrev', '-z', ...NEUTRAL_DIFF];
  const range = `${base}...${head}`;
  const answer = await git(repo, [...NEUTRAL_CONFIG, 'diff', ...flags, '--end-of-options', range, '--'], {
    signal,
  });
  const changes = collectChanges();
  splitAtNul((bytes, start, end) => changes.take(bytes, start, end))(answer);
  return changes.finish();
}
