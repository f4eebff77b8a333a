import { setMaxListeners } from 'node:events';
import type { World } from './world.js';

/** The world of this process, which SIGINT and SIGTERM abort. Its clock is read once. */
export function processWorld(): World {
  const controller = new AbortController();
  // Every question to git listens, and a range has many of them open.
  setMaxListeners(0, controller.signal);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => controller.abort());
  return {
    out: process.stdout,
    err: process.stderr,
    in: process.stdin,
    env: process.env,
    cwd: process.cwd(),
    now: new Date().toISOString(),
    signal: controller.signal,
  };
}
