import { renderWhy } from '@forethought/core';
import { openRepository, readCommit, readMailmap } from '@forethought/io';
import { rules } from '@forethought/rules';
import { judgeCommits } from './judge-commits.js';
import { loadPolicies, type PolicyOptions } from './policy-source.js';
import { write } from './sink.js';
import { columnsOf, EXIT, sayDated, type World, wantsColor } from './world.js';

/** Prints how one commit was judged: its facts, the evidence found in it, and each rule's answer. */
export async function why(
  world: World,
  rev: string,
  options: PolicyOptions & { readonly repo: string },
): Promise<number> {
  const repo = await openRepository(world.cwd, options.repo);
  const source = await loadPolicies(world, repo, options);
  sayDated(world, options.asOf);
  const mailmap = await readMailmap(repo);
  const commit = await readCommit(repo, rev, { withFiles: 'lines', mailmap, signal: world.signal });
  const one = (async function* () {
    yield [commit];
  })();
  const how = { repo, source, linesRead: true, readsMerges: true, signal: world.signal };
  for await (const [judged] of judgeCommits(one, how)) {
    if (judged === undefined) continue;
    const { change, findings, policy } = judged;
    const view = { rules, policy, color: wantsColor(world), width: columnsOf(world) };
    await write(world, renderWhy({ commit, change, findings }, view));
  }
  return EXIT.pass;
}
