import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fastImport } from '../helpers/fast-import.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought, MAIN, manyCommits, STANDARD, sourceLines } from './cli.js';

describe('wrong input', () => {
  let repo: TestRepository;
  beforeEach(() => {
    repo = makeRepository();
  });
  afterEach(() => repo.cleanup());

  test.each([
    [['check'], 'nothing to judge was named'],
    [['check', '--commit', 'HEAD', '--message', '-'], 'only one thing'],
    [['check', '--message', 'nowhere.txt'], 'there is no such file'],
    [['check', '--to', 'HEAD', '--message', '-'], '--to goes with --from'],
    [['check', '--pull-request', '-', '--changed-files', '-'], 'not both'],
    [['report', '--since', 'yesterday'], 'yyyy-mm-dd'],
    [['report', '--since', '2026-02-02', '--until', '2026-02-01'], 'swap them'],
    [['explain', 'sources-consultd'], 'did you mean sources-consulted'],
    [['chekc', '--edit'], 'did you mean check?'],
    [['chek'], 'did you mean check?'],
    [['check', '--comit', 'HEAD'], 'Did you mean --commit?'],
    [['nowhere/at/all'], 'is not a directory'],
    [['a'.repeat(5000)], 'is not a directory'],
    [['overview', process.execPath], 'is not a directory'],
    [['check', 'nowhere.md'], 'there is no such file'],
    [['check', '../outside.md'], 'lies outside'],
    [['collect', '--output', 'no/such/facts.json'], 'there is no folder'],
    [['collect', '--output', '.'], 'this is a folder'],
    [['overview', '--as-of', '2026-02-30'], 'no such day'],
    [['report', '--since', '2026-13-01'], 'no such day'],
  ])('%j is refused with exit code 2 and one message', (args, words) => {
    const { code, stderr, stdout } = forethought(repo, args, { input: '' });
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(words);
    expect(stderr).not.toMatch(/\n {4}at /);
  });

  test('a wrong configuration names the place and the right word, and nothing is judged', () => {
    repo.commit({ 'forethought.yml': 'mode: standard\nrules:\n  sources-consultd: block\n' }, 'chore: adopt');
    const { code, stderr } = forethought(repo, ['check', '--commit', 'HEAD']);
    expect(code).toBe(2);
    expect(stderr).toMatch(/forethought\.yml:3:3: .*did you mean `?sources-consulted/);
  });

  test('an unknown revision and a folder without a repository could not be evaluated', () => {
    repo.commit({ 'a.ts': 'x' }, 'one');
    expect(forethought(repo, ['check', '--commit', 'nowhere'])).toMatchObject({ code: 3, stdout: '' });
    const early = forethought(repo, ['check', '--from', 'HEAD~9']);
    expect(early).toMatchObject({ code: 3, stderr: expect.stringContaining('no commit is called HEAD~9;') });
    const outside = forethought(repo, ['overview', repo.home]);
    expect({ code: outside.code, words: outside.stderr }).toMatchObject({
      code: 3,
      words: expect.stringContaining('not inside a Git repository'),
    });
  });

  test('a folder that is named like a command is the repository to look at', () => {
    repo.commit({ 'a.ts': 'x' }, 'one');
    repo.run('mkdir', ['chek']);
    expect(forethought(repo, ['chek'])).toMatchObject({ code: 0, stderr: '' });
  });

  test('a day is said to be without effect where commits carry their own', () => {
    const sha = repo.commit({ 'a.ts': 'x' }, 'one');
    const asked = ['--as-of', '2026-02-28'];
    for (const args of [
      ['check', '--commit', sha],
      ['check', '--from', sha],
      ['why', sha],
    ]) {
      const { code, stderr } = forethought(repo, [...args, ...asked]);
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: 'forethought: --as-of has no effect here: a commit is judged as of its committer date\n',
      });
    }
    const message = forethought(repo, ['check', '--message', '-', ...asked], { input: 'x\n' });
    expect(message).toMatchObject({ stderr: '', stdout: expect.stringContaining('as of 2026-02-28') });
  });

  test('an empty repository is judged and says that there is nothing', () => {
    const { code, stdout } = forethought(repo, ['overview']);
    expect(code).toBe(0);
    expect(stdout).toContain('0 judged');
    expect(stdout).toContain('note: there is no commit yet');
  });

  test('a reader that leaves early is no failure', async () => {
    await fastImport(repo, manyCommits(2000));
    const child = spawn(
      'sh',
      ['-c', `"${process.execPath}" "${MAIN}" check --from HEAD~1999 --to HEAD --format json | head -c 10`],
      {
        cwd: repo.path,
        env: repo.env,
      },
    );
    let errors = '';
    child.stderr.on('data', (chunk) => {
      errors += chunk;
    });
    const code = await new Promise((resolve) => child.on('close', resolve));
    expect({ code, errors }).toEqual({ code: 0, errors: '' });
  });

  test('an interrupted collect leaves no half-written file', async () => {
    await fastImport(repo, manyCommits(3000));
    const child = spawn(process.execPath, [MAIN, 'collect', '--output', 'facts.json'], {
      cwd: repo.path,
      env: repo.env,
    });
    setTimeout(() => child.kill('SIGINT'), 400);
    const code = await new Promise((resolve) => child.on('close', resolve));
    const left = readdirSync(repo.path).filter((name) => name.startsWith('facts.json'));
    expect([0, 130, null]).toContain(code);
    expect(left).toEqual(code === 0 ? ['facts.json'] : []);
  });

  test('no colour without a terminal, whatever the subject holds', () => {
    repo.commit({ 'forethought.yml': STANDARD }, 'chore: adopt');
    repo.commit({ 'a.ts': sourceLines(30) }, 'feat: \u001b]0;title\u0007\u202e values');
    const { stdout } = forethought(repo, ['overview']);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what this test looks for
    expect(stdout).not.toMatch(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/u);
  });
});
