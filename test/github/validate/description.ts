import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import formats from 'ajv-formats';

/** A JSON Schema, as data. */
export type Schema = Readonly<Record<string, unknown>>;

/** One parameter of an operation. */
export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly schema: Schema;
}

/** One operation as GitHub describes it. */
export interface Operation {
  readonly operationId: string;
  readonly method: string;
  /** The template, such as `/repos/{owner}/{repo}`. */
  readonly path: string;
  readonly parameters: readonly Parameter[];
  readonly body?: { readonly required: boolean; readonly schema: Schema };
  readonly responses: Readonly<Record<string, { readonly schema?: Schema }>>;
}

/** Where the vendored descriptions are, from the root of the repository. */
export const SCHEMAS = 'test/github/schema';

interface Document {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Omit<Operation, 'method' | 'path'>>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, Schema>> };
}

/** Compiled schemas by themselves: each operation is compiled when it is first used. */
export interface Description {
  /** The ids of all operations that are described. */
  readonly operations: readonly string[];
  /** The operation for a path without any prefix, with the values of its path parameters. */
  find(
    method: string,
    path: string,
  ): { readonly operation: Operation; readonly values: Readonly<Record<string, string>> } | undefined;
  /** What is wrong with a value, one line for each fault. With `coerce`, text counts for the number that it writes. */
  faults(schema: Schema, value: unknown, coerce?: boolean): readonly string[];
  /** The schema that a reference names, or the schema itself. */
  resolve(schema: Schema): Schema;
}

let loaded: Description | undefined;

/** The description of GitHub's REST interface, read once for a process. */
export function readDescription(): Description {
  loaded ??= makeDescription(JSON.parse(readFileSync(`${SCHEMAS}/openapi.json`, 'utf8')) as Document);
  return loaded;
}

const REFERENCE = '#/components/schemas/';

function makeDescription(document: Document): Description {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, rest]) => ({ ...rest, method: method.toUpperCase(), path })),
  );
  const makers = [false, true].map((coerceTypes) => makeAjv(document, coerceTypes));
  const compiled = new Map<Schema, ReturnType<Ajv['compile']>>();
  const faults = (schema: Schema, value: unknown, coerce = false): readonly string[] => {
    const validate = compiled.get(schema) ?? makers[coerce ? 1 : 0]?.compile(absolute(schema));
    if (validate === undefined) throw new Error('no validator');
    compiled.set(schema, validate);
    if (validate(coerce ? { value } : value)) return [];
    return (validate.errors ?? []).map(
      ({ instancePath, message, params }) =>
        `${instancePath || '/'} ${message ?? ''} ${JSON.stringify(params)}`,
    );
  };
  const resolve = (schema: Schema): Schema =>
    typeof schema['$ref'] === 'string'
      ? (document.components.schemas[schema['$ref'].slice(REFERENCE.length)] ?? schema)
      : schema;
  return {
    operations: operations.map(({ operationId }) => operationId),
    find: (method, path) => findOperation(operations, method, path),
    faults,
    resolve,
  };
}

function makeAjv(document: Document, coerceTypes: boolean): Ajv {
  const ajv = new Ajv({
    strict: false,
    allErrors: true,
    coerceTypes,
    inlineRefs: false,
    validateSchema: false,
  });
  formats.default(ajv);
  ajv.addFormat('repo.nwo', true);
  for (const number of ['int32', 'int64']) ajv.addFormat(number, true);
  // Each component is a schema of its own, so that it is compiled once and not again for every operation.
  for (const [name, schema] of Object.entries(document.components.schemas))
    ajv.addSchema(absolute(schema), name);
  return ajv;
}

/** The schema with its references made absolute, so that it can be compiled by itself. */
function absolute(schema: Schema): Schema {
  return JSON.parse(JSON.stringify(schema).replaceAll(`"$ref":"${REFERENCE}`, '"$ref":"')) as Schema;
}

function findOperation(
  operations: readonly Operation[],
  method: string,
  path: string,
): { operation: Operation; values: Record<string, string> } | undefined {
  const parts = path.split('/');
  const fits = operations
    .filter((operation) => operation.method === method)
    .flatMap((operation) => {
      const values = matchPath(operation.path.split('/'), parts);
      return values === undefined ? [] : [{ operation, values }];
    });
  return fits.sort((one, other) => literals(other.operation) - literals(one.operation))[0];
}

function literals({ path }: Operation): number {
  return path.split('/').filter((part) => !part.startsWith('{')).length;
}

/** GitHub lets these hold slashes. */
const long = new Set(['{path}', '{ref}', '{branch}', '{basehead}']);

function matchPath(
  template: readonly string[],
  parts: readonly string[],
): Record<string, string> | undefined {
  const values: Record<string, string> = {};
  let at = 0;
  for (const [index, part] of template.entries()) {
    const rest = template.length - index - 1;
    const taken = long.has(part) ? Math.max(1, parts.length - at - rest) : 1;
    const text = parts.slice(at, at + taken).join('/');
    if (at >= parts.length || (text === '' && part !== '' && part !== '{path}')) return undefined;
    if (part.startsWith('{')) values[part.slice(1, -1)] = decodeURIComponent(text);
    else if (part !== text) return undefined;
    at += taken;
  }
  return at === parts.length ? values : undefined;
}
