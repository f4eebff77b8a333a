import { readdirSync, readFileSync } from 'node:fs';
import { compileGlob, fold, type Plan, parsePlan, planSchema, ruleNamed } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';

const files = readdirSync('rules/plans').filter((file) => file.endsWith('.yml'));
const plans = files.map((file) =>
  parsePlan(readFileSync(`rules/plans/${file}`, 'utf8'), { file, rules, metrics }),
);
const unitsOf = (plan: Plan) => plan.phases.flatMap((phase) => phase.units);
const practicesOf = (plan: Plan) => unitsOf(plan).flatMap((unit) => unit.practices);

function planCalled(id: string): Plan {
  const plan = plans.find((candidate) => candidate.plan === id);
  if (plan === undefined) throw new Error(`no plan ${id}`);
  return plan;
}

/** `A1.1` … `A1.n`. */
const rows = (group: string, count: number) => Array.from({ length: count }, (_, at) => `${group}.${at + 1}`);

describe('the built-in plans', () => {
  test('are the files of rules/plans, read at build time', () => {
    expect(files).toEqual(['devops-elite.yml', 'sre-training.yml']);
    expect(plans).toEqual(builtInPlans);
    expect(plans.map((plan) => planSchema.parse(plan))).toEqual(plans);
  });

  test.each(['devops-elite', 'sre-training'])('%s ships as JSON too', (id) => {
    expect(JSON.parse(readFileSync(`rules/dist/plans/${id}.json`, 'utf8'))).toEqual(planCalled(id));
  });

  test('devops-elite has every row of the engineer plan', () => {
    const counts = [8, 6, 5, 3, 5, 4, 3, 7, 11, 5];
    const expected = counts.flatMap((count, at) => rows(`A${at + 1}`, count));
    const ids = practicesOf(planCalled('devops-elite')).map(({ id }) => id);
    // A practice stands in the unit whose weeks it follows, whatever its row.
    expect(ids.filter((id) => id.startsWith('A')).sort()).toEqual([...expected].sort());
    expect(ids.filter((id) => !id.startsWith('A'))).toEqual(['C2', 'C3', 'C4', 'C7']);
  });

  test('sre-training has every row of the SRE programme', () => {
    const counts = [7, 6, 2, 4, 5, 4, 3, 3, 1];
    const expected = ['B0', ...counts.flatMap((count, at) => rows(`B${at + 1}`, count)), 'B10'];
    expect(practicesOf(planCalled('sre-training')).map(({ id }) => id)).toEqual(expected);
  });

  test('the seven success metrics stand in order, each with its weeks', () => {
    const units = unitsOf(planCalled('devops-elite')).filter((unit) => unit.success !== undefined);
    expect(units.map(({ weeks, success }) => [weeks, success?.metrics])).toEqual([
      [[1, 2], ['documentation-coverage']],
      [
        [3, 4],
        ['fix-forward', 'first-try-green'],
      ],
      [[5, 6], ['caught-before-deployment']],
      [[7, 8], ['self-review-catch-rate']],
      [[9, 10], ['surprises']],
      [[11, 12], ['failure-behaviour-explained']],
      [[13, 24], ['capstone']],
    ]);
  });

  test('every rule and every metric is used by a plan', () => {
    const used = plans.flatMap(practicesOf);
    const ruleIds = used.flatMap((practice) => Object.keys(practice.rules));
    const metricIds = used.flatMap((practice) => Object.keys(practice.metrics));
    expect(rules.map(({ id }) => id).filter((id) => !ruleIds.includes(id))).toEqual([]);
    expect(metrics.map(({ id }) => id).filter((id) => !metricIds.includes(id))).toEqual([]);
  });

  test('what is planned is not built, and everything else is', () => {
    const uses = plans.flatMap(practicesOf).flatMap((practice) => [
      ...Object.entries(practice.rules).map(([id, use]) => ({
        id,
        use,
        built: ruleNamed(rules, id) !== undefined,
      })),
      ...Object.entries(practice.metrics).map(([id, use]) => ({
        id,
        use,
        built: metrics.some((metric) => metric.id === id),
      })),
    ]);
    expect(uses.filter(({ use, built }) => built === 'planned' in use).map(({ id }) => id)).toEqual([]);
  });

  test('every practice has a question, or says what the product does', () => {
    const silent = plans
      .flatMap(practicesOf)
      .filter(
        (practice) =>
          practice.question === undefined &&
          practice.evidence.some((kind) => !['product', 'plan'].includes(kind)),
      );
    expect(silent.map(({ id }) => id)).toEqual([]);
  });

  test('every practice leads to a rule, a metric or a note', () => {
    const empty = plans
      .flatMap(practicesOf)
      .filter(
        ({ rules: own, metrics: scored, note }) =>
          Object.keys({ ...own, ...scored }).length === 0 && note === undefined,
      );
    expect(empty.map(({ id }) => id)).toEqual([]);
  });

  test('every section that a rule reads is in the plan, with a skeleton to paste', () => {
    const { sections, documentSections } = planCalled('devops-elite');
    for (const id of rules.flatMap((rule) => rule.sections)) {
      expect((sections[id] ?? documentSections[id])?.skeleton.length).toBeGreaterThan(0);
    }
  });

  test('no name of a section is longer than what readers look up', () => {
    const names = Object.values(planCalled('devops-elite').sections).flatMap(({ title, aliases, parts }) => [
      title,
      ...aliases,
      ...Object.values(parts).flatMap((part) => [part.title, ...part.aliases]),
    ]);
    expect(names.filter((name) => name.length > 80 || fold(name) === '')).toEqual([]);
  });

  test('a technology says where its documentation is and how a change touches it', () => {
    const technologies = Object.entries(planCalled('devops-elite').technologies);
    expect(technologies.length).toBeGreaterThanOrEqual(25);
    expect(technologies.filter(([, { paths, docs }]) => paths.length === 0 || docs.length === 0)).toEqual([]);
  });

  test('every pattern compiles', () => {
    const globs = plans.flatMap((plan) => [
      ...Object.values(plan.technologies).flatMap(({ paths }) => paths),
      ...Object.values(plan.documents).flatMap(({ paths }) => paths),
      ...Object.values(plan.paths).flat(),
    ]);
    expect(globs.length).toBeGreaterThan(100);
    expect(globs.filter((glob) => 'problem' in compileGlob(glob))).toEqual([]);
  });
});
