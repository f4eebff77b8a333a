import type { Commit } from '@forethought/core';
import type { Adoption } from './adoption.js';
import { type GitPlace, gitText } from './git.js';
import { checkRevisions } from './revisions.js';
import type { LookupOptions } from './tree.js';

/**
 * Those of the commits below `head` that were under way before the configuration was adopted: dated earlier, and not built on
 * top of the commit that brought it, whatever their date says.
 */
export async function readUnderWay(
  repo: GitPlace,
  adoption: Pick<Adoption, 'sha' | 'committedAt'>,
  { head, commits }: { readonly head: string; readonly commits: readonly Commit[] },
  { signal }: LookupOptions = {},
): Promise<ReadonlySet<string>> {
  checkRevisions([head]);
  const limit = Date.parse(adoption.committedAt);
  const earlier = commits.filter(({ committedAt }) => Date.parse(committedAt) <= limit);
  if (earlier.length === 0) return new Set();
  const above = await gitText(repo, ['rev-list', '--ancestry-path', `${adoption.sha}..${head}`, '--'], {
    signal,
  });
  const known = new Set(above.split('\n'));
  return new Set(earlier.flatMap(({ sha }) => (known.has(sha) ? [] : [sha])));
}
