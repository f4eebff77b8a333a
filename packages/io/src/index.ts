/** Everything that talks to the world: git, files, and what is stored. */
export {
  type Adoption,
  type AdoptionQuery,
  type AdoptionWatch,
  readAdoption,
  watchAdoption,
} from './adoption.js';
export { type FileAttributes, readAttributes } from './attributes.js';
export { coAuthors } from './co-authors.js';
export { CONFIG_PATHS, ConfigPlaceError, type FoundConfig, findConfig } from './config-file.js';
export { type DocumentQuery, listDocuments, readDocument } from './documents.js';
export { collectFacts, type FactsQuery } from './facts.js';
export { readFileAt, readFilesAt } from './file-at.js';
export { type Gap, readGaps } from './gaps.js';
export { askGit, type GitOptions, type GitPlace, git, gitPlace, gitText, streamGit } from './git.js';
export { GitError, type GitTrouble } from './git-error.js';
export { type HistoryQuery, readCommit, readCommitBatches, readCommits } from './history.js';
export { readLines } from './lines.js';
export { applyMailmap, type Mailmap, NO_MAILMAP, parseMailmap } from './mailmap.js';
export { readMailmap } from './mailmap-file.js';
export { readMessages } from './messages.js';
export { readPullFiles } from './pull-files.js';
export { type Redaction, redactFacts } from './redact.js';
export {
  newestCommitAt,
  openRepository,
  type Repository,
  readDefaultBranch,
  readHead,
  readIdentity,
} from './repository.js';
export { resolveCommit } from './revisions.js';
export { readTemplate, readTemplates, type Template } from './templates.js';
export { type LookupOptions, type PathQuestion, readExisting, readExistingMany, readShas } from './tree.js';
export { asLines, writeAtomically } from './write.js';
