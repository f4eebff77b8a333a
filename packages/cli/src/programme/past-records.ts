import { addDays, firstDayOf, type PastRecords } from '@forethought/core';
import { type GitPlace, listTree, readCommitAt } from '@forethought/io';
import type { PolicySource } from '../policy-source.js';
import { readRecords, recordsIn } from './read-training.js';
import { programmeIn, recordPathsIn } from './record-world.js';

/** Which day is looked back at, and the branch whose history tells it. */
export interface PastQuery {
  readonly source: PolicySource;
  /** Newest commit of the branch that facts were read from; null: there is none. */
  readonly rev: string | null;
  /** `2026-10-04`; records are those of the last commit before it was over, in UTC. */
  readonly day: string;
  readonly signal?: AbortSignal | undefined;
}

/** The records of people as they stood when a day was over, or why they can't be known. */
export async function readPast(
  repo: GitPlace,
  { source, rev, day, signal }: PastQuery,
): Promise<PastRecords> {
  const found = rev === null ? null : await readCommitAt(repo, rev, `${day}T23:59:59Z`, { signal });
  if (found !== null && 'why' in found)
    return { day, why: `the records as they stood on ${day}: ${found.why}` };
  const files = found === null ? [] : await listTree(repo, { rev: found.sha }, { signal });
  const recordPaths = recordPathsIn(source);
  const records = await readRecords(repo, files, { recordPaths, signal });
  const training = await recordsIn(repo, { files, records }, signal);
  return { day, training, programme: programmeIn(source, records) };
}

/** The same of a week; undefined while it is not over, when the records are those that were read. */
export async function readPastWeek(
  repo: GitPlace,
  { week, readAt, ...query }: Omit<PastQuery, 'day'> & { readonly week: string; readonly readAt: string },
): Promise<PastRecords | undefined> {
  const day = addDays(firstDayOf(week), 6);
  return day < readAt.slice(0, 10) ? readPast(repo, { ...query, day }) : undefined;
}
