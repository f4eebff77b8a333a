import { mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CODE, commitCode, DOCUMENTED, headOf, textIn, UNDOCUMENTED } from '../helpers/hooked.js';
import {
  makeRepository,
  type Outcome,
  openTestRepository,
  type TestRepository,
} from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
  install(repository.path);
  const manifest = {
    name: 'service',
    private: true,
    devDependencies: { forethought: '0.1.0', husky: '9.1.7' },
  };
  repository.commit(
    {
      '.gitignore': 'node_modules\n',
      'package.json': `${JSON.stringify(manifest, null, '\t')}\n`,
      'src/old.ts': CODE,
    },
    'chore: begin\n',
  );
});
afterEach(() => repository.cleanup());

/** What `npm install` would have put there. */
function install(path: string): void {
  mkdirSync(join(path, 'node_modules'), { recursive: true });
  symlinkSync(resolve('packages/cli'), join(path, 'node_modules/forethought'));
  symlinkSync(resolve('node_modules/husky'), join(path, 'node_modules/husky'));
}

function init(...args: readonly string[]): Outcome {
  return repository.run(process.execPath, [resolve('packages/cli/dist/main.js'), 'init', ...args]);
}

/** Content of every file of the worktree that Git would track. */
function everything(): Readonly<Record<string, string>> {
  const names = repository.git('ls-files', '-co', '--exclude-standard').split('\n');
  return Object.fromEntries(names.map((name) => [name, textIn(repository, name)]));
}

const HOOKS = ['commit-msg', 'post-commit', 'pre-commit', 'pre-push', 'prepare-commit-msg'];

