import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { type Environment, gitEnvironment } from './environment.js';
import { explainGit, explainStart, GitError, tooLarge } from './git-error.js';

/** Where git runs: a directory and an environment. It has not been looked at yet; `openRepository` does that. */
export interface GitPlace {
  readonly directory: string;
  readonly environment: Environment;
}

/** How one command runs. `input` goes to its standard input; `maxBytes` caps what is kept in memory (64 MiB). */
export interface GitOptions {
  readonly input?: string | Buffer | Iterable<string>;
  readonly signal?: AbortSignal | undefined;
  readonly maxBytes?: number;
  /** Variables for this command alone. */
  readonly variables?: Environment;
}

const MAX_BYTES = 64 * 1024 * 1024;
const MAX_WORDS = 64 * 1024;

/**
 * The repository around the current directory, as a hook sees it, or the one at `path`, untouched by variables that name the
 * current one.
 */
export function gitPlace(path?: string, base: Environment = process.env): GitPlace {
  return {
    directory: resolve(path ?? '.'),
    environment: gitEnvironment(base, path !== undefined),
  };
}

/** Runs git without a shell and gives its output piece by piece. Leaving the loop early or aborting ends the process; failing throws `GitError`. */
export async function* streamGit(
  place: GitPlace,
  args: readonly string[],
  options: GitOptions = {},
): AsyncGenerator<Buffer, void, undefined> {
  options.signal?.throwIfAborted();
  const child = spawn('git', args, {
    cwd: place.directory,
    env: { ...place.environment, ...options.variables },
    stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stop = (): void => void child.kill();
  options.signal?.addEventListener('abort', stop, { once: true });
  const ended = watch(child);
  try {
    feed(child, options.input);
    if (child.stdout !== null) for await (const chunk of child.stdout) yield chunk as Buffer;
    const { code, words, cause } = await ended;
    options.signal?.throwIfAborted();
    if (cause !== undefined) throw explainStart(cause, place.directory, existsSync(place.directory));
    if (code !== 0) throw explainGit(args, code, words, place.directory);
  } finally {
    options.signal?.removeEventListener('abort', stop);
    if (child.exitCode === null && child.signalCode === null) child.kill();
  }
}

/** Runs git and gives its whole output. */
export async function git(
  place: GitPlace,
  args: readonly string[],
  options: GitOptions = {},
): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of streamGit(place, args, options)) {
    size += chunk.length;
    if (size > (options.maxBytes ?? MAX_BYTES)) throw tooLarge(size, args[0]);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, size);
}

/** Output as text without the line end that closes it. */
export async function gitText(
  place: GitPlace,
  args: readonly string[],
  options?: GitOptions,
): Promise<string> {
  return (await git(place, args, options)).toString('utf8').replace(/\n$/, '');
}

/** Output as text, or `null` where git says no by its exit code; trouble with the repository itself still throws. */
export async function askGit(
  place: GitPlace,
  args: readonly string[],
  options?: GitOptions,
): Promise<string | null> {
  try {
    return await gitText(place, args, options);
  } catch (error) {
    const answers = ['failed', 'unknown-revision', 'no-commits', 'missing-object'];
    if (error instanceof GitError && answers.includes(error.trouble)) return null;
    throw error;
  }
}

interface Ending {
  readonly code: number | null;
  readonly words: string;
  readonly cause?: NodeJS.ErrnoException;
}

/** Resolves when the process is over and its words are read. */
function watch(child: ChildProcess): Promise<Ending> {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    if (words.length < MAX_WORDS) words += chunk.toString('utf8');
  });
  return once(child, 'close').then(
    ([code]) => ({ code: code as number | null, words }),
    (cause: NodeJS.ErrnoException) => ({ code: null, words, cause }),
  );
}

/** Writes the input with back-pressure. A process that stops reading early answers by its exit code. */
function feed(child: ChildProcess, input: GitOptions['input']): void {
  if (child.stdin === null || input === undefined) return;
  const source = typeof input === 'string' || Buffer.isBuffer(input) ? [input] : input;
  pipeline(Readable.from(source), child.stdin).catch(() => {});
}
