import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AnyRule, type Example, outcomeOf, parsePlan, runExample } from '@forethought/core';
import { metrics, rules } from '@forethought/rules';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';
import { makeScaffold, type Scaffold } from './helpers/scaffold.js';

interface PlanLine {
  readonly usePlan: (
    text: string,
    wanted: {
      readonly key: string;
      readonly id: string;
      readonly use: string;
      readonly practice: string | undefined;
    },
  ) => string | undefined;
}
const { usePlan }: PlanLine = await import(pathToFileURL('scripts/new/plan-line.mjs').href);

let scaffold: Scaffold;

beforeAll(() => {
  scaffold = makeScaffold();
});
afterAll(() => scaffold.remove());

const create = (...args: readonly string[]) => scaffold.node('scripts/new.mjs', ...args);
const read = (path: string) => scaffold.read(path);

describe('npm run new -- rule', () => {
  test('writes the rule, its page and the line of the plan, and says the next step', () => {
    const before = read('rules/plans/devops-elite.yml');
    const { code, said } = create('rule', 'cache-named', '--practice', 'A1.3');
    expect(said).toMatch(
      /wrote rules\/cache-named\.ts\nwrote docs\/rules\/cache-named\.md\nwrote rules\/plans\/devops-elite\.yml\n/,
    );
    expect(said).toContain('Next: ');
    expect(code).toBe(0);
    const added = read('rules/plans/devops-elite.yml')
      .split('\n')
      .filter((line) => !before.split('\n').includes(line));
    expect(added.map((line) => line.trim())).toEqual(['cache-named: {}']);
  });

  test('the plan stays valid, and the practice asks for the rule', () => {
    const file = 'rules/plans/devops-elite.yml';
    const rule = { id: 'cache-named', options: {}, appliesTo: ['commit'] } as const;
    const plan = parsePlan(read(file), { file, rules: [...rules, rule], metrics, plans: [] });
    const practices = plan.phases.flatMap((phase) => phase.units.flatMap((unit) => unit.practices));
    expect(practices.find(({ id }) => id === 'A1.3')?.rules).toHaveProperty('cache-named');
  });

  test('the rule compiles and joins the index, and its examples fail until its check is written', async () => {
    expect(scaffold.node('scripts/generate.mjs', '--before').code).toBe(0);
    expect(read('rules/lists/rules.ts')).toContain("from '../cache-named.js'");
    expect(scaffold.compile()).toEqual({ code: 0, said: '' });
    const { default: rule }: { default: AnyRule } = await import(
      pathToFileURL(join(scaffold.folder, 'rules/dist/cache-named.js')).href
    );
    const failing = rule.examples.filter(
      (example: Example) => String(outcomeOf(runExample(rule, example, policy))) !== String(example.expect),
    );
    expect(failing.length).toBeGreaterThanOrEqual(2);
    expect(failing.length).toBeLessThan(rule.examples.length + 1);
  });

  test('a rule that the plans hold as planned takes every place that waits for it', () => {
    const planned = { key: 'rules', id: 'oracle-asked', use: '{ planned: true }' };
    for (const [plan, practice] of [
      ['devops-elite', 'A1.3'],
      ['sre-training', 'B1.1'],
    ]) {
      const path = `rules/plans/${plan}.yml`;
      const text = usePlan(read(path), { ...planned, practice });
      writeFileSync(join(scaffold.folder, path), text ?? '');
    }
    expect(create('rule', 'oracle-asked').code).toBe(0);
    const plans = ['devops-elite', 'sre-training'].map((plan) => read(`rules/plans/${plan}.yml`)).join('');
    expect(plans.match(/ oracle-asked: \{\}/g)).toHaveLength(2);
    expect(plans).not.toContain('oracle-asked: { planned');
  });

  test.each([
    [['rule', 'cache-named', '--practice', 'A1.3'], 'exists already'],
    [['rule', 'Cache_Named', '--practice', 'A1.3'], 'is no id'],
    [['rule', 'cache-size', '--practice', 'Z9.9'], 'no plan has a practice Z9.9'],
    [['rule', 'cache-size'], '--practice'],
    [['plan', 'cache-size'], 'usage:'],
    [['rule', 'cache-size', '--pratice', 'A1.3'], '--pratice'],
  ])('%j is refused, and nothing is written', (args, words) => {
    const { code, said } = create(...args);
    expect(said).toContain(words);
    expect(code).toBe(1);
    expect(scaffold.node('-e', "require('node:fs').accessSync('rules/cache-size.ts')").code).toBe(1);
  });
});

describe('npm run new -- metric', () => {
  test('writes the metric, its page and the line of the plan', () => {
    const { code, said } = create('metric', 'cache-coverage', '--practice', 'A1.3', '--target', '90%');
    expect(said).toContain('wrote rules/metrics/cache-coverage.ts\nwrote docs/metrics/cache-coverage.md\n');
    expect(code).toBe(0);
    expect(read('rules/plans/devops-elite.yml')).toContain("cache-coverage: { target: '90%' }");
    expect(scaffold.compile()).toEqual({ code: 0, said: '' });
    expect(read('docs/metrics/cache-coverage.md')).toContain('## How it can be fooled');
  });
});

describe('the line of the plan', () => {
  const practice = (...lines: readonly string[]) =>
    ['      - id: A1.1', '        title: T', ...lines, '      - id: A1.2', ''].join('\n');
  const rule = { key: 'rules', id: 'new-rule', use: '{}' };

  test.each([
    [
      'a planned rule gives way, on a line of its own',
      ['        rules:', '          new-rule: { planned: true }'],
      ['        rules:', '          new-rule: {}'],
    ],
    [
      'a planned rule gives way among others',
      ['        rules: { a: {}, new-rule: { planned: true } }'],
      ['        rules: { a: {}, new-rule: {} }'],
    ],
    [
      'a rule joins the others',
      ['        rules:', '          a: {}', '        metrics: {}'],
      ['        rules:', '          a: {}', '          new-rule: {}', '        metrics: {}'],
    ],
    [
      'a rule joins others on one line',
      ['        rules: { a: {} }'],
      ['        rules: { new-rule: {}, a: {} }'],
    ],
    [
      'a first rule stands before the metrics',
      ['        metrics:', '          m: {}'],
      ['        rules:', '          new-rule: {}', '        metrics:', '          m: {}'],
    ],
    [
      'a first rule stands at the end',
      ['        evidence: [commit]'],
      ['        evidence: [commit]', '        rules:', '          new-rule: {}'],
    ],
  ])('%s', (_, before, after) => {
    expect(usePlan(practice(...before), { ...rule, practice: 'A1.1' })).toBe(practice(...after));
  });

  test('the target of a planned metric stays', () => {
    const text = practice('        metrics:', "          m: { target: '80%', planned: true }");
    expect(usePlan(text, { key: 'metrics', id: 'm', use: '{}', practice: undefined })).toContain(
      "m: { target: '80%' }",
    );
  });

  test('another id that ends alike is left alone', () => {
    const text = practice('        rules:', '          a-new-rule: { planned: true }');
    expect(usePlan(text, { ...rule, practice: undefined })).toBeUndefined();
  });
});
