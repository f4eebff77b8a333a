import { authorised } from '../fetch-options.js';
import { type GitOptions, type GitPlace, git } from '../git.js';
import { GitError } from '../git-error.js';
import { type BranchPlace, NO_HOOKS, type Tip } from './branch-place.js';
import { StoreError } from './store-error.js';

const FETCH = [
  '--quiet',
  '--no-tags',
  '--no-write-fetch-head',
  '--no-auto-maintenance',
  '--no-recurse-submodules',
];

/** Where the remote has the branch. Throws `StoreError` where it can't be asked. */
export async function askRemote(place: BranchPlace): Promise<Tip> {
  const answer = await there(place, ['ls-remote', '--quiet', urlOf(place), place.ref], 'read');
  const line = answer
    .toString('utf8')
    .split('\n')
    .find((found) => found.endsWith(`\t${place.ref}`));
  return line?.split('\t', 1)[0] ?? null;
}

/** Brings what the branch is at, if it is still there; no ref changes here. */
export async function fetchBranch(place: BranchPlace): Promise<void> {
  try {
    await there(place, [...NO_HOOKS, 'fetch', ...FETCH, urlOf(place), place.ref], 'read');
  } catch (error) {
    const isGone = error instanceof StoreError && error.message.includes("couldn't find remote ref");
    if (!isGone) throw error;
  }
}

/** Pushes the commit where the branch is still at `tip`. Throws `StoreError` with git's words. */
export async function pushCommit(place: BranchPlace, tip: Tip, commit: string): Promise<void> {
  const lease = `--force-with-lease=${place.ref}:${tip ?? ''}`;
  const options = ['--quiet', '--no-signed', '--no-follow-tags', '--recurse-submodules=no', lease];
  await there(place, [...NO_HOOKS, 'push', ...options, urlOf(place), `${commit}:${place.ref}`], 'written');
}

function urlOf({ remote }: BranchPlace): string {
  return remote?.url ?? '.';
}

/** Runs git with the token for the remote, which stands in the environment alone. */
async function there(
  place: BranchPlace,
  args: readonly string[],
  doing: 'read' | 'written',
): Promise<Buffer> {
  const { repo, remote, signal } = place;
  const environment = authorised(repo.environment, urlOf(place), remote?.token);
  const authorisedPlace: GitPlace = { ...repo, environment };
  const options: GitOptions = { signal };
  try {
    return await git(authorisedPlace, args, options);
  } catch (error) {
    if (!(error instanceof GitError) || ['git-missing', 'no-directory'].includes(error.trouble)) throw error;
    throw explained(error, place, doing);
  }
}

/** What the words of the other side mean, without what an address may hold of a password. */
function explained(error: GitError, place: BranchPlace, doing: 'read' | 'written'): StoreError {
  const hide = (text: string): string => text.replace(/:\/\/[^/@\s]*@/g, '://');
  const words = hide(
    error.detail
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-4)
      .join(' / '),
  );
  const what = `${place.branch} at ${hide(urlOf(place))} could not be ${doing}: ${words || error.message}`;
  if (/\b(?:401|403)\b|denied|Authentication|could not read Username/.test(words)) {
    return new StoreError(
      'refused',
      what,
      `give a token that may ${doing === 'read' ? 'read' : 'write'} there (\`contents: write\`)`,
    );
  }
  if (/GH001|file size limit/.test(words)) {
    return new StoreError(
      'refused',
      what,
      'a week of this repository is too large for a branch: keep the store in a folder',
    );
  }
  if (/GH006|GH013|protected|hook declined|non-fast-forward/.test(words)) {
    return new StoreError(
      'refused',
      what,
      'let this token replace that branch: it needs force pushes, and no rule that forbids them',
    );
  }
  return new StoreError('unreachable', what, 'look at the address and the network, and run the job again');
}
