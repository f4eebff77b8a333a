import type { FileChange } from '@forethought/core';
import { splitAtNul } from './pieces.js';

type Status = FileChange['status'];

const TAB = 0x09;
const LINE = 0x0a;
const DASH = 0x2d;
const COLON = 0x3a;
const ZERO = 0x30;
const NINE = 0x39;
const SPACE = 0x20;
/** Colon and both modes, a space behind each. */
const MODES = 15;

/** Letters that git prints for a change; a rename's is followed by how alike the two files are. */
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

type Draft = { path: string; status: Status; added: number | null; deleted: number | null };

/** What was read of one commit so far. */
interface Reading {
  files: Draft[];
  /** The files whose counts come later, in the order of these counts. */
  uncounted: Draft[];
  counted: number;
  /** Files that only moved, or changed their mode: git counts nothing of a binary one. */
  same: Set<Draft>;
  /** Status of the path that comes next. */
  status: Status | undefined;
  /** The content of the path that comes next stayed the same. */
  isSame: boolean;
  /** The next path is the old one of a rename. */
  isRename: boolean;
  /** After the counts of a rename git repeats both paths. */
  pathsToSkip: number;
}

/**
 * Reads the NUL-separated pieces of `--name-status`, or of `--raw --numstat` together, where every path comes twice: with its
 * status, and later with its line counts. A path is known by its bytes, so two broken names never become one. A renamed file
 * becomes two entries: the old path, deleted without a line, and the new one with the lines that differ.
 */
export function collectChanges(): ChangeCollector {
  let reading = nothing();
  return {
    take(bytes, from, end) {
      if (reading.pathsToSkip > 0) {
        reading.pathsToSkip -= 1;
        return true;
      }
      if (reading.status !== undefined) {
        takePath(reading, reading.status, bytes.toString('utf8', from, end));
        return true;
      }
      const start = bytes[from] === LINE ? from + 1 : from;
      if (end - start !== 1 && bytes[start] !== COLON) return takeCounts(reading, bytes, start, end);
      const last = bytes[end - 1] ?? 0;
      reading.isSame = bytes[start] === COLON && hasSameContent(bytes, start + MODES, end);
      reading.isRename = last >= ZERO && last <= NINE;
      reading.status = reading.isRename ? 'A' : (STATUS[last] ?? 'X');
      return true;
    },
    finish() {
      const { files } = reading;
      reading = nothing();
      return files;
    },
  };
}

function nothing(): Reading {
  return {
    files: [],
    uncounted: [],
    counted: 0,
    same: new Set(),
    status: undefined,
    isSame: false,
    isRename: false,
    pathsToSkip: 0,
  };
}

function takePath(reading: Reading, status: Status, path: string): void {
  if (reading.isRename) {
    reading.files.push({ path, status: 'D', added: 0, deleted: 0 });
    reading.isRename = false;
    return;
  }
  const file: Draft = { path, status, added: null, deleted: null };
  reading.files.push(file);
  reading.uncounted.push(file);
  if (reading.isSame) reading.same.add(file);
  reading.status = undefined;
}

function takeCounts(reading: Reading, bytes: Buffer, start: number, end: number): boolean {
  const middle = bytes.indexOf(TAB, start);
  if (middle === -1 || middle >= end) return false;
  const file = reading.uncounted[reading.counted++];
  if (file === undefined) return false;
  const close = bytes.indexOf(TAB, middle + 1);
  const none = reading.same.has(file) ? 0 : null;
  file.added = count(bytes, start, middle) ?? none;
  file.deleted = count(bytes, middle + 1, close) ?? none;
  reading.pathsToSkip = close + 1 === end ? 2 : 0;
  return true;
}

/** Whether the two object names that begin here are one. */
function hasSameContent(bytes: Buffer, start: number, end: number): boolean {
  const middle = bytes.indexOf(SPACE, start);
  const close = bytes.indexOf(SPACE, middle + 1);
  if (middle === -1 || close === -1 || close > end) return false;
  for (let at = start, other = middle + 1; at < middle; at++, other++)
    if (bytes[at] !== bytes[other]) return false;
  return true;
}

/** The changed files in a whole answer of `git diff -z` in one of these forms. */
export function changesIn(answer: Buffer): readonly FileChange[] {
  const changes = collectChanges();
  splitAtNul((bytes, start, end) => changes.take(bytes, start, end))(answer);
  return changes.finish();
}

/** Decimal digits, or `null` for the dash that stands for a binary file. */
function count(bytes: Buffer, start: number, end: number): number | null {
  if (bytes[start] === DASH) return null;
  let value = 0;
  for (let at = start; at < end; at++) value = value * 10 + ((bytes[at] ?? ZERO) - ZERO);
  return value;
}
