import { GitHubError } from './error.js';
import type { Failure, ReplyHeaders } from './retry.js';
import { member } from './value.js';

/** A reply as Octokit hands it over. */
export interface Reply {
  readonly status: number;
  readonly headers: ReplyHeaders;
  readonly data: unknown;
}

/** What is expected of a reply: JSON, unless the raw file was asked for. */
export interface Expected {
  readonly isGraphQL: boolean;
  readonly isRaw: boolean;
  readonly signal: AbortSignal;
}

/** Why a reply of status 200 to 399 is no answer, or undefined when it is one. */
export function replyFailure(reply: Reply, { isGraphQL, isRaw, signal }: Expected): Failure | undefined {
  const { status, headers, data } = reply;
  if (signal.aborted) return { cause: 'timeout', headers, words: '' };
  if (status === 204 || status === 205) return undefined;
  if (isRaw && status === 200 && typeof data === 'string') return undefined;
  if (status >= 300) return { cause: 'malformed', headers, words: `status ${status}` };
  if (typeof data !== 'object' || data === null || data instanceof ArrayBuffer) {
    return { cause: 'malformed', headers, words: 'no complete JSON' };
  }
  return isGraphQL ? graphQLFailure(data, headers) : undefined;
}

/** GraphQL's words for trouble of its own that may be over the next time. */
export const PASSING = /something went wrong while executing your query|timed ?out/i;

/** GraphQL tells of a used-up limit and of its own trouble under status 200. https://docs.github.com/graphql */
function graphQLFailure(data: unknown, headers: ReplyHeaders): Failure | undefined {
  const errors = member(data, 'errors');
  if (!Array.isArray(errors) || errors.length === 0) {
    const isWhole = typeof member(data, 'data') === 'object' && member(data, 'data') !== null;
    return isWhole ? undefined : { cause: 'malformed', headers, words: 'neither data nor errors' };
  }
  const words = errors.map((error) => wordsOf(error)).join('; ');
  const types = errors.map((error) => member(error, 'type'));
  if (types.includes('RATE_LIMITED') || types.includes('RATE_LIMIT'))
    return { cause: 'limit', headers, words };
  if (/secondary rate limit/i.test(words)) return { cause: 'limit', headers, words };
  // Where only a part is missing, whoever asked knows best whether it can be left out.
  const isPart =
    member(data, 'data') !== null && errors.every((error) => Array.isArray(member(error, 'path')));
  if (isPart || !(PASSING.test(words) || types.includes('SERVICE_UNAVAILABLE'))) return undefined;
  return { cause: 'server', headers, words };
}

/** What went wrong with an attempt that ended in an error. Errors that have nothing to do with the platform are thrown on. */
export function failureOf(error: unknown, signal: AbortSignal): Failure {
  const inner = error instanceof Error ? error.cause : undefined;
  if (inner instanceof GitHubError) throw inner;
  const reply =
    member(error, 'response') ?? (error instanceof Error ? Reflect.get(error, 'response') : undefined);
  const status = error instanceof Error ? Reflect.get(error, 'status') : undefined;
  if (signal.aborted) return { cause: 'timeout', headers: {}, words: '' };
  if (typeof status !== 'number') throw error;
  if (reply === undefined) {
    const words = error instanceof Error ? error.message : '';
    return { cause: 'network', headers: {}, words };
  }
  const data = member(reply, 'data');
  return { cause: 'status', status, headers: headersOf(reply), words: statusWords(data) };
}

function headersOf(reply: unknown): ReplyHeaders {
  const headers = member(reply, 'headers');
  return typeof headers === 'object' && headers !== null ? Object.fromEntries(Object.entries(headers)) : {};
}

/** GitHub's message with the words of each error below it. A page of HTML has none. */
function statusWords(data: unknown): string {
  const errors = member(data, 'errors');
  const all = [wordsOf(data), ...(Array.isArray(errors) ? errors.slice(0, 5).map(wordsOf) : [])];
  return all.filter((words) => words !== '').join('; ');
}

function wordsOf(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, 300);
  const message = member(value, 'message') ?? member(value, 'code');
  return typeof message === 'string' ? message.slice(0, 300) : '';
}
