import { spawn } from 'node:child_process';
import { constants } from 'node:os';
import { isatty } from 'node:tty';

/** How a command ended: its exit code as a shell reports it, or why it could not begin. */
export type Ending =
  | { readonly exit: number; readonly signal?: NodeJS.Signals }
  | { readonly exit: 126 | 127; readonly trouble: string };

/** Signals that end or reload programs, and those of them that a terminal sends to the whole group by itself. */
const PASSED: readonly NodeJS.Signals[] = ['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGQUIT', 'SIGUSR2'];
const BY_TERMINAL: readonly NodeJS.Signals[] = ['SIGINT', 'SIGQUIT'];

/**
 * Runs a command without a shell in the place of this process: input and outputs are its own, signals are handed on, and nothing is
 * read or written in between. A signal that ends it gives 128 and its number, as in sh.
 */
export function runCommand(words: readonly string[], cwd: string): Promise<Ending> {
  const [program = '', ...rest] = words;
  const hasTerminal = [0, 1, 2].some((descriptor) => isatty(descriptor));
  const handOn = (signal: NodeJS.Signals): void => {
    if (!(hasTerminal && BY_TERMINAL.includes(signal))) child.kill(signal);
  };
  // Listened for before the command begins: a signal in between would end this process and leave the command behind.
  for (const signal of PASSED) process.on(signal, handOn);
  const child = spawn(program, rest, { cwd, stdio: 'inherit' });
  return new Promise<Ending>((resolve) => {
    child.once('error', (error: NodeJS.ErrnoException) => resolve(notStarted(program, error)));
    child.once('exit', (code, signal) =>
      resolve(signal === null ? { exit: code ?? 1 } : { exit: 128 + constants.signals[signal], signal }),
    );
  }).finally(() => {
    for (const signal of PASSED) process.off(signal, handOn);
  });
}

function notStarted(program: string, error: NodeJS.ErrnoException): Ending {
  if (error.code !== 'ENOENT')
    return { exit: 126, trouble: `${program}: can't be run (${error.code ?? error.message})` };
  const isLine = /\s/.test(program);
  return {
    exit: 127,
    trouble: `${program}: command not found${isLine ? "; a line of shell is run as: forethought test -- sh -c '…'" : ''}`,
  };
}
