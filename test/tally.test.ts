import {
  addDays,
  type Finding,
  type Metric,
  measureTallies,
  mergeTallies,
  tallyMetrics,
} from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { findingsFor, inputOf } from './helpers/tally-input.js';
import { commitValue, policyValue } from './helpers/values.js';

const policy = policyValue();
const ALL: readonly Metric[] = metrics;

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
