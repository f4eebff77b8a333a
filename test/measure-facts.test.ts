import { type Facts, identify, ledgerOf, type Measure, type Metric, measure } from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { day, forgeFacts, issueFact, landedPull, lineOf, repairs, rollout } from './helpers/ledger-facts.js';
import { policyValue } from './helpers/values.js';

const DEPLOYED = 23;
const BURST = 30;

/** From day 24 on, with none of it deployed: a revert, its own revert, a repair of that, and a burst of a bot. */
function later() {
  const helper = { login: 'helper', kind: 'bot' as const };
  return [
    landedPull(24, 24, { causes: [repairs(5, 'revert')] }),
    landedPull(25, 25, { causes: [repairs(24, 'revert')] }),
    landedPull(26, 26, { causes: [repairs(25)], type: 'fix' }),
    ...Array.from({ length: BURST }, (_, index) => landedPull(200 + index, 27, { author: helper })),
  ];
}

/** Twenty-three changes, each deployed on the day on which it landed, and six incidents of four of them a day later. */
function quarter(): Facts {
  const pulls = [
    ...Array.from({ length: DEPLOYED }, (_, index) => landedPull(index + 1, index + 1)),
    ...later(),
  ];
  const culprits = [1, 1, 1, 2, 3, 4];
  return forgeFacts({
    asOf: day(92),
    sources: [{ id: 'git', state: 'complete', missing: [] }],
    pulls,
    commits: lineOf(pulls),
    deployments: Array.from({ length: DEPLOYED }, (_, index) =>
      rollout(`d${index + 1}`, `a${index + 1}a`, index + 1.25),
    ),
    issues: culprits.map((culprit, index) =>
      issueFact(101 + index, culprit + 1.25, { labels: ['incident'], causes: [repairs(culprit, 'prose')] }),
    ),
  });
}

function measured(id: string, row: string, facts: Facts = quarter()): Measure | undefined {
  const who = identify({
    commits: facts.commits,
    pulls: facts.pulls,
    roster: [],
    bots: ['helper'],
    agents: [],
  });
  const use = { practiceId: 'A1.3', unitId: 'unit', success: 1, planned: false };
  const measures = measure({
    facts,
    findings: [],
    ledger: ledgerOf(facts, who),
    engineersOf: who.engineersOf,
    engineerOf: who.engineerOf,
    landedBody: () => false,
    metrics: metrics as readonly Metric[],
    engineers: ['ada'],
    policy: policyValue({ metrics: [{ ...use, metricId: id, target: '0' }] }),
  });
  return measures.find(({ engineer }) => engineer === row);
}

describe('from facts of the platform to measures', () => {
  test('four of twenty-three deployments failed, whatever the six incidents say', () => {
    const rate = measured('change-failure-rate', '*');
    expect(rate).toMatchObject({ state: 'missed', numerator: 4, denominator: 23, beside: { incidents: 6 } });
    expect((rate?.value ?? 0).toFixed(3)).toBe('0.174');
    expect(rate?.misses).toEqual(['d1', 'd2', 'd3', 'd4']);
  });

  test('every incident has its hours', () => {
    expect(measured('time-to-detect', '*')).toMatchObject({
      denominator: 6,
      value: 24,
      beside: { 'production, within a week': 6 },
    });
  });

  test('a reverted revert is no rollback', () => {
    expect(measured('rollbacks', 'ada')).toMatchObject({ state: 'met', numerator: 0, denominator: 23 });
  });

  test("a repair is its culprit's, and a bot's burst is in no count", () => {
    expect(measured('fix-forward', 'ada')).toMatchObject({
      state: 'missed',
      numerator: 1,
      denominator: 26,
      misses: ['#25'],
    });
    expect(measured('fix-forward', '*')?.denominator).toBe(26);
  });

  test('titles tell fixes from features', () => {
    expect(measured('feature-to-fix', '*')).toMatchObject({
      state: 'insufficient',
      numerator: 1,
      denominator: 26,
    });
  });

  test('what nobody read is no data, with the words of whoever could not', () => {
    const { deployments: _, ...rest } = quarter();
    const facts: Facts = {
      ...rest,
      sources: [
        ...rest.sources,
        { id: 'github', state: 'partial', missing: [{ what: 'deployments', why: 'no permission' }] },
      ],
    };
    expect(measured('change-failure-rate', '*', facts)).toMatchObject({
      state: 'no-data',
      reason: 'no permission',
    });
  });
});
