import { type Plan, parsePlan, targetForm } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { complaints } from './helpers/complaints.js';

function plan(text: string): Plan {
  return parsePlan(text, { file: 'plan.yml', rules, metrics, plans: builtInPlans });
}

const head = 'schema: 1\nplan: ours\ntitle: Ours\n';
const unit = (practices: string): string =>
  `${head}phases:\n  - id: one\n    title: One\n    units:\n      - id: first\n        title: First\n        practices:\n${practices}`;
const practice = (more: string): string =>
  unit(`          - { id: A1.1, title: A thing, evidence: [commit], ${more} }\n`);
describe('a plan', () => {
  test('names rules that are built, and says of others that they are planned', () => {
    const read = plan(practice('rules: { pre-mortem: {}, crystal-ball: { planned: true } }'));
    expect(Object.keys(read.phases[0]?.units[0]?.practices[0]?.rules ?? {})).toEqual([
      'pre-mortem',
      'crystal-ball',
    ]);
  });

  test.each([
    [
      'rules: { pre-mortm: {} }',
      '11:70: no rule `pre-mortm` (did you mean `pre-mortem`?); write `planned: true`',
    ],
    [
      'rules: { pre-mortem: { planned: true } }',
      '11:70: the rule `pre-mortem` is built; leave out `planned: true`',
    ],
    ['rules: { later: { planned: false } }', 'no rule `later`'],
    [
      'metrics: { pre-mortem-coverag: {} }',
      '11:72: no metric `pre-mortem-coverag` (did you mean `pre-mortem-coverage`?)',
    ],
    [
      'metrics: { pre-mortem-coverage: { planned: true } }',
      '11:72: the metric `pre-mortem-coverage` is built',
    ],
    [
      "metrics: { pre-mortem-coverage: { target: '> 70' } }",
      '`> 70` is no share; write it in per cent: `> 70%`',
    ],
    ["metrics: { x: { planned: true, target: '80 percent' } }", '`80 percent` is no target'],
    ['rule: {}', 'unknown key `rule` (did you mean `rules`?)'],
    [
      'rules: { pre-mortem: { options: { failure: 5 } } }',
      'pre-mortem has no option `failure` (did you mean `failures`?)',
    ],
  ])('with %j is refused', (more, expected) => {
    const found = complaints(() => plan(practice(more)));
    expect(found.join('\n')).toContain(expected);
    expect(found.every((line) => line.startsWith('plan.yml:11:'))).toBe(true);
  });

  test('takes the parts of its own sections for stages', () => {
    const sections = 'sections:\n  test-evidence: { title: Tests, parts: { load: { title: Load } } }\n';
    const stages = (stage: string): string =>
      practice(`rules: { test-evidence: { options: { stages: [${stage}] } } }`) + sections;
    expect(plan(stages('load')).plan).toBe('ours');
    expect(complaints(() => plan(stages('laod')))).toEqual([
      expect.stringContaining('`laod` is no value of it (did you mean `load`?); valid: load'),
    ]);
  });

  test('asks under a name for sections that there are', () => {
    const named = (use: string, more = ''): readonly string[] =>
      complaints(() => plan(practice(`rules: { named-sections/cost: ${use} }`) + more));
    const cost = 'sections: { cost: { title: Cost } }\n';
    expect(named('{ options: { sections: [cost] } }', cost)).toEqual([]);
    expect(named('{ options: { sections: [csot] } }', cost)).toEqual([
      expect.stringContaining('no section `csot` (did you mean `cost`?); valid: cost'),
    ]);
    expect(named('{}', cost)).toEqual([
      expect.stringContaining('11:70: `named-sections/cost` asks for nothing without `sections`'),
    ]);
    const again = unit(
      `          - { id: A1.1, title: A, evidence: [], rules: { named-sections/cost: { options: { sections: [cost] } } } }\n          - { id: A1.2, title: B, evidence: [], rules: { named-sections/cost: {} } }\n`,
    );
    expect(complaints(() => plan(again + cost))).toEqual([]);
  });

  test('tells keys that can not stand together', () => {
    expect(complaints(() => plan(practice('rules: { later: { planned: true, kinds: [commit] } }')))).toEqual([
      expect.stringContaining("`kinds` can't stand beside `planned`; leave out one or the other"),
    ]);
  });

  test('tells a rule without its name once', () => {
    expect(complaints(() => plan(practice('rules: { /x: {} }')))).toEqual([
      expect.stringContaining('`/x` is no valid name'),
    ]);
  });

  test('uses a rule again only for certain paths, or lets one answer serve two practices', () => {
    const twice = (second: string): string =>
      unit(
        `          - { id: A1.1, title: A, evidence: [], rules: { pre-mortem: {} } }\n          - { id: A1.2, title: B, evidence: [], rules: { pre-mortem: ${second} } }\n`,
      );
    expect(complaints(() => plan(twice('{ kinds: [commit] }')))).toEqual([
      expect.stringContaining('plan.yml:12:58: a second use of `pre-mortem` needs `when: { paths: … }`'),
    ]);
    expect(complaints(() => plan(twice("{ when: { paths: ['db/**'] } }")))).toEqual([]);
    expect(complaints(() => plan(twice('{}')))).toEqual([]);
  });

  test('has each id and each name once', () => {
    const practices = '          - { id: A1.1, title: A, evidence: [] }\n'.repeat(2);
    const sections = `sections:\n  one: { title: Tests }\n  two: { title: Two, aliases: ["tests:"] }\n`;
    expect(complaints(() => plan(unit(practices)))).toEqual([
      expect.stringContaining('plan.yml:12:19: a second practice `A1.1`'),
    ]);
    expect(complaints(() => plan(unit('          []\n') + sections))).toEqual([
      expect.stringContaining('the name "tests" belongs to `one` already'),
    ]);
  });

  test('measures its success by metrics that it uses', () => {
    const text = practice('metrics: { pre-mortem-coverage: {} }').replace(
      '        practices:',
      '        weeks: [4, 3]\n        success: { words: Well, metrics: [pre-mortem-coverag] }\n        practices:',
    );
    expect(complaints(() => plan(text))).toEqual([
      expect.stringContaining('weeks 4 to 3 run backwards'),
      expect.stringContaining('no practice of this plan uses the metric `pre-mortem-coverag` (did you mean'),
    ]);
  });

  test('has what the plan that it extends has, with its own in place of the same id', () => {
    const text = `${head}extends: devops-elite
sections:
  test-evidence: { title: Nachweis }
phases:
  - id: foundation
    title: Fundament
    units:
      - id: documentation-first
        title: Erst lesen
        practices:
          - { id: A1.3, title: Quellen, evidence: [commit], rules: { sources-consulted: {} } }
          - { id: D1, title: Neu, evidence: [document] }
`;
    const ours = plan(text);
    const [first] = ours.phases[0]?.units ?? [];
    expect(first).toMatchObject({ title: 'Erst lesen', weeks: [1, 2] });
    expect(first?.practices.map(({ id }) => id)).toEqual([
      'A1.1',
      'A1.2',
      'A1.3',
      'A1.4',
      'A1.5',
      'A1.6',
      'A1.7',
      'A1.8',
      'D1',
    ]);
    expect(first?.practices[2]?.title).toBe('Quellen');
    expect(ours.sections['test-evidence']).toMatchObject({ title: 'Nachweis' });
    expect(ours.sections['test-evidence']?.aliases).toContain('Test Evidence');
    expect(ours.technologies).toHaveProperty('kubernetes');
    expect(complaints(() => plan(text.replace('devops-elite', 'devops-elit')))[0]).toContain(
      'plan.yml:4:10: no plan `devops-elit` (did you mean `devops-elite`?)',
    );
  });
});

