import { type DocumentNode, execute, type GraphQLError, getOperationAST, parse, validate } from 'graphql';
import { limitHeaders, renew } from '../limits.js';
import type { Links } from '../links.js';
import type { TokenState } from '../state/model.js';
import type { World } from '../state/world.js';
import type { Reply } from '../wire.js';
import { costOf } from './cost.js';
import { missingFields } from './missing.js';
import type { Context } from './node.js';
import { GraphqlRefusal } from './refusal.js';
import { readSchema } from './schema.js';

/** One request to GraphQL. */
export interface GraphqlRequest {
  readonly world: World;
  readonly links: Links;
  readonly token: TokenState | null;
  readonly method: string;
  readonly text: string;
  readonly without: ReadonlySet<string>;
  readonly report: (what: 'request' | 'answer', place: string, faults: readonly string[]) => void;
}

/** The answer with the name of the operation and the points that it costs. */
export interface GraphqlAnswer {
  readonly reply: Reply;
  readonly name: string | null;
  readonly points: number;
}

/** Validates and executes a query against GitHub's schema; what the schema does not allow is reported and answered with 599. */
export function answerGraphql(request: GraphqlRequest): GraphqlAnswer {
  if (request.token === null) {
    const body = {
      message: 'This endpoint requires you to be authenticated.',
      documentation_url: 'https://docs.github.com/graphql',
    };
    return { reply: { status: 401, headers: {}, body }, name: null, points: 0 };
  }
  const read = readQuery(request);
  if ('faults' in read) return loud(request, 'request', read.name, read.faults);
  const { name, document, variables } = read;
  const missing = missingFields(readSchema(), document, request.without);
  if (missing.length > 0)
    return { reply: { status: 200, headers: {}, body: { errors: missing } }, name, points: 1 };
  const { cost, nodes, faults } = costOf(document, variables);
  if (faults.length > 0) return loud(request, 'request', name, faults);
  const limited = spendPoints(request.token, cost, request.world.clock.now());
  if (limited !== null) return { reply: limited, name, points: 0 };
  return run(request, { name, document, variables, cost, nodes });
}

interface Query {
  readonly name: string;
  readonly document: DocumentNode;
  readonly variables: Readonly<Record<string, unknown>>;
}

function readQuery(request: GraphqlRequest): Query | { name: string; faults: readonly string[] } {
  if (request.method !== 'POST') return { name: 'graphql', faults: [`${request.method} is not allowed`] };
  try {
    const body = JSON.parse(request.text) as {
      query?: unknown;
      variables?: unknown;
      operationName?: unknown;
    };
    const unknown = Object.keys(body).filter((key) => !['query', 'variables', 'operationName'].includes(key));
    const document = parse(String(body.query));
    const name = getOperationAST(document)?.name?.value ?? 'graphql';
    const faults = [
      ...unknown.map((key) => `unknown property ${key} in the body`),
      ...validate(readSchema(), document, undefined, { maxErrors: 10 }).map(({ message }) => message),
    ];
    if (faults.length > 0) return { name, faults };
    return { name, document, variables: (body.variables ?? {}) as Record<string, unknown> };
  } catch (error) {
    return { name: 'graphql', faults: [String(error)] };
  }
}

function loud(
  request: GraphqlRequest,
  what: 'request' | 'answer',
  name: string,
  faults: readonly string[],
): GraphqlAnswer {
  request.report(what, `graphql ${name}`, faults);
  const body = { message: `the ${what} does not fit GitHub's schema`, faults };
  return { reply: { status: 599, headers: {}, body }, name, points: 0 };
}

/** The hourly points; once they are gone, GitHub answers 200 with an error. */
function spendPoints(token: TokenState, cost: number, now: number): Reply | null {
  renew(token.graphql, now);
  if (token.graphql.used + cost <= token.graphql.limit) {
    token.graphql.used += cost;
    return null;
  }
  token.graphql.used = token.graphql.limit;
  const error = { type: 'RATE_LIMITED', message: 'API rate limit already exceeded for installation ID 1.' };
  return { status: 200, headers: limitHeaders(token.graphql, 'graphql'), body: { errors: [error] } };
}

function run(
  request: GraphqlRequest,
  query: Query & { readonly cost: number; readonly nodes: number },
): GraphqlAnswer {
  const { world, links, token } = request;
  const contextValue: Context = { world, links, token, points: query.cost, nodes: query.nodes };
  const result = execute({
    schema: readSchema(),
    document: query.document,
    variableValues: query.variables,
    contextValue,
    fieldResolver: (source: Record<string, unknown>, _args, _context, info) => {
      const value = source[info.fieldName];
      if (value === undefined)
        throw new Error(`the emulator does not know ${info.parentType.name}.${info.fieldName}`);
      return value;
    },
  });
  if (result instanceof Promise) throw new Error('resolvers answer at once');
  const errors = result.errors ?? [];
  const wrong = errors.filter((error) => !(error.originalError instanceof GraphqlRefusal));
  if (wrong.length > 0) {
    return loud(
      request,
      'answer',
      query.name,
      wrong.map(({ message, path }) => `${path?.join('.') ?? ''}: ${message}`),
    );
  }
  const told = errors.map(tellError);
  const body = { data: result.data, ...(told.length === 0 ? {} : { errors: told }) };
  const headers = token === null ? {} : limitHeaders(token.graphql, 'graphql');
  return { reply: { status: 200, headers, body }, name: query.name, points: query.cost };
}

function tellError(error: GraphQLError): Record<string, unknown> {
  const type = error.originalError instanceof GraphqlRefusal ? error.originalError.type : 'NOT_FOUND';
  return { type, path: error.path ?? [], locations: error.locations ?? [], message: error.message };
}
