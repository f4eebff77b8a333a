import {
  type Change,
  type Commit,
  commitType,
  type Finding,
  fromText,
  landedAs,
  type ReplaySummary,
  replay,
} from '@forethought/core';
import { type GitPlace, type Mailmap, readCommits, readMailmap } from '@forethought/io';
import { rules } from '@forethought/rules';
import { findingsOfCommits, lookupsIn } from './judge-commits.js';
import type { PolicySource } from './policy-source.js';
import { type Case, settleEach } from './settle.js';

/** Which changes are judged again, and by which two policies. */
export interface ReplayQuery {
  readonly repo: GitPlace;
  readonly before: PolicySource;
  readonly after: PolicySource;
  /** The branch whose changes count; any name of a commit. */
  readonly rev: string;
  /** So many of its newest first-parent commits. */
  readonly last: number;
  /** Titles and bodies of the pull requests that commits landed, by sha, where the platform was asked. */
  readonly landed?: ReadonlyMap<string, LandedPull>;
  readonly signal?: AbortSignal | undefined;
}

/** The pull request that a commit landed. */
export interface LandedPull {
  readonly number: number;
  readonly title: string;
  readonly body: string;
}

/** A merge of more commits is judged by the newest ones. */
const MOST_MERGED = 250;
const NUMBER = /\(#(\d{1,10})\)\s{0,3}$/;

/** One change of a branch: a commit, or those that a merge brought. */
interface Replayed {
  readonly tip: Commit;
  readonly commits: readonly Commit[];
}

/**
 * Judges the newest changes of a branch under two policies, each as of its own `asOf`, so that a rule of tomorrow's schedule shows
 * what it would have asked. The adoption date does not count: a policy of today is tried on changes of yesterday. A merge
 * stands for the commits that it brought, and for what it holds beyond them; a squash that landed a pull request's body is judged as that body as well.
 */
export async function replayHistory(query: ReplayQuery): Promise<ReplaySummary> {
  const { repo, rev, last, signal } = query;
  const mailmap = await readMailmap(repo);
  const changes: Replayed[] = [];
  const tips = readCommits({
    repo,
    revs: [rev],
    firstParent: true,
    max: last,
    withFiles: 'names',
    mailmap,
    signal,
  });
  for await (const tip of tips) changes.push({ tip, commits: await commitsOf(tip, query, mailmap) });
  const before = await judgeChanges(changes, query.before, query);
  const after = await judgeChanges(changes, query.after, query);
  return replay(before, after);
}

async function commitsOf(
  tip: Commit,
  { repo, signal }: ReplayQuery,
  mailmap: Mailmap,
): Promise<readonly Commit[]> {
  const [first] = tip.parents;
  if (tip.parents.length < 2 || first === undefined) return [tip];
  const merged: Commit[] = [];
  const revs = [`${first}..${tip.sha}`];
  for await (const commit of readCommits({
    repo,
    revs,
    max: MOST_MERGED,
    withFiles: 'names',
    mergeFiles: 'none',
    mailmap,
    signal,
  })) {
    merged.push(commit);
  }
  return merged;
}

async function judgeChanges(
  changes: readonly Replayed[],
  policy: PolicySource,
  query: ReplayQuery,
): Promise<readonly (readonly Finding[])[]> {
  const source: PolicySource = { ...policy, isBeforeAdoption: () => false };
  const { repo, signal } = query;
  const all = (async function* () {
    yield changes.flatMap(({ commits }) => commits);
  })();
  const answers: (readonly Finding[])[] = [];
  const options = { repo, source, linesRead: false, readsMerges: true, notBefore: source.asOf, signal };
  for await (const findings of findingsOfCommits(all, options)) answers.push(...findings);
  const bodies = await judgeBodies(changes, source, query);
  let from = 0;
  return changes.map(({ tip, commits }) => {
    const own = answers.slice(from, from + commits.length).flat();
    from += commits.length;
    return [...own, ...(bodies.get(tip.sha) ?? [])];
  });
}

/** Findings on the bodies that are known, by the sha of the commit that landed them. */
async function judgeBodies(
  changes: readonly Replayed[],
  source: PolicySource,
  { repo, landed, signal }: ReplayQuery,
): Promise<ReadonlyMap<string, readonly Finding[]>> {
  const cases = changes.flatMap(({ tip }): readonly Case[] => {
    const pull = landed?.get(tip.sha) ?? pullOf(tip);
    return pull === undefined ? [] : [bodyCase(tip, pull, source)];
  });
  const lookups = lookupsIn(repo, signal, source.policyFrom);
  const settled = await settleEach(cases, rules, lookups, ({ id, findings }) => [id, findings] as const);
  return new Map(settled);
}

function bodyCase(tip: Commit, pull: LandedPull, source: PolicySource): Case {
  const policy = source.policyOf(tip.author);
  const { title, body } = pull;
  const read = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count', title } as const;
  const type = commitType(title);
  const change: Change = {
    subject: { kind: 'pull-request', id: String(pull.number), title },
    evidence: fromText(body, read),
    ...(tip.files === undefined ? {} : { files: tip.files }),
    linesRead: false,
    attributesRead: false,
    labels: [],
    draft: false,
    ...(type === undefined ? {} : { type }),
  };
  return { id: tip.sha, change, policy, at: source.asOf };
}

/** What a squash of the platform landed, from its message alone. */
function pullOf(tip: Commit): LandedPull | undefined {
  if (landedAs(tip) !== 'body') return undefined;
  const message = tip.message ?? '';
  const end = message.indexOf('\n');
  const title = end === -1 ? message : message.slice(0, end);
  const [, number = ''] = NUMBER.exec(title.slice(-40)) ?? [];
  return { number: Number(number), title, body: end === -1 ? '' : message.slice(end + 1) };
}
