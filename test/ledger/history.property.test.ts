import type { Commit } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { landedCommit, ledgerIn, rollout, sha } from '../helpers/ledger-facts.js';
import { type Random, random } from '../helpers/random.js';

const SEEDS = Array.from({ length: 40 }, (_, at) => at + 1);

/** A history in which every third commit or so merges an older one; the last commit is the tip of its main line. */
function historyOf(source: Random): Commit[] {
  return Array.from({ length: 50 }, (_, at) => {
    const older = (): string => `n${source.below(at)}x`;
    const first = source.chance(0.7) ? `n${at - 1}x` : older();
    const parents = at === 0 ? [] : source.chance(0.3) ? [first, older()] : [first];
    return landedCommit(`n${at}x`, 1 + at / 10, [...new Set(parents)]);
  });
}

/** Everything that can be reached from a commit, the commit too, by walking again for every question. */
function reached(commits: readonly Commit[], start: string): ReadonlySet<string> {
  const found = new Set([start]);
  for (const each of found)
    for (const parent of commits.find((commit) => commit.sha === each)?.parents ?? []) found.add(parent);
  return found;
}

describe.each(SEEDS)('a random history (%i)', (seed) => {
  const source = random(seed);
  const commits = historyOf(source);
  const tip = sha('n49x');
  const deployments = Array.from({ length: 12 }, (_, at) =>
    rollout(`d${at}`, `n${source.below(50)}x`, 10 + at),
  );
  const ledger = ledgerIn({ commits, pulls: [], deployments, repository: { name: 'x', head: tip } });

  test('every commit that the tip reaches is in one change, and no other is', () => {
    const all = ledger.changes.flatMap(({ shas }) => shas);
    expect(new Set(all).size).toBe(all.length);
    expect([...all].sort()).toEqual([...reached(commits, tip)].sort());
  });

  test('a change is deployed by the first deployment that reaches one of its commits', () => {
    const naive = ledger.changes.map(({ shas }) => {
      const first = deployments.find((each) => shas.some((one) => reached(commits, each.sha).has(one)));
      return first?.id ?? null;
    });
    expect(ledger.changes.map(({ deployment }) => deployment)).toEqual(naive);
  });

  test('a deployment is a rollback where what was there before reaches it', () => {
    const naive = deployments.map(({ sha: to }, at) => {
      const from = deployments[at - 1]?.sha;
      return from !== undefined && from !== to && reached(commits, from).has(to);
    });
    expect(ledger.deployments.map(({ isRollback }) => isRollback)).toEqual(naive);
  });
});
