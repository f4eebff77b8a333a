import { CONFIG_PATHS } from './config-file.js';
import { askGit, type GitPlace, gitText } from './git.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import type { LookupOptions } from './tree.js';

/** The commit that introduced the configuration, and what is older than it. */
export interface Adoption {
  readonly sha: string;
  readonly committedAt: string;
  /** Whether a commit is older than the adoption: counted, never judged. */
  has(sha: string): boolean;
}

/** Which history: the commits that `to` reaches and `from` does not. Default: everything that HEAD reaches. */
export interface AdoptionQuery extends LookupOptions {
  readonly from?: string | undefined;
  readonly to?: string | undefined;
}

/**
 * Finds the first commit that added the configuration. Older is what it descends from, and what stands on no line with it and
 * has an earlier committer date: branches that were under way. A commit on top of it is never older, whatever its date says.
 * Undefined where no commit of the history added one.
 */
export async function readAdoption(
  repo: GitPlace,
  file: string,
  query: AdoptionQuery = {},
): Promise<Adoption | undefined> {
  const { to = 'HEAD', signal } = query;
  const paths = [...new Set([...CONFIG_PATHS, file])];
  const added = await askGit(
    repo,
    [
      ...NEUTRAL_CONFIG,
      '--literal-pathspecs',
      'log',
      '--no-show-signature',
      '--no-renames',
      '--diff-filter=A',
      '--format=%H %ct %P',
      '--end-of-options',
      to,
      '--',
      ...paths,
    ],
    { signal },
  );
  const [sha = '', seconds = '', ...parents] = added?.split('\n').at(-1)?.split(' ') ?? [];
  if (sha === '') return undefined;
  const older = parents.length === 0 ? new Set<string>() : await olderThan(repo, sha, seconds, query);
  return {
    sha,
    committedAt: `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`,
    has: (candidate) => older.has(candidate),
  };
}

async function olderThan(
  repo: GitPlace,
  sha: string,
  seconds: string,
  query: AdoptionQuery,
): Promise<Set<string>> {
  const { from, to = 'HEAD', signal } = query;
  const list = async (...args: string[]): Promise<string[]> => {
    const output = await gitText(repo, ['rev-list', ...args, ...(from === undefined ? [] : [`^${from}`])], {
      signal,
    });
    return output === '' ? [] : output.split('\n');
  };
  const [below, beside] = await Promise.all([list(`${sha}^@`), list(`--min-age=${seconds}`, to, `^${sha}`)]);
  const older = new Set([...below, ...beside]);
  const above = beside.length === 0 ? [] : await list('--ancestry-path', `${sha}..${to}`);
  for (const descendant of above) older.delete(descendant);
  return older;
}
