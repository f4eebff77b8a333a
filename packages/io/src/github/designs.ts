import type { Account, DesignApproval, Review } from '@forethought/core';
import type { GitHub, Variables } from './connect.js';
import { reviewOf } from './gate-values.js';
import { wholeData } from './graphql.js';
import { webUrl } from './place.js';
import { accountOf, countAt, listAt, member } from './value.js';

/** What a reference of a text names. */
export type DesignPlace =
  | { readonly kind: 'pull'; readonly number: number }
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'elsewhere' };

/** A text that names more designs than this is judged by the first ones. */
const MOST = 10;
const HISTORY = 50;

/**
 * For each reference the earliest approval on a pull request that brought that path to the default branch, or on the pull
 * request that it names. An approval counts when somebody gave it who may push, and who wrote neither that pull request nor the
 * one that implements it (`author`). What can't be found has no approval. Two GraphQL requests, whatever the number.
 */
export async function readDesigns(
  hub: GitHub,
  references: readonly string[],
  author: Account | null,
): Promise<readonly DesignApproval[]> {
  const places = references
    .slice(0, MOST)
    .map((reference) => ({ reference, place: placeOf(hub, reference) }));
  const paths = [...new Set(places.flatMap(({ place }) => (place.kind === 'path' ? [place.path] : [])))];
  const byPath = await pullsOfPaths(hub, paths);
  const numbersOf = (place: DesignPlace): readonly number[] =>
    place.kind === 'pull' ? [place.number] : place.kind === 'path' ? (byPath.get(place.path) ?? []) : [];
  const numbers = [...new Set(places.flatMap(({ place }) => numbersOf(place)))];
  const approvals = await approvalsOf(hub, numbers, author);
  return places.map(({ reference, place }) => {
    const all = numbersOf(place).flatMap((number) => approvals.get(number) ?? []);
    const [first] = [...all].sort((a, b) => Date.parse(a.submittedAt) - Date.parse(b.submittedAt));
    return {
      reference,
      approvedAt: first?.submittedAt ?? null,
      approver: first?.author?.login ?? null,
    };
  });
}

/** Reads `#12`, `owner/repo#12`, an address on this server, or a path from the root of the repository. */
export function placeOf({ place }: Pick<GitHub, 'place'>, reference: string): DesignPlace {
  const name = `${place.owner}/${place.repo}`.toLowerCase();
  const [, named = name, number] = /^([\w.-]{1,100}\/[\w.-]{1,100})?#(\d{1,9})$/.exec(reference) ?? [];
  if (number !== undefined) {
    return named.toLowerCase() === name ? { kind: 'pull', number: Number(number) } : { kind: 'elsewhere' };
  }
  const isAddress = /^https?:\/\//i.test(reference);
  const path = isAddress ? belowRepository(reference, `${webUrl(place)}/${name}/`) : reference;
  if (path === undefined) return { kind: 'elsewhere' };
  if (isAddress) {
    const [kind, at = '', ...rest] = path.split('/');
    if (kind === 'pull' && /^\d{1,9}$/.test(at)) return { kind: 'pull', number: Number(at) };
    return kind === 'blob' && rest.length > 0 ? fileAt(rest.join('/')) : { kind: 'elsewhere' };
  }
  return fileAt(path);
}

function belowRepository(address: string, base: string): string | undefined {
  const clean = address.split(/[?#]/, 1)[0] ?? '';
  return clean.toLowerCase().startsWith(base.toLowerCase()) ? clean.slice(base.length) : undefined;
}

function fileAt(path: string): DesignPlace {
  const clean = path.replace(/^(?:\.?\/){1,2}/, '');
  const parts = clean.split('/');
  return clean === '' || parts.includes('..') ? { kind: 'elsewhere' } : { kind: 'path', path: clean };
}

async function pullsOfPaths(
  hub: GitHub,
  paths: readonly string[],
): Promise<ReadonlyMap<string, readonly number[]>> {
  if (paths.length === 0) return new Map();
  const declared = paths.map((_, at) => `, $p${at}: String!`).join('');
  const asked = paths.map(
    (_, at) =>
      `p${at}: history(first: ${HISTORY}, path: $p${at}) { nodes { associatedPullRequests(first: 5) { nodes { number merged } } } }`,
  );
  const query = `query Paths($owner: String!, $repo: String!${declared}) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) { defaultBranchRef { target { ... on Commit { ${asked.join('\n')} } } } }
}`;
  const variables: Variables = Object.fromEntries(paths.map((path, at) => [`p${at}`, path]));
  const data = wholeData(await hub.query(query, variables));
  const commit = member(data, 'repository', 'defaultBranchRef', 'target');
  return new Map(paths.map((path, at) => [path, mergedIn(listAt(commit, `p${at}`, 'nodes'))]));
}

function mergedIn(commits: readonly unknown[]): readonly number[] {
  const pulls = commits.flatMap((commit) => listAt(commit, 'associatedPullRequests', 'nodes'));
  const merged = pulls.filter((pull) => member(pull, 'merged') === true);
  return [...new Set(merged.map((pull) => countAt(pull, 'number')))];
}

async function approvalsOf(
  hub: GitHub,
  numbers: readonly number[],
  author: Account | null,
): Promise<ReadonlyMap<number, readonly Review[]>> {
  if (numbers.length === 0) return new Map();
  const review =
    'id state submittedAt body url authorCanPushToRepository author { __typename login } commit { oid }';
  // `issueOrPullRequest` answers for an issue too, where `pullRequest` would be an error.
  const asked = numbers.map(
    (number, at) => `n${at}: issueOrPullRequest(number: ${number}) { ... on PullRequest {
    author { __typename login } reviews(first: 100, states: [APPROVED]) { nodes { ${review} } }
  } }`,
  );
  const answer = await hub.query(`query Approvals($owner: String!, $repo: String!) {
  rateLimit { cost }
  repository(owner: $owner, name: $repo) { ${asked.join('\n')} }
}`);
  const unknown = answer.faults.filter(({ type }) => type !== 'NOT_FOUND');
  const repository = member(wholeData({ ...answer, faults: unknown }), 'repository');
  return new Map(
    numbers.map((number, at) => [number, foreignApprovals(member(repository, `n${at}`), author)]),
  );
}

function foreignApprovals(pull: unknown, author: Account | null): readonly Review[] {
  if (member(pull, 'reviews') === undefined) return [];
  const designer = accountOf(member(pull, 'author'));
  const isSame = (a: Account | null, b: Account | null): boolean =>
    a !== null && b !== null && a.kind === b.kind && a.login.toLowerCase() === b.login.toLowerCase();
  return listAt(pull, 'reviews', 'nodes')
    .map(reviewOf)
    .filter((review) => review !== undefined)
    .filter((review) => review.author !== null && review.canPush !== false)
    .filter((review) => !isSame(review.author, designer) && !isSame(review.author, author));
}
