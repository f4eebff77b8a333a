/** One request as it arrived. */
export interface WireRequest {
  readonly method: string;
  /** Path and query as they were sent, with the prefix of an Enterprise Server. */
  readonly target: string;
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** One answer. `body` is sent as JSON unless `raw` holds the very text; without either nothing is sent. */
export interface Reply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly raw?: string;
}

/** What becomes of a request: an answer, a connection that breaks, or none at all. */
export type Outcome = { readonly kind: 'reply'; readonly reply: Reply } | { readonly kind: 'reset' | 'hang' };

/** One request that was answered, as it is told to a test. */
export interface RecordedRequest {
  readonly number: number;
  readonly method: string;
  /** Without prefix and query. */
  readonly path: string;
  readonly query: string;
  /** The operation of the description, `graphql`, or `null` when there is none. */
  readonly operation: string | null;
  /** The name of the GraphQL operation. */
  readonly name: string | null;
  readonly token: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
  /** 0 when the connection was broken or nothing was answered. */
  readonly status: number;
  /** The kind of the scripted fault that it met. */
  readonly fault: string | null;
  /** Points that a GraphQL request costs; 1 for REST, 0 for an answer of 304. */
  readonly points: number;
  /** Secondary points: 1 for what reads, 5 for what writes. https://docs.github.com/rest/using-the-rest-api/rate-limits-for-the-rest-api */
  readonly weight: number;
}

/** One request or answer that GitHub's own description does not allow. */
export interface Violation {
  /** The number of the recorded request. */
  readonly request: number;
  readonly what: 'request' | 'answer';
  readonly place: string;
  readonly faults: readonly string[];
}

/** A refusal in GitHub's shape; thrown by whatever answers a request. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(
    status: number,
    message: string,
    extra: Readonly<Record<string, unknown>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(message);
    this.status = status;
    this.headers = headers;
    this.body = {
      message,
      ...extra,
      documentation_url: 'https://docs.github.com/rest',
      status: String(status),
    };
  }
}

/** 404, which GitHub also gives for what may not be seen. */
export function notFound(): Refusal {
  return new Refusal(404, 'Not Found');
}

/** 301 to where something is now. https://docs.github.com/rest/using-the-rest-api/best-practices-for-using-the-rest-api#follow-redirects */
export function moved(url: string): Refusal {
  return new Refusal(301, 'Moved Permanently', { url }, { location: url });
}

/** 422 with the list of what is wrong. */
export function invalid(
  errors: readonly Readonly<Record<string, string>>[],
  message = 'Validation Failed',
): Refusal {
  return new Refusal(422, message, { errors });
}
