import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { control } from './control.js';
import type { Fault } from './faults.js';
import type { Links } from './links.js';
import { makeService, type Service } from './serve.js';
import type { StateInput } from './state/input.js';
import { loadState } from './state/load.js';
import type { State } from './state/model.js';
import type { ServerClock, World } from './state/world.js';
import type { RecordedRequest, Reply, Violation, WireRequest } from './wire.js';

/** How the server is started. */
export interface GitHubOptions {
  readonly port?: number;
  /** Plays a GitHub Enterprise Server: REST under `/api/v3`, GraphQL at `/api/graphql`. */
  readonly enterprise?: boolean;
  /** The address of the pages for people; github.com, or the server itself for an Enterprise Server. */
  readonly htmlUrl?: string;
  readonly clock?: ServerClock;
  readonly faults?: readonly Fault[];
  /** What an older Enterprise Server does not have: `graphql`, `Type.field` or `METHOD /path`. */
  readonly without?: readonly string[];
}

/** A running GitHub. */
export interface FakeGitHub {
  readonly url: string;
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  readonly world: World;
  /** The addresses that answers name. */
  readonly links: Links;
  /** The state itself: what a test changes there, the next request sees. */
  state(): State;
  /** Every request, in the order in which they were answered. */
  requests(): readonly RecordedRequest[];
  /** What GitHub's description does not allow. A test asks that it is empty. */
  violations(): readonly Violation[];
  script(...faults: readonly Fault[]): void;
  clearFaults(): void;
  /** The same server without a socket: a `fetch` for clients that run in this process, also on a virtual clock. */
  readonly fetch: typeof fetch;
  stop(): Promise<void>;
}

/** The version that an Enterprise Server has unless the state names one. */
const ENTERPRISE = '3.17.0';

const realClock: ServerClock = { now: () => Date.now(), sleep: async (ms) => void (await wait(ms)) };

/** Starts a GitHub on loopback that knows this state. `stop` closes it and removes what it made. */
export async function startGitHub(state: StateInput = {}, options: GitHubOptions = {}): Promise<FakeGitHub> {
  const version = options.enterprise === true ? { serverVersion: ENTERPRISE } : {};
  const loaded = loadState({ ...version, ...state }, options.clock ?? realClock);
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const isEnterprise = options.enterprise === true;
  const apiUrl = isEnterprise ? `${url}/api/v3` : url;
  const graphqlPath = isEnterprise ? '/api/graphql' : '/graphql';
  const links: Links = { api: apiUrl, html: options.htmlUrl ?? (isEnterprise ? url : 'https://github.com') };
  const service = makeService({
    world: loaded.world,
    links,
    restPrefix: isEnterprise ? '/api/v3' : '',
    graphqlPath,
    without: new Set(options.without ?? []),
  });
  service.script.add(...(options.faults ?? []));
  server.on('request', (request, response) => void serve(service, loaded.world, request, response));
  return {
    url,
    apiUrl,
    graphqlUrl: `${url}${graphqlPath}`,
    world: loaded.world,
    links,
    state: () => loaded.world.state,
    requests: () => service.requests,
    violations: () => service.violations,
    script: (...faults) => service.script.add(...faults),
    clearFaults: () => service.script.clear(),
    fetch: makeFetch(service),
    stop: async () => {
      await close(server);
      loaded.cleanup();
    },
  };
}

async function close(server: Server): Promise<void> {
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
}

async function serve(
  service: Service,
  world: World,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const request = await readRequest(incoming);
    const asked = control(request, service, world.state);
    if (asked !== null) return send(response, asked);
    const outcome = await service.handle(request);
    if (outcome.kind === 'reset') incoming.socket.destroy();
    else if (outcome.kind === 'reply') send(response, outcome.reply);
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    send(response, {
      status: 599,
      headers: {},
      body: { message: 'the emulator failed', error: String(error) },
    });
  }
}

async function readRequest(incoming: IncomingMessage): Promise<WireRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  const headers = Object.entries(incoming.headers).map(([name, value]) => [name, String(value ?? '')]);
  return {
    method: incoming.method ?? 'GET',
    target: incoming.url ?? '/',
    headers: Object.fromEntries(headers),
    body: Buffer.concat(chunks).toString('utf8'),
  };
}

function send(response: ServerResponse, reply: Reply): void {
  const text = reply.raw ?? (reply.body === undefined ? '' : JSON.stringify(reply.body));
  response.writeHead(reply.status, { ...reply.headers, 'content-length': Buffer.byteLength(text) });
  response.end(text);
}

/** A `fetch` that asks the service directly: a broken connection rejects as undici's does, a hang ends with the signal. */
function makeFetch(service: Service): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const outcome = await service.handle({
      method: request.method,
      target: `${url.pathname}${url.search}`,
      headers: Object.fromEntries(request.headers),
      body: await request.text(),
    });
    if (outcome.kind !== 'reply') {
      if (outcome.kind === 'hang') return await forever(request.signal);
      throw new TypeError('fetch failed', { cause: new Error('ECONNRESET') });
    }
    const { status, headers, body, raw } = outcome.reply;
    const text = raw ?? (body === undefined ? null : JSON.stringify(body));
    return new Response([204, 304].includes(status) ? null : text, { status, headers: { ...headers } });
  };
}

function forever(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
}
