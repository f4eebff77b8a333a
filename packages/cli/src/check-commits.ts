import { readCommit, readMailmap } from '@forethought/io';
import { type CheckContext, startTally } from './check-context.js';
import { judgeCommits } from './judge-commits.js';
import { UsageError } from './world.js';

/** Judges one stored commit: its first-parent difference, a root against the empty tree. */
export async function checkCommit(context: CheckContext, rev: string): Promise<number> {
  const { repo, source, world } = context;
  if (rev.includes('..'))
    throw new UsageError(`${rev} is a range: --from and --to judge its commits one by one`);
  const mailmap = await readMailmap(repo);
  const commit = await readCommit(repo, rev, { withFiles: 'names', mailmap, signal: world.signal });
  const tally = startTally(context);
  const how = { repo, source, linesRead: false, readsMerges: true, signal: world.signal };
  for await (const [judged] of judgeCommits([[commit]], how)) await tally.add(judged?.findings ?? []);
  return tally.end();
}
