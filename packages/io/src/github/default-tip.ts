import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { wholeData } from './graphql.js';
import { maybeText, member, textAt, truthAt } from './value.js';

/** The branch that changes land on, with its newest commit. `isPublic`: anybody can read the repository. */
export interface DefaultTip {
  readonly branch: string;
  readonly sha: string;
  readonly isPublic: boolean;
  readonly url: string;
}

const QUERY = `query DefaultTip($owner: String!, $repo: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) { url isPrivate defaultBranchRef { name target { oid } } }
}`;

/** Reads the default branch. Throws `GitHubError`, also where the repository has no commit yet. */
export async function readDefaultTip(hub: GitHub): Promise<DefaultTip> {
  const repository = member(wholeData(await hub.query(QUERY)), 'repository');
  if (maybeText(repository, 'defaultBranchRef', 'target', 'oid') === null)
    throw new GitHubError('not-found', 'the repository has no commit yet', 'push one, then run this again');
  return {
    branch: textAt(repository, 'defaultBranchRef', 'name'),
    sha: textAt(repository, 'defaultBranchRef', 'target', 'oid'),
    isPublic: !truthAt(repository, 'isPrivate'),
    url: textAt(repository, 'url'),
  };
}
