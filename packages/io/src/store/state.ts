import { createHmac, randomBytes } from 'node:crypto';
import { decodeFile, encodeFile, type Format } from './format.js';
import type { Medium, Snapshot } from './medium.js';
import type { StoreOptions, Watermark } from './store.js';
import { StoreError } from './store-error.js';

/**
 * What a store knows beside its partitions. `weeks` are those that must be there. `key` is the one that the store made for
 * itself, `keyMark` tells whether a key from outside is the same as before.
 */
export interface State {
  readonly weeks: readonly string[];
  readonly watermark: Watermark;
  readonly key: string | null;
  readonly keyMark: string;
}

/** Name of the file of the state. */
export const STATE = 'state.ndjson';

const PARTITION = /^(\d{4}-W\d\d)\.ndjson$/;

/** File of a week. */
export function partitionName(week: string): string {
  return `${week}.ndjson`;
}

/** The weeks that files are there for, oldest first. */
export function weeksIn({ names }: Snapshot): readonly string[] {
  return names.flatMap((name) => PARTITION.exec(name)?.[1] ?? []).sort();
}

/** The state with every partition that it names, or null where nothing was stored yet. */
export async function readState(
  medium: Medium,
  now: Snapshot,
  format: Format,
  repository: string,
): Promise<State | null> {
  const weeks = weeksIn(now);
  if (!now.names.includes(STATE)) {
    if (weeks.length === 0) return null;
    throw missing(medium.where(STATE), 'the partitions beside it are there');
  }
  const heading = { repository, part: 'state' };
  const [line] = decodeFile(format, heading, await now.read(STATE), medium.where(STATE));
  const [, state] = line as readonly ['state', State];
  const lost = state.weeks.find((week) => !weeks.includes(week));
  if (lost !== undefined) throw missing(medium.where(partitionName(lost)), `${medium.where(STATE)} names it`);
  return state;
}

function missing(file: string, because: string): StoreError {
  const fix = 'take it back from a backup, or remove the whole store and collect again';
  return new StoreError('missing', `${file} is missing: ${because}`, fix);
}

/** Bytes of the state. */
export function encodeState(format: Format, repository: string, state: State): Buffer {
  return encodeFile(format, { repository, part: 'state' }, [['state', state]]);
}

/** A state before anything is stored. */
export function firstState({ key }: StoreOptions): State {
  const own = key === undefined ? randomBytes(32).toString('hex') : null;
  return { weeks: [], watermark: {}, key: own, keyMark: markOf(own ?? key ?? '') };
}

/** The key by which addresses are hashed in this store. Throws where another one was given than before. */
export function keyOf(state: State, { key }: StoreOptions, file: string): string {
  const used = key ?? state.key;
  if (used === null) {
    throw new StoreError(
      'other-key',
      `${file} was written with a key, and none is given`,
      'give the key that the store was begun with',
    );
  }
  if (markOf(used) === state.keyMark) return used;
  throw new StoreError(
    'other-key',
    `${file} was written with another key, so that the same person would count as two`,
    'give the key that the store was begun with, or remove the store and collect again',
  );
}

function markOf(key: string): string {
  return createHmac('sha256', key).update('forethought store').digest('hex').slice(0, 16);
}
