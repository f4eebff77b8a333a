import {
  type Change,
  type Commit,
  type Conversation,
  commitType,
  type Evidence,
  type Exemption,
  type Finding,
  fromText,
  type LibraryMatch,
  type Policy,
  type PullFact,
} from '@forethought/core';
import { type GitPlace, readPullChanges, readShas, readTemplate } from '@forethought/io';
import { rules } from '@forethought/rules';
import { lookupsIn } from '../judge-commits.js';
import { libraryFor } from '../pattern-library.js';
import type { PolicySource } from '../policy-source.js';
import { settle } from '../settle.js';
import { type PullFiles, readFilesOfPulls } from './pull-files.js';

/** A pull request's text with what the rules say of it. */
export interface JudgedPullFact {
  readonly pull: PullFact;
  readonly change: Change;
  readonly policy: Policy;
  readonly findings: readonly Finding[];
}

/** Commits that landed and why nothing was asked of them, by sha. */
export interface LandedCommits {
  readonly bySha: ReadonlyMap<string, Commit>;
  readonly exemptionOf: (sha: string) => Exemption | undefined;
}

/**
 * Judges the texts of merged pull requests as of the time at which each became ready for review, by the policy of whoever opened it.
 * Pull requests without a text, as the stored form has them, are left out.
 */
export async function judgePulls(
  repo: GitPlace,
  source: PolicySource,
  pulls: readonly PullFact[],
  landed: LandedCommits,
  signal: AbortSignal,
): Promise<readonly JudgedPullFact[]> {
  const whole = pulls.filter(({ body, mergedAt }) => body !== undefined && mergedAt !== null);
  if (whole.length === 0) return [];
  const files = await readFilesOfPulls(repo, whole, landed.bySha, signal);
  const template = await readTemplate(repo, source.policyFrom);
  const cases = whole.map((pull) => {
    const { author } = pull;
    const policy = source.policyOf(author === null ? null : { name: author.login, email: author.login });
    const exemption = exemptionOf(pull, policy, source, landed);
    const change = changeOf(pull, policy, files.get(pull.number), { template, exemption });
    return { id: pull.mergeCommit ?? pull.head.sha, change, policy, at: pull.readyAt ?? pull.createdAt };
  });
  const lookups = lookupsIn(repo, signal, source.policyFrom ?? 'HEAD', null);
  const settled = await settle(cases, rules, {
    ...lookups,
    // Of a merge that the clone lacks, line counts are not none but unknown.
    lines: async (ids) => lookups.lines([...(await readShas(repo, ids, { signal }))]),
    library: (id) => libraryOf(repo, id, signal),
  });
  return settled.flatMap(({ change, policy, findings }, at) => {
    const pull = whole[at];
    return pull === undefined ? [] : [{ pull, change, policy, findings }];
  });
}

/** The entries of the library, as it stood before the merge, that the change called for; undefined where the merge is not in the clone. */
async function libraryOf(
  repo: GitPlace,
  merge: string,
  signal: AbortSignal,
): Promise<readonly LibraryMatch[] | undefined> {
  const base = `${merge}^1`;
  const known = await readShas(repo, [merge], { signal });
  if (!known.has(merge)) return undefined;
  const { files, added } = await readPullChanges(repo, base, merge, { signal });
  return libraryFor(repo, base, files, added);
}

function exemptionOf(
  pull: PullFact,
  policy: Policy,
  { adoption }: PolicySource,
  landed: LandedCommits,
): Exemption | undefined {
  const { author, createdAt, mergeCommit } = pull;
  if (author !== null && (author.kind === 'bot' || policy.bots.includes(author.login)))
    return { kind: 'bot', detail: author.login };
  if (adoption !== undefined && Date.parse(createdAt) < Date.parse(adoption.committedAt))
    return { kind: 'before-adoption', detail: '' };
  const own = mergeCommit === null ? undefined : landed.exemptionOf(mergeCommit);
  return own?.kind === 'revert' ? own : undefined;
}

function changeOf(
  pull: PullFact,
  policy: Policy,
  known: PullFiles | undefined,
  { template, exemption }: { template: string | undefined; exemption: Exemption | undefined },
): Change {
  const title = pull.title ?? '';
  const type = commitType(title);
  const read = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count', title } as const;
  return {
    subject: { kind: 'pull-request', id: `#${pull.number}`, title },
    evidence: fromText(pull.body ?? '', template === undefined ? read : { ...read, template }),
    ...(known?.files === undefined ? {} : { files: known.files }),
    linesRead: known?.linesRead === true,
    attributesRead: false,
    labels: pull.labels,
    draft: false,
    branch: pull.base,
    ...(type === undefined ? {} : { type }),
    ...(exemption === undefined ? {} : { exemption }),
    isRevert: exemption?.kind === 'revert',
    conversation: conversationOf(pull, policy),
  };
}

/** What happened around it; a list that was not read is left out, never empty. */
function conversationOf(pull: PullFact, policy: Policy): Conversation {
  const { author, createdAt, reviews, threads, commits, designs } = pull;
  const dates = [createdAt, ...(commits ?? []).map(({ committedAt }) => committedAt)];
  const read = (text: string): Evidence =>
    fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' });
  return {
    author,
    createdAt,
    startedAt: commits === undefined ? undefined : earliest(dates),
    reviews: reviews?.map((review) => ({
      author: review.author,
      isOwn: review.author !== null && review.author.login === author?.login,
      state: review.state,
      submittedAt: review.submittedAt,
      evidence: read(review.body ?? ''),
      url: review.url,
    })),
    threads: threads?.map((thread) => ({
      id: thread.id,
      path: thread.path,
      isResolved: thread.isResolved,
      isOutdated: thread.isOutdated,
      comments: [
        { author: thread.author, body: thread.body ?? '', createdAt: thread.createdAt, url: thread.url },
      ],
    })),
    designs,
  };
}

function earliest(dates: readonly string[]): string | undefined {
  return [...dates].sort((a, b) => Date.parse(a) - Date.parse(b))[0];
}
