import { type Finding, type Metric, type MetricExample, measure } from '@forethought/core';
import { metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { commitValue, factsValue, policyValue } from './helpers/values.js';

const all: readonly Metric[] = metrics;

/** The metric's measure for one engineer who made every change of an example, a day apart within the window. */
function measured(metric: Metric, example: MetricExample) {
  const shas = [...new Set(example.findings.map(({ commit }) => commit))];
  const commits = shas.map((sha) => commitValue(sha, 'ada@team.example', '2026-11-18T10:00:00Z'));
  const findings = example.findings.map(
    ({ ruleId, outcome, asked, commit }): Finding => ({
      ruleId,
      outcome,
      severity: 'block',
      subject: { kind: 'commit', id: commit, title: `Change ${commit}` },
      asked: asked ?? null,
    }),
  );
  const official = example.official;
  const measures = measure({
    facts: factsValue(commits),
    findings,
    metrics: all,
    engineers: ['ada'],
    policy: policyValue({
      metrics: [
        {
          metricId: metric.id,
          practiceId: 'A1.3',
          unitId: 'unit',
          success: 1,
          target: '100%',
          planned: false,
        },
      ],
    }),
    engineersOf: () => ['ada'],
    landedBody: (sha) => example.landed?.includes(sha) === true,
    ...(official === undefined ? {} : { officialSource: (sha: string) => official[sha] ?? null }),
  });
  return measures.find(({ engineer }) => engineer === 'ada');
}

test('there are metrics to run', () => {
  expect(all.length).toBeGreaterThanOrEqual(4);
});

describe.each(all.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
  test.each(metric.examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    const result = measured(metric, example);
    expect({
      state: result?.state,
      numerator: result?.numerator,
      denominator: result?.denominator,
    }).toEqual(example.expect);
  });

  test('has an example with a verdict and one without', () => {
    const states = metric.examples.map(({ expect: { state } }) => state);
    expect(states.some((state) => state === 'met' || state === 'missed')).toBe(true);
    expect(states.some((state) => state === 'no-data' || state === 'not-applicable')).toBe(true);
  });

  test('says how it is computed, how it is fooled and what no value means', () => {
    expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
    for (const words of [
      metric.summary,
      metric.why,
      metric.formula,
      metric.noData,
      metric.gaming,
      metric.counterMeasure,
    ]) {
      expect(words.length).toBeGreaterThan(20);
      expect(words).not.toMatch(/\byou\b/i);
    }
    expect(metric.windowDays % 7).toBe(0);
  });

  test('counts nobody where only bots worked', () => {
    const example = metric.examples[0];
    const commits = (example?.findings ?? []).map(({ commit }) =>
      commitValue(commit, 'bot@team.example', '2026-11-18T10:00:00Z'),
    );
    const counted = metric.tally({
      facts: factsValue(commits),
      findings: (example?.findings ?? []).map(({ ruleId, outcome, commit }) => ({
        ruleId,
        outcome,
        severity: 'block',
        subject: { kind: 'commit', id: commit, title: '' },
        asked: true,
      })),
      engineersOf: () => [],
      landedBody: () => true,
      officialSource: () => true,
    });
    expect(counted).toEqual([]);
  });
});
