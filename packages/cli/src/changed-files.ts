import type { FileChange } from '@forethought/core';

/** Changed files as somebody listed them, and whether the list holds line counts. */
export interface ChangedFiles {
  readonly files: readonly FileChange[];
  readonly linesRead: boolean;
}

const NUMSTAT = /^(\d{1,9}|-)\t(\d{1,9}|-)\t(.+)$/;
const NAME_STATUS = /^([AMDTUX])\t(.+)$/;

/**
 * Reads a list of changed paths, a line each: bare paths, or what `git diff --name-status --no-renames` or
 * `git diff --numstat --no-renames` prints. Line counts are known only when every line has them.
 */
export function parseChangedFiles(text: string): ChangedFiles {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const files = lines.map(parseLine);
  return { files, linesRead: lines.length > 0 && lines.every((line) => NUMSTAT.test(line)) };
}

function parseLine(line: string): FileChange {
  const counted = NUMSTAT.exec(line);
  if (counted !== null)
    return { path: counted[3] ?? '', status: 'M', added: count(counted[1]), deleted: count(counted[2]) };
  const named = NAME_STATUS.exec(line);
  const status = (named?.[1] ?? 'M') as FileChange['status'];
  return { path: named?.[2] ?? line, status, added: null, deleted: null };
}

function count(digits: string | undefined): number | null {
  return digits === undefined || digits === '-' ? null : Number(digits);
}
