import type { MergeSettings } from './schema/pull.js';

/** A part of the settings, or null with the reason why this token can't read it. Absence is never a reason. */
export type Part<Value> =
  | { readonly value: Value; readonly why?: undefined }
  | { readonly value: null; readonly why: string };

/** A file of the default branch. */
export interface SettingsFile {
  readonly path: string;
  readonly text: string;
}

/** A check that has to pass. `app` is the number of the app that it must come from; null: anybody who may write can set it. */
export interface RequiredCheck {
  readonly context: string;
  readonly app: number | null;
}

/** A workflow that a ruleset runs on every pull request, whatever the pull request does to its own files. */
export interface RequiredWorkflow {
  readonly path: string;
  readonly repository: number;
  readonly ref: string | null;
  readonly sha: string | null;
}

/** What reviews a branch asks for. */
export interface ReviewRule {
  readonly approvals: number;
  readonly codeOwners: boolean;
  readonly dismissStale: boolean;
}

/** The rules in force on a branch, from every ruleset together. `kinds` names all of them in GitHub's words. */
export interface BranchRules {
  readonly kinds: readonly string[];
  readonly workflows: readonly RequiredWorkflow[];
  readonly checks: readonly RequiredCheck[];
  readonly reviews: readonly ReviewRule[];
  readonly mergeQueue: boolean;
}

/** What branch protection, the older way, asks for. `reviews: null` asks for none. */
export interface Protection {
  readonly checks: readonly RequiredCheck[];
  readonly reviews: ReviewRule | null;
  readonly admins: boolean;
}

/** What guards the default branch, for `doctor`. `none`: it was looked at, and there is none. */
export interface Safeguards {
  readonly defaultBranch: string;
  readonly rules: Part<BranchRules>;
  readonly protection: Part<Protection | 'none'>;
  /** The file that GitHub reads, which is the first of `.github/`, the root and `docs/`. */
  readonly codeowners: Part<SettingsFile | 'none'>;
  readonly settings: Part<MergeSettings>;
  readonly workflows: Part<readonly SettingsFile[]>;
}
