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

/** What is stored of a commit's message, and of what the rules said of it. */
export function keptOfCommit(judged: JudgedCommit, repository: string): KeptOfCommit {
  const { change, policy, findings } = judged;
  const { evidence, files, existingPaths } = change;
  return keptWith(judged, repository, judgement(evidence, files, policy, findings, existingPaths));
}

/** What is counted of that where only Git is read: which documents a message names is asked of pull requests, and takes its references. */
export function countedOfCommit(judged: JudgedCommit, repository: string): KeptOfCommit {
  const { change, policy, findings } = judged;
  const { evidence, files, existingPaths } = change;
  return keptWith(judged, repository, answered(evidence, files, policy, findings, existingPaths));
}

function keptWith(
  { commit, change }: JudgedCommit,
  repository: string,
  answers: Pick<Kept, 'verdicts' | 'official' | 'documents'>,
): KeptOfCommit {
  const message = commit.message ?? '';
  return {
    type: commitType(message.split('\n', 1)[0] ?? '') ?? null,
    causes: [...causesIn(message, { kind: 'commit', repository })],
    ...answers,
    recorded: recordedOn(change.evidence, change.tree),
  };
}

type JudgedText = readonly [
  evidence: Evidence,
  files: readonly FileChange[] | undefined,
  policy: Policy,
  findings: readonly Finding[],
  existing: ReadonlySet<string> | undefined,
];

/** What the rules answered, whether the sources are official, and the documents that the text names. */
export function judgement(...text: JudgedText): Pick<Kept, 'verdicts' | 'official' | 'documents'> {
  const [evidence, , policy] = text;
  const documents = namedDocuments(evidence, policy.documents);
  return { ...(documents.length === 0 ? {} : { documents: [...documents] }), ...answered(...text) };
}

function answered(
  ...[evidence, files, policy, findings, existing]: JudgedText
): Pick<Kept, 'verdicts' | 'official'> {
  return {
    verdicts: verdictsOf(findings),
    official: officialSources(evidence, files, policy, existing).verdict,
  };
}
