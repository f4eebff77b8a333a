import {
  type Account,
  type Change,
  type Commit,
  type Conversation,
  commitType,
  type FileChange,
  type Finding,
  fromText,
  type Policy,
  type PullRequest,
} from '@forethought/core';
import {
  askGit,
  readCommitBatches,
  readCommittedAt,
  readMailmap,
  readTemplate,
  readUnderWay,
} from '@forethought/io';
import { rules } from '@forethought/rules';
import { judgeCommits, loadPolicies, lookupsIn, type PolicySource, settle } from 'forethought/engine';
import { exemptionOfPull, isByBot, isOpenedBefore } from './pull-exempt.js';
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

/**
 * The policy of a revision. Commits of the range that were under way before it was adopted are left alone, in a pull request only
 * where that was opened before: the dates of commits are the word of whoever made them.
 */
export async function policyAt(
  session: Session,
  rev: string,
  range: RangeCommits,
  pull?: PullRequest,
): Promise<PolicySource> {
  const { config } = session.inputs;
  const { world, repo } = session;
  const source = await loadPolicies(world, repo, {
    policyFrom: rev,
    history: { from: rev, to: rev, signal: world.signal },
    ...(config === undefined ? {} : { config }),
  });
  const { adoption } = source;
  if (adoption === undefined) return source;
  if (pull !== undefined && !isOpenedBefore(pull, adoption.committedAt)) return source;
  const older = await readUnderWay(repo, adoption, range, world);
  return { ...source, isBeforeAdoption: (sha) => older.has(sha) || source.isBeforeAdoption(sha) };
}

/** Whether a person's account answers for all commits, or for the one of this sha. */
type ByPerson = boolean | ((sha: string) => boolean);

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
  byPerson: ByPerson = pull !== undefined && !isByBot(pull, policyOfAuthor(source, pull.author)),
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
  { commits }: RangeCommits,
  notBefore: string | undefined,
  byPerson: ByPerson,
): Promise<readonly JudgedSubject[]> {
  const judged: JudgedSubject[] = [];
  const dated = notBefore === undefined ? {} : { notBefore };
  const how = { byPerson, linesRead: false, hasBase: true, readsMerges: true } as const;
  const options = { repo, source, signal, ...how, ...dated };
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
  readonly kind: 'pull-request' | 'commit';
  readonly subject: Change['subject'];
  readonly text: string;
  readonly title: string;
}

/** What surrounds such a text. */
export interface Surroundings {
  readonly source: PolicySource;
  readonly pull: PullRequest;
  readonly range: RangeCommits;
  /** All that the range changes since its merge base. */
  readonly files: readonly FileChange[];
  readonly conversation: Conversation | undefined;
  /** All that the range does is to take back what landed earlier. */
  readonly isRevert: boolean;
}

/** Judges one text as what stands for all changes of the pull request, by the policy of whoever opened it. */
export async function judgeWhole(
  { world, repo }: Session,
  { source, pull, range, files, conversation, isRevert }: Surroundings,
  { kind, subject, text, title }: WholeText,
): Promise<JudgedSubject> {
  const { base, head } = range;
  const policy = policyOfAuthor(source, pull.author);
  const template = kind === 'pull-request' ? await readTemplate(repo, base) : undefined;
  const evidence = fromText(text, {
    kind,
    index: policy.sections,
    hashHeadings: 'count',
    ...(kind === 'pull-request' ? { title } : {}),
    ...(template === undefined ? {} : { template }),
  });
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
    ...(exemption === undefined ? {} : { exemption }),
    ...(conversation === undefined ? {} : { conversation }),
  };
  const one = { id: head, change, policy, at: pull.readyAt ?? source.asOf };
  const [settled] = await settle([one], rules, lookupsIn(repo, world.signal, base));
  return { subject, findings: settled?.findings ?? [] };
}

/** The policy of whoever opened the pull request, by login. */
export function policyOfAuthor(source: PolicySource, author: Account | null): Policy {
  return source.policyOf(author === null ? null : { name: author.login, email: author.login });
}
