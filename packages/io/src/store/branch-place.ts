import type { GitPlace } from '../git.js';

/** A branch of a repository or of its remote, and who commits to it. */
export interface BranchPlace {
  readonly repo: GitPlace;
  readonly branch: string;
  /** `refs/heads/<branch>`. */
  readonly ref: string;
  readonly author: { readonly name: string; readonly email: string };
  readonly remote?: { readonly url: string; readonly token?: string | undefined };
  readonly signal?: AbortSignal | undefined;
  /** Commits that are known to be here. */
  readonly here: Set<string>;
}

/** Where a branch stands: null before it is there. */
export type Tip = string | null;

/** Hooks of the repository have no say in what the store writes. */
export const NO_HOOKS = ['-c', 'core.hooksPath=/dev/null'];
