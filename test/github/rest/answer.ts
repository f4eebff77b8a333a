import { canSee, demand } from '../access.js';
import { readDescription } from '../validate/description.js';
import { requestFaults, responseFaults } from '../validate/rest.js';
import { notFound, Refusal } from '../wire.js';
import type { Answer, Call, RepositoryCall } from './call.js';
import { paged } from './page.js';
import { routes } from './routes.js';
import { wholeRoutes } from './whole.js';

/** A request to REST after the prefix is gone: what was asked, with which token and body. */
export interface RestRequest extends Omit<Call, 'values' | 'body'> {
  readonly method: string;
  readonly path: string;
  readonly body: unknown;
  readonly report: (what: 'request' | 'answer', place: string, faults: readonly string[]) => void;
}

/** The answer with the id of its operation; `null` when the description has none for the path. */
export interface RestAnswer {
  readonly operation: string | null;
  readonly answer: Answer;
}

/** Answers by the description: what it does not allow, in the request or in the answer, is reported and answered with 599. */
export function answerRest(request: RestRequest): RestAnswer {
  const description = readDescription();
  const found = description.find(request.method, request.path);
  if (found === undefined) {
    return {
      operation: null,
      answer: loud(request, 'request', `${request.method} ${request.path}`, [
        'no such operation is described',
      ]),
    };
  }
  const { operation, values } = found;
  const id = operation.operationId;
  const wrong = requestFaults(description, operation, values, request.query, request.body);
  if (wrong.length > 0) return { operation: id, answer: loud(request, 'request', id, wrong) };
  const body = (request.body ?? {}) as Readonly<Record<string, unknown>>;
  const answer = attempt(() => paged(dispatch(id, { ...request, values, body }), request.query, request.url));
  if (answer.raw !== undefined) return { operation: id, answer };
  const faults = responseFaults(description, operation, answer.status, answer.body);
  return { operation: id, answer: faults.length === 0 ? answer : loud(request, 'answer', id, faults) };
}

function loud(
  request: RestRequest,
  what: 'request' | 'answer',
  place: string,
  faults: readonly string[],
): Answer {
  request.report(what, place, faults);
  return { status: 599, body: { message: `the ${what} does not fit GitHub's description`, place, faults } };
}

function attempt(work: () => Answer): Answer {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refusal) return { status: error.status, body: error.body, headers: error.headers };
    throw error;
  }
}

function dispatch(id: string, call: Call): Answer {
  const whole = wholeRoutes[id];
  if (whole !== undefined) return whole(call);
  const route = routes[id];
  if (route === undefined) throw new Error(`the emulator does not answer ${id}`);
  const repository = call.world.repository(call.values['owner'] ?? '', call.values['repo'] ?? '');
  if (repository === undefined) throw notFound();
  const inside: RepositoryCall = { ...call, repository, history: call.world.history(repository) };
  if (!canSee(call.token, repository)) throw notFound();
  const need = typeof route.need === 'function' ? route.need(inside) : route.need;
  demand(call.token, repository, need);
  return route.answer(inside);
}
