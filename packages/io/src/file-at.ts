import type { GitPlace } from './git.js';
import { hasCommits, requireRevision } from './revisions.js';
import { cleanPath, readBlob, readObjects } from './tree.js';

/**
 * Texts of files at a revision, undefined where it has no such file. Bytes that are no UTF-8 become U+FFFD. Throws `GitError`
 * when there is no such revision: a mistyped one must not look like a missing file.
 */
export async function readFilesAt(
  repo: GitPlace,
  rev: string,
  paths: readonly string[],
): Promise<readonly (string | undefined)[]> {
  await requireRevision(repo, rev);
  const clean = paths.map(cleanPath);
  const names = clean.map((path) => `${rev}:${path ?? ''}`);
  const objects = await readObjects(repo, names);
  return Promise.all(
    objects.map((object, at) =>
      clean[at] !== null && object?.type === 'blob' ? readBlob(repo, object.id) : undefined,
    ),
  );
}

/** The same for one file. */
export async function readFileAt(repo: GitPlace, rev: string, path: string): Promise<string | undefined> {
  return (await readFilesAt(repo, rev, [path]))[0];
}

/** Where files stand when nobody named a revision: in the work tree, at a revision, or nowhere yet. */
export type Standing = { readonly rev: string } | 'work-tree' | 'nowhere';

/** The revision that was named; else the work tree; else, in a bare repository, HEAD once it has a commit. */
export async function standingOf(repo: GitPlace, rev: string | undefined): Promise<Standing> {
  if (rev !== undefined) return { rev };
  if (!('workTree' in repo) || repo.workTree !== null) return 'work-tree';
  return (await hasCommits(repo)) ? { rev: 'HEAD' } : 'nowhere';
}
