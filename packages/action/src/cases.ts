import {
  type Account,
  type Change,
  type Commit,
  type Conversation,
  commitType,
  type Evidence,
  type FileChange,
  type Finding,
  type LibraryMatch,
  type Policy,
  type PullRequest,
} from '@forethought/core';
import { askGit, readCommitBatches, readCommittedAt, readMailmap } from '@forethought/io';
import { rules } from '@forethought/rules';
import { judgeCommits, loadPolicies, lookupsIn, type PolicySource, settle } from 'forethought/engine';
import { exemptionOfPull, isByBot, personsCommits } from './pull-exempt.js';
import type { Session } from './session.js';
import { stricterOf } from './stricter.js';

/** The commits that are judged: those of `head` that `base` does not have. */
export interface Range {
  readonly base: string;
  readonly head: string;
}

/** One text that was judged, with its findings and the hour that it was judged at. */
export interface JudgedSubject {
  readonly subject: Change['subject'];
  readonly findings: readonly Finding[];
}

/** A range with its commits in the order in which git lists them. */
export interface RangeCommits extends Range {
  readonly commits: readonly Commit[];
}

/** Reads every commit of a range. Who made one is never said by what the range itself may edit: the mailmap is that of the base. */
export async function readRange({ repo, world }: Session, range: Range): Promise<RangeCommits> {
  const batches = readCommitBatches({
    repo,
    revs: [`${range.base}..${range.head}`],
    withFiles: 'names',
    mergeFiles: 'none',
    mailmap: await readMailmap(repo, range.base),
    signal: world.signal,
  });
  const commits: Commit[] = [];
  for await (const batch of batches) commits.push(...batch);
  return { ...range, commits };
}

/** The policy of a revision. Nothing counts as older than it: whether something is, costs a walk through the history. */
export function policyAt({ inputs: { config }, world, repo }: Session, rev: string): Promise<PolicySource> {
  return loadPolicies(world, repo, {
    policyFrom: rev,
    withoutAdoption: true,
    ...(config === undefined ? {} : { config }),
  });
}

/** Whether a person's account answers for all commits, or for the one of this sha. */
type ByPerson = boolean | ((sha: string) => boolean);

function byPersonIn(pull: PullRequest, source: PolicySource, range: RangeCommits): ByPerson {
  const policy = policyOfAuthor(source, pull.author);
  if (!isByBot(pull, policy)) return true;
  const persons = personsCommits(pull, policy, range);
  return (sha) => persons.has(sha);
}

/**
 * Judges every commit of a range by its author's policy. `pull` is what proposes them: a commit's header is text of whoever pushed
 * it, so in a person's pull request it makes nothing a bot's, and the policy of whoever opened it is asked as well. No commit
 * counts as older than the commit that the range begins at.
 */
export async function judgeRange(
  session: Session,
  source: PolicySource,
  range: RangeCommits,
  pull?: PullRequest,
  byPerson: ByPerson = pull !== undefined && byPersonIn(pull, source, range),
): Promise<readonly JudgedSubject[]> {
  const start = await startOf(session, range);
  const judge = (by: PolicySource): Promise<readonly JudgedSubject[]> =>
    judgeBy(session, by, range, start, byPerson);
  const own = await judge(source);
  if (pull === undefined) return own;
  const opener = policyOfAuthor(source, pull.author);
  if (range.commits.every(({ author }) => source.policyOf(author) === opener)) return own;
  const others = await judge({ ...source, policyOf: () => opener });
  return own.map(({ subject, findings }, at) => ({
    subject,
    findings: stricterOf(findings, others[at]?.findings ?? []),
  }));
}

async function judgeBy(
  { world: { signal }, repo }: Session,
  source: PolicySource,
  { base, commits }: RangeCommits,
  notBefore: string | undefined,
  byPerson: ByPerson,
): Promise<readonly JudgedSubject[]> {
  const judged: JudgedSubject[] = [];
  const dated = notBefore === undefined ? {} : { notBefore };
  const how = { byPerson, linesRead: false, hasBase: true, readsMerges: true } as const;
  const options = { repo, source, signal, before: base, ...how, ...dated };
  for await (const batch of judgeCommits([commits], options)) {
    judged.push(...batch.map(({ change, findings }) => ({ subject: change.subject, findings })));
  }
  return judged;
}

/** When the commit was made at which a range leaves its base: below a line of commits it is the one that the oldest stands on. */
async function startOf({ repo, world }: Session, range: RangeCommits): Promise<string | undefined> {
  const { base, head, commits } = range;
  const isLine = commits.length > 0 && commits.every(({ parents }) => parents.length === 1);
  const fork = isLine ? commits.at(-1)?.parents[0] : await askGit(repo, ['merge-base', base, head]);
  return fork === undefined || fork === null ? undefined : readCommittedAt(repo, fork, world);
}

/** A text that belongs to the whole pull request: its body, or the message that a squash will make of its commits. */
export interface WholeText {
  readonly subject: Change['subject'];
  readonly title: string;
  readonly evidence: Evidence;
}

/** What surrounds such a text. */
export interface Surroundings {
  readonly source: PolicySource;
  readonly pull: PullRequest;
  readonly range: RangeCommits;
  /** All that the range changes since its merge base. */
  readonly files: readonly FileChange[];
  readonly conversation: Conversation | undefined;
  /** Entries of the pattern library that the changes call for; read when a rule asks. */
  readonly library: () => Promise<readonly LibraryMatch[]>;
  /** All that the range does is to take back what landed earlier. */
  readonly isRevert: boolean;
}

/** Judges one text as what stands for all changes of the pull request, by the policy of whoever opened it. */
export async function judgeWhole(
  { world, repo }: Session,
  { source, pull, range, files, conversation, library, isRevert }: Surroundings,
  { subject, title, evidence }: WholeText,
): Promise<JudgedSubject> {
  const { base, head } = range;
  const policy = policyOfAuthor(source, pull.author);
  const type = commitType(title);
  const revert = isRevert ? ({ kind: 'revert', detail: '' } as const) : undefined;
  const exemption = exemptionOfPull(pull, policy, source, range) ?? revert;
  const change: Change = {
    subject,
    evidence,
    files,
    linesRead: true,
    attributesRead: false,
    labels: pull.labels,
    draft: pull.isDraft,
    branch: pull.base.ref,
    ...(type === undefined ? {} : { type }),
    isRevert,
    lands: true,
    ...(exemption === undefined ? {} : { exemption }),
    ...(conversation === undefined ? {} : { conversation }),
  };
  const one = { id: head, change, policy, at: pull.readyAt ?? source.asOf };
  const lookups = { ...lookupsIn(repo, world.signal, base, base), library };
  const [settled] = await settle([one], rules, lookups);
  return { subject, findings: settled?.findings ?? [] };
}

/** The policy of whoever opened the pull request, by login. */
export function policyOfAuthor(source: PolicySource, author: Account | null): Policy {
  return source.policyOf(author === null ? null : { name: author.login, email: author.login });
}
