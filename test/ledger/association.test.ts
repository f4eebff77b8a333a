import { associations } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { day, landedPull, ledgerIn, lineOf, repairs, rollout } from '../helpers/ledger-facts.js';

const passed = [{ rule: 'pre-mortem', outcome: 'pass' as const, asked: true }];
const failed = [{ rule: 'pre-mortem', outcome: 'fail' as const, asked: true }];
const small = [{ rule: 'pre-mortem', outcome: 'fail' as const, asked: false }];

/** Four changes with the practice and two without, of which the second and the fifth were repaired and the sixth reverted. */
const pulls = [
  landedPull(1, 1, { verdicts: passed }),
  landedPull(2, 2, { verdicts: passed }),
  landedPull(3, 3, { verdicts: passed }),
  landedPull(4, 4, { verdicts: passed, author: { login: 'renovate', kind: 'bot' } }),
  landedPull(5, 5, { verdicts: failed }),
  landedPull(6, 6, { verdicts: failed }),
  landedPull(7, 7, { verdicts: small }),
  landedPull(11, 11, { causes: [repairs(2)] }),
  landedPull(12, 12, { causes: [repairs(5)] }),
  landedPull(13, 13, { causes: [repairs(6, 'revert')] }),
  landedPull(25, 25, { causes: [repairs(1)] }),
];
const ledger = ledgerIn({ pulls, commits: lineOf(pulls), deployments: [rollout('d1', 'a7a', 8)] });

function of(outcome: string, asOf?: string) {
  const found = associations(ledger, ['pre-mortem'], asOf).find((each) => each.outcome === outcome);
  return [found?.with.hits, found?.with.n, found?.without.hits, found?.without.n];
}

describe('practice against outcome', () => {
  test('counts changes that passed beside those that were asked and did not', () => {
    expect(of('fix-forward')).toEqual([1, 3, 1, 2]);
    expect(of('rollback')).toEqual([0, 3, 1, 2]);
    expect(of('escape')).toEqual([2, 3, 2, 2]);
  });

  test('counts only changes that are old enough for the outcome', () => {
    expect(of('fix-forward', day(17))).toEqual([1, 3, 0, 0]);
    expect(of('escape', day(32))).toEqual([2, 2, 0, 0]);
  });

  test('has an interval where there are changes, and none without', () => {
    const [first] = associations(ledger, ['unknown-rule']);
    expect(first).toMatchObject({ with: { hits: 0, n: 0, interval: null } });
    const [known] = associations(ledger, ['pre-mortem']);
    expect(known?.with.interval?.high).toBeGreaterThan(known?.with.interval?.low ?? 1);
  });

  test.each([
    ['one change alone took it back', 'a2a', [1, 2, 0, 0]],
    ['several changes tells of none of them', 'a6a', [0, 3, 0, 2]],
  ])('a rollback of a deployment with %s', (_, start, expected) => {
    const deployments = [rollout('d1', 'a1a', 8), rollout('d2', start, 9), rollout('d3', 'a1a', 10)];
    const back = ledgerIn({ pulls: pulls.slice(0, 7), commits: lineOf(pulls.slice(0, 7)), deployments });
    const found = associations(back, ['pre-mortem']).find(({ outcome }) => outcome === 'rollback');
    expect([found?.with.hits, found?.with.n, found?.without.hits, found?.without.n]).toEqual(expected);
  });

  test('a revert before the deployment is no rollback', () => {
    const early = ledgerIn({ pulls, commits: lineOf(pulls), deployments: [rollout('d1', 'a25a', 26)] });
    const found = associations(early, ['pre-mortem']).find(({ outcome }) => outcome === 'rollback');
    expect([found?.without.hits, found?.without.n]).toEqual([0, 2]);
  });
});
