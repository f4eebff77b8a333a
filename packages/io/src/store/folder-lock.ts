import { randomUUID } from 'node:crypto';
import { link, readFile, readlink, rename, rm, writeFile } from 'node:fs/promises';
import { hostname } from 'node:os';
import { realClock } from '../github/real-clock.js';
import { codeOf } from './explain-file.js';
import { StoreError } from './store-error.js';

/** The right to write in a folder. */
export interface Lock {
  /** Whether nobody has taken it away since. */
  readonly isMine: () => Promise<boolean>;
  readonly release: () => Promise<void>;
}

/** How long a writer waits for another one. */
export interface LockOptions {
  readonly waitMs?: number;
  readonly signal?: AbortSignal | undefined;
}

interface Holder {
  readonly host: string;
  readonly pid: number;
  readonly token: string;
}

const WAIT_MS = 120_000;

/**
 * Takes the lock file, which holds who has it; `token` is the writer's own word. The lock of a process of this machine that is
 * gone is broken; where two break it at once, or a living one is taken for dead, `isMine` answers false to whoever lost it.
 * Throws `StoreError` after waiting.
 */
export async function takeLock(
  path: string,
  token: string,
  { waitMs = WAIT_MS, signal }: LockOptions = {},
): Promise<Lock> {
  const own: Holder = { host: await hostName(), pid: process.pid, token };
  const end = realClock.now() + waitMs;
  while (!(await claim(path, own))) {
    signal?.throwIfAborted();
    const holder = await holderOf(path);
    if (holder !== null && (await isGone(holder, own.host))) await breakLock(path, holder);
    else if (realClock.now() > end) throw busy(path, holder);
    else await realClock.sleep(5 + 45 * realClock.random(), signal);
  }
  const isMine = async (): Promise<boolean> => (await holderOf(path))?.token === own.token;
  return { isMine, release: async () => void ((await isMine()) && (await rm(path, { force: true }))) };
}

/** The file takes its name with its content in it, or not at all. */
async function claim(path: string, own: Holder): Promise<boolean> {
  const neighbour = `${path}.${randomUUID()}.tmp`;
  try {
    await writeFile(neighbour, JSON.stringify(own), { flag: 'wx' });
    await link(neighbour, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return (await holderOf(path))?.token === own.token;
    // Whoever holds the lock tidies up, and took the neighbour away.
    if (codeOf(error) === 'ENOENT') return false;
    throw error;
  } finally {
    await rm(neighbour, { force: true });
  }
}

async function holderOf(path: string): Promise<Holder | null> {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Holder;
  } catch (error) {
    if (error instanceof SyntaxError || codeOf(error) === 'ENOENT') return null;
    throw error;
  }
}

async function isGone({ host, pid }: Holder, here: string): Promise<boolean> {
  if (host !== here) return false;
  try {
    process.kill(pid, 0);
    return false;
  } catch (error) {
    return codeOf(error) === 'ESRCH';
  }
}

/** Takes away the lock of that holder, and puts back what turns out to be another's. */
async function breakLock(path: string, { token }: Holder): Promise<void> {
  const aside = `${path}.${randomUUID()}.tmp`;
  try {
    await rename(path, aside);
    if ((await holderOf(aside))?.token !== token) await link(aside, path);
  } catch (error) {
    if (codeOf(error) !== 'ENOENT' && codeOf(error) !== 'EEXIST') throw error;
  } finally {
    await rm(aside, { force: true });
  }
}

/** Processes are known by number only among those of the same machine and the same container. */
async function hostName(): Promise<string> {
  const space = await readlink('/proc/self/ns/pid').catch(() => '');
  return `${hostname()} ${space}`.trim();
}

function busy(path: string, holder: Holder | null): StoreError {
  const who = holder === null ? 'another process' : `process ${holder.pid} on ${holder.host}`;
  const fix = 'wait until it is done; where no such process runs any more, remove that file';
  return new StoreError('busy', `${path} is held by ${who}, which is writing there`, fix);
}
