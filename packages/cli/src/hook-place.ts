import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

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
  const folder = dirname(resolve(root, messageFile));
  return existsSync(join(folder, 'HEAD')) ? folder : undefined;
}

/** Whether a file such as MERGE_HEAD stands in the Git directory. */
export function hasState(place: HookPlace, name: string): boolean {
  return existsSync(join(place.gitDir, name));
}

/** The instant that the commit is going to carry: `GIT_COMMITTER_DATE` where somebody set it in a form that is no guess, otherwise now. */
export function commitInstant(place: HookPlace): string {
  const given = place.env['GIT_COMMITTER_DATE'];
  const seconds = given === undefined ? Number.NaN : (secondsOf(given) ?? Date.parse(given) / 1000);
  return new Date(Number.isFinite(seconds) ? seconds * 1000 : place.now).toISOString();
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

const TAIL_BYTES = 4096;

/** When HEAD last moved, by the last line of its log, in seconds. */
function lastMoveOfHead(place: HookPlace): number | undefined {
  try {
    const file = openSync(join(place.gitDir, 'logs', 'HEAD'), 'r');
    try {
      const size = fstatSync(file).size;
      const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
      readSync(file, tail, 0, tail.length, size - tail.length);
      const last = tail.toString('latin1').trimEnd().split('\n').at(-1) ?? '';
      const match = /> (\d{5,12}) [+-]\d{4}(?:\t|$)/.exec(last);
      return match === null ? undefined : Number(match[1]);
    } finally {
      closeSync(file);
    }
  } catch {
    return undefined;
  }
}
