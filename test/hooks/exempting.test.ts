import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { CODE, DOCUMENTED, headOf, makeHooked, UNDOCUMENTED } from '../helpers/hooked.js';
import type { Files, TestRepository } from '../helpers/repository.js';

let repository: TestRepository;
let base: string;

beforeEach(() => {
  repository = makeHooked();
  base = headOf(repository);
});
afterEach(() => repository.cleanup());

/** Exit codes of the hook, of the stored commit and of the range that it ends, for one change without evidence. */
function verdicts(files: Files, from = base): readonly number[] {
  repository.write(files);
  repository.git('add', '-A');
  const hook = repository.tryGit(['commit', '-m', UNDOCUMENTED]).code;
  if (hook !== 0) repository.git('-c', 'core.hooksPath=/dev/null', 'commit', '-m', UNDOCUMENTED);
  const check = (...args: string[]) => forethought(repository, ['check', '--local', ...args]).code;
  return [hook, check('--commit', 'HEAD'), check('--from', from, '--to', 'HEAD')];
}

const PASS = [0, 0, 0];
const FAIL = [1, 1, 1];

describe('a change exempts nothing by itself', () => {
  test.each([
    ['generated', '*.ts linguist-generated\n'],
    ['vendored', '*.ts linguist-vendored\n'],
  ])('attributes that come with it do not make it %s', (_, attributes) => {
    expect(verdicts({ '.gitattributes': attributes, 'src/new.ts': CODE })).toEqual(FAIL);
  });

  test('attributes of a folder are no other', () => {
    const files = { 'src/.gitattributes': '* linguist-generated\n', 'src/new.ts': CODE };
    expect(verdicts(files)).toEqual(FAIL);
  });

  test('attributes that stood before do, also where it takes them back', () => {
    base = repository.commit({ '.gitattributes': '*.ts linguist-generated\n' }, 'build: mark\n');
    expect(verdicts({ '.gitattributes': null, 'src/new.ts': CODE })).toEqual(PASS);
  });

  test('an amend that brings them is compared with its parent', () => {
    repository.commit({ 'src/new.ts': CODE }, DOCUMENTED);
    repository.commit({ '.gitattributes': '*.ts linguist-generated\n' }, 'build: mark\n');
    repository.write({ 'src/more.ts': CODE });
    repository.git('add', '-A');
    expect(repository.tryGit(['commit', '--amend', '-m', UNDOCUMENTED]).code).toBe(1);
  });

  test('a range is judged by the attributes at its base, whatever its commits add', () => {
    repository.commit({ '.gitattributes': '*.ts linguist-generated\n' }, 'build: mark\n');
    expect(verdicts({ 'src/new.ts': CODE })).toEqual([0, 0, 1]);
  });

  test('a merge that brings code of its own is asked for evidence', () => {
    repository.git('checkout', '-q', '-b', 'topic');
    repository.commit({ 'src/topic.ts': CODE }, DOCUMENTED);
    repository.git('checkout', '-q', 'main');
    repository.git('merge', '-q', '--no-ff', '--no-commit', 'topic');
    expect(verdicts({ 'src/more.ts': CODE.replaceAll('value', 'more') })).toEqual(FAIL);
    expect(repository.git('log', '-1', '--format=%P').split(' ')).toHaveLength(2);
  });

  test('code below docs/ is code', () => {
    expect(verdicts({ 'docs/build.py': CODE })).toEqual(FAIL);
    expect(verdicts({ 'docs/guide.txt': CODE }, 'HEAD')).toEqual(PASS);
  });
});

describe('a change does not say how much it weighs', () => {
  test.each([
    ['-diff', { '.gitattributes': '*.ts -diff\n', 'src/new.ts': CODE }],
    ['binary', { '.gitattributes': '* binary\n', 'src/new.ts': CODE }],
    ['the attributes of a folder', { 'src/.gitattributes': '* -diff\n', 'src/new.ts': CODE }],
    ['a NUL', { 'src/new.ts': `/*\0*/${CODE}` }],
    ['a NUL in a file without an ending', { 'bin/new': `#!/bin/sh\n#\0\n${CODE}` }],
  ])('by %s', (_, files) => {
    expect(verdicts(files)).toEqual(FAIL);
  });

  test('by attributes that stood before, in the checkout or staged', () => {
    base = repository.commit({ '.gitattributes': '*.ts -diff\n' }, 'build: mark\n');
    expect(verdicts({ 'src/new.ts': CODE })).toEqual(FAIL);
    expect(verdicts({ '.gitattributes': null, 'src/more.ts': CODE })).toEqual(FAIL);
  });

  test('of pictures and of binary files that only moved nothing is asked', () => {
    const data = Buffer.from([0, 1, 2, 3]);
    base = repository.commit({ 'src/data': data }, `${DOCUMENTED}`);
    expect(verdicts({ 'src/logo.png': data })).toEqual(PASS);
    expect(verdicts({ 'src/data': null, 'lib/data': data })).toEqual(PASS);
  });

  test('and the hook leaves nothing behind', () => {
    verdicts({ 'src/new.ts': CODE });
    const files = repository.run('ls', [`${repository.path}/.git`]).stdout;
    expect(files).not.toContain('forethought-index');
    expect(files).not.toContain('forethought-no-index');
  });
});

describe('a renamed file counts by what changed in it', () => {
  const moved: Files = { 'src/old.ts': null, 'lib/new.ts': CODE };

  test('nothing where it only moved', () => {
    expect(verdicts(moved)).toEqual(PASS);
  });

  test('the lines that differ where it was edited as well', () => {
    const lines = CODE.split('\n');
    const edited = [...lines.slice(0, 16), ...lines.slice(16).map((line) => `${line} //`)].join('\n');
    expect(verdicts({ ...moved, 'lib/new.ts': edited })).toEqual(PASS);
    expect(verdicts({ 'lib/new.ts': null, 'lib/other.ts': `${edited}${CODE.slice(0, 500)}` })).toEqual(FAIL);
  });

  test('whatever the user has set for renames and differences', () => {
    repository.git('config', 'diff.renames', 'false');
    repository.git('config', 'diff.renameLimit', '1');
    repository.git('config', 'diff.algorithm', 'patience');
    expect(verdicts(moved)).toEqual(PASS);
  });

  test('a file that was deleted, and another one that was added, count whole', () => {
    const other = Array.from({ length: 20 }, (_, at) => `function step${at}() {}\n`).join('');
    expect(verdicts({ 'src/old.ts': null, 'lib/new.ts': other })).toEqual(FAIL);
  });
});
