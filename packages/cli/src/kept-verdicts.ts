import { readdirSync, readFileSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import type { Exemption, Finding } from '@forethought/core';
import type { SharedFindings } from './sink.js';

/** What the names of all files of verdicts begin with; the circumstances follow, or for a draft its process. */
export const PREFIX = 'verdicts-';
/** The last line, without which a file counts as none. */
export const END = '.\n';
/** What the reason begins with where a commit is older than the adoption. */
const BEFORE_ADOPTION: Exemption['kind'] = 'before-adoption';
/** A larger file counts as none, so that it begins anew. */
const MOST_BYTES = 64 * 1024 * 1024;

/** What was found of commits before, in the same circumstances. */
export interface KeptVerdicts {
  /** How many commits are known. */
  readonly size: number;
  readonly has: (sha: string) => boolean;
  /** What was found of a commit that is known. */
  readonly find: (sha: string) => { readonly list: SharedFindings; readonly subject: Finding['subject'] };
  /** The lists of findings as they stand in the file, in their order, and the file without its last line. */
  readonly lists: readonly string[];
  readonly text: string;
}

/** Nothing is known. */
export const NO_VERDICTS: KeptVerdicts = {
  size: 0,
  has: () => false,
  find: (sha) => ({ list: [], subject: { kind: 'commit', id: sha, title: '' } }),
  lists: [],
  text: '',
};

/** Whether a folder has verdicts of any circumstances. */
export function hasVerdicts(folder: string): boolean {
  try {
    return readdirSync(folder).some((name) => name.startsWith(PREFIX));
  } catch {
    return false;
  }
}

/**
 * Reads what is kept under the name of some circumstances. The file has a line `=<findings without their commit>` for each list of findings
 * that differs, a line `<sha> <which list> <title>` for each commit, and a closing one. One that can't be read or understood counts as none.
 * A commit whose verdict says otherwise than `isBeforeAdoption` whether it is older than the adoption is not known: a merge may tell anew.
 */
export function readVerdicts(
  folder: string,
  circumstances: string,
  isBeforeAdoption: (sha: string) => boolean,
): KeptVerdicts {
  const text = readWhole(join(folder, PREFIX + circumstances))?.slice(0, -END.length);
  if (text === undefined) return NO_VERDICTS;
  const { lists, places } = placesIn(text);
  const bare = bareIn(lists);
  if (bare === undefined) return NO_VERDICTS;
  const older = bare.map((list) => list.some(({ reason }) => reason?.startsWith(BEFORE_ADOPTION) === true));
  const listOf = (at: number, close: number): number => Number(text.slice(at, close));
  return {
    size: places.size,
    lists,
    text,
    has: (sha) => {
      const at = places.get(sha);
      return at !== undefined && older[listOf(at, text.indexOf(' ', at))] === isBeforeAdoption(sha);
    },
    find: (sha) => {
      const at = places.get(sha) ?? text.length;
      const close = text.indexOf(' ', at);
      const title = text.slice(close + 1, text.indexOf('\n', close));
      const list = bare[listOf(at, close)] ?? [];
      return { list, subject: { kind: 'commit', id: sha, title } };
    },
  };
}

/** Findings without their commit, list by list; undefined where they are none. */
function bareIn(lists: readonly string[]): readonly SharedFindings[] | undefined {
  try {
    return JSON.parse(`[${lists.join()}]`);
  } catch {
    return undefined;
  }
}

/** Whoever uses a file says so by its time. */
function readWhole(file: string): string | undefined {
  try {
    if (statSync(file).size > MOST_BYTES) return undefined;
    const text = readFileSync(file, 'utf8');
    const now = new Date();
    utimesSync(file, now, now);
    return text.endsWith(`\n${END}`) ? text : undefined;
  } catch {
    return undefined;
  }
}

/** The lists, and for each commit where its line goes on after the sha. */
function placesIn(text: string): {
  readonly lists: readonly string[];
  readonly places: ReadonlyMap<string, number>;
} {
  const lists: string[] = [];
  const places = new Map<string, number>();
  for (let at = 0; at < text.length; ) {
    const end = text.indexOf('\n', at);
    const space = text.indexOf(' ', at);
    if (text.startsWith('=', at)) lists.push(text.slice(at + 1, end));
    // A list stands before whoever refers to it.
    else if (Number.parseInt(text.slice(space + 1, end), 10) < lists.length)
      places.set(text.slice(at, space), space + 1);
    at = end + 1;
  }
  return { lists, places };
}
