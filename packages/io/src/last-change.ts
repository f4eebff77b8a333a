import { askGit, type GitPlace } from './git.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import type { LookupOptions } from './tree.js';

/**
 * The instant of the last commit up to `rev` that changed a file, as its committer has it; `undefined` where no commit has it, and
 * where the history of a shallow clone ends before it is known.
 */
export async function readLastChange(
  repo: GitPlace,
  rev: string,
  path: string,
  { signal }: LookupOptions = {},
): Promise<string | undefined> {
  const args = ['log', '-1', '--no-show-signature', '--format=%cI %P', rev, '--', path];
  const said = await askGit(repo, ['--literal-pathspecs', ...NEUTRAL_CONFIG, ...args], { signal });
  const [at = '', parent] = (said ?? '').trim().split(' ');
  if (at === '') return undefined;
  // Where a shallow history ends every file looks as if it had been made there.
  const isEnd = parent === undefined;
  if (isEnd && (await askGit(repo, ['rev-parse', '--is-shallow-repository'], { signal })) === 'true')
    return undefined;
  return new Date(at).toISOString();
}
