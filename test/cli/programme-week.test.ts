import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { Outcome, TestRepository } from '../helpers/repository.js';
import { forethought, MAIN, STANDARD } from './cli.js';

const make = repositories();
const ROSTER = `${STANDARD}roster:\n  - login: ada\n    emails: [ada@example.org]\n    start: 2026-11-02\n`;
const DAY = ['--as-of', '2026-11-18'];
const WEEK = 'weekly/2026-W47/ada.md';

describe('the weekly and the daily file', () => {
  let repo: TestRepository;
  const run = (args: readonly string[], input = ''): Outcome =>
    forethought(repo, [...args, ...DAY], { input });
  const textOf = (path: string): string => readFileSync(join(repo.path, path), 'utf8');
  beforeEach(() => {
    repo = make();
    repo.commit({ 'forethought.yml': ROSTER }, 'chore: set up\n');
  });

  test('week makes a file that the rules pass, and says what was written', () => {
    const goals = ['read', 'practise', 'ship', 'document', 'improve'].flatMap((id) => [
      '--goal',
      `${id}=the ${id} part of the retries`,
    ]);
    const { code, stdout } = run(['week', ...goals, '--done', 'read,ship']);
    expect(code).toBe(0);
    expect(stdout).toContain(`${WEEK}: new`);
    expect(stdout).toContain('goals: 5 of 5 set, 2 met');
    expect(stdout).toContain(`forethought check ${WEEK} (weekly-goals)`);
    expect(textOf(WEEK)).toContain('- [x] Read: the read part of the retries\n- [ ] Practise:');
    const check = forethought(repo, ['check', WEEK, '--as-of', '2026-11-18']);
    expect(check.stdout).toContain('forethought pass');
    expect(check.stdout).not.toContain('Worth acting on');
  });

  test('a goal that comes to one that was met is said to open it again', () => {
    run(['week', '--goal', 'read=the chapter on queues', '--done', 'read']);
    expect(run(['week', '--goal', 'read=the chapter on retries']).stdout).toContain(
      'read was met and is open again',
    );
    expect(run(['week', '--done', 'read']).stdout).not.toContain('open again');
  });

  test('what stands there stays byte for byte, and the same again changes nothing', () => {
    const own = '# My week\r\n\r\nA note of mine.\r\n\r\n## Goals\r\n\r\n- [ ] Read: chapter 5\r\n';
    repo.write({ [WEEK]: own });
    expect(run(['week', '--done', 'read', '--review', 'went-well=the rollback was rehearsed']).code).toBe(0);
    expect(textOf(WEEK).startsWith(own.replace('[ ]', '[x]'))).toBe(true);
    expect(textOf(WEEK)).toContain('What went well: the rollback was rehearsed\r\n');
    const before = textOf(WEEK);
    expect(run(['week', '--done', 'read']).stdout).toContain('it says that already');
    expect(textOf(WEEK)).toBe(before);
  });

  test('asks for what is open, and input that ends leaves the rest open', () => {
    run(['week', '--goal', 'read=chapter 5']);
    const { code, stderr } = run(['week', '--ask'], 'y\na pre-mortem\n\n');
    expect(code).toBe(0);
    expect(stderr).toContain('Read: is it met? [y/N]');
    expect(textOf(WEEK)).toContain('- [x] Read: chapter 5\n- [ ] Practise: a pre-mortem\n- [ ] Ship:\n');
  });

  test('goes on beside the files that are there already', () => {
    repo.write({ 'people/weekly/2026-W40/ada.md': '# Week 40\n' });
    expect(run(['week']).stdout).toContain(`people/${WEEK}: new`);
  });

  test('prints and writes nothing where it is asked to', () => {
    const { stdout } = run(['week', '--print', '--goal', 'ship=retries']);
    expect(stdout).toMatch(/^# Week 2026-W47: ada\n[\s\S]*- \[ \] Ship: retries\n/);
    expect(existsSync(join(repo.path, 'weekly'))).toBe(false);
  });

  test('what was typed is printed where it can not be written', () => {
    repo.write({ weekly: 'a file in the way\n' });
    const { code, stdout, stderr } = run(['week', '--ask'], 'chapter 5\n');
    expect(code).toBe(2);
    expect(stdout).toContain('- [ ] Read: chapter 5');
    expect(stderr).toContain('look at its folder and permissions');
  });

  test('breaking off writes nothing and prints what was typed', async () => {
    const child = spawn(process.execPath, [MAIN, 'week', '--ask', ...DAY], { cwd: repo.path, env: repo.env });
    let [out, asked] = ['', ''];
    child.stdout.on('data', (piece) => {
      out += String(piece);
    });
    child.stderr.on('data', (piece) => {
      asked += String(piece);
      if (asked.includes('Practise: ') && !child.killed) child.kill('SIGINT');
    });
    child.stdin.write('chapter 5\n');
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect(code).toBe(130);
    expect(out).toContain('- [ ] Read: chapter 5');
    expect(existsSync(join(repo.path, 'weekly'))).toBe(false);
  });

  test.each([
    [['week', '--goal', 'raed=x'], 'did you mean `read`?'],
    [['week', '--goal', 'read'], 'read=<words>'],
    [['week', '--done', 'ship'], 'no goal is set there'],
    [['week', '--week', '2026-W60'], 'there is no such week'],
    [['assess', '--scores', 'docs=11'], 'a whole number from 1 to 10'],
    [['assess'], '--scores docs=<1-10>'],
    [['learn', 'probes gate the traffic of a pod', '--source', 'docs/gone.md'], 'no such path'],
    [['learn', 'probes', '--source', 'https://kubernetes.io/docs/concepts/'], 'says too little'],
    [['learn', 'probes gate the traffic of a pod', '--source', 'somewhere'], 'nothing that can be looked up'],
    [['day', 'start', '--done', '9'], 'or 1 to 4'],
  ])('%j is refused with what would be right, and nothing is written', (args, words) => {
    const { code, stderr } = run(args);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(repo.git('status', '--porcelain')).toBe('');
  });

  test('assess and learn write what their rules pass', () => {
    const scores = 'docs=9,tests=8,anticipation=7,assumptions=8,design=6';
    expect(run(['assess', '--scores', scores]).stdout).toContain('docs 9, tests 8');
    expect(run(['assess', '--ask'], '').code).toBe(0);
    for (const source of ['https://kubernetes.io/docs/concepts/', 'forethought.yml', 'RFC 9110'])
      expect(
        run(['learn', `limits are read before they are set, as in ${source}`, '--source', source]).code,
      ).toBe(0);
    expect(textOf(WEEK)).toContain('- Problems anticipated (target 8): 7/10\n');
    const check = forethought(repo, ['check', WEEK, '--as-of', '2026-11-18']);
    expect(check.stdout).not.toContain('self-assessment');
    expect(check.stdout).not.toContain('learning-log');
    expect(run(['learn', 'a fourth thing that is worth knowing', '--source', 'RFC 9110']).stdout).toContain(
      '2026-11-18: 4 of 3 learnings',
    );
  });

  test('a number that gives way to another is told', () => {
    run(['assess', '--scores', 'docs=9,tests=8']);
    expect(run(['assess', '--scores', 'docs=3']).stdout).toContain('  docs was 9 and is 3 now\n');
    expect(run(['assess', '--scores', 'docs=3,tests=8,design=7']).stdout).not.toContain(' was ');
  });

  test('a score that is none is asked for again', () => {
    const { stderr } = run(['assess', '--ask'], 'ten\n10\n');
    expect(stderr.match(/Documentation before implementing/g)).toHaveLength(2);
    expect(textOf(WEEK)).toContain('- Documentation before implementing (target 10): 10/10\n');
  });

  test('the daily file has its routines, and a second deployment is one of its own', () => {
    const answers = ['missed=the quota', 'pattern=N/A: none applies', 'library=the quota'];
    const said = answers.flatMap((answer) => ['--answer', answer]);
    expect(run(['day', 'start', '--done', '1,2', '--note', '2=limits first', ...said]).code).toBe(0);
    run(['day', 'deploy', '--done', 'documentation']);
    run(['day', 'deploy', '--again', '--done', '1,2']);
    run(['day', 'finish', '--ask'], 'y\nn\ntests before the commit\n');
    const text = textOf('daily/2026-11-18/ada.md');
    expect(text).toContain("- [x] Yesterday's commits\n- [x] Patterns that apply today: limits first\n");
    expect(text.match(/## Before a deployment/g)).toHaveLength(2);
    expect(text).toContain('- [x] One improvement for tomorrow: tests before the commit\n');
    const check = forethought(repo, ['check', 'daily', '--as-of', '2026-11-30']);
    expect(check.stdout).not.toContain('Worth acting on');
  });

  test('says whose file it would be, and how to name the person', () => {
    repo.git('config', 'user.email', 'nobody@example.org');
    const { code, stderr } = run(['week']);
    expect(code).toBe(2);
    expect(stderr).toContain('nobody in the roster has the address nobody@example.org');
    expect(stderr).toContain('--engineer <login>');
    expect(run(['week', '--engineer', 'ada']).stdout).toContain(WEEK);
  });
});
