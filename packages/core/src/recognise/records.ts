import { fold } from '../evidence/fold.js';
import type { Place } from '../schema/common.js';
import type { Entry, Heading } from '../schema/evidence.js';

/** Names under which each field of a record may stand: column titles or labels. */
export type FieldNames = Readonly<Record<string, readonly string[]>>;

/** A row of a table, or what stands below a heading as labels with their texts. Fields that are not there are absent. */
export interface DocumentRecord {
  /** First cell, heading, or first field. */
  readonly title: string;
  readonly place: Place;
  readonly values: Readonly<Record<string, string>>;
}

type Draft = { title: string; place: Place; values: Record<string, string> };

/** Longest label, in UTF-16 units. */
const LONGEST_LABEL = 60;

/**
 * Records of a document, in its order: rows of tables of which at least two columns are fields, and groups of labels such as
 * `Expected: …`, of which a heading begins a new one, and so does the first field when it comes again. One pass.
 */
export function recordsIn(
  entries: readonly Entry[],
  headings: readonly Heading[],
  fields: FieldNames,
): readonly DocumentRecord[] {
  const names = namesOf(fields);
  const records: Draft[] = [];
  let group: Draft | null = null;
  let field: string | null = null;
  let next = 0;
  for (const entry of entries) {
    for (; next < headings.length && (headings[next]?.place.line ?? 0) < entry.place.line; next++) {
      group = null;
      field = null;
    }
    const heading = headings[next - 1];
    if (entry.kind === 'row') {
      const record = rowRecord(entry, names);
      if (record !== null) records.push(record);
      continue;
    }
    for (const line of entry.kind === 'code' ? [] : entry.text.split('\n')) {
      const label = labelIn(line, names);
      if (label === null) {
        if (group !== null && field !== null) group.values[field] = joined(group.values[field], line);
        continue;
      }
      if (group === null || group.values[label.field] !== undefined) {
        group = { title: heading?.title ?? label.rest, place: heading?.place ?? entry.place, values: {} };
        records.push(group);
      }
      field = label.field;
      group.values[field] = label.rest;
    }
    if (entry.kind === 'code' && group !== null && field !== null) {
      group.values[field] = joined(group.values[field], entry.text);
    }
  }
  return records.filter(({ values }) => Object.keys(values).length >= 2);
}

function joined(before: string | undefined, more: string): string {
  return before === undefined || before === '' ? more : `${before} ${more}`;
}

function namesOf(fields: FieldNames): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(fields).flatMap(([field, names]) => names.map((name) => [fold(name), field] as const)),
  );
}

function rowRecord(
  { columns = [], cells = [], place }: Entry,
  names: ReadonlyMap<string, string>,
): Draft | null {
  const values: Record<string, string> = {};
  for (const [at, column] of columns.entries()) {
    const field = names.get(fold(column));
    if (field !== undefined) values[field] ??= cells[at] ?? '';
  }
  return Object.keys(values).length < 2 ? null : { title: cells[0] ?? '', place, values };
}

/** A line's label and what stands behind it: `Result: passed`, `**Result:** passed`, `**Result**: passed`. */
function labelIn(
  line: string,
  names: ReadonlyMap<string, string>,
): { readonly field: string; readonly rest: string } | null {
  const colon = line.slice(0, LONGEST_LABEL).search(/[:：]/);
  if (colon < 1) return null;
  const field = names.get(fold(line.slice(0, colon).replaceAll(/[*_]/g, '')));
  return field === undefined
    ? null
    : {
        field,
        rest: line
          .slice(colon + 1)
          .replace(/^[*_]{1,3}/, '')
          .trim(),
      };
}
