import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought, sourceLines } from './cli.js';

const plan = (id: string, parent: string, more = ''): string =>
  `schema: 1\nplan: ${id}\ntitle: Plan ${id}\nextends: ${parent}\n${more === '' ? 'phases: []\n' : more}`;
const BLOCKING = `phases:
  - id: foundation
    title: Foundation
    units:
      - id: money
        title: Money
        practices:
          - id: X1
            title: What it costs
            question: What will this cost every month?
            evidence: [commit]
            rules:
              named-sections/cost: { standing: block, kinds: [commit], options: { sections: [cost] } }
              crystal-ball: { planned: true }
sections:
  cost: { title: Cost, skeleton: ['- <what it costs a month>'] }
`;
const ANN = 'roster:\n  - { login: ann, emails: [ann@example.org], start: 2026-10-12 }\n';

let repo: TestRepository;
beforeEach(() => {
  repo = makeRepository();
});
afterEach(() => repo.cleanup());

describe('plan validate', () => {
  test('says of each valid file what it makes', () => {
    repo.write({
      'forethought.yml': `extends: plans/a.yml\n${ANN}`,
      'plans/a.yml': plan('a', 'plans/b.yml', BLOCKING),
      'plans/b.yml': plan('b', 'devops-elite'),
    });
    const { code, stdout, stderr } = forethought(repo, ['plan', 'validate']);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toMatch(
      /^forethought\.yml: valid; mode standard, 1 person in the roster, plan a, which builds on plans\/b\.yml: \d+ units, \d+ practices, \d+ rules\n$/,
    );
    const both = forethought(repo, ['plan', 'validate', 'plans/a.yml', 'plans/b.yml']).stdout;
    expect(both.split('\n').map((line) => line.slice(0, 18))).toEqual([
      'plans/a.yml: valid',
      'plans/b.yml: valid',
      '',
    ]);
  });

  test('tells every mistake of every file, and what would be valid', () => {
    repo.write({
      'forethought.yml': 'extends: plans/a.yml\nmode: strickt\nrules:\n  pre-mortm: warn\n',
      'plans/a.yml': plan('a', 'devops-elite', 'phases: []\ntitel: b\nweeks: 3\n'),
    });
    const { code, stdout, stderr } = forethought(repo, ['plan', 'validate']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr.split('\n').map((line) => line.split(';')[0])).toEqual([
      'forethought.yml:2:7: `mode` is `strickt` (did you mean `strict`?)',
      'forethought.yml:4:3: no rule `pre-mortm` (did you mean `pre-mortem`?)',
      'plans/a.yml:6:1: unknown key `titel` (did you mean `title`?)',
      'plans/a.yml:7:1: unknown key `weeks`',
      '',
    ]);
    expect(stderr).toContain('valid: `observe`, `standard`, `strict`');
  });

  test('of several files the valid ones are named, and the others told', () => {
    repo.write({
      'a.yml': plan('a', 'devops-elite'),
      'b.yml': plan('b', 'c.yml'),
      'c.yml': plan('c', 'b.yml'),
    });
    const { code, stdout, stderr } = forethought(repo, ['plan', 'validate', 'a.yml', 'b.yml']);
    expect({ code, stdout }).toMatchObject({ code: 2, stdout: expect.stringMatching(/^a\.yml: valid/) });
    expect(stderr).toBe(
      'c.yml:4:10: the plans build on each other in a circle: b.yml → c.yml → b.yml; one of them has to build on a built-in plan or on none\n  (b.yml builds on c.yml)\n',
    );
  });

  test('without a configuration or with a file that is not there says what to do', () => {
    expect(forethought(repo, ['plan', 'validate'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('there is no forethought.yml; name the files'),
    });
    expect(forethought(repo, ['plan', 'validate', 'gone.yml'])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("gone.yml: can't be read"),
    });
  });
});

