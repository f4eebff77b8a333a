import type { GateReport, Policy, Report } from '@forethought/core';

/** A run that had nothing to judge, and why: nothing is written anywhere but to log, summary and outputs. */
export interface Nothing {
  readonly nothing: string;
}

/** What a run has to tell: the result in one line, everything as Markdown, and where it belongs. */
export interface Outcome {
  readonly title: string;
  readonly report: Report;
  readonly policy: Policy;
  readonly summary: string;
  /** Commit that a check run or a status belongs to. */
  readonly head: string;
  /** What nobody should overlook: one annotation each. */
  readonly warnings: readonly string[];
  /** Facts about the run that the log repeats. */
  readonly notices: readonly string[];
  /** Present where a pull request was judged: it can carry a comment. */
  readonly gate?: GateReport;
}
