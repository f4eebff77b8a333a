import type {
  DeploymentFact,
  IssueFact,
  PullFact,
  ReleaseFact,
  RequestCount,
  WorkflowRunFact,
} from '@forethought/core';
import type { Watermark } from '../../store/store.js';

/** What the platform keeps of a repository, and what is read of it one after the other. */
export type ForgeKind = 'pulls' | 'issues' | 'deployments' | 'releases' | 'workflowRuns';

/**
 * Records to store in one step with `watermark`, whose entries replace those of the same names: then a run that ends at any point
 * loses at most what was not handed over yet, and the next one goes on there. A record replaces an older one of its number or id.
 */
export interface ForgeBatch {
  readonly pulls: readonly PullFact[];
  readonly issues: readonly IssueFact[];
  readonly deployments: readonly DeploymentFact[];
  readonly releases: readonly ReleaseFact[];
  readonly workflowRuns: readonly WorkflowRunFact[];
  readonly watermark: Watermark;
}

/** What to read. */
export interface ForgeQuery {
  /** The instant of the run. */
  readonly asOf: string;
  /** Nothing that rested since before this instant is read. */
  readonly since: string;
  /** What is stored of earlier ones, by name; without it everything from `since` on is read. Names of others are left alone. */
  readonly watermark?: Watermark | undefined;
  /** What changed within so many days before `asOf` is read again, as its checks may have moved without it. */
  readonly lagDays: number;
  /** File name of the workflow whose runs are wanted, or `*` for those of all. Without it none are read: each hundred is a request. */
  readonly workflow?: string | undefined;
  /** Stores a batch. The next one is read when it resolves; what it throws ends the run. */
  readonly onBatch: (batch: ForgeBatch) => Promise<void>;
}

/** Something that could not be read, and why. */
export interface ForgeGap {
  readonly what: string;
  readonly why: string;
}

/** GraphQL points by what they went to. `base`: text, labels, reviews, commits and merge; `talk`: files, timeline and threads. */
export interface ForgePoints {
  readonly base: number;
  readonly talk: number;
  readonly checks: number;
  readonly other: number;
}

/** What a run read. `readAt` has the kinds that were read to their end, with the instant when they were. */
export interface ForgeSummary {
  readonly repository: string;
  readonly isPublic: boolean;
  readonly defaultBranch: string | null;
  /** Records that were handed over, by kind. */
  readonly counts: Readonly<Record<ForgeKind, number>>;
  readonly requests: RequestCount;
  readonly points: number;
  readonly pointsFor: ForgePoints;
  readonly gaps: readonly ForgeGap[];
  readonly readAt: Readonly<Partial<Record<ForgeKind, string>>>;
}
