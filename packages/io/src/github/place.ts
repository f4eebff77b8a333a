/** One repository and how it is reached. `apiUrl` as in `GITHUB_API_URL`, `graphqlUrl` as in `GITHUB_GRAPHQL_URL`. */
export interface GitHubPlace {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly token: string;
  readonly owner: string;
  readonly repo: string;
  /** Where people look at the server, as in `GITHUB_SERVER_URL`; made out of `apiUrl` where it is left out. */
  readonly serverUrl?: string | undefined;
}

/**
 * A repository (`owner/name`) on the server that the environment names, by the variables of GitHub's runner; github.com without them.
 * https://docs.github.com/actions/reference/variables-reference
 */
export function placeFrom(
  env: Readonly<Record<string, string | undefined>>,
  token: string,
  repository: string,
): GitHubPlace {
  const [owner = '', repo = ''] = repository.split('/');
  const apiUrl = env['GITHUB_API_URL'] || 'https://api.github.com';
  const graphqlUrl = env['GITHUB_GRAPHQL_URL'] || `${apiUrl.replace(/\/v3\/?$/, '')}/graphql`;
  return { apiUrl, graphqlUrl, token, owner, repo };
}

/**
 * Where people look at this server. Without `serverUrl`, `api.` goes from the host (github.com, ghe.com), `/api/v3` from the path (GitHub Enterprise
 * Server). Without a slash at its end.
 */
export function webUrl({ apiUrl, serverUrl }: Pick<GitHubPlace, 'apiUrl' | 'serverUrl'>): string {
  if (serverUrl !== undefined && serverUrl !== '') return serverUrl.replace(/\/+$/, '');
  const url = new URL(apiUrl);
  const host = url.host.startsWith('api.') ? url.host.slice(4) : url.host;
  const path = url.pathname.replace(/\/(?:api\/v3\/?)?$/, '');
  return `${url.protocol}//${host}${path}`;
}
