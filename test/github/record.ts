import type { Fault } from './faults.js';
import type { Outcome, RecordedRequest, Reply, WireRequest } from './wire.js';

/** What came out of a request that reached GitHub. */
export interface Handled {
  readonly reply: Reply;
  readonly operation: string | null;
  readonly name: string | null;
  readonly points: number;
}

/** One request that is over. `handled` is `null` when a fault answered in GitHub's place. */
export interface Past {
  readonly request: WireRequest;
  readonly path: string;
  readonly query: string;
  readonly number: number;
  readonly handled: Handled | null;
  readonly faults: readonly Fault[];
  readonly outcome: Outcome;
}

/** How a test is told of a request. */
export function record({ request, path, query, number, handled, faults, outcome }: Past): RecordedRequest {
  const isRead = request.method === 'GET' || path === '/graphql';
  const status = outcome.kind === 'reply' ? outcome.reply.status : 0;
  const authorization = request.headers['authorization'];
  return {
    number,
    method: request.method,
    path,
    query,
    operation: handled?.operation ?? null,
    name: handled?.name ?? null,
    token: authorization?.slice(authorization.indexOf(' ') + 1) ?? null,
    headers: request.headers,
    body: parsed(request.body),
    status,
    fault: faults[0]?.kind ?? null,
    points: status === 304 ? 0 : (handled?.points ?? 1),
    weight: isRead ? 1 : 5,
  };
}

function parsed(text: string): unknown {
  try {
    return text === '' ? null : JSON.parse(text);
  } catch {
    return text;
  }
}
