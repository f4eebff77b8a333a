import { withoutAttributes } from './attribute-free.js';
import { type GitPlace, streamGit } from './git.js';
import { unquoted } from './merged.js';
import { NEUTRAL_CONFIG, NEUTRAL_DIFF } from './neutral.js';
import type { LookupOptions } from './tree.js';

/** Lines of one file that a commit took away or changed: numbers, from 1, in the file as its parent has it. */
export interface DeletedLines {
  readonly path: string;
  readonly lines: readonly number[];
}

const COMMAND: readonly string[] = [
  ...NEUTRAL_CONFIG,
  '-c',
  'core.quotePath=false',
  'diff-tree',
  '--stdin',
  '-r',
  '--patch',
  '--unified=0',
  '--ignore-all-space',
  '--no-prefix',
  ...NEUTRAL_DIFF,
  '--find-renames',
  '-l100',
  '--diff-filter=MR',
];
/** Blank, brackets alone, or a comment of a line: whoever wrote it wrote no defect. */
const TRIVIAL = /^[\s{}()[\];,]*$|^\s{0,200}(?:\/\/|\/\*|\*|#\s|<!--|--\s)/;
/** Longer lines are never read as a whole. */
const LONGEST = 400;

/**
 * The lines of meaning that these commits (full shas) took away from files that they changed or moved, white space apart; nothing for
 * merges and for commits without a parent.
 */
export async function readDeletedLines(
  repo: GitPlace,
  shas: readonly string[],
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<string, readonly DeletedLines[]>> {
  if (shas.length === 0) return new Map();
  const collected = collect();
  const decoder = new TextDecoder('latin1');
  let rest = '';
  const input = [...shas, ''].join('\n');
  for await (const chunk of streamGit(await withoutAttributes(repo), COMMAND, { input, signal })) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) collected.take(line);
  }
  return collected.found;
}

/** Reads patches without context; paths are bytes, as every line is. */
function collect(): { readonly found: Map<string, DeletedLines[]>; readonly take: (line: string) => void } {
  const found = new Map<string, DeletedLines[]>();
  let files: DeletedLines[] = [];
  let lines: number[] = [];
  let [next, minus, plus] = [0, 0, 0];
  const take = (line: string): void => {
    if (minus > 0 && line.startsWith('-')) {
      if (!TRIVIAL.test(line.slice(1, LONGEST))) lines.push(next);
      next++;
      minus--;
    } else if (plus > 0 && line.startsWith('+')) plus--;
    else if (line.startsWith('@@ ')) [next, minus, plus] = hunk(line);
    else if (line.startsWith('--- ')) {
      lines = [];
      files.push({ path: bytesOf(unquoted(line.slice(4).replace(/\t$/, ''))), lines });
    } else if (/^[0-9a-f]{40,64}$/.test(line)) {
      files = [];
      found.set(line, files);
    }
  };
  return { found, take };
}

/** First line, and how many are taken away and added: `@@ -4,2 +4,3 @@`, where a count of one is left out. */
function hunk(head: string): [number, number, number] {
  const [, first, minus = '1', plus = '1'] =
    /^@@ -(\d{1,9})(?:,(\d{1,9}))? \+\d{1,9}(?:,(\d{1,9}))? @@/.exec(head) ?? [];
  return [Number(first ?? 0), Number(minus), Number(plus)];
}

const bytesOf = (latin1: string): string => Buffer.from(latin1, 'latin1').toString('utf8');
