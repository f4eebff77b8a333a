import { isMap, isScalar, isSeq, type Pair, parseDocument, type YAMLMap } from 'yaml';
import {
  columnOf,
  endOf,
  endOfLast,
  insert,
  insertBehind,
  lineEnd,
  type Splice,
  scalar,
  spliced,
  startOf,
} from './yaml-splice.js';

/** A plain value to write into a YAML text. */
export type YamlValue =
  | string
  | number
  | boolean
  | readonly YamlValue[]
  | { readonly [key: string]: YamlValue | undefined };

/**
 * A YAML text (one plain mapping) with a value at a path of keys that is not there yet; mappings on the way are made. Undefined: something
 * stands there already, or what is on the way is no mapping. Every other character stays, comments and order included.
 */
export function withValueAt(text: string, path: readonly string[], value: YamlValue): string | undefined {
  return edited(text, path, value, false);
}

/** The same with a value at the end of the list at a path, which is made where there is none. */
export function withItemAt(text: string, path: readonly string[], value: YamlValue): string | undefined {
  return edited(text, path, value, true);
}

function edited(
  given: string,
  path: readonly string[],
  value: YamlValue,
  isItem: boolean,
): string | undefined {
  const text = given.replaceAll('\r\n', '\n');
  const { contents } = parseDocument(text, { version: '1.2', schema: 'core' });
  const splice = isMap(contents) ? spliceAt(text, contents, path, { value, isItem }) : undefined;
  if (splice === undefined) return undefined;
  const whole = spliced(text, [splice]);
  return text === given ? whole : whole.replaceAll('\n', '\r\n');
}

interface Wanted {
  readonly value: YamlValue;
  readonly isItem: boolean;
}

function spliceAt(
  text: string,
  map: YAMLMap,
  [key = '', ...rest]: readonly string[],
  wanted: Wanted,
): Splice | undefined {
  const pair = map.items.find((each) => isScalar(each.key) && String(each.key.value) === key);
  if (pair === undefined) return addPair(text, map, key, rest, wanted);
  const { value } = pair;
  if (rest.length > 0 && isMap(value)) return spliceAt(text, value, rest, wanted);
  if (rest.length === 0 && wanted.isItem && isSeq(value)) {
    if (value.items.length === 0) return insert(startOf(value) + 1, flow(wanted.value));
    if (value.flow === true) return insert(endOf(value.items.at(-1)), `, ${flow(wanted.value)}`);
    const dash = ' '.repeat(columnOf(text, value));
    return insertBehind(text, value, [`${dash}- ${flow(wanted.value)}`]);
  }
  return isNothing(value) ? fill(text, map, pair, rest, wanted) : undefined;
}

function isNothing(value: unknown): boolean {
  return value === null || (isScalar(value) && value.value === null && value.source === '');
}

/** A key without a value gets one, on the same line or below it. */
function fill(text: string, map: YAMLMap, pair: Pair, rest: readonly string[], wanted: Wanted): Splice {
  const colon = text.indexOf(':', endOf(pair.key)) + 1;
  if (map.flow === true) return insert(colon, ` ${flow(nested(rest, wanted))}`);
  const indent = columnOf(text, map) + 2;
  const lines = blockOf(rest, wanted, indent);
  if (typeof lines === 'string') return insert(colon, ` ${lines}`);
  return insert(lineEnd(text, colon), `\n${lines.join('\n')}`);
}

function addPair(text: string, map: YAMLMap, key: string, rest: readonly string[], wanted: Wanted): Splice {
  if (map.flow === true) {
    const pair = `${keyOf(key)}: ${flow(nested(rest, wanted))}`;
    if (map.items.length === 0) return { from: startOf(map), to: endOf(map), text: `{ ${pair} }` };
    return insert(endOfLast(map), `, ${pair}`);
  }
  const column = columnOf(text, map);
  const below = blockOf(rest, wanted, column + 2);
  const head = `${' '.repeat(column)}${keyOf(key)}:`;
  return insertBehind(text, map, typeof below === 'string' ? [`${head} ${below}`] : [head, ...below]);
}

/** What stands below a key: words on its own line, or lines. */
function blockOf(
  [key, ...rest]: readonly string[],
  wanted: Wanted,
  indent: number,
): string | readonly string[] {
  const space = ' '.repeat(indent);
  if (key === undefined) return wanted.isItem ? [`${space}- ${flow(wanted.value)}`] : flow(wanted.value);
  const below = blockOf(rest, wanted, indent + 2);
  const head = `${space}${keyOf(key)}:`;
  return typeof below === 'string' ? [`${head} ${below}`] : [head, ...below];
}

function nested([key, ...rest]: readonly string[], wanted: Wanted): YamlValue {
  if (key === undefined) return wanted.isItem ? [wanted.value] : wanted.value;
  return { [key]: nested(rest, wanted) };
}

function flow(value: YamlValue): string {
  if (typeof value === 'string') return scalar(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(flow).join(', ')}]`;
  const pairs = Object.entries(value).flatMap(([key, each]) =>
    each === undefined ? [] : [`${keyOf(key)}: ${flow(each)}`],
  );
  return `{ ${pairs.join(', ')} }`;
}

/** A key is no value: `on` and `no` are plain words there, as in every record. */
function keyOf(key: string): string {
  return /^[a-z][\w-]{0,100}$/i.test(key) ? key : scalar(key);
}

function isList(value: YamlValue): value is readonly YamlValue[] {
  return Array.isArray(value);
}
