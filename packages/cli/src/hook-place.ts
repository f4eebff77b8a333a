import { existsSync, statSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';

/** Where a hook runs and what git told it by its environment. */
export interface HookPlace {
  /** Root of the worktree, where git starts hooks. */
  readonly root: string;
  /** The worktree's own Git directory. */
  readonly gitDir: string;
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Milliseconds of the Unix epoch that stand for *now*. */
  readonly now: number;
}

/** The folder of the message file is the Git directory: COMMIT_EDITMSG and MERGE_MSG both lie in it. */
export function gitDirOf(root: string, messageFile: string): string | undefined {
  const path = isAbsolute(messageFile) ? messageFile : `${root}/${messageFile}`;
  const folder = path.slice(0, Math.max(path.lastIndexOf('/'), path.lastIndexOf(sep)));
  return existsSync(`${folder}/HEAD`) ? folder : undefined;
}

/** Whether a file such as MERGE_HEAD stands in the Git directory. */
export function hasState(place: HookPlace, name: string): boolean {
  return existsSync(`${place.gitDir}/${name}`);
}

/** The instant that the commit is going to carry: `GIT_COMMITTER_DATE` where somebody set it in a form that is no guess, otherwise now. */
export function commitInstant(place: HookPlace): string {
  const given = place.env['GIT_COMMITTER_DATE'];
  if (given === undefined) return instantOf(Math.floor(place.now / 1000));
  const seconds = secondsOf(given) ?? Date.parse(given) / 1000;
  return instantOf(Math.floor(Number.isFinite(seconds) ? seconds : place.now / 1000));
}

/**
 * Unix time as an instant in UTC. A first Date of a process reads the machine's time zone, which takes as long as reading a
 * message. https://howardhinnant.github.io/date_algorithms.html#civil_from_days
 */
export function instantOf(seconds: number): string {
  const days = Math.floor(seconds / 86_400);
  const rest = seconds - days * 86_400;
  const era = Math.floor((days + 719_468) / 146_097);
  const dayOfEra = days + 719_468 - era * 146_097;
  const yearOfEra = Math.floor(
    (dayOfEra -
      Math.floor(dayOfEra / 1460) +
      Math.floor(dayOfEra / 36_524) -
      Math.floor(dayOfEra / 146_096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const shifted = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * shifted + 2) / 5) + 1;
  const month = shifted < 10 ? shifted + 3 : shifted - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  const two = (value: number): string => String(value).padStart(2, '0');
  const time = [Math.floor(rest / 3600), Math.floor(rest / 60) % 60, rest % 60].map(two).join(':');
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}T${time}Z`;
}

/**
 * Whether this commit may replace HEAD. An amend keeps HEAD's author date, so a date later than the last move of HEAD belongs
 * to a new commit; everything else is in doubt, and git has to be asked. A merge carries no author date here.
 */
export function mayAmend(place: HookPlace, stagedFiles: number): boolean {
  if (hasState(place, 'MERGE_HEAD')) return false;
  if (stagedFiles === 0 || hasState(place, 'forethought/amend')) return true;
  const authored = secondsOf(place.env['GIT_AUTHOR_DATE'] ?? '');
  const moved = lastMoveOfHead(place);
  if (authored === undefined || moved === undefined) return true;
  return authored <= moved || authored > place.now / 1000 + 1;
}

/** Unix time of a date in git's own form, `@1700000000 +0100`. */
export function secondsOf(date: string): number | undefined {
  const match = /^@?(\d{5,12})(?: [+-]\d{4})?$/.exec(date.trim());
  return match === null ? undefined : Number(match[1]);
}

/** When HEAD last moved, by its log, in whole seconds. */
function lastMoveOfHead(place: HookPlace): number | undefined {
  const log = statSync(`${place.gitDir}/logs/HEAD`, { throwIfNoEntry: false });
  return log === undefined ? undefined : Math.floor(log.mtimeMs / 1000);
}
