import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Finding } from '@forethought/core';
import { END, type KeptVerdicts, PREFIX } from './kept-verdicts.js';

/** What the names of drafts begin with. */
const DRAFT = `${PREFIX}draft-`;
/** What a run that was killed left behind is older than this. */
const DRAFT_MS = 3_600_000;
/** So many files stay, each for other circumstances; the one that was used longest ago goes. */
const MOST_FILES = 4;
/** So many verdicts are added in one run, of about a hundred bytes each. */
const MOST_ADDED = 200_000;
/** Text is written so many characters at a time. */
const AT_ONCE = 65_536;

/** Adds verdicts to those that are kept, in the form that `readVerdicts` reads. */
export interface VerdictWriter {
  readonly keep: (sha: string, title: string, findings: readonly Finding[]) => void;
  /** Stores what was kept under the name of the circumstances, whole or not at all. */
  readonly store: (circumstances: string) => void;
  /** Leaves everything as it was. */
  readonly drop: () => void;
}

/** Writes to a draft in the folder until `store`. A folder that can't be written only costs time, so nothing is thrown. */
export function verdictWriter(folder: string, known: KeptVerdicts): VerdictWriter {
  const numbers = new Map(known.lists.map((list, at) => [list, at]));
  const draft = openDraft(join(folder, `${DRAFT}${process.pid}-${Date.now().toString(36)}`), known.text);
  let added = 0;
  return {
    keep: (sha, title, findings) => {
      if (added >= MOST_ADDED) return;
      added += 1;
      const list = JSON.stringify(findings, withoutSubject);
      const number = numbers.get(list) ?? numbers.size;
      if (number === numbers.size) {
        numbers.set(list, number);
        draft.write(`=${list}\n`);
      }
      draft.write(`${sha} ${number} ${title}\n`);
    },
    store: (circumstances) => {
      if (added > 0) draft.finish(join(folder, PREFIX + circumstances));
      prune(folder);
    },
    drop: () => draft.drop(),
  };
}

function withoutSubject(key: string, value: unknown): unknown {
  return key === 'subject' ? undefined : value;
}

interface Draft {
  readonly write: (text: string) => void;
  readonly finish: (file: string) => void;
  readonly drop: () => void;
}

/** A file that begins with a text and is opened once there is enough to write. After a failure it takes everything and keeps nothing. */
function openDraft(path: string, before: string): Draft {
  let waiting = before;
  let handle: number | undefined;
  let isBroken = false;
  const flush = (): void => {
    handle ??= create(path);
    writeFileSync(handle, waiting);
    waiting = '';
  };
  const trying = (step: () => void): void => {
    if (isBroken) return;
    try {
      step();
    } catch {
      isBroken = true;
      waiting = '';
      if (handle !== undefined) rmSync(path, { force: true });
    }
  };
  return {
    write: (text) =>
      trying(() => {
        waiting += text;
        if (waiting.length >= AT_ONCE) flush();
      }),
    finish: (file) =>
      trying(() => {
        waiting += END;
        flush();
        closeSync(handle ?? -1);
        renameSync(path, file);
      }),
    drop: () =>
      trying(() => {
        if (handle !== undefined) closeSync(handle);
        throw new Error('dropped');
      }),
  };
}

function create(path: string): number {
  mkdirSync(join(path, '..'), { recursive: true });
  return openSync(path, 'wx', 0o600);
}

/** The files that were used last stay; what a killed run left behind goes in time. */
function prune(folder: string): void {
  try {
    const files = readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && entry.name.startsWith(PREFIX))
      .map(({ name }) => ({ name, file: join(folder, name), used: statSync(join(folder, name)).mtimeMs }))
      .sort((a, b) => b.used - a.used);
    const stored = files.filter(({ name }) => !name.startsWith(DRAFT));
    const left = files.filter(({ name, used }) => name.startsWith(DRAFT) && Date.now() - used > DRAFT_MS);
    for (const { file } of [...stored.slice(MOST_FILES), ...left]) rmSync(file, { force: true });
  } catch {
    return;
  }
}
