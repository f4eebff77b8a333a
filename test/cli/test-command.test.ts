import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { TestedRun } from '@forethought/core';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { makeRepository, openTestRepository, type TestRepository } from '../helpers/repository.js';
import { forethought, MAIN } from './cli.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.cleanup());

function records(): readonly TestedRun[] {
  const folder = join(repository.path, '.git/forethought/tested');
  return readdirSync(folder)
    .sort()
    .map((name) => JSON.parse(readFileSync(join(folder, name), 'utf8')));
}

describe('forethought test runs a command as if it were not there', () => {
  test('bytes in, bytes out, on both outputs, and the exit code', () => {
    const input = Buffer.from(Array.from({ length: 3_000_000 }, (_, at) => at % 256));
    const script = 'cat; printf "\\377\\0 err" >&2; exit 7';
    const done = repository.run(process.execPath, [MAIN, 'test', '--', 'sh', '-c', script], { input });
    const direct = repository.run('sh', ['-c', script], { input });
    expect(done.code).toBe(7);
    expect(done.stdout === direct.stdout).toBe(true);
    expect(done.stderr).toBe(direct.stderr);
    expect(records()).toMatchObject([{ command: ['sh', '-c', script], exit: 7, result: 'failed' }]);
  });

  test.each([
    [['true'], 0],
    [['sh', '-c', 'exit 200'], 200],
    [['sh', '-c', 'kill -TERM $$'], 143],
    [['sh', '-c', 'kill -KILL $$'], 137],
  ] as const)('%j ends with %i', (command, code) => {
    expect(forethought(repository, ['test', '--', ...command]).code).toBe(code);
    expect(records()).toMatchObject([{ exit: code, result: code === 0 ? 'passed' : 'failed' }]);
  });

  test("a command that is not there gives 127, one that can't be run 126, and nothing is recorded", () => {
    const missing = forethought(repository, ['test', 'no-such-command', '--stage', 'x']);
    expect(missing).toEqual({
      code: 127,
      stdout: '',
      stderr: 'forethought: no-such-command: command not found\n',
    });
    const line = forethought(repository, ['test', 'npm test && true']);
    expect(line.stderr).toContain("a line of shell is run as: forethought test -- sh -c '…'");
    repository.write({ plain: 'no program\n' });
    expect(forethought(repository, ['test', './plain']).code).toBe(126);
    expect(() => records()).toThrow('ENOENT');
  });

  test('words behind the command are its own, with or without --', () => {
    for (const apart of [[], ['--']]) {
      const words = ['test', '--stage', 'failure', ...apart, 'echo', '--stage', 'x', '--help', '--', '-v'];
      expect(forethought(repository, words).stdout).toBe('--stage x --help -- -v\n');
    }
    expect(records().map(({ stage }) => stage)).toEqual(['failure', 'failure']);
  });

  test("a call that can't be right is refused before anything runs", () => {
    expect(forethought(repository, ['test']).code).toBe(2);
    const wrong = forethought(repository, ['test', '--stage', 'production', '--', 'touch', 'made']);
    expect(wrong.code).toBe(2);
    expect(wrong.stderr).toContain('Allowed choices are isolation, integration, failure');
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test.each(['SIGTERM', 'SIGHUP', 'SIGINT'] as const)(
    '%s is handed on, and its end is waited for',
    async (signal) => {
      const script = `trap 'echo got; exit 42' TERM HUP INT; echo ready; while :; do sleep 0.05; done`;
      const child = spawn(process.execPath, [MAIN, 'test', '--', 'sh', '-c', script], {
        cwd: repository.path,
        env: repository.env,
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      let output = '';
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString();
        if (output === 'ready\n') child.kill(signal);
      });
      const [code] = await once(child, 'close');
      expect(code).toBe(42);
      expect(output).toBe('ready\ngot\n');
      expect(records()).toMatchObject([{ exit: 42 }]);
    },
  );

  test("a signal in the command's first moment is handed on as well", () => {
    const script = `trap 'exit 42' HUP; kill -HUP $PPID; for i in 1 2 3 4 5 6 7 8 9; do sleep 0.2; done`;
    const codes = [1, 2, 3, 4, 5].map(() => forethought(repository, ['test', '--', 'sh', '-c', script]).code);
    expect(codes).toEqual([42, 42, 42, 42, 42]);
  });
});

describe('what is recorded', () => {
  test('the tree of the index as it would be committed, with nothing of the index changed', () => {
    repository.write({ 'a b\nc.ts': '1\n' });
    repository.git('add', '.');
    const index = readFileSync(join(repository.path, '.git/index'));
    expect(forethought(repository, ['test', 'true'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readFileSync(join(repository.path, '.git/index')).equals(index)).toBe(true);
    const tree = repository.git('write-tree');
    expect(records()).toMatchObject([
      { schema: 1, tree, tested: tree, untracked: 0, changedFiles: false, result: 'passed' },
    ]);
    expect(readdirSync(join(repository.path, '.git')).filter((name) => name.includes('index'))).toEqual([
      'index',
    ]);
  });

  test('what lies unstaged or untracked beside it, each in its own words', () => {
    repository.commit({ 'a.ts': '1\n', '.gitignore': 'ignored\n' }, 'chore: begin\n');
    repository.write({ ignored: 'x\n' });
    expect(forethought(repository, ['test', 'true']).stderr).toBe('');
    repository.write({ 'a.ts': '2\n', new: 'x\n' });
    const done = forethought(repository, ['test', 'true']);
    expect(done.stderr).toContain('unstaged changes were part of it');
    expect(done.stderr).toContain('1 untracked file or folder lay beside it');
    const [clean, dirty] = records();
    repository.git('add', '-u');
    expect(dirty).toMatchObject({ tree: clean?.tree, tested: repository.git('write-tree'), untracked: 1 });
  });

  test('a command that changes files is told of', () => {
    repository.commit({ 'a.ts': '1\n' }, 'chore: begin\n');
    const done = forethought(repository, ['test', '--', 'sh', '-c', 'echo 2 >a.ts']);
    expect(done.stderr).toContain('the command itself changed tracked files');
    expect(records()).toMatchObject([{ changedFiles: true }]);
  });

  test('a subdirectory runs it there, and the records stay in one place', () => {
    repository.commit({ 'sub/a.ts': '1\n' }, 'chore: begin\n');
    const done = forethought(repository, ['test', 'pwd'], { cwd: join(repository.path, 'sub') });
    expect(done.stdout).toBe(`${join(repository.path, 'sub')}\n`);
    expect(records()).toHaveLength(1);
  });

  test('secrets of the command line are not kept', () => {
    const words = [
      'true',
      '--password',
      'hunter2',
      'API_TOKEN=abc',
      '--user=ada',
      'https://u:p@host/x',
      '--api-key=k',
    ];
    forethought(repository, ['test', '--', ...words]);
    forethought(repository, [
      'test',
      '--',
      'sh',
      '-c',
      "DB_PASSWORD='a b' true --token xyz; curl -H 'Authorization: Bearer q' || true",
    ]);
    expect(records().map(({ command }) => command)).toEqual([
      ['true', '--password', '***', 'API_TOKEN=***', '--user=ada', 'https://***@host/x', '--api-key=***'],
      ['sh', '-c', "DB_PASSWORD=*** true --token ***; curl -H 'Authorization: Bearer ***' || true"],
    ]);
  });

  test('fifty of them, the newest', () => {
    const folder = join(repository.path, '.git/forethought/tested');
    mkdirSync(folder, { recursive: true });
    for (let at = 0; at < 60; at += 1)
      writeFileSync(join(folder, `20200101T0000000${String(at).padStart(2, '0')}Z-1.json`), '{}');
    forethought(repository, ['test', 'true']);
    expect(readdirSync(folder)).toHaveLength(50);
    expect(records().at(-1)).toMatchObject({ schema: 1 });
  });
});

describe('where nothing can be recorded the command runs all the same', () => {
  test('outside a repository, and in a bare one', () => {
    const outside = forethought(repository, ['test', '--', 'sh', '-c', 'echo ran; exit 3'], {
      cwd: repository.home,
    });
    expect(outside).toMatchObject({ code: 3, stdout: 'ran\n' });
    expect(outside.stderr).toMatch(/^forethought: this run is not recorded: .*\n$/);
    const bare = makeRepository({ bare: true });
    const done = forethought(bare, ['test', 'true']);
    expect(done).toMatchObject({
      code: 0,
      stderr: 'forethought: this run is not recorded: this repository has no work tree\n',
    });
    bare.cleanup();
  });

  test('with conflicts in the index', () => {
    repository.commit({ a: '1\n' }, 'chore: begin\n');
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit({ a: '2\n' }, 'feat: two\n');
    repository.git('checkout', '-q', 'main');
    repository.commit({ a: '3\n' }, 'feat: three\n');
    repository.tryGit(['merge', 'topic']);
    const done = forethought(repository, ['test', '--', 'sh', '-c', 'exit 5']);
    expect(done.code).toBe(5);
    expect(done.stderr).toContain('not recorded: the index holds conflicts');
  });

  test("with a folder that can't be written", () => {
    repository.write({ '.git/forethought': 'a file\n' });
    const done = forethought(repository, ['test', 'true']);
    expect(done.code).toBe(0);
    expect(done.stderr).toMatch(/^forethought: this run is not recorded: .*\n$/);
  });

  test('in a submodule it is recorded in its own Git directory', () => {
    repository.commit({ a: '1\n' }, 'chore: begin\n');
    const outer = makeRepository();
    outer.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', repository.path, 'inner');
    const inner = openTestRepository(join(outer.path, 'inner'), outer.home);
    expect(forethought(inner, ['test', 'true'])).toEqual({ code: 0, stdout: '', stderr: '' });
    expect(readdirSync(join(outer.path, '.git/modules/inner/forethought/tested'))).toHaveLength(1);
    outer.cleanup();
  });
});
