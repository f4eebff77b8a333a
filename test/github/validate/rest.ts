import type { Description, Operation, Schema } from './description.js';
import { isKnownFault, knownFaults, knownRequestFaults } from './known-faults.js';

/** What is wrong with a request, without the faults that are known to be the description's own. */
export function requestFaults(
  description: Description,
  operation: Operation,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): readonly string[] {
  return askingFaults(description, operation, values, query, body).filter(
    (fault) => !isKnownFault(knownRequestFaults, operation.operationId, fault),
  );
}

/** Everything that is wrong with a request: path and query values, unknown names, and the body. */
export function askingFaults(
  description: Description,
  operation: Operation,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
  body: unknown,
): readonly string[] {
  return [
    ...parameterFaults(description, operation, values, query),
    ...bodyFaults(description, operation, body),
  ];
}

function parameterFaults(
  description: Description,
  { parameters }: Operation,
  values: Readonly<Record<string, string>>,
  query: URLSearchParams,
): readonly string[] {
  const known = new Set(parameters.filter((one) => one.in === 'query').map(({ name }) => name));
  const unknown = [...query.keys()]
    .filter((name) => !known.has(name))
    .map((name) => `unknown query parameter ${name}`);
  const wrong = parameters.flatMap(({ name, in: place, required, schema }) => {
    const value = place === 'path' ? values[name] : place === 'query' ? query.get(name) : undefined;
    if (place === 'header') return [];
    if (value === undefined || value === null) return required ? [`${place} ${name} is missing`] : [];
    const wrapped = wrap(schema);
    return description.faults(wrapped, value, true).map((fault) => `${place} ${name}: ${fault}`);
  });
  return [...unknown, ...wrong];
}

const wrappers = new WeakMap<Schema, Schema>();

/** Coercion works on properties only, so a value is checked as the property of an object. */
function wrap(schema: Schema): Schema {
  const known = wrappers.get(schema) ?? { type: 'object', properties: { value: schema } };
  wrappers.set(schema, known);
  return known;
}

function bodyFaults(description: Description, operation: Operation, body: unknown): readonly string[] {
  if (operation.body === undefined) {
    return body === undefined ? [] : [`${operation.operationId} takes no body`];
  }
  if (body === undefined) return operation.body.required ? ['the body is missing'] : [];
  const { schema } = operation.body;
  const unknown = unknownNames(description, schema, body).map(
    (name) => `unknown property ${name} in the body`,
  );
  return [...unknown, ...description.faults(schema, body).map((fault) => `body: ${fault}`)];
}

/** Names that no branch of the description knows: in a request GitHub ignores them silently, in an answer it never sends them. */
function unknownNames(description: Description, schema: Schema, value: unknown): readonly string[] {
  const first: unknown = Array.isArray(value) ? value[0] : value;
  if (typeof first !== 'object' || first === null) return [];
  const known = namesOf(description, schema, new Set());
  return known.size === 0 ? [] : Object.keys(first).filter((name) => !known.has(name));
}

function namesOf(description: Description, schema: Schema, seen: Set<Schema>): ReadonlySet<string> {
  const whole = description.resolve(schema);
  if (seen.has(whole)) return new Set();
  seen.add(whole);
  const branches = ['allOf', 'anyOf', 'oneOf'].flatMap((key) => (whole[key] as Schema[] | undefined) ?? []);
  const items = whole['items'] as Schema | undefined;
  const inner = [...branches, ...(items === undefined ? [] : [items])].flatMap((branch) => [
    ...namesOf(description, branch, seen),
  ]);
  return new Set([...Object.keys((whole['properties'] as object | undefined) ?? {}), ...inner]);
}

/** What is wrong with an answer, without the faults that are known to be the description's own. */
export function responseFaults(
  description: Description,
  operation: Operation,
  status: number,
  body: unknown,
): readonly string[] {
  return answerFaults(description, operation, status, body)
    .filter((fault) => !isKnownFault(knownFaults, operation.operationId, fault))
    .map((fault) => `answer ${status}: ${fault}`);
}

/** Everything that is wrong with an answer. A refusal that an operation does not list must have the shape that all refusals have. */
export function answerFaults(
  description: Description,
  operation: Operation,
  status: number,
  body: unknown,
): readonly string[] {
  if (status === 304) return [];
  const described = operation.responses[String(status)];
  if (described === undefined && status < 400) return ['no such status is described'];
  const schema =
    described?.schema ?? (status < 400 ? undefined : { $ref: '#/components/schemas/basic-error' });
  if (schema === undefined) return body === undefined ? [] : ['no body is described'];
  const names = status < 400 ? unknownNames(description, schema, body) : [];
  return [...names.map((name) => `unknown property ${name}`), ...description.faults(schema, body)];
}
