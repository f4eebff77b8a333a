import { type GitPlace, streamGit } from './git.js';
import { GitError } from './git-error.js';
import { checkRevisions, explainRevisions } from './revisions.js';
import type { LookupOptions } from './tree.js';

/** Shas of the commits of some revisions, newest first, in the order in which `readCommits` gives them. Throws `GitError`. */
export async function listCommits(
  repo: GitPlace,
  revs: readonly string[],
  { signal }: LookupOptions = {},
): Promise<readonly string[]> {
  checkRevisions(revs);
  const input = revs.map((rev) => `${rev}\n`).join('');
  const found: string[] = [];
  let rest = '';
  try {
    for await (const chunk of streamGit(repo, ['rev-list', '--stdin'], { input, signal })) {
      const lines = (rest + chunk.toString('latin1')).split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) found.push(line);
    }
  } catch (error) {
    throw error instanceof GitError ? await explainRevisions(repo, revs, error) : error;
  }
  return found;
}
