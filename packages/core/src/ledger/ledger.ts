import type { Lookup } from '../lookup.js';
import type { Rung } from '../schema/cause.js';
import type { Outcome } from '../schema/finding.js';

/**
 * A merged pull request, or a commit that was pushed to the default branch without one. `owner` is the engineer whose change it is; null
 * for a machine's, and for somebody nobody could name. `shas` are the commits that it brought to the default branch.
 */
export interface LandedChange {
  /** `#12`, or the sha of a direct push. */
  readonly id: string;
  readonly kind: 'pull-request' | 'push';
  readonly url: string | null;
  readonly shas: readonly string[];
  readonly landedAt: string;
  readonly owner: string | null;
  /** Everybody who shares in it: the owner and co-authors. They share credit for practices, never outcomes. */
  readonly engineers: readonly string[];
  readonly isMachine: boolean;
  /** Absent: not read. */
  readonly paths: readonly string[] | undefined;
  readonly labels: readonly string[];
  readonly type: string | null;
  /** What the rules answered, by rule id, over the pull request and its commits: the best answer counts. */
  readonly practices: Readonly<Record<string, Outcome>>;
  /** First production deployment that holds it: an instant, null while there is none, undefined without a source of deployments. */
  readonly deployedAt: string | null | undefined;
  readonly deployment: string | null | undefined;
}

/** One deployment to production, from whichever source there is. `failed`: a change in it escaped, or it was rolled back. */
export interface ProductionDeployment {
  readonly id: string;
  readonly sha: string;
  readonly at: string;
  readonly url: string | null;
  /** Ids of the changes that reached production with it. */
  readonly changes: readonly string[];
  /** It put an ancestor of what was there before in its place. */
  readonly isRollback: boolean;
  /** A later deployment put an ancestor back in its place. */
  readonly isRolledBack?: boolean;
}

/** One change that repairs or takes back another one. `days` lie between the landings; `after` and `before` are change ids. */
export interface Attribution {
  readonly fix: string;
  readonly culprit: string;
  readonly rung: Rung;
  readonly at: string;
  readonly days: number;
  readonly isRevert: boolean;
  /** Of a revert: it was taken back itself, so that the change stands again. */
  readonly isUndone: boolean;
}

/** How a defect came to light. Those before `issue` were found before deployment when their time says so. */
export type DefectKind =
  | 'review'
  | 'self-review'
  | 'check'
  | 'label'
  | 'pre-mortem'
  | 'issue'
  | 'incident'
  | 'revert'
  | 'fix-forward';

/** A defect of one change. `id` is stable: `#12/check/build`, `#40`. `cause` is a `cause:…` label that somebody else than the owner set. */
export interface Defect {
  readonly id: string;
  readonly change: string;
  readonly kind: DefectKind;
  readonly foundAt: string;
  readonly url: string | null;
  /** Where it was found: `self-review`, `review`, `ci`, `staging`, `production`. */
  readonly stage: string;
  /** Nobody but the owner says so: a label of their own. Absent: no. */
  readonly isOnOwnWord?: boolean;
}

/** An issue or incident that was looked at: which cause was found, and whose change it was. `id` is `#40`, or the path of a record. */
export interface TriagedIssue {
  readonly id: string;
  readonly url: string | null;
  readonly at: string;
  /** Without the prefix `cause:`. */
  readonly causes: readonly string[];
  readonly isDefect: boolean;
  /** Owner of the change that caused it, where that is known. */
  readonly owner: string | null;
  readonly change: string | null;
}

/** Why a part of the ledger is not there; a metric that needs it answers *no data* with these words. */
export interface LedgerGaps {
  readonly pulls?: string;
  readonly reviews?: string;
  readonly threads?: string;
  readonly checks?: string;
  readonly issues?: string;
  readonly deployments?: string;
  readonly patterns?: string;
}

/**
 * What came of every change: which were deployed when, what repaired or took back which, what was found where. Made by `ledgerOf` from
 * facts alone; times are the platform's. Metrics of outcomes count from here.
 */
export interface Ledger {
  readonly changes: readonly LandedChange[];
  readonly byId: Lookup<LandedChange>;
  /** Confirmed ones only. */
  readonly attributions: readonly Attribution[];
  readonly candidates: readonly Attribution[];
  readonly deployments: readonly ProductionDeployment[];
  /** Where deployments were taken from. */
  readonly deploymentSource: 'deployments' | 'releases' | 'workflow' | 'merge' | null;
  /** Defects found before the change was deployed, at most three a change and one a kind and place. */
  readonly catches: readonly Defect[];
  /** Defects first found after. */
  readonly escapes: readonly Defect[];
  readonly issues: readonly TriagedIssue[];
  readonly gaps: LedgerGaps;
}
