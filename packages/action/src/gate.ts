import {
  type Change,
  commitType,
  type FileChange,
  type Finding,
  fromText,
  type Report,
} from '@forethought/core';
import {
  openRepository,
  type Repository,
  readCommitBatches,
  readMailmap,
  readPullFiles,
  readShas,
  readTemplate,
} from '@forethought/io';
import { rules } from '@forethought/rules';
import {
  countSubject,
  judgeCommits,
  loadPolicies,
  lookupsIn,
  noCounts,
  type PolicySource,
  reportOf,
  settle,
  type World,
} from 'forethought/engine';
import type { PullRequestEvent } from './event.js';

/** A judged pull request with the policy that it met. */
export interface Judged {
  readonly report: Report;
  readonly source: PolicySource;
}

/**
 * Judges the body and every commit of a pull request by the configuration at its base, whatever its head says. Both commits
 * must be in the clone: half a range is no verdict.
 */
export async function judgePullRequest(world: World, event: PullRequestEvent): Promise<Judged> {
  const repo = await openRepository(world.cwd);
  const known = await readShas(repo, [event.base, event.head]);
  if (!known.has(event.base) || !known.has(event.head)) {
    throw new Error(
      'the base or the head of the pull request is not in this clone; actions/checkout brings both with fetch-depth: 0',
    );
  }
  const source = await loadPolicies(world, repo, { policyFrom: event.base });
  const counts = noCounts();
  const findings: Finding[] = [];
  for await (const judged of subjects(world, repo, source, event)) {
    countSubject(counts, judged, source);
    findings.push(...judged);
  }
  return { report: reportOf(source, { findings, counts }), source };
}

async function* subjects(
  world: World,
  repo: Repository,
  source: PolicySource,
  event: PullRequestEvent,
): AsyncGenerator<readonly Finding[], void, undefined> {
  yield await bodyFindings(world, repo, source, event);
  const mailmap = await readMailmap(repo);
  const revs = [`${event.base}..${event.head}`];
  const batches = readCommitBatches({
    repo,
    revs,
    withFiles: 'names',
    mergeFiles: 'none',
    mailmap,
    signal: world.signal,
  });
  for await (const batch of judgeCommits(batches, { repo, source, linesRead: false, signal: world.signal })) {
    for (const { findings } of batch) yield findings;
  }
}

async function bodyFindings(
  world: World,
  repo: Repository,
  source: PolicySource,
  event: PullRequestEvent,
): Promise<readonly Finding[]> {
  const policy = source.policyOf(null);
  const template = await readTemplate(repo, event.base);
  const files: readonly FileChange[] = await readPullFiles(repo, event.base, event.head, {
    signal: world.signal,
  });
  const type = commitType(event.title);
  const change: Change = {
    subject: { kind: 'pull-request', id: String(event.number), title: event.title },
    evidence: fromText(event.body, {
      kind: 'pull-request',
      index: policy.sections,
      hashHeadings: 'count',
      ...(template === undefined ? {} : { template }),
    }),
    files,
    linesRead: true,
    attributesRead: false,
    labels: event.labels,
    draft: event.draft,
    ...(type === undefined ? {} : { type }),
  };
  const one = { id: event.head, change, policy, at: source.asOf };
  const [settled] = await settle([one], rules, lookupsIn(repo, world.signal, event.base));
  return settled?.findings ?? [];
}
