import { createHash } from 'node:crypto';
import { StoreError } from './store-error.js';

/** Version of the form of a file and how each older one becomes the next: `migrations[1]` makes a line of version 2 from one of version 1. */
export interface Format {
  readonly schema: number;
  readonly migrations: Readonly<Record<number, (line: unknown) => unknown>>;
}

/** The form that this version writes. */
export const FORMAT: Format = { schema: 1, migrations: {} };

/** What a file says it is: the partition of which week of which repository, or its `state`. */
export interface Heading {
  readonly repository: string;
  readonly part: string;
}

const LINE = 0x0a;
/** What to do about a file of a later version. */
export const UPDATE = 'install the version of forethought that wrote it, or a newer one';

const AGAIN = 'take it back from a backup, or remove the store and collect again';

/** A file: its heading, one line for each value, and a last line that counts and hashes what stands above it. */
export function encodeFile(format: Format, heading: Heading, lines: readonly unknown[]): Buffer {
  const head = { schema: format.schema, repository: heading.repository, part: heading.part };
  const body = Buffer.from([head, ...lines].map((line) => `${canonical(line)}\n`).join(''));
  const tail = `${canonical({ count: lines.length, hash: hashOf(body) })}\n`;
  return Buffer.concat([body, Buffer.from(tail)]);
}

/** The lines of a file that is whole and what its name says. `path` is for the words of the `StoreError` that it throws otherwise. */
export function decodeFile(
  format: Format,
  heading: Heading,
  bytes: Buffer,
  path: string,
): readonly unknown[] {
  const end = bytes.lastIndexOf(LINE, -2) + 1;
  const tail = asRecord(parse(bytes.toString('utf8', end)));
  if (bytes.at(-1) !== LINE || typeof tail?.['hash'] !== 'string' || end === 0) {
    throw new StoreError('torn', `${path} is cut off: its last line is not there`, AGAIN);
  }
  const body = bytes.subarray(0, end);
  const [head, ...lines] = body.toString('utf8').slice(0, -1).split('\n');
  if (hashOf(body) !== tail['hash'] || lines.length !== tail['count']) {
    throw new StoreError('changed', `${path} is not as it was written: its hash differs`, AGAIN);
  }
  const schema = checkHeading(format, heading, asRecord(parse(head ?? '')), path);
  const values = lines.map((line) => JSON.parse(line) as unknown);
  return values.map((line) => migrated(format, schema, line));
}

function checkHeading(
  format: Format,
  { repository, part }: Heading,
  head: Readonly<Record<string, unknown>> | undefined,
  path: string,
): number {
  const schema = head?.['schema'];
  if (typeof schema !== 'number') {
    throw new StoreError('changed', `${path} does not begin with a line that says its version`, AGAIN);
  }
  if (schema > format.schema) {
    const what = `${path} has version ${schema}, and version ${format.schema} is the newest that can be read here`;
    throw new StoreError('newer', what, UPDATE);
  }
  if (head?.['repository'] !== repository || head['part'] !== part) {
    const what = `${path} holds ${String(head?.['part'])} of ${String(head?.['repository'])}, and not ${part} of ${repository}`;
    throw new StoreError('changed', what, 'put the file back to where it was');
  }
  return schema;
}

function migrated(format: Format, schema: number, line: unknown): unknown {
  let value = line;
  for (let from = schema; from < format.schema; from++) {
    const migrate = format.migrations[from];
    if (migrate === undefined) throw new TypeError(`nothing turns version ${from} of a store into the next`);
    value = migrate(value);
  }
  return value;
}

/** JSON whose keys are sorted, so that equal values are equal bytes. */
export function canonical(value: unknown): string {
  return JSON.stringify(sorted(value));
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}

function hashOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function asRecord(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
}
