import { createInterface, type Interface } from 'node:readline';
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
 * Opens standard input for answers, a line each; questions go to standard error, so that `--print` stays pure. Input that ends early, be it
 * because the terminal is closed, leaves the other questions open.
 */
export function openAsking(world: World): Asking {
  const isTerminal = canAsk(world);
  const streams = { input: world.in, output: world.err };
  const reader = createInterface({ ...streams, terminal: isTerminal, historySize: 0 });
  const lines: string[] = [];
  let waiting: ((line: string | undefined) => void) | undefined;
  let [isClosed, interrupted] = [false, false];
  const answer = (line: string | undefined): void => {
    const take = waiting;
    waiting = undefined;
    take?.(line);
  };
  reader.on('line', (line) => {
    if (waiting === undefined) lines.push(line);
    else answer(line);
  });
  reader.on('close', () => {
    isClosed = true;
    answer(undefined);
  });
  const interrupt = (): void => {
    interrupted = true;
    reader.close();
  };
  reader.on('SIGINT', interrupt);
  world.signal.addEventListener('abort', interrupt, { once: true });
  endWithTerminal(reader);
  return {
    ask: (question) => {
      if (isTerminal && !isClosed) promptWith(reader, question);
      else world.err.write(question);
      const line = lines.shift();
      if (!isTerminal) world.err.write('\n');
      if (line !== undefined || isClosed) return Promise.resolve(line?.trim());
      return new Promise((resolve) => {
        waiting = (given) => resolve(given?.trim());
      });
    },
    isInterrupted: () => interrupted,
    close: () => reader.close(),
  };
}

/** A terminal that is closed is the end of the input: what was answered by then is written. */
function endWithTerminal(reader: Interface): void {
  const hangUp = (): void => reader.close();
  process.on('SIGHUP', hangUp);
  reader.once('close', () => process.off('SIGHUP', hangUp));
}

/** As the prompt a question is drawn again with the line when somebody edits that. */
function promptWith(reader: Interface, question: string): void {
  reader.setPrompt(question);
  reader.prompt();
}
