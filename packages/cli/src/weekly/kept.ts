import {
  type Cause,
  type Commit,
  causesIn,
  commitType,
  type Evidence,
  type FileChange,
  type Finding,
  officialSources,
  type Policy,
  type StoredVerdict,
} from '@forethought/core';
import type { JudgedCommit } from '../judge-commits.js';
import { verdictsOf } from './verdicts.js';

/** What a text is kept by when it is gone. */
export interface Kept {
  readonly causes: Cause[];
  readonly verdicts: StoredVerdict[];
  readonly official: boolean | null;
}

/** What measures need of a commit's message, and of what the rules said of it. */
export function keptOfCommit(
  { commit, change, policy, findings }: JudgedCommit,
  repository: string,
): Kept & Pick<Commit, 'type'> {
  const message = commit.message ?? '';
  return {
    type: commitType(message.split('\n', 1)[0] ?? '') ?? null,
    causes: [...causesIn(message, { kind: 'commit', repository })],
    ...judgement(change.evidence, change.files, policy, findings, change.existingPaths),
  };
}

/** What the rules answered, and whether the sources are official. */
export function judgement(
  evidence: Evidence,
  files: readonly FileChange[] | undefined,
  policy: Policy,
  findings: readonly Finding[],
  existing: ReadonlySet<string> | undefined,
): Pick<Kept, 'verdicts' | 'official'> {
  return {
    verdicts: verdictsOf(findings),
    official: officialSources(evidence, files, policy, existing).verdict,
  };
}
