import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** The program that stores batch after batch; see there for its arguments. */
export const WRITER = fileURLToPath(new URL('store-writer.js', import.meta.url));

/** A writer in a process of its own, with the numbers of the batches that it has acknowledged so far. */
export interface Writer {
  readonly child: ChildProcess;
  readonly acknowledged: () => readonly number[];
  /** Exit code, null after a signal, and what it said to its error output. */
  readonly ended: Promise<{ readonly code: number | null; readonly said: string }>;
}

/** Starts a writer with these arguments. */
export function startWriter(
  words: readonly (string | number)[],
  env: NodeJS.ProcessEnv = process.env,
): Writer {
  const child = spawn(process.execPath, [WRITER, ...words.map(String)], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env,
  });
  const said = { out: '', trouble: '' };
  child.stdout.on('data', (chunk: Buffer) => {
    said.out += chunk.toString();
  });
  child.stderr.on('data', (chunk: Buffer) => {
    said.trouble += chunk.toString();
  });
  const ended = once(child, 'close').then(([code]) => ({ code: code as number | null, said: said.trouble }));
  return { child, ended, acknowledged: () => said.out.split('\n').slice(1, -1).map(Number) };
}

/** Kills a writer so many milliseconds after so many batches. */
export async function killSometime(
  { child, acknowledged, ended }: Writer,
  batches: number,
  ms: number,
): Promise<void> {
  const early = ended.then(({ said }) => {
    throw new Error(`the writer ended by itself: ${said}`);
  });
  const reached = async (): Promise<void> => {
    while (acknowledged().length < batches) await once(child.stdout ?? child, 'data');
  };
  await Promise.race([reached(), early]);
  early.catch(() => {});
  await sleep(ms);
  child.kill('SIGKILL');
  await ended;
}

/** The shas of the commits in the batch of a number. */
export function shasOf(number: number): readonly string[] {
  return [0, 1, 2].map((at) => (number * 3 + at).toString(16).padStart(40, '0'));
}
