import { GitHubError } from './error.js';

/** How a request is sent, as the global function of the same name. */
export type Fetch = typeof globalThis.fetch;

const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 307, 308]);
const MOST_HOPS = 5;

/**
 * Sends requests to the origins given and to no other, since each carries the token. Redirects of renamed repositories are
 * followed there, with the same method and body. `onHop` is told of each.
 * https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects
 */
export function guardedFetch(base: Fetch, origins: readonly string[], onHop: () => void): Fetch {
  const allowed = new Set(origins.map((origin) => new URL(origin).origin));
  return async (input, init) => {
    let url = new URL(typeof input === 'string' || input instanceof URL ? input : input.url);
    for (let hops = 0; hops <= MOST_HOPS; hops++) {
      if (!allowed.has(url.origin)) throw strangeAddress(url);
      const reply = await base(url, { ...init, redirect: 'manual' });
      const target = reply.headers.get('location');
      if (!REDIRECTS.has(reply.status) || target === null) return reply;
      await reply.body?.cancel();
      url = new URL(target, url);
      onHop();
    }
    throw new GitHubError(
      'malformed',
      `GitHub redirects more than ${MOST_HOPS} times`,
      'look at GITHUB_API_URL and at a proxy between',
    );
  };
}

function strangeAddress(url: URL): GitHubError {
  return new GitHubError(
    'malformed',
    `GitHub's answer leads to another server (${url.host})`,
    'look at GITHUB_API_URL and at a proxy between; the token was not sent there',
  );
}
