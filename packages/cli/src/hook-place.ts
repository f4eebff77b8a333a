import { existsSync, statSync } from 'node:fs';
import { isAbsolute, sep } from 'node:path';
import { instantOf, secondsOf } from './hook-instant.js';

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

/** When HEAD last moved, by its log, in whole seconds. */
function lastMoveOfHead(place: HookPlace): number | undefined {
  const log = statSync(`${place.gitDir}/logs/HEAD`, { throwIfNoEntry: false });
  return log === undefined ? undefined : Math.floor(log.mtimeMs / 1000);
}
