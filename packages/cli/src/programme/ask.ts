import { createInterface } from 'node:readline';
import type { World } from '../world.js';

/** Asks questions one after the other. */
export interface Asking {
  /** The answer without white space around it; '' for none, undefined once there is nobody left to answer. */
  readonly ask: (question: string) => Promise<string | undefined>;
  /** Whether somebody broke it off, which says that nothing is to be written. */
  readonly isInterrupted: () => boolean;
  readonly close: () => void;
}

/** Whether somebody sits at a terminal who can be asked. */
export function canAsk(world: World): boolean {
  return 'isTTY' in world.in && world.in.isTTY === true && world.err.isTTY === true;
}

/**
 * Opens standard input for answers, a line each; questions go to standard error, so that `--print` stays pure. Input that ends early
 * leaves the other questions open.
 */
export function openAsking(world: World): Asking {
  const isTerminal = canAsk(world);
  const reader = createInterface({ input: world.in, output: world.err, terminal: isTerminal });
  const lines: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let isClosed = false;
  let interrupted = false;
  const answer = (line: string | undefined): void => {
    const take = waiting;
    waiting = undefined;
    take?.(line);
  };
  reader.on('line', (line) => {
    if (waiting === undefined) lines.push(line);
    else answer(line);
  });
  const close = (): void => {
    isClosed = true;
    answer(undefined);
  };
  reader.on('close', close);
  const interrupt = (): void => {
    interrupted = true;
    reader.close();
  };
  reader.on('SIGINT', interrupt);
  world.signal.addEventListener('abort', interrupt, { once: true });
  return {
    ask: (question) => {
      world.err.write(question);
      const line = lines.shift();
      if (!isTerminal) world.err.write('\n');
      if (line !== undefined) return Promise.resolve(line.trim());
      if (isClosed) return Promise.resolve(undefined);
      return new Promise((resolve) => {
        waiting = (given) => resolve(given?.trim());
      });
    },
    isInterrupted: () => interrupted,
    close: () => reader.close(),
  };
}
