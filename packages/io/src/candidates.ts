import type { CandidateFact, Commit } from '@forethought/core';
import { blame, type Origin } from './blame.js';
import { type DeletedLines, readDeletedLines } from './deleted-lines.js';
import { readFileAt } from './file-at.js';
import type { GitPlace } from './git.js';
import { GitError } from './git-error.js';
import { readCommitBatches } from './history.js';
import { hasCommits } from './revisions.js';
import { type LookupOptions, readShas } from './tree.js';

/** What is left out of the search. Without the two functions nothing is. */
export interface CandidateOptions extends LookupOptions {
  /** Generated files, lock files, documentation: their lines tell nothing about defects. */
  readonly isExcluded?: (path: string) => boolean;
  /** Whether a message takes a change back: such a commit wrote none of its lines. */
  readonly isRevert?: (message: string) => boolean;
}

/** Limits of R-SZZ, as in the studies that compared its variants: https://arxiv.org/abs/2102.03300 */
const MOST_FILES = 20;
const BULK_FILES = 100;
const DAYS = 14;
/** Milliseconds that one fix may cost; past them nothing is said about it. */
const PATIENCE = 10_000;
const IGNORED = '.git-blame-ignore-revs';
const MOST_IGNORED = 200;

/**
 * For each of these fixes (full shas) the most recent commit, at most 14 days older, that last touched lines which the fix takes away:
 * something to ask about, never a verdict. Fixes that only add lines, merges, and fixes of more than twenty files have none; merges,
 * reverts, commits of more than a hundred files and those that `.git-blame-ignore-revs` lists are never named.
 */
export async function readCandidates(
  repo: GitPlace,
  fixes: readonly string[],
  options: CandidateOptions = {},
): Promise<readonly CandidateFact[]> {
  if (fixes.length === 0) return [];
  const { signal } = options;
  const deleted = await readDeletedLines(repo, fixes, { signal });
  const searched = [...deleted].map(([sha, files]) => ({ sha, files: ofMeaning(files, options) }));
  const wanted = searched.filter(({ files }) => files.length > 0 && files.length <= MOST_FILES);
  const times = await readCommits(
    repo,
    wanted.map(({ sha }) => sha),
    'none',
    signal,
  );
  const ignored = await readIgnored(repo, signal);
  const found: { readonly fix: string; readonly origins: readonly Origin[] }[] = [];
  for (const { sha, files } of wanted) {
    const at = times.get(sha)?.committedAt;
    if (at !== undefined)
      found.push({ fix: sha, origins: await originsOf(repo, sha, files, { at, ignored, signal }) });
  }
  const names = new Set(found.flatMap(({ origins }) => origins.map(({ sha }) => sha)));
  const commits = await readCommits(repo, [...names], 'names', signal);
  return found.flatMap(({ fix, origins }) => {
    const origin = origins.find(({ sha }) => isOrigin(commits.get(sha), options));
    return origin === undefined ? [] : [{ fix, culprit: origin.sha, lines: origin.lines }];
  });
}

function ofMeaning(
  files: readonly DeletedLines[],
  { isExcluded }: CandidateOptions,
): readonly DeletedLines[] {
  return files.filter(({ path, lines }) => lines.length > 0 && isExcluded?.(path) !== true);
}

function isOrigin(commit: Commit | undefined, { isRevert }: CandidateOptions): boolean {
  if (commit === undefined || commit.parents.length > 1) return false;
  return (commit.files?.length ?? 0) <= BULK_FILES && isRevert?.(commit.message ?? '') !== true;
}

/** The commits that lines of the files go back to, newest first; none where looking takes too long or an object is not here. */
async function originsOf(
  repo: GitPlace,
  fix: string,
  files: readonly DeletedLines[],
  { at, ignored, signal }: { readonly at: string; readonly ignored: readonly string[] } & LookupOptions,
): Promise<readonly Origin[]> {
  const patience = AbortSignal.timeout(PATIENCE);
  const since = Math.floor(Date.parse(at) / 1000) - DAYS * 86_400;
  const query = {
    rev: `${fix}^`,
    since,
    ignored,
    signal: signal === undefined ? patience : AbortSignal.any([signal, patience]),
  };
  const origins = new Map<string, Origin>();
  try {
    for (const file of files) {
      for (const { sha, seconds, lines } of await blame(repo, file, query)) {
        if (seconds >= since)
          origins.set(sha, { sha, seconds, lines: lines + (origins.get(sha)?.lines ?? 0) });
      }
    }
  } catch (error) {
    signal?.throwIfAborted();
    if (!(patience.aborted || error instanceof GitError)) throw error;
    return [];
  }
  return [...origins.values()].sort((a, b) => b.seconds - a.seconds || b.lines - a.lines);
}

async function readCommits(
  repo: GitPlace,
  shas: readonly string[],
  withFiles: 'none' | 'names',
  signal: AbortSignal | undefined,
): Promise<ReadonlyMap<string, Commit>> {
  const found = new Map<string, Commit>();
  if (shas.length === 0) return found;
  const query = { repo, revs: shas, alone: true, withFiles, mergeFiles: 'none', signal } as const;
  for await (const batch of readCommitBatches(query))
    for (const commit of batch) found.set(commit.sha, commit);
  return found;
}

/** Commits that the project itself looks through when it blames. https://git-scm.com/docs/git-blame#Documentation/git-blame.txt---ignore-revs-fileltfilegt */
async function readIgnored(repo: GitPlace, signal: AbortSignal | undefined): Promise<readonly string[]> {
  const text = (await hasCommits(repo)) ? await readFileAt(repo, 'HEAD', IGNORED) : undefined;
  const listed = (text ?? '')
    .split('\n')
    .flatMap((line) => /^[0-9a-f]{40,64}(?=\s|$)/i.exec(line)?.[0] ?? []);
  const known = await readShas(repo, listed.slice(0, MOST_IGNORED), { signal });
  return [...known];
}
