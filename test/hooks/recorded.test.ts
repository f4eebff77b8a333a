import { existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { CODE, editorTyping, makeHooked, stageCode, textIn } from '../helpers/hooked.js';
import {
  expectMade,
  expectRecorded,
  LINE,
  messageOf,
  runTests,
  steady,
  treeOf,
  WRITTEN,
} from '../helpers/recording.js';
import { openTestRepository, type TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked();
});
afterEach(() => repository.cleanup());

describe('a commit of the tree that was tested gets what was recorded', () => {
  test('made with -m', () => {
    stageCode(repository);
    runTests(repository);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    expectRecorded(repository);
  });

  test('made with -F, before the trailers that stand there', () => {
    stageCode(repository);
    runTests(repository);
    repository.write({
      '.git/words': `${WRITTEN}\n\nRefs: #12\nSigned-off-by: Ada Example <ada@example.org>\n`,
    });
    expectMade(repository.tryGit(['commit', '-F', '.git/words']));
    expectRecorded(repository);
    expect(messageOf(repository).trimEnd().split('\n\n').at(-1)?.split('\n')).toEqual([
      'Refs: #12',
      'Signed-off-by: Ada Example <ada@example.org>',
      `Tested-Tree: ${treeOf(repository)}`,
    ]);
  });

  test('typed in an editor, with the diff below (-v)', () => {
    stageCode(repository);
    runTests(repository);
    expectMade(repository.tryGit(['commit', '-v'], { env: editorTyping(repository, `${WRITTEN}\n`) }));
    expectRecorded(repository);
    expect(messageOf(repository)).not.toContain('diff --git');
  });

  test('signed off, and cut at the scissors', () => {
    stageCode(repository);
    runTests(repository);
    const env = editorTyping(repository, `${WRITTEN}\n`);
    expectMade(repository.tryGit(['commit', '-s', '--cleanup=scissors'], { env }));
    expectRecorded(repository);
    expect(messageOf(repository)).not.toContain('>8');
  });

  test('from a template that has the section', () => {
    stageCode(repository);
    runTests(repository);
    repository.write({
      '.git/template': 'feat: \n\nTest Evidence:\n- opened the page: no errors\n\nRefs: #1\n',
    });
    repository.git('config', 'commit.template', '.git/template');
    const sources = WRITTEN.split('\n').slice(1).join('\\n');
    const env = { GIT_EDITOR: `sed -i -e '1s|.*|feat: wait${sources}|'` };
    expectMade(repository.tryGit(['commit'], { env }));
    expectRecorded(repository);
    expect(steady(messageOf(repository))).toContain(
      `Test Evidence:\n- opened the page: no errors\n${LINE}\n\nRefs: #1`,
    );
  });

  test('of everything that changed (-a), though it was not staged when the tests ran', () => {
    repository.write({ 'src/old.ts': `${CODE}${CODE}` });
    const done = runTests(repository);
    expect(done.stderr).toContain('unstaged changes were part of it');
    expectMade(repository.tryGit(['commit', '-a', '-m', WRITTEN]));
    expectRecorded(repository);
  });

  test('of some paths only, where just that was tested', () => {
    const path = stageCode(repository);
    runTests(repository);
    const other = stageCode(repository);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN, '--', path]));
    expectRecorded(repository);
    expect(repository.git('status', '--porcelain')).toContain(`A  ${other}`);
  });

  test('in another worktree, which has records of its own', () => {
    repository.git('worktree', 'add', '-q', '../other');
    const other = openTestRepository(join(repository.path, '../other'), repository.home);
    symlinkSync(join(repository.path, 'node_modules'), join(other.path, 'node_modules'));
    other.write({ '.gitignore': 'node_modules\n' });
    stageCode(other);
    runTests(other);
    expect(other.tryGit(['commit', '-m', WRITTEN])).toMatchObject({ code: 0 });
    expect(other.git('log', '-1', '--format=%B')).toContain(
      `Tested-Tree: ${other.git('rev-parse', 'HEAD^{tree}')}`,
    );
    expect(existsSync(join(repository.path, '.git/forethought/tested'))).toBe(false);
  });

  test('with stages in their order and the newest run of each command', () => {
    stageCode(repository);
    for (const stage of ['failure', 'isolation', 'isolation'])
      expect(forethought(repository, ['test', '--stage', stage, 'ls', 'src']).code).toBe(0);
    expect(forethought(repository, ['test', 'cat', 'missing']).code).toBe(1);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    expect(steady(messageOf(repository))).toContain(
      [
        'Test Evidence:',
        '- Isolation: `ls src` - passed, exit code 0 after 0.0 s',
        '- Failure cases: `ls src` - passed, exit code 0 after 0.0 s',
        '- `cat missing` - failed, exit code 1 after 0.0 s',
        '',
        'Tested-Tree:',
      ].join('\n'),
    );
  });

  test.each([[['true']], [['sh', '-c', 'echo tests; exit 0']]])(
    'and %j, which tests nothing, is no evidence',
    (command) => {
      stageCode(repository);
      expect(forethought(repository, ['test', '--', ...command]).code).toBe(0);
      const refused = repository.tryGit(['commit', '-m', WRITTEN]);
      expect(refused.code).not.toBe(0);
      expect(refused.stderr).toContain('it is said that tests were made, and not which');
    },
  );

  test('with what failed before it passed on the same tree', () => {
    stageCode(repository);
    const flaky = 'test -f .git/seen || { : >.git/seen; exit 1; }';
    expect(forethought(repository, ['test', 'sh', '-c', flaky]).code).toBe(1);
    const passed = forethought(repository, ['test', 'sh', '-c', flaky]);
    expect(passed.code).toBe(0);
    expect(passed.stderr).toContain('it failed once before on this tree, and the evidence says so');
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    expect(steady(messageOf(repository))).toContain(
      '- passed, exit code 0 after 0.0 s; failed once before on this tree\n\nTested-Tree: ',
    );
  });

  test('with words that a message could not hold as they are', () => {
    stageCode(repository);
    runTests(repository, ['test', '-n', "it's `é`\nhere"]);
    expectMade(repository.tryGit(['commit', '-m', WRITTEN]));
    expect(messageOf(repository)).toContain("`test -n $'it\\'s 'é'\\nhere'` - passed");
  });
});

