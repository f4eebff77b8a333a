import type { Account } from '@forethought/core';
import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { wholeData } from './graphql.js';
import { accountOf, countAt, listAt, maybeText, member, textAt, timeAt, truthAt } from './value.js';

/** The pull request that brought a commit to its branch. */
export interface LandedPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
  readonly author: Account | null;
  readonly createdAt: string;
  readonly mergeCommit: string | null;
}

const BATCH = 50;
const PULLS = 10;

/**
 * For each commit the merged pull request that brought it, by one GraphQL request for 50 commits. A commit that is missing from
 * the answer was brought by none, or is not on the server. A pull request whose merge made that very commit goes before others.
 */
export async function readLanded(
  hub: GitHub,
  shas: readonly string[],
): Promise<ReadonlyMap<string, LandedPull>> {
  const landed = new Map<string, LandedPull>();
  const wanted = [...new Set(shas)];
  for (let at = 0; at < wanted.length; at += BATCH) {
    const batch = wanted.slice(at, at + BATCH);
    const repository = member(wholeData(await hub.query(landedQuery(batch))), 'repository');
    for (const [index, sha] of batch.entries()) {
      const pull = broughtBy(member(repository, `c${index}`), sha);
      if (pull !== undefined) landed.set(sha, pull);
    }
  }
  return landed;
}

function landedQuery(shas: readonly string[]): string {
  const pulls = `associatedPullRequests(first: ${PULLS}) { nodes {
    number title body createdAt merged mergeCommit { oid } author { __typename login } baseRepository { nameWithOwner }
  } }`;
  const commits = shas.map(
    (sha, at) => `c${at}: object(oid: "${checkedSha(sha)}") { ... on Commit { ${pulls} } }`,
  );
  return `query Landed($owner: String!, $repo: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) { nameWithOwner ${commits.join('\n')} }
}`;
}

/** A sha goes into the text of a query: nothing else may. Throws `GitHubError` (`invalid`). */
export function checkedSha(sha: string): string {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(sha)) return sha;
  throw new GitHubError('invalid', 'that is no full sha of a commit', 'give the 40 or 64 digits');
}

function broughtBy(commit: unknown, sha: string): LandedPull | undefined {
  if (commit === null || member(commit, 'associatedPullRequests') === undefined) return undefined;
  const pulls = listAt(commit, 'associatedPullRequests', 'nodes').filter((pull) => truthAt(pull, 'merged'));
  const own = pulls.find((pull) => maybeText(pull, 'mergeCommit', 'oid') === sha) ?? pulls[0];
  return own === undefined
    ? undefined
    : {
        number: countAt(own, 'number'),
        title: textAt(own, 'title'),
        body: maybeText(own, 'body') ?? '',
        author: accountOf(member(own, 'author')),
        createdAt: timeAt(own, 'createdAt'),
        mergeCommit: maybeText(own, 'mergeCommit', 'oid'),
      };
}

/**
 * Numbers of the merged pull requests that hold a commit, that one first whose merge made it; none for a commit that was pushed
 * directly or that the server does not know. https://docs.github.com/rest/commits/commits#list-pull-requests-associated-with-a-commit
 */
export async function readPullOfCommit(hub: GitHub, sha: string): Promise<readonly number[]> {
  const { api, where } = hub;
  const call = { ...where, commit_sha: checkedSha(sha), per_page: 100 };
  try {
    const pulls = listAt(await api.paginate(api.rest.repos.listPullRequestsAssociatedWithCommit, call));
    const merged = pulls.filter((pull) => maybeText(pull, 'merged_at') !== null);
    const isOwn = (pull: unknown): number => (maybeText(pull, 'merge_commit_sha') === sha ? 0 : 1);
    return [...merged].sort((a, b) => isOwn(a) - isOwn(b)).map((pull) => countAt(pull, 'number'));
  } catch (error) {
    if (error instanceof GitHubError && (error.kind === 'not-found' || error.status === 422)) return [];
    throw error;
  }
}
