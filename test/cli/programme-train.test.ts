import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { Outcome, TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

const make = repositories();
const CONFIG = `extends: sre-training
roster:
  - { login: alan, roles: [senior, sre-lead] }
  - { login: grace, roles: [senior, senior-ic] }
  - { login: ada, emails: [ada@example.org], track: existing-engineer }
`;
const RECORD = 'training/people/ada.yml';
const BEGUN = `# mine
login: ada
joined: 2025-01-01 # a Wednesday
certificates:
  on-call:
    started: 2026-11-02 # day 1
    # what follows is written by hand too
    modules:
      sre-foundations: { completed: 2026-11-02, assessment: { result: passed, on: 2026-11-02, by: grace } }
`;

describe('forethought train', () => {
  let repo: TestRepository;
  const run = (...args: readonly string[]): Outcome =>
    forethought(repo, ['train', ...args, '--as-of', '2026-11-20']);
  const record = (): string => readFileSync(join(repo.path, RECORD), 'utf8');
  beforeEach(() => {
    repo = make();
    repo.commit({ 'forethought.yml': CONFIG }, 'chore: set up\n');
  });

  test('start makes a record that its rule passes', () => {
    expect(run('start', 'on-call').stderr).toContain('--joined <day>');
    const { code, stdout } = run('start', 'on-call', '--joined', '2025-01-01', '--on', '2026-11-02');
    expect(code).toBe(0);
    expect(stdout).toContain(`${RECORD}: new`);
    expect(record()).toBe(
      'login: ada\njoined: 2025-01-01\ntrack: existing-engineer\ncertificates:\n  on-call:\n    started: 2026-11-02\n',
    );
    const check = forethought(repo, ['check', 'training', '--as-of', '2026-11-20']);
    expect(check.stdout).toContain('forethought pass');
    expect(run('start', 'on-call', '--on', '2026-11-03').stderr).toContain('already says 2026-11-02');
  });

  test('complete and shadow add to the record, and every other character stays', () => {
    repo.write({
      [RECORD]: BEGUN,
      'docs/architecture.md': '# The architecture\n\nTwo services and a queue.\n',
    });
    const done = ['--assessed-by', 'alan', '--hours', '6', '--artefact', 'docs/architecture.md'];
    expect(run('complete', 'architecture-deep-dive', '--on', '2026-11-03', ...done)).toMatchObject({
      code: 0,
    });
    const shift = ['--hours', '8', '--with', 'grace', '--time', 'off-hours', '--on', '2026-11-09'];
    expect(run('shadow', ...shift).stdout).toContain('8 hours with grace');
    expect(record()).toBe(`${BEGUN}      architecture-deep-dive:
        completed: 2026-11-03
        hours: 6
        assessment: { result: passed, on: 2026-11-03, by: alan }
        artefacts:
          - docs/architecture.md
    shadowShifts:
      - { on: 2026-11-09, hours: 8, with: grace, time: off-hours }
`);
    expect(run('shadow', ...shift).stdout).toContain('it says that already');
    expect(forethought(repo, ['check', RECORD]).stdout).not.toContain('Worth acting on');
  });

  test.each([
    [['complete', 'sre-foundation'], 'did you mean `sre-foundations`?'],
    [['complete', 'on-call-lite'], 'forethought train start developer'],
    [['complete', 'tools-and-access'], 'not assessed'],
    [['complete', 'tools-and-access', '--assessed-by', 'Ada'], 'name who assessed it'],
    [['complete', 'tools-and-access', '--assessed-by', 'alan', '--on', '2026-12-01'], 'today is 2026-11-20'],
    [['shadow', '--hours', '8', '--with', 'ada', '--time', 'day'], 'name who was shadowed'],
    [['shadow', '--hours', '30', '--with', 'grace', '--time', 'day'], '30 hours'],
    [
      ['shadow', '--hours', '8', '--with', 'grace', '--time', 'day', '--notes', 'gone.md'],
      'gone.md is not there',
    ],
    [['shadow', '--hours', '0', '--with', 'grace', '--time', 'day'], 'a number above 0'],
    [['start', 'on-cal'], 'did you mean `on-call`?'],
  ])('%j is refused, and the record stays as it is', (args, words) => {
    repo.write({ [RECORD]: BEGUN });
    const { code, stderr } = run(...args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(record()).toBe(BEGUN);
  });

  test('a record that can not be read is not touched', () => {
    repo.write({ [RECORD]: BEGUN.replace('joined', 'joind') });
    const { code, stderr } = run('start', 'developer');
    expect(code).toBe(2);
    expect(stderr).toContain('did you mean `joined`?');
  });

  test('status says what is there, what is missing, and who can sign', () => {
    repo.write({ [RECORD]: BEGUN });
    const { code, stdout } = run('status');
    expect(code).toBe(0);
    expect(stdout).toContain('On-Call Engineer Certified (on-call): begun on 2026-11-02');
    expect(stdout).toContain('0 of 6 requirements evidenced');
    expect(stdout).toContain('Modules: 1 of 8');
    expect(stdout).toContain('Who can give a sign-off (2 of senior): alan, grace');
    expect(stdout).toContain('https://sre.google/sre-book/');
    expect(stdout).toContain('The training coordinator');
    expect(run('status', 'alan').stdout).toContain('alan has no record of training yet');
  });

  test('sign-off-request names the branch and who may sign, and writes nothing', () => {
    repo.commit({ [RECORD]: BEGUN }, 'docs: record\n');
    const { code, stdout } = run('sign-off-request');
    expect(code).toBe(0);
    expect(stdout).toContain('git switch -c training/ada-on-call');
    expect(stdout).toContain('{ as: sign-off, by: grace, on: 2026-11-20 }');
    expect(stdout).toContain('- sign-off by 2 with the role senior: @alan, @grace');
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test('a plan that trains nobody says which one does', () => {
    repo.write({ 'forethought.yml': CONFIG.replace('sre-training', 'devops-elite') });
    expect(run('start', 'on-call', '--joined', '2025-01-01').stderr).toContain('--plan sre-training');
    expect(existsSync(join(repo.path, RECORD))).toBe(false);
  });

  test('a team that keeps its records elsewhere finds them there', () => {
    repo.write({ 'forethought.yml': `${CONFIG}records:\n  person: ['team/*.yml']\n` });
    run('start', 'on-call', '--joined', '2025-01-01', '--on', '2026-11-02');
    expect(existsSync(join(repo.path, 'team/ada.yml'))).toBe(true);
  });
});
