import type { FakeGitHub } from './github.js';

/** What a request got. */
export interface Asked {
  readonly status: number;
  readonly headers: Headers;
  readonly body: Record<string, unknown>;
  readonly list: readonly Record<string, unknown>[];
}

/** More about a request: another token than the workflow's (`null` for none), headers, and a body. */
export interface Asking {
  readonly token?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

/** Asks the server over its socket, `METHOD /path`. A list comes as `list`, everything else as `body`. */
export async function ask(github: FakeGitHub, what: string, asking: Asking = {}): Promise<Asked> {
  const [method = 'GET', path = '/'] = what.split(' ');
  const token = asking.token === undefined ? 'actions-token' : asking.token;
  const response = await fetch(`${github.apiUrl}${path}`, {
    method,
    redirect: 'manual',
    headers: {
      'user-agent': 'test',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...asking.headers,
    },
    ...(asking.body === undefined ? {} : { body: JSON.stringify(asking.body) }),
  });
  const text = await response.text();
  const read: unknown = text === '' ? {} : JSON.parse(text);
  const list = Array.isArray(read) ? read : [];
  return {
    status: response.status,
    headers: response.headers,
    body: Array.isArray(read) ? {} : (read as never),
    list,
  };
}

/** Asks GraphQL. */
export async function query(
  github: FakeGitHub,
  text: string,
  variables: Readonly<Record<string, unknown>> = {},
  token = 'actions-token',
): Promise<Asked> {
  const response = await fetch(github.graphqlUrl, {
    method: 'POST',
    headers: { 'user-agent': 'test', authorization: `bearer ${token}` },
    body: JSON.stringify({ query: text, variables }),
  });
  return {
    status: response.status,
    headers: response.headers,
    body: (await response.json()) as never,
    list: [],
  };
}

/** A value inside an answer. */
export function at(value: unknown, ...path: readonly (string | number)[]): unknown {
  return path.reduce<unknown>(
    (inner, key) => (inner as Record<string | number, unknown> | null | undefined)?.[key],
    value,
  );
}

/** What a query tells of the first pull request of `octo/demo`; it has to be answered without an error. */
export async function askPull(
  github: FakeGitHub,
  inside: string,
  variables: Readonly<Record<string, unknown>> = {},
  names = '',
): Promise<unknown> {
  const text = `query Pull${names} { repository(owner: "octo", name: "demo") { pullRequest(number: 1) { ${inside} } } }`;
  const answer = await query(github, text, variables);
  if (answer.status !== 200 || answer.body['errors'] !== undefined) {
    throw new Error(`${answer.status}: ${JSON.stringify(answer.body['errors'])}`);
  }
  return at(answer.body, 'data', 'repository', 'pullRequest');
}
