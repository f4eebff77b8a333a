import type { PullFact } from '@forethought/core';
import type { GitHub } from './connect.js';
import { reviewOf } from './gate-values.js';
import { wholeData } from './graphql.js';
import { accountOf, countAt, listAt, member, shaAt, textAt, wordAt } from './value.js';

/** What records ask of a pull request that they name: whether it landed, what it touched, and who reviewed it. */
export type NamedPull = Pick<PullFact, 'number' | 'state' | 'author' | 'head' | 'paths' | 'reviews'>;

const BATCH = 20;
const STATES = { OPEN: 'open', CLOSED: 'closed', MERGED: 'merged' } as const;
const REVIEW =
  'id state submittedAt body url authorCanPushToRepository author { __typename login } commit { oid }';

/** Pull requests by their numbers, however old they are; what is none, or is not there, is left out. Throws `GitHubError`. */
export async function readNamedPulls(hub: GitHub, numbers: readonly number[]): Promise<readonly NamedPull[]> {
  const found: NamedPull[] = [];
  for (let at = 0; at < numbers.length; at += BATCH) {
    const batch = numbers.slice(at, at + BATCH);
    const answer = await hub.query(queryOf(batch));
    const faults = answer.faults.filter(({ type }) => type !== 'NOT_FOUND');
    const repository = member(wholeData({ ...answer, faults }), 'repository');
    for (const [index] of batch.entries()) {
      const pull = member(repository, `n${index}`);
      if (member(pull, 'files') !== undefined) found.push(await namedPull(hub, pull));
    }
  }
  return found;
}

/** `issueOrPullRequest` answers for an issue too, where `pullRequest` would be an error. */
function queryOf(numbers: readonly number[]): string {
  const asked = numbers.map(
    (number, at) => `n${at}: issueOrPullRequest(number: ${number}) { ... on PullRequest {
    number state headRefName headRefOid author { __typename login }
    reviews(first: 100) { nodes { ${REVIEW} } }
    files(first: 100) { nodes { path } pageInfo { hasNextPage } }
  } }`,
  );
  return `query NamedPulls($owner: String!, $repo: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) { ${asked.join('\n')} }
}`;
}

async function namedPull(hub: GitHub, pull: unknown): Promise<NamedPull> {
  const number = countAt(pull, 'number');
  const isLong = member(pull, 'files', 'pageInfo', 'hasNextPage') === true;
  const files = isLong
    ? await hub.api.paginate(hub.api.rest.pulls.listFiles, {
        ...hub.where,
        pull_number: number,
        per_page: 100,
      })
    : listAt(pull, 'files', 'nodes');
  return {
    number,
    state: STATES[wordAt(pull, ['OPEN', 'CLOSED', 'MERGED'], 'state')],
    author: accountOf(member(pull, 'author')),
    head: { ref: textAt(pull, 'headRefName'), sha: shaAt(pull, 'headRefOid') },
    paths: listAt(files).map((file) => textAt(file, isLong ? 'filename' : 'path')),
    reviews: listAt(pull, 'reviews', 'nodes').flatMap((review) => reviewOf(review) ?? []),
  };
}
