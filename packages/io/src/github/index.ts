/** The client of GitHub. It stands apart from the rest of this package, so that only who talks to GitHub loads Octokit. */
export { type CheckAnnotation, type CheckRun, writeCheckRun } from './check-run.js';
export type {
  ForgeBatch,
  ForgeGap,
  ForgeKind,
  ForgePoints,
  ForgeQuery,
  ForgeSummary,
} from './collect/batch.js';
export { collectForge } from './collect/collect.js';
export { type StickyComment, upsertComment } from './comment.js';
export {
  type CommentAnswer,
  type CommentMachine,
  type CommentOutcome,
  type CommentStep,
  type CommentWish,
  commentSteps,
  type OwnComment,
} from './comment-steps.js';
export { type ConnectOptions, connect, type GitHub } from './connect.js';
export { type DefaultTip, readDefaultTip } from './default-tip.js';
export { type DesignPlace, placeOf, readDesigns } from './designs.js';
export { GitHubError, type GitHubTrouble } from './error.js';
export { readFile } from './file.js';
export { type Gate, readGate } from './gate.js';
export { updateIssueBody } from './issue-state.js';
export type { Clock } from './keep-trying.js';
export { type LandedPull, readLanded, readPullOfCommit } from './landed.js';
export {
  type MonthlyIssue,
  type MonthlyWriting,
  type MonthlyWritten,
  REVIEW_LABEL,
  readMonthlyIssues,
  rewriteMonthly,
  writeMonthly,
} from './monthly-issue.js';
export { type NamedPull, readNamedPulls } from './named-pulls.js';
export { nodeFetch } from './node-fetch.js';
export { type GitHubPlace, placeFrom, webUrl } from './place.js';
export { realClock } from './real-clock.js';
export { type Attempt, type Decision, decide, type Failure } from './retry.js';
export { readSafeguards } from './safeguards.js';
export { readSightings, type Sightings } from './sightings.js';
export { type CommitStatus, writeStatus } from './status.js';
export {
  findTrackingIssue,
  TRACKING_LABEL,
  type TrackingIssue,
  type TrackingTrouble,
  type TrackingWish,
} from './tracking-issue.js';
export {
  readWeeklyComments,
  type WeeklyComment,
  type WeeklyWriting,
  type WeeklyWritten,
  writeWeekly,
} from './weekly-comments.js';
