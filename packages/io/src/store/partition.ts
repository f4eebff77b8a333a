import { decodeFile, encodeFile, type Format, UPDATE } from './format.js';
import { KINDS, type Kind, type StoredRecord } from './kinds.js';
import { type Entry, mergeEntries } from './merge.js';
import { StoreError } from './store-error.js';

/** The entries of one week: by kind and then by id. */
export type Partition = ReadonlyMap<string, ReadonlyMap<string, Entry>>;

/** A record on its way into a partition. */
export interface Arrival {
  readonly kind: Kind;
  readonly record: StoredRecord;
}

const KNOWN = new Map(KINDS.map((kind) => [String(kind.name), kind]));

/** The partition with these records merged in. Nothing of the old one changes. */
export function withArrivals(old: Partition, arrivals: readonly Arrival[]): Partition {
  const changed = new Map([...old].map(([name, entries]) => [name, new Map(entries)]));
  for (const { kind, record } of arrivals) {
    const entries = changed.get(kind.name) ?? new Map<string, Entry>();
    changed.set(kind.name, entries);
    const id = kind.idOf(record);
    const known = entries.get(id);
    const entry = { record, kept: {} };
    entries.set(id, known === undefined ? entry : mergeEntries(kind, known, entry));
  }
  return changed;
}

/** Bytes of a partition; equal partitions have equal bytes. */
export function encodePartition(
  format: Format,
  repository: string,
  week: string,
  partition: Partition,
): Buffer {
  const lines = KINDS.flatMap(({ name }) =>
    [...(partition.get(name) ?? [])]
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([, { record, kept }]) =>
        Object.keys(kept).length === 0 ? [name, record] : [name, record, kept],
      ),
  );
  return encodeFile(format, { repository, part: week }, lines);
}

/** A partition from its bytes. Throws `StoreError` with the path. */
export function decodePartition(
  format: Format,
  heading: { readonly repository: string; readonly week: string },
  bytes: Buffer,
  path: string,
): Partition {
  const found = new Map<string, Map<string, Entry>>();
  for (const line of decodeFile(format, { ...heading, part: heading.week }, bytes, path)) {
    const [name, record, kept] = line as [string, StoredRecord, Readonly<Record<string, string>>?];
    const kind = KNOWN.get(name);
    if (kind === undefined) {
      const what = `${path} holds records of the kind ${name}, which this version does not know`;
      throw new StoreError('newer', what, UPDATE);
    }
    const entries = found.get(name) ?? new Map<string, Entry>();
    found.set(name, entries);
    entries.set(kind.idOf(record), { record, kept: kept ?? {} });
  }
  return found;
}
