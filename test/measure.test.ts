import { coverage, type Finding, type Measure, type Metric, measure } from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { commitsOf, findingsFor, inputOf } from './helpers/tally-input.js';
import { factsValue, policyValue } from './helpers/values.js';

const policy = policyValue();
const ALL: readonly Metric[] = metrics;

function pick(measures: readonly Measure[], metricId: string, engineer: string): Measure | undefined {
  return measures.find((each) => each.metricId === metricId && each.engineer === engineer);
}

describe('measures', () => {
  test('empty facts give no number anywhere', () => {
    const [use] = policy.metrics;
    if (use === undefined) throw new Error('the policy has metrics');
    const withUnbuilt = policyValue({
      metrics: [
        ...policy.metrics,
        { ...use, metricId: 'not-built', success: 4 },
        { ...use, metricId: 'not-built-either', success: null },
      ],
    });
    const measures = measure({ ...inputOf([], []), policy: withUnbuilt, metrics: ALL, engineers: ['ada'] });
    expect(
      measures.map(({ metricId, engineer, state, value }) => [metricId, engineer, state, value]),
    ).toEqual([
      ['documentation-coverage', '*', 'not-applicable', null],
      ['documentation-coverage', 'ada', 'not-applicable', null],
      ['fix-forward', '*', 'no-data', null],
      ['fix-forward', 'ada', 'no-data', null],
      ['caught-before-deployment', '*', 'no-data', null],
      ['caught-before-deployment', 'ada', 'no-data', null],
      ['not-built', '*', 'not-measured', null],
      ['not-built', 'ada', 'not-measured', null],
      ['test-evidence-coverage', '*', 'not-applicable', null],
      ['test-evidence-coverage', 'ada', 'not-applicable', null],
      ['rollbacks', '*', 'no-data', null],
      ['rollbacks', 'ada', 'no-data', null],
      ['not-built-either', '*', 'not-measured', null],
    ]);
  });

  test('one person over the minimum gets a verdict, everybody together does not yet', () => {
    const commits = commitsOf(Array.from({ length: 10 }, () => 'ada'));
    const input = inputOf(
      commits,
      findingsFor(commits, (index) => (index === 3 ? 'fail' : 'pass')),
    );
    const measures = measure({ ...input, policy, metrics: ALL, engineers: ['ada', 'bob'] });
    expect(pick(measures, 'test-evidence-coverage', 'ada')).toMatchObject({
      state: 'missed',
      numerator: 9,
      denominator: 10,
      value: 0.9,
      misses: ['c3'],
      window: { from: '2026-10-26', to: '2026-11-22' },
      target: { operator: '>=', value: 1 },
    });
    expect(pick(measures, 'test-evidence-coverage', '*')).toMatchObject({
      state: 'insufficient',
      denominator: 10,
    });
    expect(pick(measures, 'test-evidence-coverage', 'bob')).toMatchObject({
      state: 'not-applicable',
      value: null,
    });
  });

  test('below the minimum the counts are shown and no verdict', () => {
    const commits = commitsOf(['ada', 'ada', 'ada', 'ada']);
    const measures = measure({
      ...inputOf(
        commits,
        findingsFor(commits, () => 'pass'),
      ),
      policy,
      metrics: ALL,
      engineers: ['ada'],
    });
    expect(pick(measures, 'test-evidence-coverage', 'ada')).toMatchObject({
      state: 'insufficient',
      reason: '5 needed for a verdict',
      numerator: 4,
      denominator: 4,
    });
  });

  test('bots count for nobody, not even for everybody', () => {
    const commits = commitsOf([...Array.from({ length: 20 }, () => 'ada'), 'robot', 'robot']);
    const input = inputOf(
      commits,
      findingsFor(commits, (index) => (index < 20 ? 'pass' : 'fail')),
      ['robot'],
    );
    const measures = measure({ ...input, policy, metrics: ALL, engineers: ['ada', 'robot'] });
    expect(pick(measures, 'test-evidence-coverage', '*')).toMatchObject({ state: 'met', denominator: 20 });
    expect(pick(measures, 'test-evidence-coverage', 'robot')).toMatchObject({ state: 'not-applicable' });
  });

  test('a co-author gets credit and everybody counts the commit once', () => {
    const commits = commitsOf(['ada']);
    const input = {
      ...inputOf(
        commits,
        findingsFor(commits, () => 'pass'),
      ),
      engineersOf: () => ['ada', 'bob', 'ada'],
    };
    const rows = coverage(input, { ruleId: 'test-evidence' });
    expect(rows.map(({ engineer, numerator, denominator }) => [engineer, numerator, denominator])).toEqual([
      ['*', 1, 1],
      ['ada', 1, 1],
      ['bob', 1, 1],
    ]);
  });

  test('what is exempt, not applicable or unknown is counted apart and never as zero', () => {
    const commits = commitsOf(['ada', 'ada', 'ada', 'ada', 'ada', 'ada', 'ada', 'ada']);
    const outcomes: readonly Finding['outcome'][] = [
      'pass',
      'pass',
      'pass',
      'pass',
      'pass',
      'exempt',
      'not-applicable',
      'unknown',
    ];
    const findings = findingsFor(commits, (index) => outcomes[index] ?? 'pass');
    const measures = measure({ ...inputOf(commits, findings), policy, metrics: ALL, engineers: ['ada'] });
    expect(pick(measures, 'test-evidence-coverage', 'ada')).toMatchObject({
      state: 'met',
      denominator: 5,
      excluded: { exempt: 1, notApplicable: 1, unknown: 1 },
      reason: '1 could not be judged',
    });
  });

  test('a pass whose size nobody read is unknown', () => {
    const commits = commitsOf(['ada']);
    const findings = findingsFor(commits, () => 'pass').map((finding) => ({ ...finding, asked: null }));
    const [row] = coverage(inputOf(commits, findings), { ruleId: 'test-evidence' });
    expect(row).toMatchObject({ denominator: 0, excluded: { exempt: 0, notApplicable: 0, unknown: 1 } });
  });

  test('a missing source of facts is no data with its reason', () => {
    const facts = {
      ...factsValue([]),
      sources: [
        { id: 'git', state: 'missing' as const, missing: [{ what: 'history', why: 'shallow clone' }] },
      ],
    };
    const measures = measure({ ...inputOf([], []), facts, policy, metrics: ALL, engineers: [] });
    expect(pick(measures, 'documentation-coverage', '*')).toMatchObject({
      state: 'no-data',
      reason: 'shallow clone',
      value: null,
    });
  });

  test('changes before the window are in no count', () => {
    const commits = commitsOf(
      Array.from({ length: 5 }, () => 'ada'),
      '2026-10-25T23:59:59Z',
    );
    const input = inputOf(
      commits,
      findingsFor(commits, () => 'pass'),
    );
    const own = measure({ ...input, policy, metrics: ALL, engineers: ['ada'] });
    expect(pick(own, 'test-evidence-coverage', 'ada')?.state).toBe('not-applicable');
    const wider = measure({
      ...input,
      policy,
      metrics: ALL,
      engineers: ['ada'],
      window: { from: '2026-10-20', to: '2026-11-22' },
    });
    expect(pick(wider, 'test-evidence-coverage', 'ada')).toMatchObject({
      state: 'met',
      window: { from: '2026-10-19', to: '2026-11-22' },
    });
  });

  test('an inferred metric stays uncertain while its interval spans the target', () => {
    const inferred: Metric = {
      ...(ALL.find(({ id }) => id === 'test-evidence-coverage') as Metric),
      counting: 'inferred',
    };
    const state = (passed: number, of: number): string | undefined => {
      const commits = commitsOf(Array.from({ length: of }, () => 'ada'));
      const findings = findingsFor(commits, (index) => (index < passed ? 'pass' : 'fail'));
      const measures = measure({
        ...inputOf(commits, findings),
        policy: policyValue({ metrics: policy.metrics.map((each) => ({ ...each, target: '>= 80%' })) }),
        metrics: [inferred],
        engineers: ['ada'],
      });
      return pick(measures, 'test-evidence-coverage', 'ada')?.state;
    };
    expect([state(8, 10), state(50, 50), state(10, 50)]).toEqual(['uncertain', 'met', 'missed']);
  });

  test('a metric of several practices is measured once per target, success metrics first', () => {
    const use = policy.metrics[0];
    if (use === undefined) throw new Error('the policy has metrics');
    const several = policyValue({
      metrics: [
        { ...use, metricId: 'not-built', success: null },
        { ...use, metricId: 'not-built', success: null, practiceId: 'A9.2' },
        { ...use, metricId: 'not-built', success: 1, target: '0' },
      ],
    });
    const measures = measure({ ...inputOf([], []), policy: several, metrics: ALL, engineers: ['ada'] });
    expect(measures.map(({ metricId, engineer }) => [metricId, engineer])).toEqual([
      ['not-built', '*'],
      ['not-built', 'ada'],
      ['not-built', '*'],
    ]);
  });
});
