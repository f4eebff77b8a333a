import { GitHubError } from './error.js';
import { PASSING } from './failure.js';
import { member } from './value.js';

/** One thing that GraphQL could not answer. `field` is a field that this server does not know. */
export interface Fault {
  readonly type: string;
  readonly message: string;
  /** Where in the answer, without the positions in lists. */
  readonly path: readonly string[];
  readonly field?: string;
}

/** What GraphQL answered; a part that `faults` names is null or absent in `data`, and never to be taken for empty. */
export interface GraphQLAnswer {
  readonly data: unknown;
  readonly faults: readonly Fault[];
}

/** Reads the body of a reply whose limit and server errors were already dealt with. */
export function readAnswer(body: unknown): GraphQLAnswer {
  const errors = member(body, 'errors');
  return { data: member(body, 'data'), faults: Array.isArray(errors) ? errors.map(faultOf) : [] };
}

function faultOf(error: unknown): Fault {
  const code = text(member(error, 'extensions', 'code'));
  const message = text(member(error, 'message')).slice(0, 300);
  const path = member(error, 'path');
  const field = unknownField(code, error, message);
  return {
    type: text(member(error, 'type')) || code,
    message,
    path: Array.isArray(path) ? path.filter((part) => typeof part === 'string') : [],
    ...(field === undefined ? {} : { field }),
  };
}

/** Older servers say it only in words: `Field 'x' doesn't exist on type 'Y'`, or graphql-js's `Cannot query field "x" …`. */
function unknownField(code: string, error: unknown, message: string): string | undefined {
  const named = text(member(error, 'extensions', 'fieldName'));
  if (code === 'undefinedField' && named !== '') return named;
  return /^(?:Field '|Cannot query field ")(\w{1,80})['"] (?:doesn't exist )?on type /.exec(message)?.[1];
}

/** The first fault as an error, for whoever can do without no part of the answer. */
export function faultError(fault: Fault): GitHubError {
  const { type, message, field } = fault;
  if (field !== undefined) {
    return new GitHubError(
      'unsupported',
      `this server's GraphQL does not know the field ${field}`,
      'update GitHub Enterprise Server to 3.10 or newer, which knows every field that is asked for',
    );
  }
  if (type === 'NOT_FOUND') {
    return new GitHubError(
      'not-found',
      message,
      'look at the number and the repository, and grant the job contents: read and pull-requests: read',
    );
  }
  if (type === 'FORBIDDEN' || type === 'INSUFFICIENT_SCOPES') {
    return new GitHubError(
      'forbidden',
      message,
      'grant the job what it reads, under `permissions:` in the workflow: contents: read and pull-requests: read',
    );
  }
  if (PASSING.test(message)) {
    return new GitHubError(
      'unavailable',
      `GraphQL could not answer a part: ${message}`,
      'run the job again; if it stays, look at https://www.githubstatus.com',
    );
  }
  return new GitHubError('invalid', `GraphQL answered in part: ${message}`, 'run the job again');
}

/** The data of an answer that has to be whole. Throws `GitHubError` otherwise. */
export function wholeData({ data, faults }: GraphQLAnswer): unknown {
  const [fault] = faults;
  if (fault !== undefined) throw faultError(fault);
  return data;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
