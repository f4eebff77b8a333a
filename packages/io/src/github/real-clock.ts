import type { Clock } from './keep-trying.js';

/** The clock and the chance of this machine. */
export const realClock: Clock = { now: () => Date.now(), sleep, random: () => Math.random() };

/** Waits, unless the run is stopped. */
function sleep(ms: number, signal?: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    signal?.throwIfAborted();
    const timer = setTimeout(resolve, ms);
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal?.reason);
    };
    signal?.addEventListener('abort', stop, { once: true });
  });
}
