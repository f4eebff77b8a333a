import { randomUUID } from 'node:crypto';
import { mkdir, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '../write.js';
import { explainFile } from './explain-file.js';
import { takeLock } from './folder-lock.js';
import type { FileWrite, Medium, Snapshot } from './medium.js';
import { partFolder } from './part-folder.js';
import type { Store, StoreOptions } from './store.js';
import { StoreError } from './store-error.js';
import { storeIn } from './store-in.js';

const LOCK = 'lock';
/** A lock is lost only to somebody who took its holder for dead. */
const TRIES = 10;

/**
 * The store in a folder: `<directory>/facts/<owner>/<name>/<yyyy>-W<ww>.ndjson`. The folder is made when something is stored.
 * Each file is written whole or not at all; writers of one repository wait for one another.
 */
export function openFolderStore(directory: string, options: StoreOptions): Store {
  const home = join(directory, partFolder(options.repository));
  const medium: Medium = {
    where: (name) => join(home, name),
    look: () => look(home),
    change: (step) => change(home, step, options.signal),
  };
  return storeIn(medium, options);
}

async function look(home: string): Promise<Snapshot> {
  const names = await explained(home, 'read', () =>
    readdir(home).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw error;
    }),
  );
  return {
    names,
    read: (name) => explained(join(home, name), 'read', () => readFile(join(home, name))),
  };
}

async function change(
  home: string,
  step: (now: Snapshot) => Promise<readonly FileWrite[]>,
  signal: AbortSignal | undefined,
): Promise<void> {
  await explained(home, 'written', () => mkdir(home, { recursive: true }));
  const path = join(home, LOCK);
  const token = randomUUID();
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const lock = await explained(path, 'written', () => takeLock(path, token, { signal }));
    try {
      await tidy(home);
      for (const write of await step(await look(home))) await make(home, write, signal);
      if (await lock.isMine()) return;
    } finally {
      await lock.release();
    }
  }
  throw new StoreError('busy', `${path} was taken away again and again`, 'run one writer at a time');
}

/** What a writer that was stopped left beside the files. */
async function tidy(home: string): Promise<void> {
  const left = (await readdir(home)).filter((name) => name.endsWith('.tmp'));
  for (const name of left) await rm(join(home, name), { force: true });
}

function make(home: string, { name, bytes }: FileWrite, signal: AbortSignal | undefined): Promise<void> {
  const path = join(home, name);
  return explained(path, 'written', () =>
    bytes === null ? rm(path, { force: true }) : writeAtomically(path, [bytes], { signal }),
  );
}

async function explained<T>(path: string, doing: 'read' | 'written', act: () => Promise<T>): Promise<T> {
  try {
    return await act();
  } catch (error) {
    throw explainFile(error, path, doing);
  }
}
