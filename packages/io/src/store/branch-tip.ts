import { isPlainRef } from '../fetch-options.js';
import { askGit, git, gitText } from '../git.js';
import { GitError } from '../git-error.js';
import { readShas } from '../tree.js';
import { type BranchPlace, NO_HOOKS, type Tip } from './branch-place.js';
import { askRemote, fetchBranch, pushCommit } from './branch-remote.js';
import { StoreError } from './store-error.js';

/** Words by which git says that somebody else is writing the same ref, or has. */
const MOVED = [
  'stale info',
  'fetch first',
  'File exists',
  'but expected',
  'reference already exists',
  'incorrect old value',
  'failed to update ref',
];
/** How often a branch may move between the question and the fetch. */
const TRIES = 20;

/** Throws `StoreError` where a name or an address is none, or git would take it for an option. */
export function checkBranch({ ref, branch, remote }: BranchPlace): void {
  if (!isPlainRef(ref) || !/^[^-/](?:.*[^/])?$/.test(branch)) {
    const what = `${JSON.stringify(branch)} is no name of a branch`;
    throw new StoreError('invalid', what, 'name it like forethought/facts');
  }
  if (remote?.url.startsWith('-')) {
    const what = `${JSON.stringify(remote.url)} is no address`;
    throw new StoreError('invalid', what, 'give the address of the repository');
  }
}

/** The commit that the branch is at; it is here afterwards. */
export async function readTip(place: BranchPlace): Promise<Tip> {
  const { repo, ref, remote, signal } = place;
  if (remote === undefined) {
    return (await askGit(repo, ['rev-parse', '--verify', '--quiet', ref], { signal })) || null;
  }
  for (let attempt = 0; attempt < TRIES; attempt++) {
    const tip = await askRemote(place);
    if (tip === null || place.here.has(tip)) return tip;
    await fetchBranch(place);
    if ((await readShas(repo, [tip], { signal })).size > 0) {
      place.here.add(tip);
      return tip;
    }
  }
  throw new StoreError('busy', `${place.branch} moves faster than it can be fetched`, 'run the job again');
}

/**
 * Puts a commit without a parent in the place of the tip. Gives null when it is there, and why not where somebody else was
 * faster. Throws where the branch stands still and can't be written.
 */
export async function setTip(place: BranchPlace, tip: Tip, tree: string): Promise<string | null> {
  const commit = await commitTree(place, tree);
  try {
    if (place.remote === undefined) await updateRef(place, tip, commit);
    else await pushCommit(place, tip, commit);
    place.here.add(commit);
    return null;
  } catch (error) {
    if (!(error instanceof GitError || error instanceof StoreError)) throw error;
    const now = await (place.remote === undefined ? readTip(place) : askRemote(place));
    // The answer got lost on its way, and the commit did not.
    if (now === commit) return null;
    const words = error instanceof GitError ? error.detail : error.message;
    if (now !== tip || MOVED.some((word) => words.includes(word))) return words;
    throw error;
  }
}

function commitTree({ repo, author, signal }: BranchPlace, tree: string): Promise<string> {
  const message = 'facts of forethought\n\nOne commit: what is no longer kept is in none.\n';
  const variables = {
    GIT_AUTHOR_NAME: author.name,
    GIT_AUTHOR_EMAIL: author.email,
    GIT_COMMITTER_NAME: author.name,
    GIT_COMMITTER_EMAIL: author.email,
  };
  return gitText(repo, ['commit-tree', '--no-gpg-sign', tree], { input: message, variables, signal });
}

/** A log of the ref would keep what was removed, so there is none. */
async function updateRef(
  { repo, ref, branch, signal }: BranchPlace,
  tip: Tip,
  commit: string,
): Promise<void> {
  const trees = await gitText(repo, ['worktree', 'list', '--porcelain'], { signal });
  if (trees.split('\n').includes(`branch ${ref}`)) {
    const what = `${branch} is checked out, and its files would no longer be those of the branch`;
    throw new StoreError('not-a-store', what, 'check out another branch: git switch main');
  }
  const zeros = '0'.repeat(commit.length);
  await git(
    repo,
    [...NO_HOOKS, '-c', 'core.logAllRefUpdates=false', 'update-ref', '--no-deref', ref, commit, tip ?? zeros],
    {
      signal,
    },
  );
  if ((await askGit(repo, ['reflog', 'exists', ref])) !== null) {
    await git(repo, ['reflog', 'expire', '--expire=now', '--expire-unreachable=now', ref], { signal });
  }
}