describe('the hooks without records', () => {
  test('nothing is started for the message before something was recorded', () => {
    const bin = join(repository.path, '.git/bin');
    repository.write({
      '.git/bin/node': `#!/bin/sh\necho "$*" >>"${bin}/started"\nexec "${process.execPath}" "$@"\n`,
    });
    repository.run('chmod', ['+x', `${bin}/node`]);
    const env = { PATH: `${bin}:${repository.env['PATH'] ?? ''}` };
    stageCode(repository);
    repository.tryGit(['commit', '-m', WRITTEN], { env });
    expect(textIn(repository, '.git/bin/started')).toContain('hook.cjs');
    expect(textIn(repository, '.git/bin/started')).not.toContain('hook-tested');
    expect(textIn(repository, '.git/COMMIT_EDITMSG')).toBe(`${WRITTEN}\n`);
    runTests(repository);
    repository.tryGit(['commit', '-m', WRITTEN], { env });
    expect(textIn(repository, '.git/bin/started')).toContain(
      'hook-tested.cjs prepare .git/COMMIT_EDITMSG message',
    );
  });

  test('a damaged record is passed over', () => {
    stageCode(repository);
    runTests(repository);
    const [name = ''] = readdirSync(join(repository.path, '.git/forethought/tested'));
    repository.write({ [`.git/forethought/tested/${name}`]: '{"schema":1,' });
    const done = repository.tryGit(['commit', '-m', WRITTEN]);
    expect(done.stderr).toContain('test-evidence');
    expect(textIn(repository, '.git/COMMIT_EDITMSG')).not.toContain('Tested-Tree');
  });
});
