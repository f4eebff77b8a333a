import type { StoreBatch, StoreKinds } from './store.js';

/** One record with the fields of its kind. */
export type StoredRecord = Readonly<Record<string, unknown>>;

/** What the store must know of a kind of records. */
export interface Kind {
  readonly name: keyof StoreKinds;
  /** What makes a record the same record when it is read again. */
  readonly idOf: (record: StoredRecord) => string;
  /** The field of its first instant, which chooses the week and never changes; null: the week is that of the commit in `fix`. */
  readonly instant: string | null;
  /** Greater where the record was read later; equal: the one that is stored later counts. */
  readonly freshness: (record: StoredRecord) => string;
}

const byReading = (record: StoredRecord): string => instantOf(record['readAt']);
const always = (): string => '';
const text =
  (field: string) =>
  (record: StoredRecord): string =>
    String(record[field]);
/** Numbers sort as numbers. */
const padded =
  (field: string) =>
  (record: StoredRecord): string =>
    String(record[field]).padStart(12, '0');

/** Every kind, in the order of a partition. */
export const KINDS: readonly Kind[] = [
  { name: 'commits', idOf: text('sha'), instant: 'committedAt', freshness: always },
  { name: 'pulls', idOf: padded('number'), instant: 'createdAt', freshness: byReading },
  { name: 'issues', idOf: padded('number'), instant: 'createdAt', freshness: byReading },
  {
    name: 'deployments',
    idOf: text('id'),
    instant: 'createdAt',
    freshness: (record) => instantOf(record['finishedAt']),
  },
  { name: 'releases', idOf: text('id'), instant: 'publishedAt', freshness: always },
  {
    name: 'workflowRuns',
    idOf: text('id'),
    instant: 'createdAt',
    freshness: (record) => `${padded('attempt')(record)} ${instantOf(record['finishedAt'])}`,
  },
  { name: 'patterns', idOf: text('id'), instant: 'addedAt', freshness: always },
  {
    name: 'candidates',
    idOf: (record) => `${String(record['fix'])} ${String(record['culprit'])}`,
    instant: null,
    freshness: always,
  },
];

/** The records of a kind in a batch, without fields that hold nothing. */
export function recordsOf(batch: StoreBatch, { name }: Kind): readonly StoredRecord[] {
  return (batch[name] ?? []).map((record) =>
    Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined)),
  );
}

/** An instant in UTC, so that later ones are greater as texts; empty where there is none. */
function instantOf(value: unknown): string {
  const time = typeof value === 'string' ? Date.parse(value) : Number.NaN;
  return Number.isNaN(time) ? '' : new Date(time).toISOString();
}
