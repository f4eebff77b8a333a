import type { FileChange } from '@forethought/core';

/** Changed files as somebody listed them, and whether the list holds line counts. */
export interface ChangedFiles {
  readonly files: readonly FileChange[];
  readonly linesRead: boolean;
}

const NUMSTAT = /^(\d{1,9}|-)\t(\d{1,9}|-)\t(.+)$/;
const NAME_STATUS = /^([AMDTUX])\t(.+)$/;
const RENAME = /^[RC]\d{0,3}\t([^\t]+)\t([^\t]+)$/;

/**
 * Reads a list of changed paths, a line each: bare paths, or what `git diff --name-status` or `git diff --numstat` prints. A
 * renamed file is a deletion without a line and an addition. Line counts are known only when every line has them.
 */
export function parseChangedFiles(text: string): ChangedFiles {
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '');
  const files = lines.flatMap(parseLine);
  return { files, linesRead: lines.length > 0 && lines.every((line) => NUMSTAT.test(line)) };
}

function parseLine(line: string): readonly FileChange[] {
  const [, added, deleted, shown = ''] = NUMSTAT.exec(line) ?? [];
  if (added !== undefined) {
    const [path = '', old] = namesIn(shown);
    const file: FileChange = { path, status: 'M', added: count(added), deleted: count(deleted) };
    return old === undefined ? [file] : renamed(old, { ...file, status: 'A' });
  }
  const [, old, path = ''] = RENAME.exec(line) ?? [];
  if (old !== undefined) return renamed(old, { path, status: 'A', added: null, deleted: null });
  const named = NAME_STATUS.exec(line);
  const status = (named?.[1] ?? 'M') as FileChange['status'];
  return [{ path: named?.[2] ?? line, status, added: null, deleted: null }];
}

function renamed(old: string, file: FileChange): readonly FileChange[] {
  return [{ path: old, status: 'D', added: 0, deleted: 0 }, file];
}

/** The path, and the old one of a rename, which git writes as `old => new` or `src/{old => new}/file`. */
function namesIn(shown: string): readonly string[] {
  const arrow = shown.indexOf(' => ');
  if (arrow === -1) return [shown];
  const open = shown.lastIndexOf('{', arrow);
  const close = shown.indexOf('}', arrow);
  if (open === -1 || close === -1) return [shown.slice(arrow + 4), shown.slice(0, arrow)];
  const [before, after] = [shown.slice(0, open), shown.slice(close + 1)];
  const whole = (middle: string): string => (before + middle + after).replaceAll('//', '/');
  return [whole(shown.slice(arrow + 4, close)), whole(shown.slice(open + 1, arrow))];
}

function count(digits: string | undefined): number | null {
  return digits === undefined || digits === '-' ? null : Number(digits);
}
