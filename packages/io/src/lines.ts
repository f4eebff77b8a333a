import { randomUUID } from 'node:crypto';
import type { FileChange } from '@forethought/core';
import { collectChanges } from './changes.js';
import { converse } from './conversation.js';
import type { GitPlace } from './git.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import { splitAtNul } from './pieces.js';
import type { LookupOptions } from './tree.js';

const ARGUMENTS = [
  ...NEUTRAL_CONFIG,
  'diff-tree',
  '--stdin',
  '-r',
  '-z',
  '--root',
  '--diff-merges=first-parent',
  '--raw',
  '--numstat',
  '--no-abbrev',
  ...NEUTRAL_DIFF,
];

/**
 * Changed files with line counts of these commits (full shas), against the first parent; `null` counts are binary files.
 * It costs about eight times what the names alone cost: ask for the commits that need it.
 */
export async function readLines(
  repo: GitPlace,
  shas: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, readonly FileChange[]>> {
  const found = new Map<string, readonly FileChange[]>(shas.map((sha) => [sha, []]));
  if (shas.length === 0) return found;
  // diff-tree repeats a line that is no commit, and flushes: that closes the answer.
  const mark = `end ${randomUUID()}\n`;
  const question = `${shas.join('\n')}\n${mark}`;
  const answer = await converse(repo, ARGUMENTS).ask(question, endingWith(mark), signal);
  const changes = collectChanges();
  let sha = '';
  const close = (): void => {
    if (sha !== '') found.set(sha, changes.finish());
  };
  splitAtNul((bytes, start, end) => {
    if (changes.take(bytes, start, end)) return;
    close();
    sha = bytes.toString('latin1', start, end);
  })(answer);
  close();
  return found;
}

/** Says when what came ends with the mark, wherever the chunks were cut. */
function endingWith(mark: string): (chunk: Buffer) => boolean {
  let tail = '';
  return (chunk) => {
    tail = (tail + chunk.subarray(-mark.length).toString('latin1')).slice(-mark.length);
    return tail === mark;
  };
}
