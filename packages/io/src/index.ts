/** Everything that talks to the world: git, files, and what is stored. */

export {
  type Adoption,
  type AdoptionQuery,
  type AdoptionWatch,
  readAdoption,
  watchAdoption,
} from './adoption.js';
export { attributeFree } from './attribute-free.js';
export { type FileAttributes, readAttributes } from './attributes.js';
export { type CandidateOptions, readCandidates } from './candidates.js';
export { changesIn } from './changes.js';
export { coAuthors } from './co-authors.js';
export { readCommittedAt } from './committed-at.js';
export { CONFIG_PATHS, ConfigPlaceError, type FoundConfig, findConfig } from './config-file.js';
export {
  type DocumentFile,
  type DocumentFilesQuery,
  listDocumentFiles,
  readDocumentTexts,
} from './document-files.js';
export {
  type DocumentHistory,
  type DocumentHistoryQuery,
  readDocumentHistory,
} from './document-history.js';
export { type DocumentQuery, listDocuments, pathsInWorkTree, readDocument } from './documents.js';
export { collectFacts, type FactsQuery, type FactsStream, readRepositoryName, streamFacts } from './facts.js';
export {
  type CloneQuery,
  type CompleteClone,
  completeClone,
  type MissingCommit,
  type WantedCommit,
} from './fetch-commits.js';
export { readFileAt, readFilesAt } from './file-at.js';
export { readFirstCommits } from './first-commits.js';
export { type Gap, readGaps } from './gaps.js';
export { askGit, type GitOptions, type GitPlace, git, gitPlace, gitText, streamGit } from './git.js';
export { GitError, type GitTrouble } from './git-error.js';
export { type HistoryQuery, readCommit, readCommitBatches, readCommits } from './history.js';
export { type Claim, readInverses } from './inverse.js';
export { readLastChange } from './last-change.js';
export { type LineAuthor, readLineAuthors } from './line-authors.js';
export { readLines } from './lines.js';
export { listCommits } from './list-commits.js';
export { applyMailmap, type Mailmap, NO_MAILMAP, parseMailmap } from './mailmap.js';
export { readMailmap } from './mailmap-file.js';
export { readMerged } from './merged.js';
export { readNamed } from './named.js';
export { NEUTRAL_CONFIG, WITH_LINES } from './neutral.js';
export { type PatternQuery, readPatternFacts } from './pattern-authors.js';
export { type PullChanges, readPullChanges, readStagedChanges } from './pull-files.js';
export { type Redaction, redactFacts } from './redact.js';
export {
  newestCommitAt,
  openRepository,
  type Repository,
  readDefaultBranch,
  readHead,
  readIdentity,
} from './repository.js';
export { hasCommits, readCommitAt, resolveCommit } from './revisions.js';
export { type BranchStoreOptions, openBranchStore } from './store/branch-store.js';
export { openFolderStore } from './store/folder-store.js';
export type {
  Standing,
  StandingFacts,
  Store,
  StoreBatch,
  StoredFacts,
  StoreOptions,
  Watermark,
  WeekRange,
} from './store/store.js';
export { StoreError, type StoreTrouble } from './store/store-error.js';
export { readTemplate, readTemplates, type Template } from './templates.js';
export { keepTestedRecord, readTestedRecords, testedFolder } from './tested-records.js';
export {
  type LookupOptions,
  type PathQuestion,
  readExisting,
  readExistingMany,
  readNames,
  readShas,
} from './tree.js';
export { listTree, readTreeFile, type TreeFile, type TreeName } from './tree-files.js';
export { readUnderWay } from './under-way.js';
export { asLines, writeAtomically } from './write.js';
