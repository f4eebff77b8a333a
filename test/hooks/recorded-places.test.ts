import { cpSync, existsSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CODE, headOf, makeHooked, stageCode } from '../helpers/hooked.js';
import { expectMade, expectRecorded, messageOf, runTests, treeOf, WRITTEN } from '../helpers/recording.js';
import {
  makeRepository,
  type Outcome,
  openTestRepository,
  type TestRepository,
} from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked();
});
afterEach(() => repository.cleanup());

/** Changes the first and the last line of a file, so far apart that git sees two hunks. */
function changeBothEnds(): void {
  const lines = CODE.trimEnd().split('\n');
  const changed = [`${lines[0]} // one`, ...lines.slice(1, -1), `${lines.at(-1)} // two`];
  repository.write({ 'src/old.ts': `${changed.join('\n')}\n` });
}

/** `git commit -p` with answers to its questions. */
function commitHunks(answers: string): Outcome {
  return repository.run('git', ['commit', '-p', '-m', WRITTEN], { input: Buffer.from(answers) });
}

test('of hunks picked with -p, where all that was tested was picked', () => {
  changeBothEnds();
  runTests(repository);
  expectMade(commitHunks('y\ny\n'));
  expectRecorded(repository);
  expect(repository.git('status', '--porcelain')).toBe('');
});

test('of some hunks picked with -p the run was on another tree, and nothing of it is taken', () => {
  changeBothEnds();
  runTests(repository);
  const before = headOf(repository);
  commitHunks('y\nn\n');
  expect(headOf(repository)).not.toBe(before);
  expect(messageOf(repository)).not.toContain('Tested-Tree');
  expect(repository.git('status', '--porcelain')).toContain('src/old.ts');
});

test('in a submodule with hooks of its own, whose records lie in its own Git directory', () => {
  const outer = makeRepository();
  try {
    outer.commit({ 'README.md': '# Outer\n' }, 'chore: begin');
    outer.git('-c', 'protocol.file.allow=always', 'submodule', 'add', '-q', repository.path, 'inner');
    outer.git('commit', '-q', '-m', 'chore: add the inner one');
    const inner = openTestRepository(join(outer.path, 'inner'), outer.home);
    const gitDir = join(outer.path, '.git/modules/inner');
    cpSync(join(repository.path, '.git/hooks'), join(gitDir, 'hooks'), { recursive: true });
    symlinkSync(join(repository.path, 'node_modules'), join(inner.path, 'node_modules'));
    inner.write({ '.gitignore': 'node_modules\n' });
    stageCode(inner);
    runTests(inner);
    expectMade(inner.tryGit(['commit', '-m', WRITTEN]));
    expect(messageOf(inner)).toContain(`Tested-Tree: ${treeOf(inner)}`);
    expect(existsSync(join(gitDir, 'forethought/tested'))).toBe(true);
    expect(existsSync(join(outer.path, '.git/forethought/tested'))).toBe(false);
  } finally {
    outer.cleanup();
  }
});
