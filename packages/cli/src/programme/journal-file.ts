import { addDays, isoWeek, isWeek, journalFile, type Programme } from '@forethought/core';
import { UsageError } from '../world.js';
import type { Own } from './own.js';

/** What the plan asks of a week. */
export type Weekly = NonNullable<Programme['weekly']>;

/** What is asked of a week here. Throws `UsageError` where the plan asks nothing. */
export function weeklyOf({ programme, source }: Own): Weekly {
  if (programme.weekly !== undefined) return programme.weekly;
  throw new UsageError(
    `the plan ${source.plan.plan} asks nothing of a week; --plan devops-elite does, or programme.weekly in the team's own plan`,
  );
}

/** The day that is meant, by default today. Throws `UsageError` for one that has not come. */
export function pastDay(typed: string | undefined, today: string): string {
  const day = typed ?? today;
  if (day <= today) return day;
  throw new UsageError(`--on ${day}: that day has not come; --on ${addDays(today, -1)} is yesterday`);
}

/** The week that is meant, by default the current one. */
export function weekOf(typed: string | undefined, today: string): string {
  if (typed === undefined) return isoWeek(today);
  const week = typed.toUpperCase();
  if (isWeek(week)) return week;
  throw new UsageError(`--week ${typed}: there is no such week; one is written ${isoWeek(today)}`);
}

/** Where the person's file of that week or day lies or belongs. */
export function ownJournal({ login, files, source }: Own, kind: 'weekly' | 'daily', when: string): string {
  const documents = source.config?.documents?.[kind] ?? source.plan.documents?.[kind];
  return journalFile(
    files.map(({ path }) => path),
    { kind, login, when },
    documents?.paths,
  );
}
