import type { Commit } from '@forethought/core';
import { readCommit, readCommitBatches, readMailmap } from '@forethought/io';
import { type CheckContext, startTally } from './check-context.js';
import { findingsOfCommits } from './judge-commits.js';
import { startProgress } from './progress.js';
import { UsageError } from './world.js';

/** Judges one stored commit: its first-parent difference, a root against the empty tree. */
export async function checkCommit(context: CheckContext, rev: string): Promise<number> {
  const { repo, world } = context;
  if (rev.includes('..'))
    throw new UsageError(`${rev} is a range: --from and --to judge its commits one by one`);
  const mailmap = await readMailmap(repo);
  const commit = await readCommit(repo, rev, { withFiles: 'names', mailmap, signal: world.signal });
  return judgeAll(context, once([commit]));
}

/** Judges the commits after `from` up to `to`, newest first. An empty range says so; one in the wrong order is a usage error. */
export async function checkRange(context: CheckContext, from: string, to: string): Promise<number> {
  const { repo, world, notices } = context;
  const revs = /^0+$/.test(from) ? [to] : [`${from}..${to}`];
  const query = {
    repo,
    withFiles: needsFiles(context) ? 'names' : 'none',
    mergeFiles: 'none',
    signal: world.signal,
  } as const;
  const mailmap = await readMailmap(repo);
  if (await isEmpty(context, revs)) {
    if (!(await isEmpty(context, [`${to}..${from}`]))) {
      throw new UsageError(`${to} lies before ${from}: the other way round it is --from ${to} --to ${from}`);
    }
    notices.push(`no commit lies between ${from} and ${to}: nothing was judged`);
  }
  return judgeAll(context, readCommitBatches({ ...query, revs, mailmap }));
}

async function isEmpty({ repo, world }: CheckContext, revs: readonly string[]): Promise<boolean> {
  for await (const _ of readCommitBatches({ repo, revs, max: 1, withFiles: 'none', signal: world.signal }))
    return false;
  return true;
}

/** Changed files are read only when a rule in force may ask about them. */
function needsFiles({ source }: CheckContext): boolean {
  return source.policyOf(null).rules.some((setting) => setting.kinds.includes('commit'));
}

async function judgeAll(context: CheckContext, batches: AsyncIterable<readonly Commit[]>): Promise<number> {
  const { repo, source, world } = context;
  const tally = startTally(context);
  const progress = startProgress(world, 'commits judged');
  for await (const judged of findingsOfCommits(batches, {
    repo,
    source,
    linesRead: false,
    signal: world.signal,
  })) {
    progress.step(judged.length);
    for (const findings of judged) await tally.add(findings);
  }
  progress.done();
  return tally.end();
}

async function* once<T>(value: T): AsyncGenerator<T, void, undefined> {
  yield value;
}
