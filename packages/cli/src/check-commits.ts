import type { Commit } from '@forethought/core';
import { readCommit, readCommitBatches, readMailmap } from '@forethought/io';
import { type CheckContext, startTally } from './check-context.js';
import { judgeCommits } from './judge-commits.js';
import { startProgress } from './progress.js';
import { UsageError } from './world.js';

/** Judges one stored commit: its first-parent difference, a root against the empty tree. */
export async function checkCommit(context: CheckContext, rev: string): Promise<number> {
  const { repo, world } = context;
  const mailmap = await readMailmap(repo);
  const commit = await readCommit(repo, rev, { withFiles: 'names', mailmap, signal: world.signal });
  return judgeAll(context, once([commit]));
}

/** Judges the commits after `from` up to `to`, newest first. An empty range is a usage error, as it is green for nothing. */
export async function checkRange(context: CheckContext, from: string, to: string): Promise<number> {
  const { repo, world } = context;
  const revs = /^0+$/.test(from) ? [to] : [`${from}..${to}`];
  const mailmap = await readMailmap(repo);
  const batches = readCommitBatches({ repo, revs, withFiles: needsFiles(context) ? 'names' : 'none', mailmap, signal: world.signal });
  return judgeAll(context, batches, `no commit lies between ${from} and ${to}; is the order right?`);
}

/** Changed files are read only when a rule in force may ask about them. */
function needsFiles({ source }: CheckContext): boolean {
  return source.policyOf(null).rules.some((setting) => setting.kinds.includes('commit'));
}

async function judgeAll(
  context: CheckContext,
  batches: AsyncIterable<readonly Commit[]>,
  whenEmpty?: string,
): Promise<number> {
  const { repo, source, world } = context;
  const tally = startTally(context);
  const progress = startProgress(world, 'commits judged');
  let seen = 0;
  for await (const judged of judgeCommits(batches, { repo, source, linesRead: false, signal: world.signal })) {
    seen += judged.length;
    progress.step(judged.length);
    for (const { findings } of judged) await tally.add(findings);
  }
  progress.done();
  if (seen === 0 && whenEmpty !== undefined) throw new UsageError(whenEmpty);
  return tally.end();
}

async function* once<T>(value: T): AsyncGenerator<T, void, undefined> {
  yield value;
}
