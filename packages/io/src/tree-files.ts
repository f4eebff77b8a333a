import { readDocument } from './documents.js';
import { askGit, type GitPlace, git } from './git.js';
import { GitError } from './git-error.js';
import { textPieces } from './pieces.js';
import { checkRevisions } from './revisions.js';
import { type LookupOptions, readBlob } from './tree.js';

/** Which files of a repository: those of a revision, those that are staged, or those that lie there and are not ignored. */
export type TreeName = { readonly rev: string } | 'index' | 'worktree';

/** A file with the id of its content; null where the content was not stored. */
export interface TreeFile {
  readonly path: string;
  readonly blob: string | null;
}

/** All files of a tree, in order of their paths; a repository without commits has none at a revision. */
export async function listTree(
  repo: GitPlace,
  tree: TreeName,
  { signal }: LookupOptions = {},
): Promise<readonly TreeFile[]> {
  if (tree === 'worktree') return listWorkTree(repo, signal);
  if (tree === 'index') {
    const staged = textPieces(await git(repo, ['ls-files', '-s', '-z', '--full-name', ':/'], { signal }));
    return staged.flatMap((line) => fileOf(line, 1, isStored));
  }
  checkRevisions([tree.rev]);
  const list = ['ls-tree', '-r', '-z', '--full-tree', '--end-of-options', tree.rev];
  try {
    return textPieces(await git(repo, list, { signal })).flatMap((line) => fileOf(line, 2, isStored));
  } catch (error) {
    if (error instanceof GitError && ['unknown-revision', 'no-commits'].includes(error.trouble)) return [];
    throw error;
  }
}

/** Text of one file of a tree. Bytes that are no UTF-8 become U+FFFD. */
export async function readTreeFile(
  repo: GitPlace,
  { path, blob }: TreeFile,
  options: LookupOptions = {},
): Promise<string> {
  return blob === null ? readDocument(repo, path, { staged: false, ...options }) : readBlob(repo, blob);
}

async function listWorkTree(repo: GitPlace, signal: AbortSignal | undefined): Promise<readonly TreeFile[]> {
  const known = ['ls-files', '-z', '--full-name', '--cached', '--others', '--exclude-standard', ':/'];
  const deleted = ['ls-files', '-z', '--full-name', '--deleted', ':/'];
  const [there, gone] = await Promise.all([git(repo, known, { signal }), askGit(repo, deleted, { signal })]);
  const missing = new Set((gone ?? '').split('\0'));
  return [...new Set(textPieces(there))]
    .filter((path) => !missing.has(path))
    .sort()
    .map((path) => ({ path, blob: null }));
}

/** Folders of other repositories are no files, and of a symbolic link only where it leads is stored. */
function isStored(head: readonly string[]): boolean {
  return head[0] !== '160000' && head[0] !== '120000';
}

function fileOf(
  line: string,
  at: number,
  isWanted: (head: readonly string[]) => boolean,
): readonly TreeFile[] {
  const tab = line.indexOf('\t');
  const head = line.slice(0, tab).split(' ');
  return isWanted(head) ? [{ path: line.slice(tab + 1), blob: head[at] ?? null }] : [];
}
