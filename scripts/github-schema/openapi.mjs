const schemaMaps = ['properties', 'patternProperties', 'definitions'];
const schemaLists = ['allOf', 'anyOf', 'oneOf'];
const schemaPlaces = ['items', 'additionalProperties', 'not'];
const kept = [
  'type',
  'format',
  'enum',
  'required',
  'pattern',
  'minLength',
  'maxLength',
  'minimum',
  'maximum',
  'minItems',
  'maxItems',
  'uniqueItems',
  'minProperties',
  'maxProperties',
];

/**
 * The operations named `METHOD /path` and every component that they reach, as an OpenAPI document whose schemas are plain
 * JSON Schema: no words, no examples, `nullable` turned into a type. Throws when an operation is not described.
 */
export function pruneOpenapi(document, operations) {
  const components = {};
  const queue = [];
  const reach = (reference) => {
    queue.push(reference);
    return { $ref: reference };
  };
  const paths = {};
  for (const operation of operations) {
    const [method, path] = operation.split(' ');
    const described = document.paths[path]?.[method.toLowerCase()];
    if (described === undefined) throw new Error(`${operation} is not described`);
    paths[path] ??= {};
    paths[path][method.toLowerCase()] = pruneOperation(described, reach, document);
  }
  while (queue.length > 0) {
    const [, , kind, name] = queue.pop().split('/');
    components[kind] ??= {};
    if (components[kind][name] !== undefined) continue;
    components[kind][name] = {};
    components[kind][name] = pruneSchema(document.components[kind][name], reach);
  }
  return {
    openapi: document.openapi,
    info: { title: document.info.title, version: document.info.version },
    paths,
    components: sorted(components),
  };
}

function pruneOperation(operation, reach, document) {
  const parameters = (operation.parameters ?? []).map((parameter) => {
    const whole = resolve(parameter, document);
    return {
      name: whole.name,
      in: whole.in,
      required: whole.required === true,
      schema: pruneSchema(whole.schema, reach),
    };
  });
  const body = operation.requestBody?.content?.['application/json'];
  const responses = Object.entries(operation.responses).map(([status, response]) => {
    const json = Object.entries(resolve(response, document).content ?? {}).find(([type]) =>
      type.includes('json'),
    );
    return [status, json === undefined ? {} : { schema: pruneSchema(json[1].schema, reach) }];
  });
  return {
    operationId: operation.operationId,
    parameters,
    ...(body === undefined
      ? {}
      : {
          body: {
            required: operation.requestBody.required === true,
            schema: pruneSchema(body.schema, reach),
          },
        }),
    responses: Object.fromEntries(responses),
  };
}

function resolve(value, document) {
  if (value.$ref === undefined) return value;
  return value.$ref
    .split('/')
    .slice(1)
    .reduce((node, key) => node[key], document);
}

function pruneSchema(schema, reach) {
  if (typeof schema !== 'object' || schema === null) return schema;
  if (schema.$ref !== undefined) return reach(schema.$ref);
  const out = {};
  for (const key of kept) if (schema[key] !== undefined) out[key] = schema[key];
  for (const key of schemaPlaces) if (schema[key] !== undefined) out[key] = pruneSchema(schema[key], reach);
  for (const key of schemaLists) {
    if (schema[key] !== undefined) out[key] = schema[key].map((entry) => pruneSchema(entry, reach));
  }
  for (const key of schemaMaps) {
    if (schema[key] === undefined) continue;
    out[key] = Object.fromEntries(
      Object.entries(schema[key]).map(([name, entry]) => [name, pruneSchema(entry, reach)]),
    );
  }
  return schema.nullable === true ? withNull(out) : out;
}

/** `nullable: true` of OpenAPI 3.0 in the words of JSON Schema. */
function withNull(schema) {
  if (typeof schema.type !== 'string') return { anyOf: [schema, { type: 'null' }] };
  const choices = schema.enum === undefined ? {} : { enum: [...new Set([...schema.enum, null])] };
  return { ...schema, type: [schema.type, 'null'], ...choices };
}

function sorted(components) {
  return Object.fromEntries(
    Object.entries(components).map(([kind, entries]) => [
      kind,
      Object.fromEntries(Object.entries(entries).sort(([a], [b]) => (a < b ? -1 : 1))),
    ]),
  );
}
