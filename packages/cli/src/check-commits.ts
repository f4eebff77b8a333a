import type { Commit } from '@forethought/core';
import { readCommit, readCommitBatches, readMailmap, resolveCommit } from '@forethought/io';
import { type CheckContext, startTally } from './check-context.js';
import { findingsOfCommits, type JudgeOptions } from './judge-commits.js';
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

/**
 * Judges the commits after `from` up to `to`, newest first, by the attribute files of `from`. An empty range says so; one in the
 * wrong order is a usage error.
 */
export async function checkRange(context: CheckContext, from: string, to: string): Promise<number> {
  const { repo, world, notices } = context;
  const isWhole = /^0+$/.test(from);
  const revs = isWhole ? [to] : [`${from}..${to}`];
  const query = {
    repo,
    withFiles: needsFiles(context) ? 'names' : 'none',
    mergeFiles: 'none',
    signal: world.signal,
  } as const;
  const [mailmap, base] = await Promise.all([
    readMailmap(repo),
    isWhole
      ? { before: null }
      : resolveCommit(repo, from).then((sha) => ({ attributesFrom: sha, before: sha, hasBase: true })),
  ]);
  const batches = readCommitBatches({ ...query, revs, mailmap });
  const whenEmpty = async (): Promise<void> => {
    const back = { repo, revs: [`${to}..${from}`], max: 1, withFiles: 'none', signal: world.signal } as const;
    for await (const _ of readCommitBatches(back))
      throw new UsageError(`${to} lies before ${from}: the other way round it is --from ${to} --to ${from}`);
    notices.push(`no commit lies between ${from} and ${to}: nothing was judged`);
  };
  return judgeAll(context, orWhenEmpty(batches, whenEmpty), base);
}

/** The batches; after the last one of none, whatever is to be done then. */
async function* orWhenEmpty<T>(
  batches: AsyncIterable<T>,
  whenEmpty: () => Promise<void>,
): AsyncGenerator<T, void, undefined> {
  let isEmpty = true;
  for await (const batch of batches) {
    isEmpty = false;
    yield batch;
  }
  if (isEmpty) await whenEmpty();
}

/** Changed files are read only when a rule in force may ask about them. */
function needsFiles({ source }: CheckContext): boolean {
  return source.policyOf(null).rules.some((setting) => setting.kinds.includes('commit'));
}

async function judgeAll(
  context: CheckContext,
  batches: AsyncIterable<readonly Commit[]>,
  base: Pick<JudgeOptions, 'attributesFrom' | 'before' | 'hasBase'> = {},
): Promise<number> {
  const { repo, source, world } = context;
  const tally = startTally(context);
  const progress = startProgress(world, 'commits judged');
  for await (const judged of findingsOfCommits(batches, {
    repo,
    source,
    linesRead: false,
    readsMerges: true,
    signal: world.signal,
    ...base,
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
