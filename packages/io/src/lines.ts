import { randomUUID } from 'node:crypto';
import type { FileChange } from '@forethought/core';
import { withoutAttributes } from './attribute-free.js';
import { collectChanges } from './changes.js';
import { converse, endingWith } from './conversation.js';
import type { GitPlace } from './git.js';
import { NEUTRAL_CONFIG, WITH_LINES } from './neutral.js';
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
  ...WITH_LINES,
];

/**
 * Changed files with line counts of these commits (full shas), against the first parent; `null` counts are files that git takes for binary
 * by their content, whatever attributes say.
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
  const answer = await converse(await withoutAttributes(repo), ARGUMENTS).ask(
    question,
    endingWith(mark),
    signal,
  );
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