describe('init --hooks husky', () => {
  test('blocks undocumented code and passes documented code from then on', () => {
    expect(init('--hooks', 'husky', '--yes')).toMatchObject({ code: 0, stderr: '' });
    const before = headOf(repository);
    const blocked = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(blocked.stderr).toContain('sources-consulted');
    expect(blocked.stderr).toContain('test-evidence');
    expect(headOf(repository)).toBe(before);
    expect(repository.tryGit(['commit', '-m', DOCUMENTED]).code).toBe(0);
    repository.write({ 'src/small.ts': 'export const one = 1;\n', 'README.md': 'A line.\n'.repeat(40) });
    repository.git('add', 'src/small.ts', 'README.md');
    expect(repository.tryGit(['commit', '-m', 'feat: a little']).code).toBe(0);
  });

  test('enrols whoever runs it, unnamed, and says what was written and how to undo it', () => {
    const { stdout } = init('--hooks', 'husky', '--yes');
    const config = textIn(repository, 'forethought.yml');
    expect(config).toContain('mode: standard');
    expect(config).toContain('- login: ada\n    emails: [ada@example.org]\n    named: false\n');
    for (const hook of HOOKS) expect(stdout).toContain(`.husky/${hook} (new)`);
    expect(stdout).toContain('package.json (script "prepare": "husky")');
    expect(stdout).toContain('To undo it:');
    expect(stdout).toContain('The hooks are live');
    expect(textIn(repository, 'package.json')).toContain('\t"scripts": {\n\t\t"prepare": "husky"\n\t}');
  });

  test('a second time changes nothing', () => {
    init('--hooks', 'husky', '--yes');
    const first = everything();
    const gitConfig = textIn(repository, '.git/config');
    const again = init('--hooks', 'husky', '--yes');
    expect(again.code).toBe(0);
    expect(again.stdout).toContain('nothing was changed');
    expect(again.stdout).toContain('npx forethought check --message -');
    expect(everything()).toEqual(first);
    expect(textIn(repository, '.git/config')).toBe(gitConfig);
  });

  test('adds one line to hooks that are there, and leaves commitlint alone', () => {
    const commitlint = 'npx --no -- commitlint --edit "$1"\n';
    const own = {
      '.husky/commit-msg': commitlint,
      '.husky/pre-commit': 'npm test\nexit 0',
      '.husky/pre-push': '#!/usr/bin/env python3\nprint("push")\n',
      'commitlint.config.js': 'export default {};\n',
      'forethought.yml': 'mode: observe\n',
    };
    repository.write(own);
    const { stdout } = init('--hooks', 'husky', '--yes');
    const lines = textIn(repository, '.husky/commit-msg').split('\n');
    expect(lines).toHaveLength(3);
    expect(`${lines[0]}\n`).toBe(commitlint);
    expect(lines[1]).toMatch(/# forethought$/);
    expect(textIn(repository, '.husky/pre-commit')).toMatch(/^npm test\n.*# forethought\nexit 0\n$/);
    expect(textIn(repository, '.husky/pre-push')).toBe(own['.husky/pre-push']);
    expect(stdout).toContain('.husky/pre-push stays as it is: it is no shell script');
    expect(textIn(repository, 'commitlint.config.js')).toBe(own['commitlint.config.js']);
    expect(textIn(repository, 'forethought.yml')).toBe('mode: observe\n');
    expect(stdout).toContain('forethought.yml is there already');
  });

  test('the other modes are written as asked, and two at once are refused', () => {
    expect(init('--observe', '--strict').code).toBe(2);
    expect(textIn(repository, 'forethought.yml')).toBe('');
    expect(init('--strict').code).toBe(2);
    expect(textIn(repository, 'forethought.yml')).toBe('');
    expect(init('--strict', '--yes').stdout).toContain('init --hooks husky adds them');
    expect(textIn(repository, 'forethought.yml')).toContain('mode: strict');
    rmSync(join(repository.path, 'forethought.yml'));
    init('--observe', '--hooks', 'husky', '--yes');
    const done = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(done.code).toBe(0);
    expect(done.stderr).toContain('would have blocked');
  });

  test('says so where the hooks are not live', () => {
    rmSync(join(repository.path, 'node_modules'), { recursive: true });
    const { stdout } = init('--hooks', 'husky', '--yes');
    expect(stdout).toContain('npm install activates the hooks');
    expect(stdout).toContain('not live here yet');
    repository.git('config', 'core.hooksPath', 'tools/hooks');
    expect(init('--hooks', 'husky', '--yes').stdout).toContain('core.hooksPath is tools/hooks');
  });
});

describe('in a new worktree', () => {
  test('husky hooks are live, with the tool of the main one', () => {
    init('--hooks', 'husky', '--yes');
    repository.git('add', '-A');
    repository.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '-m', 'chore: adopt');
    const path = join(repository.home, 'linked tree');
    repository.git('worktree', 'add', '-q', path, '-b', 'topic');
    const linked = openTestRepository(path, repository.home);
    const before = headOf(linked);
    expect(commitCode(linked, ['-m', UNDOCUMENTED]).stderr).toContain('sources-consulted');
    expect(headOf(linked)).toBe(before);
    expect(linked.tryGit(['commit', '-m', DOCUMENTED])).toMatchObject({ code: 0 });
    expect(linked.run('ls', [join(linked.git('rev-parse', '--git-dir'), 'forethought')]).stdout).toContain(
      'rejected-1.txt',
    );
    // husky's own set-up, which every npm install repeats, takes nothing away.
    expect(repository.run(process.execPath, [resolve('node_modules/husky/bin.js')]).code).toBe(0);
    expect(commitCode(linked, ['-m', UNDOCUMENTED]).stderr).toContain('sources-consulted');
    expect(repository.git('config', 'core.hooksPath')).toBe('.husky/_');
  });

  test('plain hooks are live', () => {
    init('--hooks', 'plain', '--yes');
    const path = join(repository.home, 'linked');
    repository.git('worktree', 'add', '-q', path, '-b', 'topic');
    const linked = openTestRepository(path, repository.home);
    linked.write({ 'forethought.yml': 'mode: standard\n' });
    expect(commitCode(linked, ['-m', UNDOCUMENTED]).stderr).toContain('sources-consulted');
  });
});

test('what other hook managers need is printed to be pasted', () => {
  expect(init('--hooks', 'lefthook', '--yes').stdout).toContain(
    'sh node_modules/forethought/dist/hooks/commit-msg {1}',
  );
  expect(init('--hooks', 'pre-commit', '--yes').stdout).toContain('stages: [commit-msg]');
  expect(init('--hooks', 'nothing').code).toBe(2);
});
