import {
  addDays,
  type Commit,
  coverage,
  type Finding,
  isoWeek,
  type Measure,
  type Metric,
  measure,
  measureTallies,
  mergeTallies,
  parseTarget,
  type TallyInput,
  tallyMetrics,
  weekStart,
  wilson,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { commitValue, factsValue, findingValue, policyValue } from './helpers/values.js';

const policy = policyValue();
const ALL: readonly Metric[] = metrics;

/** Findings of test-evidence, one per commit, in the given outcomes. */
function findingsFor(commits: readonly Commit[], outcome: (index: number) => Finding['outcome']): Finding[] {
  return commits.map((commit, index) =>
    findingValue({
      ruleId: 'test-evidence',
      outcome: outcome(index),
      subject: { kind: 'commit', id: commit.sha, title: '' },
    }),
  );
}

function inputOf(
  commits: readonly Commit[],
  findings: readonly Finding[],
  bots: readonly string[] = [],
): TallyInput {
  const authors = new Map(commits.map((commit) => [commit.sha, commit.author.name]));
  return {
    facts: factsValue(commits),
    findings,
    engineersOf: (sha) => [authors.get(sha) ?? ''].filter((name) => !bots.includes(name)),
    landedBody: () => false,
    officialSource: () => true,
  };
}

function commitsOf(names: readonly string[], at = '2026-11-18T10:00:00Z'): Commit[] {
  return names.map((name, index) => commitValue(`c${index}`, `${name}@team.example`, at));
}

function pick(measures: readonly Measure[], metricId: string, engineer: string): Measure | undefined {
  return measures.find((each) => each.metricId === metricId && each.engineer === engineer);
}

describe('ISO weeks', () => {
  test.each([
    ['2020-12-31T23:59:59Z', '2020-W53'],
    ['2021-01-03T23:59:59Z', '2020-W53'],
    ['2021-01-04T00:00:00Z', '2021-W01'],
    ['2026-01-01T00:00:00Z', '2026-W01'],
    ['2026-12-31T12:00:00Z', '2026-W53'],
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T00:00:00Z', '2027-W01'],
    ['2024-12-30T00:00:00Z', '2025-W01'],
    ['1969-12-31T23:00:00Z', '1970-W01'],
    ['2026-11-23T00:30:00+02:00', '2026-W47'],
  ])('%s is in %s', (instant, week) => {
    expect(isoWeek(instant)).toBe(week);
  });

  test('every day of fifty years is in the week of its Monday, and weeks follow each other', () => {
    let previous = isoWeek('1999-12-31');
    for (let day = '2000-01-01'; day < '2050-01-01'; day = addDays(day, 1)) {
      const week = isoWeek(day);
      expect(week >= previous).toBe(true);
      expect(isoWeek(weekStart(day))).toBe(week);
      if (new Date(day).getUTCDay() === 1) expect(week).not.toBe(previous);
      previous = week;
    }
  });
});

describe('Wilson interval', () => {
  test.each([
    [8, 10, 49, 94],
    [16, 20, 58, 92],
    [40, 50, 67, 89],
    [0, 20, 0, 16],
    [0, 50, 0, 7],
  ])('%d of %d spans %d to %d percent', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(Math.round((interval?.low ?? -1) * 100)).toBe(low);
    expect(Math.round((interval?.high ?? -1) * 100)).toBe(high);
  });

  test('without a sample there is none', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('targets', () => {
  const ratio = { better: 'higher', unit: 'ratio' } as const;
  test.each([
    ['>= 80%', { operator: '>=', value: 0.8 }],
    ['100%', { operator: '>=', value: 1 }],
    ['> 90%', { operator: '>', value: 0.9 }],
    ['true', { operator: '=', value: 1 }],
    ['trend', null],
    [null, null],
  ])('%s', (text, target) => {
    expect(parseTarget(text, ratio)).toEqual(target);
  });

  test('a bare zero of something better low is an upper bound', () => {
    expect(parseTarget('0', { better: 'lower', unit: 'count' })).toEqual({ operator: '<=', value: 0 });
  });

  test('days are read in the unit of the metric', () => {
    expect(parseTarget('< 2d', { better: 'lower', unit: 'hours' })).toEqual({ operator: '<', value: 48 });
  });
});

describe('measures', () => {
  test('empty facts give no number anywhere', () => {
    const measures = measure({ ...inputOf([], []), policy, metrics: ALL, engineers: ['ada'] });
    expect(
      measures.map(({ metricId, engineer, state, value }) => [metricId, engineer, state, value]),
    ).toEqual([
      ['documentation-coverage', '*', 'not-applicable', null],
      ['documentation-coverage', 'ada', 'not-applicable', null],
      ['fix-forward', '*', 'not-measured', null],
      ['fix-forward', 'ada', 'not-measured', null],
      ['caught-before-deployment', '*', 'not-measured', null],
      ['caught-before-deployment', 'ada', 'not-measured', null],
      ['test-evidence-coverage', '*', 'not-applicable', null],
      ['test-evidence-coverage', 'ada', 'not-applicable', null],
      ['rollbacks', '*', 'not-measured', null],
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
      reason: 'a verdict needs 5',
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
        { ...use, metricId: 'rollbacks', success: null },
        { ...use, metricId: 'rollbacks', success: null, practiceId: 'A9.2' },
        { ...use, metricId: 'rollbacks', success: 1, target: '0' },
      ],
    });
    const measures = measure({ ...inputOf([], []), policy: several, metrics: ALL, engineers: ['ada'] });
    expect(measures.map(({ metricId, engineer }) => [metricId, engineer])).toEqual([
      ['rollbacks', '*'],
      ['rollbacks', 'ada'],
      ['rollbacks', '*'],
    ]);
  });
});

describe('tallies add up', () => {
  const names = ['ada', 'bob', 'eve'];
  const commits = Array.from({ length: 300 }, (_, index) =>
    commitValue(
      `c${index}`,
      `${names[index % 3]}@team.example`,
      `${addDays('2026-08-20', index % 95)}T10:00:00Z`,
    ),
  );
  const outcomes: readonly Finding['outcome'][] = [
    'pass',
    'fail',
    'exempt',
    'unknown',
    'waived',
    'not-applicable',
    'pass',
  ];
  const findings = findingsFor(commits, (index) => outcomes[(index * 5) % outcomes.length] ?? 'pass');
  const options = { policy, metrics: ALL, engineers: names, asOf: '2026-11-22T12:00:00Z' };
  const whole = tallyMetrics(ALL, inputOf(commits, findings));

  /** Tallies of the commits that fall to each of `count` shards. */
  function shards(count: number) {
    return Array.from({ length: count }, (_, shard) => {
      const mine = commits.filter((__, index) => (index * 7) % count === shard);
      const ids = new Set(mine.map(({ sha }) => sha));
      return tallyMetrics(
        ALL,
        inputOf(
          mine,
          findings.filter(({ subject }) => ids.has(subject.id)),
        ),
      );
    });
  }

  test.each([1, 2, 5, 13])('%d shards in any order give the same bytes as one run', (count) => {
    for (const parts of [shards(count), shards(count).reverse()]) {
      const merged = ALL.map(({ id }) => mergeTallies(id, parts.flat()));
      expect(JSON.stringify(merged)).toBe(JSON.stringify(whole));
      expect(JSON.stringify(measureTallies(merged, options))).toBe(
        JSON.stringify(measureTallies(whole, options)),
      );
    }
  });

  test('merging pairs first and the rest later makes no difference', () => {
    const [first = [], second = [], ...rest] = shards(5);
    const merged = ALL.map(({ id }) => {
      const pair = mergeTallies(id, [...first, ...second]);
      return mergeTallies(id, [...rest.flat(), pair]);
    });
    expect(merged).toEqual(whole);
  });

  test('the weeks sum to the whole', () => {
    const evidence = whole.find(({ metricId }) => metricId === 'test-evidence-coverage');
    const everybody = evidence?.tallies.filter(({ engineer }) => engineer === '*') ?? [];
    expect(new Set(everybody.map(({ week }) => week)).size).toBe(everybody.length);
    expect(everybody.length).toBeGreaterThan(13);
    expect(everybody.reduce((sum, { denominator }) => sum + denominator, 0)).toBe(
      findings.filter(({ outcome }) => ['pass', 'fail', 'waived'].includes(outcome)).length,
    );
  });
});
