import { type Config, parseConfig, parsePlan } from '@forethought/core';
import { builtInPlans, metrics, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { complaints } from './helpers/complaints.js';

function config(text: string): Config {
  return parseConfig(text, { file: 'forethought.yml', rules, metrics, plans: builtInPlans });
}

describe('a configuration', () => {
  test('may be one line', () => {
    expect(config('extends: devops-elite\n')).toMatchObject({
      mode: 'standard',
      outsiders: 'warn',
      roster: [],
    });
  });

  test('is read with a byte order mark, with CRLF, and with days and `off` as words', () => {
    const read = config(
      '\uFEFFmode: observe\r\nroster:\r\n  - login: ann\r\n    start: 2026-01-05\r\nrules:\r\n  pre-mortem: off\r\n',
    );
    expect(read.roster[0]?.start).toBe('2026-01-05');
    expect(read.rules).toEqual({ 'pre-mortem': 'off' });
  });

  test('may not set a rule that its plan holds as planned', () => {
    const [plan] = builtInPlans;
    const text = `schema: 1\nplan: ours\ntitle: Ours\nextends: devops-elite\nphases:\n  - id: one\n    title: One\n    units:\n      - { id: first, title: First, practices: [{ id: Z1, title: T, evidence: [], rules: { crystal-ball: { planned: true } } }] }\n`;
    const ours = parsePlan(text, {
      file: 'ours.yml',
      rules,
      metrics,
      plans: plan === undefined ? [] : [plan],
    });
    const read = () =>
      parseConfig('extends: ours.yml\nrules:\n  crystal-ball: block\n', {
        file: 'forethought.yml',
        rules,
        metrics,
        plans: builtInPlans,
        plan: ours,
      });
    expect(complaints(read)).toEqual([
      expect.stringContaining('forethought.yml:3:3: the rule `crystal-ball` is planned and not built yet'),
    ]);
  });

  test('lets a name rest on what is set elsewhere, and stay off', () => {
    const read = config(
      "rules:\n  named-sections/cost: { options: { sections: [pre-mortem] } }\n  named-sections/no: off\noverrides:\n  - { paths: ['a/**'], rules: { named-sections/cost: block } }\n",
    );
    expect(Object.keys(read.rules)).toEqual(['named-sections/cost', 'named-sections/no']);
  });

  test('takes targets as YAML reads them', () => {
    const { metrics: targets } = config(
      'metrics:\n  fix-forward: { target: 0 }\n  capstone: { target: true }\n',
    );
    expect(targets).toEqual({ 'fix-forward': { target: '0' }, capstone: { target: 'true' } });
  });

  test.each([
    ['extends: devops-elit', '1:10: no plan `devops-elit` (did you mean `devops-elite`?)'],
    ['extends: https://example.org/plan.yml', '1:10: a plan is never loaded from an address'],
    ['extends: ../plan.yml', '1:10: `../plan.yml` leads out of the repository'],
    [
      'mode: strickt',
      '1:7: `mode` is `strickt` (did you mean `strict`?); valid: `observe`, `standard`, `strict`',
    ],
    ['ruls: {}', '1:1: unknown key `ruls` (did you mean `rules`?)'],
    ['rules: []', '1:8: `rules` is a list; it must be a mapping'],
    ['rules:\n  pre-mortm: block', '2:3: no rule `pre-mortm` (did you mean `pre-mortem`?)'],
    ['rules:\n  /x: block', '2:3: `/x` names no rule; write `<rule>/x`'],
    [
      'records:\n  persn: [people/*.yml]',
      '2:3: unknown key `persn` (did you mean `person`?); valid here: person, ',
    ],
    [
      'rules:\n  named-sections/cost: { options: { sections: [pre-mortm] } }',
      '2:48: no section `pre-mortm` (did you mean `pre-mortem`?)',
    ],
    [
      'rules:\n  named-sections/none: block',
      '2:3: `named-sections/none` asks for nothing without `sections`',
    ],
    [
      'rules:\n  named-sections: { severity: warn }',
      '2:3: `named-sections` asks for nothing without `sections`',
    ],
    [
      "overrides:\n  - paths: ['a/**']\n    rules: { named-sections/none: { options: { sections: [] } } }",
      '3:14: `named-sections/none` asks for nothing without `sections`',
    ],
    ['rules:\n  pre-mortem: blok', '2:15: `blok` is not valid here (did you mean `block`?)'],
    ['rules:\n  pre-mortem: { kinds: [document] }', '2:25: pre-mortem does not read a document'],
    [
      'rules:\n  pre-mortem: { options: { race: 3 } }',
      '2:28: pre-mortem has no option `race` (did you mean `races`?)',
    ],
    ['rules:\n  pre-mortem: { options: { races: many } }', '2:35: `races` of pre-mortem is a number'],
    [
      'rules:\n  pre-mortem: { when: { unless: { types: [chore] } } }',
      '2:25: `unless` needs `onlyPaths` or `atMostLines`',
    ],
    ['rules:\n  test-evidence: { when: { orTypes: [fix] } }', '2:28: `orTypes` only adds'],
    ['rules:\n  test-evidence: { when: { orLabels: [x] } }', '2:28: `orLabels` only adds'],
    [
      "rules:\n  test-evidence: { when: { paths: ['@lockfiles'] } }",
      '2:36: `@lockfiles` is no class of paths (did you mean `@lockFiles`?)',
    ],
    [
      'sections:\n  test-evidenc: { aliases: [Prüfung] }',
      '2:3: no section `test-evidenc` (did you mean `test-evidence`?)',
    ],
    [
      'sections:\n  pre-mortem:\n    parts:\n      race: { aliases: [x] }',
      '4:7: pre-mortem has no part `race` (did you mean `races`?)',
    ],
    ['metrics:\n  fix-foward: { target: 0 }', '2:3: no metric `fix-foward` (did you mean `fix-forward`?)'],
    [
      "metrics:\n  documentation-coverage: { target: '>= 70' }",
      '2:37: `>= 70` is no share; write it in per cent: `>= 70%`',
    ],
    [
      'metrics:\n  test-evidence-coverage: { target: 0.7 }',
      '2:37: `0.7` is no share; write it in per cent: `70%`',
    ],
    ['metrics:\n  pre-mortem-coverage: { target: 2-3 }', '2:34: `2-3` is no share; write it as `>= 2%`'],
    [
      'rules:\n  test-evidence: { options: { stages: [isolation, isolaton] } }',
      '2:51: `isolaton` is no value of it (did you mean `isolation`?); valid: isolation, integration, failure',
    ],
    [
      'rules:\n  test-evidence: { options: { atLeast: claime } }',
      '2:40: `claime` is no value of it (did you mean `claimed`?); valid: outcome, substantive, claimed',
    ],
    [
      'overrides:\n  - { paths: [a/**], rules: { test-evidence: { options: { stages: [load] } } } }',
      '2:68: `load` is no value of it; valid: isolation',
    ],
    ['metrics:\n  fix-forward: { target: few }', '2:26: `few` is no target; valid forms: `>= 80%`'],
    [
      'technologies:\n  x: { title: X, docs: [https://x.org/docs] }',
      '2:25: `https://x.org/docs` is no place of documentation',
    ],
    [
      'documents:\n  x: { title: X, paths: [x.md], sections: [sourcs-consulted] }',
      '2:44: no section `sourcs-consulted`',
    ],
    [
      'overrides:\n  - { paths: [/src/**], rules: { pre-mortem: warn } }',
      '2:15: path pattern `/src/**`: paths are relative',
    ],
    ["paths: { generated: ['(a+)+$'] }", '1:22: path pattern `(a+)+$`: parentheses are no part'],
    [
      'deployment: { paths: [infra/] }',
      '1:23: path pattern `infra/`: to name everything in a folder, write `infra/**`',
    ],
    [
      'roster:\n  - login: ann\n    start: 05.01.2026',
      '3:12: `roster.0.start` is `05.01.2026`; write a day as `2026-11-22`',
    ],
    ['roster:\n  - login: ann\n    start: 2026-02-30', '3:12: `roster.0.start` is `2026-02-30`'],
    ['roster:\n  - emails: []', '2:5: `roster.0.login` is missing; it is text'],
    [
      'roster:\n  - login: ann\n    named: no',
      '3:12: `roster.0.named` is `no`; it must be `true` or `false`',
    ],
    [
      'roster:\n  - login: ann\n    plan: sre-trainig',
      '3:11: no plan `sre-trainig` (did you mean `sre-training`?)',
    ],
    [
      'roster:\n  - { login: ann }\n  - { login: bob, emails: [Ann] }',
      '3:5: `Ann` stands in the roster twice',
    ],
    [
      'roster:\n  - { login: a, away: [{ from: 2026-02-02, to: 2026-01-01 }] }',
      '2:48: ends on 2026-01-01, before it begins',
    ],
    [
      'waivers:\n  - { rule: pre-mortem, reason: x, approver: bob, until: soon }',
      '2:58: `waivers.0.until` is `soon`',
    ],
    [
      'waivers:\n  - { rule: all, reason: x, approver: bob, until: 2026-12-01 }',
      '2:13: no rule `all`; rules: ',
    ],
  ])('says of %j what is wrong and what would be valid', (text, expected) => {
    expect(complaints(() => config(text))).toEqual([expect.stringContaining(`forethought.yml:${expected}`)]);
  });

  test("takes a team's own part for a stage, and shares in per cent", () => {
    const text =
      'sections:\n  test-evidence: { parts: { load: { title: Load, aliases: [] } } }\nrules:\n  test-evidence: { options: { stages: [load] } }\n' +
      "metrics:\n  documentation-coverage: { target: '>= 70%' }\n  pre-mortem-coverage: { target: 0 }\n";
    expect(config(text).metrics).toMatchObject({ 'documentation-coverage': { target: '>= 70%' } });
  });

  test('lists everything that is wrong, in the order of the file', () => {
    const text =
      'mode: loud\nroster:\n  - login: ann\n    plan: x\nrules:\n  pre-mortem: blok\n  sorces: warn\nextra: 1\n';
    const lines = complaints(() => config(text)).map((line) => line.split(':').slice(1, 3).join(':'));
    expect(lines).toEqual(['1:7', '4:11', '6:15', '7:3', '8:1']);
  });

  test.each([
    ['', '1:1: the file is empty'],
    ['# nothing yet\n', '1:1: the file is empty'],
    ['- extends: x\n', '1:1: the file is no mapping'],
    ['just words', '1:1: the file is no mapping'],
    ['mode: observe\nmode: strict\n', '2:1: this key stands here twice'],
    ['roster:\n\t- login: ann\n', '2:1: a tab as indentation'],
    ['extends: &a x\nmode: *a\n', '2:7: an alias (`*a`)'],
    ['mode: !!binary aGk=\n', '1:16: a tag (`!!binary`)'],
    ['mode: observe\n---\nmode: strict\n', '2:1: a second document begins here'],
    ['mode: "observe\n', 'not valid YAML: missing closing "quote'],
    ['mode: observe\u0000\n', '1:14: a control character'],
    [`roster: ${'['.repeat(50_000)}`, '1:1: nested deeper than 64 levels'],
    ['- '.repeat(30_000), '1:1: nested deeper than 64 levels'],
    ['? '.repeat(30_000), '1:1: nested deeper than 64 levels'],
    [`# ${'x'.repeat(70_000)}`, 'at most 65536 are read'],
    ['__proto__: 1\n', '1:1: unknown key `__proto__`'],
    ['rules: { __proto__: block }\n', '1:10: no rule `__proto__`'],
    ['rules: { constructor: block }\n', '1:10: no rule `constructor`'],
  ])('refuses %.30j', (text, expected) => {
    expect(complaints(() => config(text))).toEqual([expect.stringContaining(expected)]);
  });

  test.each([
    ['keys', Array.from({ length: 16_000 }, (_, at) => `k${at.toString(36)}:`).join('\n')],
    ['anchors', Array.from({ length: 5000 }, (_, at) => `a${at}: &a${at} 1`).join('\n')],
    ['tags', '! - '.repeat(8000)],
    ['brackets', ']\n'.repeat(10_000)],
  ])('has an answer to a file full of %s within three seconds', (_, text) => {
    const before = performance.now();
    expect(complaints(() => config(text)).length).toBeGreaterThan(0);
    expect(performance.now() - before).toBeLessThan(3000);
  });

  test('leaves sections alone where the plan is a file of the repository', () => {
    const read = config('extends: plans/ours.yml\nsections:\n  anything: { aliases: [Whatever] }\n');
    expect(read.sections).toHaveProperty('anything');
  });
});
