import { KINDS, recordsOf } from './kinds.js';
import type { Arrival, Partition } from './partition.js';
import type { StoreBatch } from './store.js';
import { StoreError } from './store-error.js';

const WEEK = /^\d{4}-W\d\d$/;

/** Throws `StoreError` where a text is no ISO week. */
export function checkWeek(week: string): void {
  if (WEEK.test(week)) return;
  throw new StoreError('invalid', `${JSON.stringify(week)} is no ISO week`, 'write weeks like 2026-W07');
}

/** The weeks that hold these commits, as far as they are stored. */
export type FindWeeks = (shas: ReadonlySet<string>) => Promise<ReadonlyMap<string, string>>;

/** The records of a batch by week. A candidate stands where its fix stands: in the batch, or else where `findWeeks` finds it. */
export async function arrivalsByWeek(
  batch: StoreBatch,
  weekOf: (instant: string) => string,
  findWeeks: FindWeeks,
): Promise<ReadonlyMap<string, readonly Arrival[]>> {
  const weekOfFix = await weeksOfFixes(batch, weekOf, findWeeks);
  const found = new Map<string, Arrival[]>();
  for (const kind of KINDS) {
    for (const record of recordsOf(batch, kind)) {
      const week =
        kind.instant === null ? weekOfFix.get(String(record['fix'])) : weekOf(String(record[kind.instant]));
      if (week === undefined || !WEEK.test(week)) throw undated(kind.name, kind.idOf(record));
      const arrivals = found.get(week) ?? [];
      found.set(week, arrivals);
      arrivals.push({ kind, record });
    }
  }
  return found;
}

async function weeksOfFixes(
  { commits, candidates }: StoreBatch,
  weekOf: (instant: string) => string,
  findWeeks: FindWeeks,
): Promise<ReadonlyMap<string, string>> {
  const here = new Map((commits ?? []).map(({ sha, committedAt }) => [sha, weekOf(committedAt)]));
  const wanted = new Set((candidates ?? []).map(({ fix }) => fix).filter((fix) => !here.has(fix)));
  return wanted.size === 0 ? here : new Map([...here, ...(await findWeeks(wanted))]);
}

/** Looks for commits in these weeks, newest first, and no further than needed. */
export async function findCommits(
  weeks: readonly string[],
  partitionOf: (week: string) => Promise<Partition>,
  shas: ReadonlySet<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const week of [...weeks].reverse()) {
    if (found.size === shas.size) break;
    const commits = (await partitionOf(week)).get('commits');
    for (const sha of commits?.keys() ?? []) if (shas.has(sha)) found.set(sha, week);
  }
  return found;
}

function undated(kind: string, id: string): StoreError {
  return new StoreError(
    'invalid',
    `${kind} ${id} belongs to no week: it has no valid date, or names a fix that is not stored`,
    'store the commit of a fix in the same batch as what is said about it, or before',
  );
}
