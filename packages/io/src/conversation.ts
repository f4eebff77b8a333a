import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import type { Socket } from 'node:net';
import type { GitPlace } from './git.js';
import { explainGit, explainStart, tooLarge } from './git-error.js';

/** A git process that answers one question after another, so that thousands of look-ups cost one start. */
export interface Conversation {
  /**
   * Writes the question and collects bytes until `isComplete`, given each new chunk, says that the answer ends with it. One that
   * is longer than `maxBytes` ends the conversation with `GitError`.
   */
  ask(
    question: string,
    isComplete: (chunk: Buffer) => boolean,
    signal?: AbortSignal,
    maxBytes?: number,
  ): Promise<Buffer>;
  close(): void;
}

/** A process that nobody asks anything ends after this time. Milliseconds. */
const IDLE = 10_000;

const known = new WeakMap<GitPlace, Map<string, Conversation>>();

/** The conversation of this kind in this place, started when first needed. */
export function converse(place: GitPlace, args: readonly string[]): Conversation {
  const here = known.get(place) ?? new Map<string, Conversation>();
  known.set(place, here);
  const key = args.join('\0');
  const found = here.get(key);
  if (found !== undefined) return found;
  const made = startConversation(place, args, {}, () => {
    if (here.get(key) === made) here.delete(key);
  });
  here.set(key, made);
  return made;
}

/**
 * Starts a conversation. It never keeps the program alive: it is waited for only while it owes an answer, and git ends when
 * its input closes. `onEnd` is called when nothing more can be asked. Trouble rejects the question with `GitError`.
 */
export function startConversation(
  place: GitPlace,
  args: readonly string[],
  variables: Readonly<Record<string, string>>,
  onEnd: () => void = () => {},
): Conversation {
  const child = spawn('git', args, {
    cwd: place.directory,
    env: { ...place.environment, ...variables },
    stdio: ['pipe', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const end: End = { error: undefined, tell: undefined };
  void watch(child, args, place.directory).then((error) => {
    end.error = error;
    end.tell?.(error);
    onEnd();
  });
  hold(child, false);
  const close = (): void => {
    onEnd();
    child.stdin.end();
  };
  let last: Promise<unknown> = Promise.resolve();
  let idle = setTimeout(close, IDLE).unref();
  return {
    ask(question, isComplete, signal, maxBytes = Number.POSITIVE_INFINITY) {
      const answer = last.then(async () => {
        clearTimeout(idle);
        hold(child, true);
        try {
          return await exchange(child, { question, isComplete, maxBytes }, end, signal);
        } finally {
          if (child.killed) onEnd();
          hold(child, false);
          idle = setTimeout(close, IDLE).unref();
        }
      });
      last = answer.catch(() => {});
      return answer;
    },
    close,
  };
}

/**
 * The end of the process, and who is to be told of it. One promise for all questions would keep every answer until then, as the
 * engine forgets nobody who waits for a promise.
 */
interface End {
  error: Error | undefined;
  tell: ((error: Error) => void) | undefined;
}

/** Resolves, with what it would mean for a question, when the process is over. */
function watch(child: ChildProcess, args: readonly string[], directory: string): Promise<Error> {
  let words = '';
  child.stderr?.on('data', (chunk: Buffer) => {
    words = (words + chunk.toString()).slice(0, 65_536);
  });
  child.stdin?.on('error', () => {});
  return new Promise((resolve) => {
    child.once('error', (cause) => resolve(explainStart(cause, directory, existsSync(directory))));
    child.once('close', (code) => resolve(explainGit(args, code, words, directory)));
  });
}

interface Question {
  readonly question: string;
  readonly isComplete: (chunk: Buffer) => boolean;
  readonly maxBytes: number;
}

/** One question and its answer. An abort ends the process, as half an answer would be taken for the next one's. */
function exchange(
  child: ChildProcess,
  { question, isComplete, maxBytes }: Question,
  end: End,
  signal: AbortSignal | undefined,
): Promise<Buffer> {
  signal?.throwIfAborted();
  if (end.error !== undefined) return Promise.reject(end.error);
  const chunks: Buffer[] = [];
  let size = 0;
  return new Promise<Buffer>((resolve, reject) => {
    const settle = (finish: () => void): void => {
      child.stdout?.off('data', take);
      signal?.removeEventListener('abort', abort);
      end.tell = undefined;
      finish();
    };
    const take = (chunk: Buffer): void => {
      chunks.push(chunk);
      size += chunk.length;
      if (size > maxBytes) stop(tooLarge(size));
      else if (isComplete(chunk)) settle(() => resolve(Buffer.concat(chunks)));
    };
    const stop = (reason: unknown): void => {
      child.kill();
      settle(() => reject(reason));
    };
    const abort = (): void => stop(signal?.reason);
    signal?.addEventListener('abort', abort, { once: true });
    child.stdout?.on('data', take);
    end.tell = (error) => settle(() => reject(error));
    child.stdin?.write(question);
  });
}

/** Whether the event loop waits for the process and its pipes. */
function hold(child: ChildProcess, waits: boolean): void {
  const parts = [child, child.stdin, child.stdout, child.stderr] as unknown as readonly Socket[];
  for (const part of parts) waits ? part.ref() : part.unref();
}

/** Says when so many bytes of this value have come. */
export function countingByte(byte: number, wanted: number): (chunk: Buffer) => boolean {
  let seen = 0;
  return (chunk) => {
    for (let at = chunk.indexOf(byte); at !== -1; at = chunk.indexOf(byte, at + 1)) seen += 1;
    return seen >= wanted;
  };
}

/** Says when what came ends with the mark, wherever the chunks were cut. */
export function endingWith(mark: string): (chunk: Buffer) => boolean {
  let tail = '';
  return (chunk) => {
    tail = (tail + chunk.subarray(-mark.length).toString('latin1')).slice(-mark.length);
    return tail === mark;
  };
}
