import type { RequestCount } from '@forethought/core';
import { Octokit } from '@octokit/rest';
import { failureOf, replyFailure } from './failure.js';
import { type GraphQLAnswer, readAnswer } from './graphql.js';
import { type Clock, type Errand, keepTrying, type Patience, type Spent } from './keep-trying.js';
import type { GitHubPlace } from './place.js';
import { type Fetch, guardedFetch } from './transport.js';
import { member } from './value.js';

/** Values of a GraphQL query by name. */
export type Variables = Readonly<Record<string, string | number | boolean | null>>;

/** A connection to one repository. Every request through `api` or `query` keeps to one policy of retries, waits and budget. */
export interface GitHub {
  readonly place: GitHubPlace;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
  readonly api: Octokit;
  /** `owner` and `repo`, as every call of `api` takes them. */
  readonly where: { readonly owner: string; readonly repo: string };
  /** Asks GraphQL with `owner` and `repo` set. `retries` (3) is for trouble that may pass. */
  readonly query: (text: string, variables?: Variables, retries?: number) => Promise<GraphQLAnswer>;
  readonly requests: () => RequestCount;
}

/**
 * How to connect. `waitCapMs` is how long all waits of the run may take together, `timeoutMs` (10,000) how long one answer may.
 * `requestLimit` is the run's budget. `fetch` replaces the global one: on Node.js 20 that one ignores `HTTPS_PROXY`, and later
 * it wants `NODE_USE_ENV_PROXY=1`, so a caller behind a proxy gives undici's with its `EnvHttpProxyAgent`.
 */
export interface ConnectOptions {
  readonly clock: Clock;
  readonly userAgent: string;
  readonly waitCapMs: number;
  readonly requestLimit?: number;
  readonly timeoutMs?: number;
  readonly signal?: AbortSignal | undefined;
  readonly fetch?: Fetch | undefined;
}

const TIMEOUT = 10_000;
const RETRIES = 3;
const SILENT = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Opens a connection; nothing is sent yet. Requests throw `GitHubError`, or the reason of `signal` when that ends them. */
export function connect(place: GitHubPlace, options: ConnectOptions): GitHub {
  const { clock, signal, waitCapMs, requestLimit = Number.POSITIVE_INFINITY } = options;
  const spent: Spent = { rest: 0, graphql: 0, points: 0, retries: 0, waitedMs: 0 };
  const fetch = guardedFetch(options.fetch ?? globalThis.fetch, [place.apiUrl, place.graphqlUrl], () => {
    spent.rest += 1;
  });
  const api = new Octokit({
    auth: place.token,
    baseUrl: place.apiUrl.replace(/\/$/, ''),
    userAgent: options.userAgent,
    log: SILENT,
    request: { fetch },
  });
  const patience: Patience = { clock, waitCapMs, requestLimit, signal, spent };
  holdToPolicy(api, place.graphqlUrl, patience, options.timeoutMs ?? TIMEOUT);
  const where = { owner: place.owner, repo: place.repo };
  return {
    place,
    clock,
    signal,
    api,
    where,
    async query(text, variables = {}, retries = RETRIES) {
      const reply = await api.request({
        method: 'POST',
        url: place.graphqlUrl,
        query: text,
        variables: { ...where, ...variables },
        request: { retries },
      });
      const cost = member(reply.data, 'data', 'rateLimit', 'cost');
      spent.points += typeof cost === 'number' ? cost : 1;
      return readAnswer(reply.data);
    },
    requests: () => ({
      rest: spent.rest,
      graphql: spent.graphql,
      points: spent.points,
      retries: spent.retries,
    }),
  };
}

/**
 * Wraps every request of this Octokit, pages of lists and GraphQL included. A call may say `request: { retries }`, or `once` when
 * doing it twice is not the same as once, as for every POST.
 */
function holdToPolicy(api: Octokit, graphqlUrl: string, patience: Patience, timeoutMs: number): void {
  api.hook.wrap('request', (send, options) => {
    const isGraphQL = options.url === graphqlUrl;
    const { retries, once } = options.request as Readonly<Record<string, unknown>>;
    const errand: Errand = {
      method: isGraphQL ? 'QUERY' : options.method,
      path: new URL(api.request.endpoint.parse(options).url).pathname,
      safe: isGraphQL || (options.method !== 'POST' && once !== true),
      retries: typeof retries === 'number' ? retries : RETRIES,
      isGraphQL,
    };
    const isRaw = options.mediaType.format === 'raw';
    return keepTrying(patience, errand, async () => {
      const signal = timeLimit(timeoutMs, patience.signal);
      try {
        // The hooks inside this one are bound to this very object, and see nothing that is passed on instead of it.
        options.request = { ...options.request, signal };
        const reply = await send(options);
        const failure = replyFailure(reply, { isGraphQL, isRaw, signal });
        patience.signal?.throwIfAborted();
        return failure === undefined ? { reply } : { failure };
      } catch (error) {
        patience.signal?.throwIfAborted();
        return { failure: failureOf(error, signal) };
      }
    });
  });
}

function timeLimit(ms: number, run: AbortSignal | undefined): AbortSignal {
  const limit = AbortSignal.timeout(ms);
  return run === undefined ? limit : AbortSignal.any([limit, run]);
}
