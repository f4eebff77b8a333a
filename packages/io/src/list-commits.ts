import { type GitPlace, streamGit } from './git.js';
import type { LookupOptions } from './tree.js';

/** Shas of the commits between two revisions, newest first, in the order in which `readCommits` gives them. Throws `GitError`. */
export async function listCommits(
  repo: GitPlace,
  revs: readonly string[],
  { signal }: LookupOptions = {},
): Promise<readonly string[]> {
  const found: string[] = [];
  let rest = '';
  for await (const chunk of streamGit(repo, ['rev-list', '--stdin'], {
    input: revs.map((rev) => `${rev}\n`).join(''),
    signal,
  })) {
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) found.push(line);
  }
  return found;
}
