import type { Thread } from '@forethought/core';
import type { GitHub, Variables } from './connect.js';
import { GitHubError } from './error.js';
import { type GateList, type GateWish, pageQuery, threadQuery } from './gate-query.js';
import { threadComment, threadOf } from './gate-values.js';
import { type GraphQLAnswer, wholeData } from './graphql.js';
import { countAt, idAt, listAt, maybeText, member, shaAt, truthAt } from './value.js';

/** The head of the pull request moved while its pages were read: what was read does not belong together. */
export interface Moved {
  readonly kind: 'moved';
}

/** A list as far as it could be read; `why` says what kept it from being whole. */
export interface WholeList {
  readonly kind: 'list';
  readonly nodes: readonly unknown[];
  readonly why?: string;
}

/** Where one list of one pull request is read from. */
export interface ListPlace {
  readonly hub: GitHub;
  readonly number: number;
  readonly head: string;
  readonly wish: GateWish;
}

const FIELD: Readonly<Record<GateList, string>> = {
  commits: 'commits',
  reviews: 'reviews',
  threads: 'reviewThreads',
};
const MOST_PAGES = 200;

/**
 * Asks with smaller and smaller pages while the server takes too long, as GitHub ends a query after 10 s with 502 or 504. `size` is
 * what it answered to.
 * https://docs.github.com/graphql/overview/rate-limits-and-node-limits-for-the-graphql-api
 */
export async function askShrinking(
  hub: GitHub,
  queryOf: (wish: GateWish) => string,
  wish: GateWish,
  variables: Variables,
): Promise<GraphQLAnswer & { readonly size: number }> {
  const canShrink = wish.size > 25;
  try {
    return { ...(await hub.query(queryOf(wish), variables, canShrink ? 1 : 3)), size: wish.size };
  } catch (error) {
    if (!canShrink || !(error instanceof GitHubError)) throw error;
    if (error.kind !== 'timeout' && !(error.kind === 'unavailable' && isTooSlow(error.status))) throw error;
    return askShrinking(hub, queryOf, { ...wish, size: Math.floor(wish.size / 2) }, variables);
  }
}

function isTooSlow(status: number | undefined): boolean {
  return status === undefined || status === 502 || status === 504;
}

/** Reads the pages after the first. What comes twice counts once; a list that does not get whole says so. */
export async function restOfList(
  place: ListPlace,
  list: GateList,
  first: unknown,
): Promise<WholeList | Moved> {
  const seen = new Map<string, unknown>();
  const field = FIELD[list];
  let page = first;
  let total = 0;
  try {
    for (let count = 0; count < MOST_PAGES; count++) {
      for (const node of listAt(page, 'nodes')) seen.set(keyOf(list, node), node);
      total = countAt(page, 'totalCount');
      if (!truthAt(page, 'pageInfo', 'hasNextPage')) break;
      const variables = { number: place.number, after: maybeText(page, 'pageInfo', 'endCursor') };
      const answer = await askShrinking(place.hub, (wish) => pageQuery(list, wish), place.wish, variables);
      const pull = member(wholeData(answer), 'repository', 'pullRequest');
      if (shaAt(pull, 'headRefOid') !== place.head) return { kind: 'moved' };
      page = member(pull, field);
    }
  } catch (error) {
    return { kind: 'list', nodes: [...seen.values()], why: passingWords(error) };
  }
  const nodes = [...seen.values()];
  if (nodes.length === total) return { kind: 'list', nodes };
  return { kind: 'list', nodes, why: `GitHub listed ${nodes.length} of ${total}` };
}

function keyOf(list: GateList, node: unknown): string {
  return list === 'commits' ? shaAt(node, 'commit', 'oid') : idAt(node, 'id');
}

/** Reads a thread with all its comments; throws like `restOfList` says. */
export async function wholeThread(place: ListPlace, node: unknown): Promise<Thread> {
  const thread = threadOf(node);
  const comments = new Map(
    listAt(node, 'comments', 'nodes').map((one) => [idAt(one, 'id'), threadComment(one)]),
  );
  let page = member(node, 'comments');
  for (let count = 0; count < MOST_PAGES && truthAt(page, 'pageInfo', 'hasNextPage'); count++) {
    const variables = { thread: thread.id, after: maybeText(page, 'pageInfo', 'endCursor') };
    const answer = await askShrinking(place.hub, threadQuery, place.wish, variables);
    page = member(wholeData(answer), 'node', 'comments');
    for (const one of listAt(page, 'nodes')) comments.set(idAt(one, 'id'), threadComment(one));
  }
  return { ...thread, comments: [...comments.values()] };
}

/** Why a part could not be read, for trouble that leaves the rest readable. Any other trouble is thrown on. */
export function passingWords(error: unknown): string {
  const kinds = ['unavailable', 'timeout', 'malformed', 'unsupported', 'forbidden'];
  if (error instanceof GitHubError && kinds.includes(error.kind)) return error.message;
  throw error;
}
