import {
  type Cause,
  type Commit,
  causesIn,
  commitType,
  type Evidence,
  type FileChange,
  type Finding,
  namedDocuments,
  officialSources,
  type Policy,
  recordedOn,
  type StoredVerdict,
} from '@forethought/core';
import type { JudgedCommit } from '../judge-commits.js';
import { verdictsOf } from './verdicts.js';

/** What a text is kept by when it is gone. */
export interface Kept {
  readonly causes: Cause[];
  readonly verdicts: StoredVerdict[];
  readonly official: boolean | null;
  readonly documents?: string[];
}

/** What is kept of a commit beside that. */
type KeptOfCommit = Kept & Pick<Commit, 'type' | 'recorded'>;

/** What measures need of a commit's message, and of what the rules said of it. */
export function keptOfCommit(
  { commit, change, policy, findings }: JudgedCommit,
  repository: string,
): KeptOfCommit {
  const message = commit.message ?? '';
  return {
    type: commitType(message.split('\n', 1)[0] ?? '') ?? null,
    causes: [...causesIn(message, { kind: 'commit', repository })],
    ...judgement(change.evidence, change.files, policy, findings, change.existingPaths),
    recorded: recordedOn(change.evidence, change.tree),
  };
}

/** What the rules answered, and whether the sources are official. */
export function judgement(
  evidence: Evidence,
  files: readonly FileChange[] | undefined,
  policy: Policy,
  findings: readonly Finding[],
  existing: ReadonlySet<string> | undefined,
): Pick<Kept, 'verdicts' | 'official' | 'documents'> {
  const documents = namedDocuments(evidence, policy.documents);
  return {
    ...(documents.length === 0 ? {} : { documents: [...documents] }),
    verdicts: verdictsOf(findings),
    official: officialSources(evidence, files, policy, existing).verdict,
  };
}
