import type {
  CandidateFact,
  Commit,
  DeploymentFact,
  Facts,
  IssueFact,
  PatternFact,
  Person,
  PullFact,
  ReleaseFact,
  WorkflowRunFact,
} from '@forethought/core';
import type { Format } from './format.js';

/** Where a collector stands, by its own names, e.g. `{pulls: '2026-11-22T10:00:00Z'}`. The store keeps it and asks nothing of it. */
export type Watermark = Readonly<Record<string, string>>;

/** Facts by kind. */
export interface StoreKinds {
  readonly commits: readonly Commit[];
  readonly pulls: readonly PullFact[];
  readonly issues: readonly IssueFact[];
  readonly deployments: readonly DeploymentFact[];
  readonly releases: readonly ReleaseFact[];
  readonly workflowRuns: readonly WorkflowRunFact[];
  readonly patterns: readonly PatternFact[];
  readonly candidates: readonly CandidateFact[];
}

/** Facts that tell how things stand, and that each reading replaces as a whole. What is absent was never read. */
export type StandingFacts = Partial<Pick<Facts, 'documents' | 'services' | 'incidents' | 'training'>>;

/** One reading of what stands. An earlier one never replaces a later one. */
export interface Standing extends StandingFacts {
  readonly readAt: string;
}

/**
 * What is to be stored in one step, as it was read: the store drops the texts and hides the addresses. `watermark` replaces the
 * positions of the same name. A field that is absent was not asked for, and what is known of it stays; a list that is empty is empty.
 */
export interface StoreBatch extends Partial<StoreKinds> {
  readonly standing?: Standing;
  readonly watermark?: Watermark;
}

/** What a store holds of the weeks asked for: each kind by week and then by id. */
export interface StoredFacts extends StoreKinds {
  readonly standing: StandingFacts;
  readonly watermark: Watermark;
  /** The ISO weeks that hold anything, oldest first. */
  readonly weeks: readonly string[];
}

/** ISO weeks (`2026-W07`), both included. */
export interface WeekRange {
  readonly from?: string;
  readonly to?: string;
}

/** What every store needs to know. */
export interface StoreOptions {
  /** `owner/name`; the folder of its partitions. */
  readonly repository: string;
  /** ISO week (`2026-W07`) of an instant. */
  readonly weekOf: (instant: string) => string;
  /**
   * Secret by which addresses are hashed; one for the life of a store. Without it the store makes its own and keeps it beside the
   * facts, where everybody who reads them can use it to try addresses.
   */
  readonly key?: string | undefined;
  /** Login of a person of the roster, which is stored in place of the hashed address. */
  readonly loginOf?: (person: Person) => string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Form of the files; the current one unless a test plays a later version. */
  readonly format?: Format;
}

/** Facts of one repository in weekly partitions. Every method throws `StoreError`; none takes a damaged file for an empty one. */
export interface Store {
  /** Facts of the weeks asked for, or of all. A store that nothing was put in yet is empty. */
  readonly read: (range?: WeekRange) => Promise<StoredFacts>;
  /**
   * Stores a batch; when it resolves, the batch is there whatever happens next. The same batch twice is the batch once, and the
   * files are the same whatever the order of batches; a record that was read earlier never replaces a later one.
   */
  readonly append: (batch: StoreBatch) => Promise<void>;
  readonly watermark: () => Promise<Watermark>;
  /** Removes every week before this one and tells how many there were. */
  readonly prune: (beforeWeek: string) => Promise<number>;
}
