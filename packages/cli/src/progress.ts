import type { World } from './world.js';

/** How often the line is drawn again, in events of progress. */
const EVERY = 250;

/** A line on standard error that says how far long work has come; silent where standard error is no terminal. */
export interface Progress {
  readonly step: (count?: number) => void;
  readonly done: () => void;
}

/** Starts a progress line such as `reading commits 1250`. `done` wipes it. */
export function startProgress(world: World, what: string): Progress {
  if (world.err.isTTY !== true) return { step: () => undefined, done: () => undefined };
  let seen = 0;
  let drawn = 0;
  return {
    step: (count = 1) => {
      seen += count;
      if (seen - drawn < EVERY) return;
      drawn = seen;
      world.err.write(`\r\u001b[2K${what} ${seen}`);
    },
    done: () => {
      if (drawn > 0) world.err.write('\r\u001b[2K');
    },
  };
}
