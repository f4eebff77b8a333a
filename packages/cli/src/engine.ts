/** The judging that the command and the Action share: both are composition roots of the same steps. */
export { documentOf } from './document-of.js';
export { type JudgedCommit, judgeCommits, lookupsIn } from './judge-commits.js';
export { libraryFor, matchesIn } from './pattern-library.js';
export { loadPolicies, type PolicyOptions, type PolicySource } from './policy-source.js';
export { type Judging, startJudging } from './programme/judge-document.js';
export { recordPathsIn } from './programme/record-world.js';
export { type LandedPull, type ReplayQuery, replayHistory } from './replay-history.js';
export { type Case, type Lookups, type Settled, settle } from './settle.js';
export { countSubject, noCounts, reportOf, verdictOf } from './verdict.js';
export { UsageError, type World } from './world.js';
