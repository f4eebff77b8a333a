import type { Thread } from '@forethought/core';
import type { GitHub, Variables } from './connect.js';
import { GitHubError } from './error.js';
import { type GateList, type GateWish, pageQuery, threadQuery } from './gate-query.js';
import { threadComment, threadOf } from './gate-values.js';
import { type GraphQLAnswer, wholeData } from './graphql.js';
import { MOVED, type Moved, type WholeList, wholeList } from './pages.js';
import { idAt, listAt, maybeText, member, shaAt, truthAt } from './value.js';

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
export async function askShrinking<Wish extends { readonly size: number }>(
  hub: GitHub,
  queryOf: (wish: Wish) => string,
  wish: Wish,
  variables: Variables,
): Promise<GraphQLAnswer & { readonly size: number }> {
  const canShrink = wish.size > 25;
  try {
    return { ...(await hub.query(queryOf(wish), variables, canShrink ? 1 : 3)), size: wish.size };
  } catch (error) {
    if (!canShrink || !isTooSlow(error)) throw error;
    return askShrinking(hub, queryOf, { ...wish, size: Math.floor(wish.size / 2) }, variables);
  }
}

/** Whether a smaller question may be answered where this one was not. */
export function isTooSlow(error: unknown): boolean {
  if (!(error instanceof GitHubError)) return false;
  const { kind, status } = error;
  return kind === 'timeout' || (kind === 'unavailable' && [undefined, 502, 504].includes(status));
}

/** Reads the pages after the first, or says that the pull request was pushed to between two of them. */
export function restOfList(place: ListPlace, list: GateList, first: unknown): Promise<WholeList | Moved> {
  return wholeList(first, {
    keyOf: (node) => keyOf(list, node),
    words: passingWords,
    next: async (after) => {
      const variables = { number: place.number, after };
      const answer = await askShrinking(place.hub, (wish) => pageQuery(list, wish), place.wish, variables);
      const pull = member(wholeData(answer), 'repository', 'pullRequest');
      return shaAt(pull, 'headRefOid') === place.head ? member(pull, FIELD[list]) : MOVED;
    },
  });
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
