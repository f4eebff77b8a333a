import type { Change, Fault, RefusalName } from './faults.js';
import type { World } from './state/world.js';
import type { Outcome, Reply } from './wire.js';

const refusals: Readonly<Record<RefusalName, readonly [number, string]>> = {
  unauthorised: [401, 'Bad credentials'],
  'read-only': [403, 'Resource not accessible by integration'],
  'not-found': [404, 'Not Found'],
  gone: [410, 'This issue was deleted'],
  locked: [403, 'Unable to create comment because issue is locked.'],
  invalid: [422, 'Validation Failed'],
  conflict: [409, 'Conflict'],
};

/** Whether the fault answers in place of GitHub before anything happened; `null` when the request goes on. */
export function before(fault: Fault, world: World): Outcome | null {
  if (fault.kind === 'hang' && fault.at !== 'after') return { kind: 'hang' };
  if (fault.kind === 'reset' && fault.at !== 'after') return { kind: 'reset' };
  if (fault.kind === 'status' && fault.at !== 'after') return reply(statusReply(fault));
  if (fault.kind === 'refuse') return reply(refusal(...refusals[fault.as]));
  if (fault.kind === 'secondary') return reply(secondary(fault));
  if (fault.kind === 'primary') return reply(primary(fault, world));
  if (fault.kind === 'redirect') {
    const sent = refusal(fault.status ?? 301, 'Moved Permanently');
    return reply({ ...sent, headers: { ...sent.headers, location: fault.to } });
  }
  if (fault.kind === 'graphql' && fault.as !== 'partial') return reply(graphqlFailure(fault.as));
  return null;
}

/** What the fault makes of an answer that GitHub gave. */
export function after(fault: Fault, given: Reply): Outcome {
  const text = given.raw ?? (given.body === undefined ? '' : JSON.stringify(given.body));
  if (fault.kind === 'hang') return { kind: 'hang' };
  if (fault.kind === 'reset') return { kind: 'reset' };
  if (fault.kind === 'status' && fault.at === 'after') return reply(statusReply(fault));
  if (fault.kind === 'truncated') return reply({ ...given, raw: text.slice(0, Math.floor(text.length / 2)) });
  if (fault.kind === 'empty') return reply({ ...given, raw: '' });
  if (fault.kind === 'html') return reply(htmlReply(given, fault.status));
  if (fault.kind === 'content-type')
    return reply({ ...given, headers: { ...given.headers, 'content-type': fault.type } });
  if (fault.kind === 'headers') return reply({ ...given, headers: { ...given.headers, ...fault.set } });
  if (fault.kind === 'graphql' && fault.as === 'partial') return reply(partial(given, fault.missing ?? []));
  return reply(given);
}

function reply(given: Reply): Outcome {
  return { kind: 'reply', reply: given };
}

function refusal(status: number, message: string): Reply {
  const body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status) };
  return { status, headers: {}, body };
}

function statusReply(fault: Fault & { kind: 'status' }): Reply {
  const usual = refusal(fault.status, fault.status >= 500 ? 'Server Error' : 'Refused');
  return { ...usual, body: fault.body ?? usual.body, headers: fault.headers ?? {} };
}

function secondary(fault: Fault & { kind: 'secondary' }): Reply {
  const words =
    fault.wording === false
      ? 'Forbidden'
      : 'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.';
  const headers = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter };
  return { ...refusal(fault.status ?? 403, words), headers };
}

function primary(fault: Fault & { kind: 'primary' }, world: World): Reply {
  const reset = fault.reset ?? String(Math.floor(world.clock.now() / 1000) + 3500);
  const headers = {
    'x-ratelimit-limit': '1000',
    'x-ratelimit-remaining': '0',
    'x-ratelimit-used': '1000',
    'x-ratelimit-reset': reset,
    'x-ratelimit-resource': 'core',
    ...(fault.date === undefined ? {} : { date: fault.date }),
  };
  return { ...refusal(fault.status ?? 403, 'API rate limit exceeded for installation ID 1.'), headers };
}

function htmlReply(given: Reply, status: number | undefined): Reply {
  return {
    status: status ?? given.status,
    headers: { ...given.headers, 'content-type': 'text/html; charset=utf-8' },
    raw: '<!DOCTYPE html>\n<html><head><title>Unicorn! · GitHub</title></head><body><p>We had issues.</p></body></html>\n',
  };
}

/** GraphQL tells of its failures with 200. https://docs.github.com/graphql/overview/rate-limits-and-query-limits-for-the-graphql-api */
function graphqlFailure(as: 'rate-limited' | 'something-went-wrong' | 'timeout'): Reply {
  if (as === 'rate-limited') {
    const message = 'API rate limit already exceeded for installation ID 1.';
    return {
      status: 200,
      headers: { 'x-ratelimit-remaining': '0' },
      body: { errors: [{ type: 'RATE_LIMITED', message }] },
    };
  }
  const words =
    'Something went wrong while executing your query. Please include `C0FE:1` when reporting this issue.';
  if (as === 'timeout') {
    const body = {
      message: "We couldn't respond to your request in time. Sorry about that.",
      documentation_url: 'https://docs.github.com/graphql',
    };
    return { status: 502, headers: {}, body };
  }
  return { status: 200, headers: {}, body: { data: null, errors: [{ message: words }] } };
}

function partial(given: Reply, path: readonly string[]): Reply {
  const copy = structuredClone(given.body) as { data?: Record<string, unknown>; errors?: unknown[] };
  let node: Record<string, unknown> | undefined = copy.data;
  for (const name of path.slice(0, -1)) node = node?.[name] as Record<string, unknown> | undefined;
  const last = path.at(-1);
  if (node !== undefined && last !== undefined) node[last] = null;
  const message = 'Something went wrong while executing your query.';
  const told = path.map((name) => (/^\d+$/.test(name) ? Number(name) : name));
  return { ...given, body: { ...copy, errors: [...(copy.errors ?? []), { message, path: told }] } };
}

/** Makes a change of the state. */
export function change(world: World, what: Change): void {
  if (typeof what === 'function') {
    what(world);
    return;
  }
  const { repository, issue: number } = 'comment' in what ? what.comment : what.deleteComments;
  const [owner = '', name = ''] = repository.split('/');
  const found = world.repository(owner, name);
  const issue = [...(found?.pulls ?? []), ...(found?.issues ?? [])].find((one) => one.number === number);
  if (issue === undefined) throw new Error(`no issue ${number} in ${repository}`);
  if ('deleteComments' in what) return void issue.comments.splice(0);
  const at = world.instant();
  const { author, body, first } = what.comment;
  const comment = { id: world.id(), author, body, createdAt: at, updatedAt: at, minimised: null };
  if (first === true) issue.comments.unshift(comment);
  else issue.comments.push(comment);
}
