import {
  type Facts,
  type Programme,
  type RecordApproval,
  recordApprovals,
  recordFormOf,
  type TrainingFacts,
} from '@forethought/core';
import { type GitPlace, listTree } from '@forethought/io';
import type { PolicySource } from '../policy-source.js';
import { readRecords, trainingIn } from '../programme/read-training.js';
import { programmeIn, recordPathsIn } from '../programme/record-world.js';

/** Where records are read, and what else is known by now. */
export interface TrainingGathering {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  /** Tip of the default branch. */
  readonly rev: string;
  /** Pull requests and documents as far as they are known; absent pull requests: the platform was not asked. */
  readonly facts: Pick<Partial<Facts>, 'pulls' | 'documents'>;
  /** What was known of approvals when records were last read: pull requests are forgotten sooner than certificates. */
  readonly before?: readonly RecordApproval[] | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** People's records at a revision as facts, with the approving reviews of the pull requests that wrote them. */
export async function gatherTraining(query: TrainingGathering): Promise<TrainingFacts> {
  const { repo, source, rev, facts, before, signal } = query;
  const files = await listTree(repo, { rev }, { signal });
  const recordPaths = recordPathsIn(source);
  const records = await readRecords(repo, files, { recordPaths, signal });
  const programme = programmeIn(source, records);
  const training = await trainingIn(repo, { files, records }, { programme, history: rev, signal });
  if (facts.pulls === undefined && before === undefined) return training;
  const approved = documentsToApprove(programme, facts.documents ?? []);
  const isWanted = (path: string): boolean =>
    approved.has(path) || recordFormOf(recordPaths, path)?.form === 'person';
  return { ...training, approvals: together(before ?? [], recordApprovals(facts.pulls ?? [], isWanted)) };
}

/** Paths of documents of which a criterion asks by whom they were approved. */
function documentsToApprove(
  { certificates, ladder }: Programme,
  documents: Facts['documents'],
): ReadonlySet<string> {
  const criteria = [
    ...ladder.flatMap(({ advancement }) => advancement),
    ...Object.values(certificates).flatMap(({ prerequisites, requirements }) => [
      ...prerequisites,
      ...requirements,
    ]),
  ];
  const kinds = criteria.flatMap(({ needs }) =>
    needs.kind === 'documents' && needs.approvedBy !== undefined ? [needs.document] : [],
  );
  return new Set(documents.filter(({ kind }) => kinds.includes(kind)).map(({ path }) => path));
}

/** Of a pull request that was read again the later reading counts. */
function together(before: readonly RecordApproval[], now: readonly RecordApproval[]): RecordApproval[] {
  const read = new Set(now.map(({ pull }) => pull));
  return [...before.filter(({ pull }) => !read.has(pull)), ...now];
}
