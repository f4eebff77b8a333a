import type { FileChange } from '@forethought/core';
import { collectAdded, MOST_ADDED } from './added-lines.js';
import { withoutAttributes } from './attribute-free.js';
import { changesIn } from './changes.js';
import { type GitPlace, streamGit } from './git.js';
import { tooLarge } from './git-error.js';
import { NEUTRAL_CONFIG, WITH_LINES } from './neutral.js';
import type { LookupOptions } from './tree.js';

const PATCH = ['--patch', '--unified=0', '--src-prefix=a/', '--dst-prefix=b/'];
const MOST_BYTES = 64 * 1024 * 1024;

/** What a branch changes since its merge base. */
export interface PullChanges {
  /** Changed files with line counts, as a pull request shows them. */
  readonly files: readonly FileChange[];
  /** Added lines as one text per path, without binary files and without what lies beyond the first two million characters. */
  readonly added: ReadonlyMap<string, string>;
}

/**
 * Reads what `head` changes since its merge base with `base`. Throws `GitError` where the two share no commit in this clone.
 */
export async function readPullChanges(
  repo: GitPlace,
  base: string,
  head: string,
  options: LookupOptions = {},
): Promise<PullChanges> {
  return changesBetween(await withoutAttributes(repo), ['--end-of-options', `${base}...${head}`], options);
}

/** Reads what is staged against HEAD, in the same form; attributes of the work tree count, as the index can't be read without. */
export async function readStagedChanges(repo: GitPlace, options: LookupOptions = {}): Promise<PullChanges> {
  return changesBetween(repo, ['--cached'], options);
}

async function changesBetween(
  place: GitPlace,
  what: readonly string[],
  { signal }: LookupOptions,
): Promise<PullChanges> {
  const settings = [...NEUTRAL_CONFIG, '-c', 'core.quotePath=false'];
  const flags = ['-z', ...WITH_LINES, ...PATCH];
  const command = [...settings, 'diff', ...flags, ...what, '--'];
  const list: Buffer[] = [];
  const patch = collectAdded();
  const decoder = new TextDecoder();
  let isList = true;
  let size = 0;
  for await (const chunk of streamGit(place, command, { signal })) {
    const end: number | undefined = isList ? endOfList(list.at(-1), chunk) : 0;
    if (isList) list.push(end === undefined ? chunk : chunk.subarray(0, end - 1));
    isList = end === undefined;
    size += chunk.length;
    if (isList && size > MOST_BYTES) throw tooLarge(size, 'diff');
    if (end === undefined) continue;
    patch.take(decoder.decode(chunk.subarray(end), { stream: true }));
    if (size > MOST_ADDED) break;
  }
  return { files: changesIn(Buffer.concat(list)), added: patch.end() };
}

/** Every piece of the list is closed by NUL; an empty one stands between it and the patch, which begins at this place. */
function endOfList(before: Buffer | undefined, chunk: Buffer): number | undefined {
  if (before?.at(-1) === 0 && chunk[0] === 0) return 1;
  const at = chunk.indexOf('\0\0');
  return at === -1 ? undefined : at + 2;
}
