import {
  addDays,
  exampleEngineers,
  exampleLedger,
  type Finding,
  type Measure,
  type Metric,
  type MetricExample,
  measure,
  type ProgrammeWorld,
} from '@forethought/core';
import { builtInPlans, metrics } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { commitValue, factsValue, policyValue } from './helpers/values.js';

const all: readonly Metric[] = metrics;
const AS_OF = '2026-11-22T12:00:00Z';

/** The first target that a built-in plan sets. */
function targetOf({ id }: Metric): string | null {
  const uses = builtInPlans
    .flatMap(({ phases }) => phases.flatMap(({ units }) => units.flatMap(({ practices }) => practices)))
    .flatMap(({ metrics: own }) => own[id] ?? []);
  return uses[0]?.target ?? null;
}

/** The metric's measure of one row over everything that an example says, which happened in the last week that is old enough. */
function measured(metric: Metric, example: MetricExample, isAlwaysAway = false): Measure | undefined {
  const at = `${addDays(AS_OF, -metric.lagDays - 5)}T10:00:00Z`;
  const made = example.ledger === undefined ? undefined : exampleLedger(example.ledger, at);
  const subjects = [...new Set((example.findings ?? []).map(({ commit }) => commit))];
  const shas = subjects.filter((id) => !id.startsWith('#'));
  const facts = factsValue(shas.map((sha) => commitValue(sha, 'ada@team.example', at)));
  const { official, recorded } = example;
  const row = example.row ?? 'ada';
  const measures = measure({
    facts: { ...facts, ...made?.facts },
    findings: findingsOf(example),
    metrics: all,
    engineers: row === '*' ? [] : [row],
    policy: policyOf(metric),
    isDeploymentPath: (path) => path.startsWith('infra/') || path.startsWith('charts/'),
    landedBody: (sha) => example.landed?.includes(sha) === true,
    isAway: (_, week) => isAlwaysAway || example.away?.includes(week) === true,
    ...(example.programme === undefined ? {} : { programme: example.programme }),
    others: othersOf(example, row),
    disputes: (example.disputed ?? []).map((change) => ({ metric: metric.id, change, reason: 'not so' })),
    ...exampleEngineers(example),
    ...(made === undefined ? {} : { ledger: made.ledger }),
    ...(official === undefined ? {} : { officialSource: (id: string) => official[id] ?? null }),
    ...(recorded === undefined ? {} : { recordedOnTree: (id: string) => recorded[id] ?? null }),
  });
  return measures.find(({ engineer }) => engineer === row);
}

/** Other measures of the row that an example says. */
function othersOf({ others = {} }: MetricExample, engineer: string): readonly Measure[] {
  return Object.entries(others).map(([metricId, told]) => ({
    metricId,
    engineer,
    window: { from: '2026-10-26', to: '2026-11-22' },
    numerator: null,
    denominator: null,
    sample: [],
    misses: [],
    target: null,
    interval: null,
    ...told,
  }));
}

function findingsOf(example: MetricExample): readonly Finding[] {
  return (example.findings ?? []).map(({ ruleId, outcome, asked, commit }) => ({
    ruleId,
    outcome,
    severity: 'block',
    subject: {
      kind: commit.startsWith('#') ? 'pull-request' : 'commit',
      id: commit,
      title: `Change ${commit}`,
    },
    asked: asked ?? null,
  }));
}

function policyOf(metric: Metric) {
  const use = { practiceId: 'A1.3', unitId: 'unit', success: 1, planned: false };
  return policyValue({ metrics: [{ ...use, metricId: metric.id, target: targetOf(metric) }] });
}

test('there are metrics to run', () => {
  expect(all.length).toBeGreaterThanOrEqual(21);
});

describe.each(all.map((metric) => [metric.id, metric] as const))('%s', (id, metric) => {
  test.each(metric.examples.map((example) => [example.name, example] as const))('%s', (_, example) => {
    expect(measured(metric, example)).toMatchObject(example.expect);
  });

  test('has an example with a verdict and one without', () => {
    const states = metric.examples.map(({ expect: { state } }) => state);
    const isTrend = targetOf(metric) === 'trend';
    expect(states.some((state) => (isTrend ? ['uncertain'] : ['met', 'missed']).includes(state))).toBe(true);
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

  test('gives no number where nothing happened', () => {
    const empty = measured(metric, {
      name: 'empty',
      ledger: {},
      official: {},
      recorded: {},
      expect: { state: '', numerator: null, denominator: null },
    });
    expect(empty).toMatchObject({ value: null, numerator: null, denominator: null, misses: [] });
    expect(['no-data', 'not-applicable']).toContain(empty?.state);
    expect(empty?.reason).not.toBe('');
  });

  test('counts nothing of weeks in which somebody was away', () => {
    const own = metric.examples.filter(({ expect: { denominator } }) => denominator !== null);
    for (const example of own) {
      const away = measured(metric, example, true);
      expect(away).toMatchObject({ value: null, numerator: null, denominator: null, sample: [], misses: [] });
    }
    expect(own.length).toBeGreaterThan(0);
  });

  test('counts nobody where only machines worked', () => {
    const machines = metric.examples
      .filter(({ expect: { denominator } }) => denominator !== null)
      .map(asMachines);
    expect(machines.length).toBeGreaterThan(0);
    for (const example of machines) {
      const people = (measured(metric, example)?.sample ?? []).filter(Boolean);
      expect(people).toEqual([]);
    }
  });
});

/** The same example, everything in it made by machines. */
function asMachines(example: MetricExample): MetricExample {
  const { ledger, programme } = example;
  const robot = { login: 'robot', kind: 'bot' as const };
  return {
    ...example,
    authors: Object.fromEntries((example.findings ?? []).map(({ commit }) => [commit, 'robot'])),
    ...(programme === undefined ? {} : { programme: asRobots(programme) }),
    ...(ledger === undefined
      ? {}
      : {
          ledger: {
            ...ledger,
            changes: (ledger.changes ?? []).map((change) => ({
              ...change,
              owner: null,
              engineers: [],
              isMachine: true,
            })),
            pulls: (ledger.pulls ?? []).map((pull) => ({
              ...pull,
              author: robot,
              mergedBy: robot,
              reviewers: (pull.reviewers ?? []).map((each) => ({ ...each, by: robot })),
            })),
            issues: [],
            patterns: [],
            ...(ledger.documents && {
              documents: ledger.documents.map((document) => ({ ...document, addedBy: 'robot', fields: {} })),
            }),
            ...(ledger.services && { services: [] }),
          },
        }),
  };
}

/** The same records, all of them of a machine. */
function asRobots(world: ProgrammeWorld): ProgrammeWorld {
  const renamed = <T extends { readonly login: string }>(records: readonly T[]): T[] =>
    records.map((record) => ({ ...record, login: 'robot' }));
  const { people, profiles, weeks, days, education } = world.training;
  return {
    ...world,
    training: {
      ...world.training,
      people: renamed(people),
      profiles: renamed(profiles),
      weeks: renamed(weeks),
      days: renamed(days),
      // Answers name nobody, so that none can be told to be a machine's.
      surveys: [],
      ...(education && { education: { ...education, external: renamed(education.external) } }),
    },
    ...(world.enrolled === undefined ? {} : { enrolled: renamed(world.enrolled) }),
  };
}
