import { tokenOf } from './access.js';
import { conditional } from './conditional.js';
import { after, before, change } from './fault-effects.js';
import { type Fault, makeScript, type Script } from './faults.js';
import { answerGraphql } from './graphql/answer.js';
import { spend } from './limits.js';
import type { Links } from './links.js';
import { type Handled, record } from './record.js';
import { answerRest } from './rest/answer.js';
import { presentPath } from './rest/former-names.js';
import type { World } from './state/world.js';
import {
  type Outcome,
  type RecordedRequest,
  Refusal,
  type Reply,
  type Violation,
  type WireRequest,
} from './wire.js';

/** What the server is made of. `without` names what an older Enterprise Server does not have: `graphql`, `Type.field` or `METHOD /path`. */
export interface ServiceOptions {
  readonly world: World;
  readonly links: Links;
  readonly restPrefix: string;
  readonly graphqlPath: string;
  readonly without: ReadonlySet<string>;
}

/** GitHub without a socket: requests in, outcomes out, everything recorded. */
export interface Service {
  readonly script: Script;
  readonly requests: readonly RecordedRequest[];
  readonly violations: readonly Violation[];
  handle(request: WireRequest): Promise<Outcome>;
}

const versions = ['2022-11-28', '2026-03-10'];

/** Makes the service; requests are handled one after the other between two waits, as a real server's transactions are. */
export function makeService(options: ServiceOptions): Service {
  const { world } = options;
  const script = makeScript();
  const requests: RecordedRequest[] = [];
  const violations: Violation[] = [];
  let count = 0;
  const handle = async (request: WireRequest): Promise<Outcome> => {
    count += 1;
    const number = count;
    const url = new URL(request.target, 'http://localhost');
    const path = pathOf(url.pathname, options);
    const faults = script.meet({ method: request.method, path, query: url.searchParams, body: request.body });
    for (const fault of faults) if (fault.kind === 'latency') await world.clock.sleep(fault.ms);
    for (const fault of faults) if (fault.kind === 'meanwhile') change(world, fault.change);
    const early = first(faults, (fault) => before(fault, world));
    const handled = early === null ? process({ options, request, url, path, number, violations }) : null;
    const outcome =
      early ?? faults.reduce(apply, { kind: 'reply', reply: handled?.reply ?? noReply } as Outcome);
    const done = outcome.kind === 'reply' ? { ...outcome, reply: finish(outcome.reply, world) } : outcome;
    requests.push(
      record({ request, path, query: url.search.slice(1), number, handled, faults, outcome: done }),
    );
    return done;
  };
  return { script, requests, violations, handle };
}

const noReply: Reply = { status: 500, headers: {} };

function first<Value>(faults: readonly Fault[], ask: (fault: Fault) => Value | null): Value | null {
  for (const fault of faults) {
    const value = ask(fault);
    if (value !== null) return value;
  }
  return null;
}

function apply(outcome: Outcome, fault: Fault): Outcome {
  return outcome.kind === 'reply' ? after(fault, outcome.reply) : outcome;
}

function pathOf(path: string, { restPrefix, graphqlPath }: ServiceOptions): string {
  if (path === graphqlPath) return '/graphql';
  return path.startsWith(`${restPrefix}/`) ? path.slice(restPrefix.length) : `(outside)${path}`;
}

interface Work {
  readonly options: ServiceOptions;
  readonly request: WireRequest;
  readonly url: URL;
  readonly path: string;
  readonly number: number;
  readonly violations: Violation[];
}

function process(work: Work): Handled {
  try {
    return reach(work);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return {
      reply: { status: error.status, headers: error.headers, body: error.body },
      operation: null,
      name: null,
      points: 1,
    };
  }
}

function reach(work: Work): Handled {
  const { options, request, path, url } = work;
  const { world } = options;
  if (path.startsWith('(outside)')) throw new Refusal(404, 'Not Found');
  if ((request.headers['user-agent'] ?? '') === '')
    throw new Refusal(
      403,
      'Request forbidden by administrative rules. Please make sure your request has a User-Agent header.',
    );
  const version = request.headers['x-github-api-version'];
  if (version !== undefined && !versions.includes(version))
    throw new Refusal(400, `${version} is not a supported API version`);
  const token = tokenOf(world.state, request.headers['authorization']);
  for (const repository of world.state.repositories)
    if (!repository.ownsGit) world.history(repository).forget();
  const report = (what: 'request' | 'answer', place: string, faults: readonly string[]): void =>
    void work.violations.push({ request: work.number, what, place, faults });
  if (path === '/graphql') {
    if (options.without.has('graphql')) throw new Refusal(404, 'Not Found');
    const given = answerGraphql({
      world,
      links: options.links,
      token,
      method: request.method,
      text: request.body,
      without: options.without,
      report,
    });
    return { reply: given.reply, operation: 'graphql', name: given.name, points: given.points };
  }
  const place = { world, links: options.links, token, method: request.method };
  const present = presentPath(path, place);
  if (options.without.has(`${request.method} ${path}`)) throw new Refusal(404, 'Not Found');
  if (path !== '/rate_limit') spend(token, world.clock.now());
  const { operation, answer } = answerRest({
    world,
    links: options.links,
    token,
    method: request.method,
    path: present,
    query: url.searchParams,
    body: bodyOf(request.body),
    url: `${options.links.api}${present}`,
    wantsRaw: (request.headers['accept'] ?? '').includes('.raw'),
    report,
  });
  return { reply: conditional(answer, request, token), operation, name: null, points: 1 };
}

function bodyOf(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    throw new Refusal(400, 'Problems parsing JSON');
  }
}

function finish(reply: Reply, world: World): Reply {
  const { serverVersion } = world.state;
  return {
    ...reply,
    headers: {
      date: new Date(world.clock.now()).toUTCString(),
      ...(reply.raw === undefined && reply.body === undefined
        ? {}
        : { 'content-type': 'application/json; charset=utf-8' }),
      'x-github-request-id': 'C0FE:1',
      ...(serverVersion === null ? {} : { 'x-github-enterprise-version': serverVersion }),
      ...reply.headers,
    },
  };
}
