import { randomUUID } from 'node:crypto';
import type { FileChange } from '@forethought/core';
import { withoutAttributes } from './attribute-free.js';
import { converse, endingWith } from './conversation.js';
import { type GitPlace, streamGit } from './git.js';
import { GitError } from './git-error.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import type { LookupOptions } from './tree.js';

const COMMAND: readonly string[] = [
  ...NEUTRAL_CONFIG,
  '-c',
  'core.quotePath=false',
  'diff-tree',
  '--stdin',
  '-r',
  '--cc',
  '--patch',
  '--unified=0',
  '--no-prefix',
  ...NEUTRAL_DIFF,
];

/**
 * What these merges (full shas) hold that none of their parents does: files that differ from all of them, with the lines that all of them
 * lack, or have had. A merge without conflicts holds nothing of its own. `null` counts are binary files.
 */
export async function readMerged(
  repo: GitPlace,
  shas: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, readonly FileChange[]>> {
  const found = new Map<string, Draft[]>(shas.map((sha) => [sha, []]));
  if (shas.length === 0) return found;
  const place = await withoutAttributes(repo);
  const take = collectMerged(found);
  try {
    // diff-tree repeats a line that is no commit, and flushes: that closes the answer.
    const mark = `end ${randomUUID()}\n`;
    const question = `${shas.join('\n')}\n${mark}`;
    const answer = await converse(place, COMMAND).ask(question, endingWith(mark), signal);
    for (const line of answer.toString('utf8').split('\n')) take(line);
  } catch (error) {
    if (!(error instanceof GitError) || error.trouble !== 'output-too-large') throw error;
    await stream(place, shas, take, signal);
  }
  return new Map(
    [...found].map(([sha, files]) => [sha, files.filter((file) => file.added !== 0 || file.deleted !== 0)]),
  );
}

/** The same a piece at a time, for patches that are more than one answer may hold. */
async function stream(
  place: GitPlace,
  shas: readonly string[],
  take: (line: string) => void,
  signal: AbortSignal | undefined,
): Promise<void> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of streamGit(place, COMMAND, { input: [...shas, ''].join('\n'), signal })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) take(line);
  }
}

type Draft = { path: string; status: FileChange['status']; added: number | null; deleted: number | null };

/** Reads combined patches: a line of a file has as many signs before it as the merge has parents. https://git-scm.com/docs/diff-format#_combined_diff_format */
function collectMerged(found: Map<string, Draft[]>): (line: string) => void {
  let files: Draft[] = [];
  let file: Draft = { path: '', status: 'M', added: 0, deleted: 0 };
  let parents = 0;
  return (line) => {
    if (/^[0-9a-f]{40,64}$/.test(line)) {
      files = [];
      found.set(line, files);
    } else if (line.startsWith('diff --cc ')) {
      file = { path: unquoted(line.slice(10)), status: 'M', added: 0, deleted: 0 };
      files.push(file);
      parents = 0;
    } else if (line.startsWith('@@@')) parents = line.indexOf(' ') - 1;
    else if (parents > 0) {
      if (line.startsWith('+'.repeat(parents))) file.added = (file.added ?? 0) + 1;
      else if (line.startsWith('-'.repeat(parents))) file.deleted = (file.deleted ?? 0) + 1;
    } else if (line.startsWith('new file ')) file.status = 'A';
    else if (line.startsWith('deleted file ')) file.status = 'D';
    else if (line.startsWith('Binary files ')) {
      file.added = null;
      file.deleted = null;
    }
  };
}

const LETTERS: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  t: '\t',
  n: '\n',
  v: '\v',
  f: '\f',
  r: '\r',
};

/** A path as git names it in a patch: in quotation marks where it holds control characters, quotation marks or backslashes. */
export function unquoted(path: string): string {
  if (!path.startsWith('"')) return path;
  return path
    .slice(1, -1)
    .replace(/\\([0-7]{3}|.)/g, (_, code: string) =>
      code.length === 3 ? String.fromCharCode(Number.parseInt(code, 8)) : (LETTERS[code] ?? code),
    );
}
