import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { type AnyRule, type Metric, type Plan, parseConfig, parsePlan } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { complaints } from './helpers/complaints.js';
import { makeScaffold, type Scaffold } from './helpers/scaffold.js';

let scaffold: Scaffold;

beforeAll(() => {
  scaffold = makeScaffold();
});
afterAll(() => scaffold.remove());

const rename = (...args: readonly string[]) => scaffold.node('scripts/rename.mjs', ...args);
const has = (path: string) => existsSync(join(scaffold.folder, path));
const PLANS = ['devops-elite', 'sre-training'].map((id) => `rules/plans/${id}.yml`);

describe('npm run rename -- rule', () => {
  test('moves rule and page, and changes id, plans, links and claims', () => {
    const { code, said } = rename('rule', 'explanation', 'explained-change');
    expect(said).toContain('moved rules/explanation.ts to rules/explained-change.ts');
    expect(said).toContain('moved docs/rules/explanation.md to docs/rules/explained-change.md');
    expect(said).toContain('wrote rules/plans/devops-elite.yml');
    expect(said).toContain('Next: `npm run generate`');
    expect(code).toBe(0);
    expect([has('rules/explanation.ts'), has('docs/rules/explanation.md')]).toEqual([false, false]);
    expect(scaffold.read('rules/explained-change.ts')).toContain(
      "  id: 'explained-change',\n  formerly: ['explanation'],\n",
    );
  });

  test('leaves a section of the same name alone, and lists what somebody has to look at', () => {
    expect(scaffold.read('rules/explained-change.ts')).toContain("const SECTION = 'explanation';");
    const plan = scaffold.read('rules/plans/devops-elite.yml');
    expect(plan).toMatch(/^ {2}explanation:$/m);
    expect(plan).toMatch(/^ {14}explained-change: /m);
    expect(rename('rule', 'lesson-recorded', 'lesson-kept').said).toMatch(
      /Still called lesson-recorded, where somebody has to look:\n(?: {2}\S+:\d+\n)+/,
    );
  });

  test('the renamed rules compile, the plans name them, and who writes the old id is told the new one', async () => {
    expect(scaffold.node('scripts/generate.mjs', '--before').code).toBe(0);
    expect(scaffold.compile()).toEqual({ code: 0, said: '' });
    const built: { readonly default: AnyRule } = await import(
      pathToFileURL(join(scaffold.folder, 'rules/dist/explained-change.js')).href
    );
    const kept = (rules as readonly AnyRule[]).filter(
      ({ id }) => !['explanation', 'lesson-recorded'].includes(id),
    );
    const lesson = {
      id: 'lesson-kept',
      formerly: ['lesson-recorded'],
      options: {},
      appliesTo: ['commit', 'pull-request'],
    } as const;
    const known = { rules: [...kept, built.default, lesson], metrics, plans: builtInPlans };
    const readPlans = () => PLANS.map((file): Plan => parsePlan(scaffold.read(file), { ...known, file }));
    expect(complaints(readPlans)).toEqual([]);
    const read = () =>
      parseConfig('rules: { explanation: block, lesson-recorded/x: off }\n', { ...known, file: 'f.yml' });
    expect(complaints(read)).toEqual([
      'f.yml:1:10: the rule `explanation` was renamed to `explained-change`; write that',
      'f.yml:1:30: the rule `lesson-recorded/x` was renamed to `lesson-kept/x`; write that',
    ]);
  });

  test('a second new name keeps both old ones', () => {
    expect(rename('rule', 'explained-change', 'told-change').code).toBe(0);
    expect(scaffold.read('rules/told-change.ts')).toContain("formerly: ['explanation', 'explained-change'],");
  });

  test.each([
    [['rule', 'no-such', 'other'], 'there is no rule no-such'],
    [['rule', 'runbook', 'postmortem'], 'rules/postmortem.ts exists already'],
    [['rule', 'runbook', 'Run_Book'], 'is no id'],
    [['rule', 'runbook', 'explanation'], 'was called explanation before'],
    [['metric', 'runbook', 'book'], 'there is no metric runbook'],
    [['rule', 'runbook'], 'usage:'],
    [['plan', 'runbook', 'book'], 'usage:'],
  ])('%j is refused, and nothing is written', (args, words) => {
    const { code, said } = rename(...args);
    expect(said).toContain(words);
    expect({ code, stays: has('rules/runbook.ts') }).toEqual({ code: 1, stays: true });
  });
});

describe('npm run rename -- metric', () => {
  test('changes its practices, what success and growth are measured by, and its page', () => {
    const { code, said } = rename('metric', 'fix-forward', 'repairs');
    expect(said).toContain('moved rules/metrics/fix-forward.ts to rules/metrics/repairs.ts');
    expect(code).toBe(0);
    const plan = scaffold.read('rules/plans/devops-elite.yml');
    expect(plan).not.toMatch(/(?<![\w-])fix-forward(?![\w-])/);
    expect(plan).toMatch(/metrics: \[repairs/);
    const renamed = [
      ...(metrics as readonly Metric[]).filter(({ id }) => id !== 'fix-forward'),
      { id: 'repairs', unit: 'ratio', formerly: ['fix-forward'] } as const,
    ];
    const read = () =>
      parseConfig("metrics: { fix-forward: { target: '0' } }\n", {
        file: 'f.yml',
        rules,
        metrics: renamed,
        plans: [],
      });
    expect(complaints(read)).toContain(
      'f.yml:1:12: the metric `fix-forward` was renamed to `repairs`; write that',
    );
  });
});