describe('plan show', () => {
  const shown = (...args: string[]) => {
    const { code, stdout, stderr } = forethought(repo, ['plan', 'show', ...args]);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    return stdout;
  };

  test('says for a person and a day what each rule does, since when and why', () => {
    repo.write({
      'forethought.yml': `${ANN}rules:\n  pre-mortem: { severity: block }\nmetrics:\n  untested-issues: { target: '< 3' }\noverrides:\n  - { paths: ['db/**'], rules: { test-evidence: warn } }\n`,
    });
    const text = shown('--engineer', 'ann', '--as-of', '2026-10-20');
    expect(text).toMatch(/^From mid-level .*\n {2}mode standard, as of 2026-10-20, for ann\n/);
    expect(text).toContain('    warns from 2026-10-12, blocks from 2026-10-26\n');
    expect(text).toMatch(
      /test-evidence +warn since 2026-10-12, block from 2026-10-26\n {13}commit; schedule of weeks 3–4, counted from 2026-10-12\n {13}for db\/\*\*: warn\n {13}commit; `overrides` of the configuration\n/,
    );
    expect(text).toMatch(/pre-mortem +block\n {13}commit, pull-request; `rules` of the configuration\n/);
    expect(text).toMatch(/untested-issues +metric < 3, the team’s target/);
  });

  test('as JSON holds the same, for tools', () => {
    repo.write({ 'forethought.yml': ANN });
    const view = JSON.parse(shown('--engineer', 'ann', '--as-of', '2026-10-20', '--format', 'json'));
    const rules = view.phases[0].units[1].practices[0].rules;
    expect({ ...view, phases: [], rules }).toMatchObject({
      plan: 'devops-elite',
      engineer: 'ann',
      besides: [],
      rules: [
        {
          ruleId: 'test-evidence',
          severity: 'warn',
          since: '2026-10-12',
          next: { severity: 'block', from: '2026-10-26' },
          because: 'schedule of weeks 3–4, counted from 2026-10-12',
          kinds: ['commit'],
        },
        { ruleId: 'test-evidence/stages', severity: 'warn' },
      ],
    });
  });

  test('as Markdown is a table for each unit', () => {
    const markdown = shown('--format', 'markdown', '--as-of', '2026-10-20');
    expect(markdown).toContain('| Practice | Asks | How strictly | Why |');
    expect(markdown).toMatch(/\| A2\.1 .* \| `test-evidence` \| observe \(commit\) \| asked of everybody/);
  });

  test('shows the plan that the person follows', () => {
    repo.write({
      'forethought.yml': `roster:\n  - { login: bo, plan: plans/a.yml }\n`,
      'plans/a.yml': plan('a', 'sre-training', BLOCKING),
    });
    expect(shown('--engineer', 'bo')).toMatch(/^Plan a \(a\)\n.*for bo\n/);
    expect(shown('--engineer', 'bo')).toMatch(/named-sections\/cost +block\n.*\n +crystal-ball +planned\n/);
  });
});

describe('a plan of the team’s own', () => {
  test('asks commits for a section of the team’s own, with its question and its text to paste', () => {
    repo.commit({ 'a.ts': sourceLines(3) }, 'chore: begin');
    repo.commit(
      { 'forethought.yml': 'extends: plans/a.yml\n', 'plans/a.yml': plan('a', 'devops-elite', BLOCKING) },
      'chore: adopt',
    );
    repo.commit({ 'b.ts': sourceLines(3) }, 'feat: three values');
    const { code, stdout } = forethought(repo, ['check', '--commit', 'HEAD']);
    expect(code).toBe(1);
    expect(stdout).toContain('What will this cost every month?');
    expect(stdout).toContain('Cost:\n      - <what it costs a month>');
    expect(stdout).toContain('forethought explain named-sections/cost');
    const page = forethought(repo, ['explain', 'named-sections/cost']);
    expect(page).toMatchObject({ code: 0, stdout: expect.stringContaining('named-sections (rule') });
    repo.commit({ 'c.ts': sourceLines(3) }, 'feat: more\n\nCost:\n- nothing a month, it runs once\n');
    expect(forethought(repo, ['check', '--commit', 'HEAD']).code).toBe(0);
  });

  test('is tried on what happened before it, for each person by the own plan', () => {
    repo.commit({ 'forethought.yml': `mode: standard\n${ANN}` }, 'chore: adopt');
    const from = repo.commit({ 'a.ts': sourceLines(3) }, 'feat: three values');
    const bare = repo.commit({ 'b.ts': sourceLines(3) }, 'feat: three more');
    repo.commit({ 'c.ts': sourceLines(3) }, 'feat: more\n\nCost:\n- nothing a month, it runs once\n');
    repo.write({ 'plans/a.yml': plan('a', 'devops-elite', BLOCKING) });
    const tried = (...args: string[]) => {
      const { code, stdout, stderr } = forethought(repo, [
        'replay',
        '--plan',
        'plans/a.yml',
        ...args,
        '--format',
        'json',
        '--engineer',
        'ann',
      ]);
      expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
      return JSON.parse(stdout);
    };
    const { before, after, branch, replay, changes, notices } = tried('--from', from, '--to', 'HEAD');
    expect({ before, after, branch, notices }).toEqual({
      before: 'forethought.yml',
      after: 'the plan plans/a.yml',
      branch: `${from}..HEAD`,
      notices: [],
    });
    expect(replay).toMatchObject({
      changes: 2,
      rules: [{ ruleId: 'named-sections/cost', newlyFail: [{ subject: { id: bare } }], newlyPass: [] }],
    });
    expect(changes).toContainEqual(
      expect.objectContaining({
        ruleId: 'named-sections/cost',
        aspect: 'severity',
        what: 'stronger',
        from: 'off',
        to: 'block',
      }),
    );
    expect(tried('--last', '1').replay).toMatchObject({ changes: 1, rules: [] });
  });

  test.each([
    [['replay'], 'nothing to try was named'],
    [['replay', '--plan', 'sre-training', '--to', 'HEAD'], '--to goes with --from'],
    [['replay', '--plan', 'sre-training', '--from', 'HEAD', '--branch', 'HEAD'], 'name either --branch'],
    [['replay', '--plan', 'sre-trainin'], 'did you mean `sre-training`?'],
    [['replay', '--plan', 'gone.yml'], 'there is no plan file `gone.yml`'],
  ])('%j is refused with its next step', (args, words) => {
    repo.commit({ 'a.ts': 'x\n' }, 'chore: begin');
    expect(forethought(repo, args)).toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(words),
    });
  });
});