describe('what a plan moves', () => {
  const extending = (phase: string, unitId: string, id: string): string =>
    `${head}extends: devops-elite\nphases:\n  - id: ${phase}\n    title: P\n    units:\n      - id: ${unitId}\n        title: U\n        practices: [{ id: ${id}, title: Moved, evidence: [] }]\n`;
  const homes = (read: Plan, id: string) =>
    read.phases.flatMap((phase) =>
      phase.units.flatMap((each) =>
        each.practices.filter((one) => one.id === id).map(({ title }) => `${phase.id}/${each.id}: ${title}`),
      ),
    );

  test('a practice stands where this plan has it, and nowhere else', () => {
    expect(homes(plan(extending('platform', 'databases', 'A1.1')), 'A1.1')).toEqual([
      'platform/databases: Moved',
    ]);
    expect(homes(plan(extending('foundation', 'testing', 'A1.1')), 'A1.1')).toHaveLength(1);
  });

  test('a unit moves to another phase with its weeks and practices', () => {
    const read = plan(extending('platform', 'documentation-first', 'D1'));
    const units = read.phases.flatMap((phase) => phase.units.map((each) => `${phase.id}/${each.id}`));
    expect(units.filter((name) => name.endsWith('/documentation-first'))).toEqual([
      'platform/documentation-first',
    ]);
    const moved = read.phases.flatMap((phase) => phase.units).find(({ id }) => id === 'documentation-first');
    expect(moved).toMatchObject({ title: 'U', weeks: [1, 2] });
    expect(moved?.practices.map(({ id }) => id)).toEqual(expect.arrayContaining(['A1.1', 'D1']));
  });
});

describe('a target', () => {
  test.each([
    ['>= 80%', { form: 'comparison', operator: '>=', value: 80, unit: '%' }],
    ['100%', { form: 'comparison', operator: '=', value: 100, unit: '%' }],
    ['> 90%', { form: 'comparison', operator: '>', value: 90, unit: '%' }],
    ['0', { form: 'comparison', operator: '=', value: 0, unit: '' }],
    ['< 28d', { form: 'comparison', operator: '<', value: 28, unit: 'd' }],
    ['<= 1.5 h', { form: 'comparison', operator: '<=', value: 1.5, unit: 'h' }],
    [' 2-3 ', { form: 'range', low: 2, high: 3 }],
    ['trend', { form: 'trend' }],
    ['true', { form: 'true' }],
  ])('is read from %j', (text, expected) => {
    expect(targetForm(text)).toEqual(expected);
  });

  test.each(['', 'all', '80 %%', '>', '=> 3', '3-2', '1e9', '-1', '٣'])('is not %j', (text) => {
    expect(targetForm(text)).toBeUndefined();
  });
});
