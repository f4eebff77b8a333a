import type { Person } from '@forethought/core';
import { type GitPlace, gitText } from './git.js';
import { instant } from './history-parser.js';
import { NEUTRAL_CONFIG } from './neutral.js';
import type { LookupOptions } from './tree.js';

/** The commit that last changed a line, with who wrote it as the mailmap has it, and when it was committed. */
export interface LineAuthor {
  readonly sha: string;
  readonly author: Person;
  readonly committedAt: string;
}

/** Who last changed these lines (1-based) of a file at a revision, by line. Throws `GitError` where the file has no such line. */
export async function readLineAuthors(
  repo: GitPlace,
  { rev, path, lines }: { readonly rev: string; readonly path: string; readonly lines: readonly number[] },
  { signal }: LookupOptions = {},
): Promise<ReadonlyMap<number, LineAuthor>> {
  if (lines.length === 0) return new Map();
  const ranges = lines.flatMap((line) => ['-L', `${line},${line}`]);
  const options = ['blame', '--line-porcelain', ...ranges, rev, '--', path];
  const text = await gitText(repo, [...NEUTRAL_CONFIG, ...options], { signal });
  const found = new Map<number, LineAuthor>();
  let [sha, line, name, email] = ['', 0, '', ''];
  for (const each of text.split('\n')) {
    const head = /^([0-9a-f]{40,64}) \d+ (\d+)(?: \d+)?$/.exec(each);
    if (head !== null) [sha, line, name] = [head[1] ?? '', Number(head[2]), ''];
    else if (each.startsWith('author ')) name = each.slice(7);
    else if (each.startsWith('author-mail ')) email = each.slice(13, -1);
    else if (each.startsWith('committer-time ')) {
      found.set(line, { sha, author: { name, email }, committedAt: instant(each.slice(15)) });
    }
  }
  return found;
}
