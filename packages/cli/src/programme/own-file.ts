import { existsSync, readFileSync } from 'node:fs';
import { realpath } from 'node:fs/promises';
import { join } from 'node:path';
import { writeAtomically } from '@forethought/io';
import { write } from '../sink.js';
import { EXIT, UsageError, type World } from '../world.js';
import type { Own } from './own.js';

/** A file to write or to change. */
export interface OwnFile {
  /** From the root of the repository. */
  readonly path: string;
  /** What a new file begins as. */
  readonly fresh: string;
  /** The edits, upon whatever stands there when it is written; a file that was edited meanwhile loses nothing. */
  readonly change: (text: string) => string;
  /** What somebody typed, as lines to paste where the file can't be written. */
  readonly typed: readonly string[];
  /** What is said once it is written, by the text that stands there then. */
  readonly words: (text: string) => readonly string[];
  /** Rules that read the file. */
  readonly rules: readonly string[];
}

/** The text of a file of the work tree; undefined where there is none. Throws `UsageError` for bytes that are no UTF-8. */
export function ownText({ repo }: Pick<Own, 'repo'>, path: string): string | undefined {
  const whole = join(repo.directory, path);
  if (!existsSync(whole)) return undefined;
  const bytes = readBytes(whole, path);
  const text = bytes.toString('utf8');
  if (Buffer.from(text, 'utf8').equals(bytes)) return text;
  throw new UsageError(`${path}: it is no UTF-8 text, so it is left as it is; save it as UTF-8 first`);
}

function readBytes(whole: string, path: string): Buffer {
  try {
    return readFileSync(whole);
  } catch (error) {
    throw new UsageError(`${path}: it can't be read (${codeOf(error)}); look at its permissions`);
  }
}

/** Writes a file whole or not at all and says what was written and which rules read it; what was typed is never lost. */
export async function writeOwn(
  world: World,
  own: Pick<Own, 'repo'>,
  file: OwnFile,
  isPrint = false,
): Promise<number> {
  let text: string;
  let before: string | undefined;
  try {
    before = ownText(own, file.path);
    text = file.change(before ?? file.fresh);
    if (isPrint) {
      await write(world, text);
      return EXIT.pass;
    }
    if (text !== before) {
      const whole = join(own.repo.directory, file.path);
      const target = before === undefined ? whole : await realpath(whole);
      await writeAtomically(target, text, { signal: world.signal });
    }
  } catch (error) {
    await sayTyped(world, file);
    throw error instanceof UsageError || world.signal.aborted
      ? error
      : new UsageError(
          `${file.path}: it can't be written (${codeOf(error)}); look at its folder and permissions, and try again`,
        );
  }
  await write(world, words(file, text, before));
  return EXIT.pass;
}

/** Prints what was typed, so that it can be pasted. */
export async function sayTyped(
  world: World,
  { typed, path }: Pick<OwnFile, 'typed' | 'path'>,
): Promise<void> {
  if (typed.length === 0) return;
  await write(
    world,
    `Nothing was written. What was typed, to be pasted into ${path}:\n\n${typed.join('\n')}\n\n`,
  );
}

function words(file: OwnFile, text: string, before: string | undefined): string {
  const did = before === undefined ? 'new' : text === before ? 'it says that already' : 'changed';
  const checks = file.rules.length === 0 ? '' : ` (${file.rules.join(', ')})`;
  return `${[
    `${file.path}: ${did}`,
    ...file.words(text).map((line) => `  ${line}`),
    `Next: forethought check ${shellWord(file.path)}${checks}`,
  ].join('\n')}\n`;
}

/** A word as a shell takes it for one. */
export function shellWord(word: string): string {
  return /^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`;
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : String(error);
}

/** Somebody broke off: nothing is written, and what was typed is printed. Exit code 130, as for a signal. */
export async function interruptedWith(world: World, file: Pick<OwnFile, 'typed' | 'path'>): Promise<number> {
  world.err.write('\n');
  await sayTyped(world, file);
  return 130;
}
