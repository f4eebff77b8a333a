import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { CODE, commitCode, DOCUMENTED, headOf, UNDOCUMENTED } from '../helpers/hooked.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

const { version: VERSION } = JSON.parse(readFileSync('packages/cli/package.json', 'utf8')) as {
  readonly version: string;
};
let repository: TestRepository;

const PACKAGES = {
  '@forethought/core': 'packages/core',
  '@forethought/io': 'packages/io',
  '@forethought/rules': 'rules',
  forethought: 'packages/cli',
};

beforeAll(() => {
  repository = makeRepository();
  const tarballs = join(repository.home, 'tarballs');
  mkdirSync(tarballs);
  const folders = Object.values(PACKAGES).map((folder) => `./${folder}`);
  const args = ['pack', '--ignore-scripts', '--pack-destination', tarballs, ...folders];
  const packed = spawnSync('npm', args, { encoding: 'utf8', shell: process.platform === 'win32' });
  expect(packed).toMatchObject({ status: 0 });
  const modules = join(repository.path, 'node_modules');
  mkdirSync(modules);
  linkThirdParty(resolve('node_modules'), modules);
  linkThirdParty(resolve('packages/cli/node_modules'), modules);
  for (const name of Object.keys(PACKAGES)) {
    const tarball = `${name.replace('@', '').replace('/', '-')}-${VERSION}.tgz`;
    mkdirSync(join(modules, name), { recursive: true });
    const args = ['-xzf', join(tarballs, tarball), '-C', join(modules, name), '--strip-components=1'];
    expect(spawnSync('tar', args)).toMatchObject({ status: 0 });
  }
  repository.commit({ '.gitignore': 'node_modules\n', 'src/old.ts': CODE }, 'chore: begin\n');
});
afterAll(() => repository.cleanup());

/** Everything that is not ours, as npm would have installed it. */
function linkThirdParty(from: string, to: string): void {
  if (!existsSync(from)) return;
  for (const name of readdirSync(from)) {
    if (
      name.startsWith('.') ||
      name === 'forethought' ||
      name === '@forethought' ||
      existsSync(join(to, name))
    )
      continue;
    symlinkSync(join(from, name), join(to, name));
  }
}

test('the published packages set a fresh repository up, and its hooks block and pass', () => {
  const main = join(repository.path, 'node_modules/forethought/dist/main.js');
  const init = repository.run(process.execPath, [main, 'init', '--hooks', 'husky', '--yes']);
  expect(init).toMatchObject({ code: 0, stderr: '' });
  expect(init.stdout).toContain('The hooks are live');
  const before = headOf(repository);
  expect(commitCode(repository, ['-m', UNDOCUMENTED]).stderr).toContain('sources-consulted');
  expect(headOf(repository)).toBe(before);
  expect(repository.tryGit(['commit', '-m', DOCUMENTED])).toMatchObject({ code: 0 });
});

test('the packages carry what they promise and nothing of the tests', () => {
  const modules = join(repository.path, 'node_modules');
  const hook = repository.run(process.execPath, ['-p', "require.resolve('forethought/hook')"]);
  expect(basename(hook.stdout.trim())).toBe('hook.cjs');
  for (const name of Object.keys(PACKAGES)) {
    const files = readdirSync(join(modules, name), { recursive: true, encoding: 'utf8' });
    expect(files).toContain('package.json');
    expect(files.filter((file) => /\.test\.|tsbuildinfo|(?:^|\/)node_modules\//.test(file))).toEqual([]);
  }
});

test('the scripts run where only the packages and the work tree are, not the sources', () => {
  const copy = join(repository.home, 'scripts');
  cpSync(join(repository.path, 'node_modules/forethought/dist/hooks'), copy, { recursive: true });
  repository.write({ '.git/COMMIT_EDITMSG': UNDOCUMENTED, 'src/fresh.ts': CODE });
  repository.git('add', 'src/fresh.ts');
  const env = { GIT_AUTHOR_EMAIL: 'ada@example.org', GIT_EDITOR: ':' };
  const done = repository.run('sh', [join(copy, 'commit-msg'), '.git/COMMIT_EDITMSG'], { env });
  expect(done.code).toBe(1);
  expect(done.stderr).toContain('test-evidence');
});
