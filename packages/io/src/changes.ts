import type { FileChange } from '@forethought/core';

type Status = FileChange['status'];

const TAB = 0x09;
const LINE = 0x0a;
const DASH = 0x2d;
const COLON = 0x3a;
const ZERO = 0x30;

/** Letters that git prints for a change; renames never come, they are switched off. */
const STATUS: Readonly<Record<number, Status>> = {
  65: 'A',
  68: 'D',
  77: 'M',
  84: 'T',
  85: 'U',
  88: 'X',
};

/** Collects the changed files of one commit after another. */
export interface ChangeCollector {
  /** Takes one piece; `false` says that it belongs to no change, so something else begins. */
  take(bytes: Buffer, start: number, end: number): boolean;
  /** The files so far; begins anew. */
  finish(): FileChange[];
}

/**
 * Reads the NUL-separated pieces of `--name-status`, or of `--raw --numstat` together, where every path comes twice: with its
 * status, and later with its line counts. A path is known by its bytes, so two broken names never become one.
 */
export function collectChanges(): ChangeCollector {
  let files: { path: string; status: Status; added: number | null; deleted: number | null }[] = [];
  let counted = 0;
  let status: Status | undefined;
  return {
    take(bytes, from, end) {
      if (status !== undefined) {
        files.push({ path: bytes.toString('utf8', from, end), status, added: null, deleted: null });
        status = undefined;
        return true;
      }
      const start = bytes[from] === LINE ? from + 1 : from;
      if (end - start === 1 || bytes[start] === COLON) {
        status = STATUS[bytes[end - 1] ?? 0] ?? 'X';
        return true;
      }
      const middle = bytes.indexOf(TAB, start);
      if (middle === -1 || middle >= end) return false;
      const file = files[counted++];
      if (file === undefined) return false;
      file.added = count(bytes, start, middle);
      file.deleted = count(bytes, middle + 1, bytes.indexOf(TAB, middle + 1));
      return true;
    },
    finish() {
      const done = files;
      files = [];
      counted = 0;
      return done;
    },
  };
}

/** Decimal digits, or `null` for the dash that stands for a binary file. */
function count(bytes: Buffer, start: number, end: number): number | null {
  if (bytes[start] === DASH) return null;
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + ((bytes[at] ?? ZERO) - ZERO);
  return value;
}
