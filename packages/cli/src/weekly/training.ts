import {
  type Facts,
  type Programme,
  pullsInRecords,
  type RecordApproval,
  recordApprovals,
  recordFormOf,
  type TrainingFacts,
} from '@forethought/core';
import { type GitPlace, listTree } from '@forethought/io';
import type { NamedPull } from '@forethought/io/github';
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
  /** First day of the pull requests that are known; absent, all of them are. */
  readonly reviewsFrom?: string;
  /** Reads pull requests that records name, however old they are; absent: the platform is not asked. Throws where it can't. */
  readonly readPulls?: (numbers: readonly number[]) => Promise<readonly NamedPull[]>;
  readonly signal?: AbortSignal | undefined;
}

/** Records as facts, and the programme that they are held against: the plan's with the team's curriculum laid over it. */
export interface GatheredTraining {
  readonly training: TrainingFacts;
  readonly programme: Programme;
}

/** People's records at a revision as facts, with the approving reviews of the pull requests that wrote them. */
export async function gatherTraining(query: TrainingGathering): Promise<GatheredTraining> {
  const { repo, source, rev, facts, before, signal } = query;
  const files = await listTree(repo, { rev }, { signal });
  const recordPaths = recordPathsIn(source);
  const records = await readRecords(repo, files, { recordPaths, signal });
  const programme = programmeIn(source, records);
  const training = await trainingIn(repo, { files, records }, { programme, history: rev, signal });
  if (facts.pulls === undefined && before === undefined) return { training, programme };
  const approved = documentsToApprove(programme, facts.documents ?? []);
  const isWanted = (path: string): boolean =>
    approved.has(path) || recordFormOf(recordPaths, path)?.form === 'person';
  const named = await readNamed(training, query);
  const approvals = together(
    before ?? [],
    recordApprovals([...(facts.pulls ?? []), ...(named.pulls ?? [])], isWanted),
  );
  return { training: { ...training, ...named.known, approvals }, programme };
}

/** Pull requests that records name and that are older than those which were collected. */
async function readNamed(
  training: TrainingFacts,
  { facts, before = [], reviewsFrom, readPulls }: TrainingGathering,
): Promise<{
  readonly pulls?: readonly NamedPull[];
  readonly known: Pick<TrainingFacts, 'mergedPulls' | 'unreadPulls' | 'reviewsFrom'>;
}> {
  const collected = new Set((facts.pulls ?? []).map(({ number }) => number));
  const wanted = pullsInRecords(training).filter((number) => !collected.has(number));
  const from = reviewsFrom === undefined ? {} : { reviewsFrom: reviewsFrom.slice(0, 10) };
  const approved = [...new Set(before.map(({ pull }) => pull))].filter((pull) => wanted.includes(pull));
  const pulls = wanted.length === 0 ? [] : await readPulls?.(wanted).catch(unlessForge);
  if (pulls === undefined) {
    const unreadPulls = wanted.filter((number) => !approved.includes(number));
    return { known: { ...from, mergedPulls: approved, unreadPulls } };
  }
  const merged = pulls.filter(({ state }) => state === 'merged').map(({ number }) => number);
  return { pulls, known: { ...from, mergedPulls: [...merged] } };
}

/** The platform's trouble leaves what was asked unknown. */
function unlessForge(error: unknown): undefined {
  if (!(error instanceof Error) || error.name !== 'GitHubError') throw error;
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
