import { withItemAt, withValueAt, type YamlValue } from '../schema/yaml-insert.js';
import { readRecord } from './read-record.js';

/** One thing to write into a person's record: a value at a path of keys, or one more at the end of a list. */
export interface RecordEdit {
  readonly path: readonly string[];
  readonly value: YamlValue;
  readonly isItem?: boolean;
}

/** The record with the edits in it, or why it stays as it is. */
export type PersonEdit = { readonly text: string } | { readonly problem: string; readonly line?: number };

/**
 * Writes into the text of a person's record; comments, order and everything else stay. A value that stands there and says the same
 * changes nothing, one that says something else is never replaced.
 */
export function withRecordEdits(given: string, edits: readonly RecordEdit[]): PersonEdit {
  let text = given;
  for (const { path, value, isItem } of edits) {
    const there = valueAt(readRecord('person', text).value, path);
    const words = path.join('.');
    if (isItem === true && Array.isArray(there) && there.some((each) => isSame(each, value))) continue;
    if (isItem !== true && isSame(there, value)) continue;
    const edited = isItem === true ? withItemAt(text, path, value) : withValueAt(text, path, value);
    if (edited === undefined)
      return {
        problem:
          there === undefined
            ? `${words} has a form that is changed by hand only`
            : `${words} already says ${said(there)}; correct it by hand if that is wrong`,
      };
    text = edited;
  }
  const { value, problems } = readRecord('person', text);
  const [problem] = problems;
  if (value === null || problem !== undefined)
    return {
      problem: problem?.message ?? 'the record can not be read',
      ...(problem === undefined ? {} : { line: problem.line }),
    };
  return { text };
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) =>
      typeof at === 'object' && at !== null && Object.hasOwn(at, key)
        ? (at as Readonly<Record<string, unknown>>)[key]
        : undefined,
    value,
  );
}

/** Whether what stands there is what is to be written; lists that a schema filled in as empty are no difference. */
function isSame(there: unknown, value: unknown): boolean {
  if (typeof there !== 'object' || there === null || typeof value !== 'object' || value === null)
    return there === value;
  const a = partsOf(there);
  const b = partsOf(value);
  return a.length === b.length && a.every(([key, part]) => isSame(part, Object.fromEntries(b)[key]));
}

function partsOf(value: object): readonly (readonly [string, unknown])[] {
  const isThere = (part: unknown): boolean =>
    part !== undefined && !(Array.isArray(part) && part.length === 0);
  return Object.entries(value).filter(([, part]) => isThere(part));
}

function said(there: unknown): string {
  return typeof there === 'object' ? JSON.stringify(there) : String(there);
}
