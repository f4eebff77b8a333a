import { utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import {
  commitCode,
  DOCUMENTED,
  EVIDENCE,
  editorTyping,
  makeHooked,
  stageCode,
  textIn,
} from '../helpers/hooked.js';
import type { Outcome, TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked();
  expect(commitCode(repository, ['-m', DOCUMENTED])).toMatchObject({ code: 0, stderr: '' });
});
afterEach(() => repository.cleanup());

/** Evidence that stands on lines that begin with `;`: it counts unless `;` begins a comment. */
const SEMICOLONS = `feat: wait\n\n${EVIDENCE.split('\n')
  .map((line) => (line === '' ? '' : `; ${line}`))
  .join('\n')}\n`;
const MARKED = SEMICOLONS.replace('; Sources', 'Sources').replace('; Test', 'Test');

/** Commits as somebody whose last commit was a while ago, so that what was kept is used. */
function commit(...args: readonly string[]): Outcome {
  const rested = new Date(Date.now() - 60_000);
  utimesSync(join(repository.path, '.git/logs/HEAD'), rested, rested);
  stageCode(repository);
  return repository.tryGit([...args], { env: editorTyping(repository, MARKED) });
}

test('settings are kept, and every place that changes them is noticed', () => {
  expect(textIn(repository, '.git/forethought/policy-ada_example.org.json')).toContain('"config":{');
  expect(commit('commit').code).toBe(0);
  repository.git('config', 'core.commentChar', ';');
  expect(commit('commit').stderr).toContain('sources-consulted');
  repository.git('config', '--unset', 'core.commentChar');
  expect(commit('commit').code).toBe(0);
  repository.git('config', '--global', 'core.commentChar', ';');
  expect(commit('commit').stderr).toContain('sources-consulted');
  repository.git('config', '--global', '--unset', 'core.commentChar');
  expect(commit('commit').code).toBe(0);
});

test('settings of one command count for that command', () => {
  expect(commit('-c', 'user.useConfigOnly=true', 'commit').code).toBe(0);
  expect(commit('-c', 'core.commentChar=;', 'commit').stderr).toContain('sources-consulted');
  expect(commit('commit').code).toBe(0);
});

test('an include that hangs on the branch is asked about each time', () => {
  repository.write({ '.git/topic': '[core]\n\tcommentChar = ";"\n' });
  repository.git('config', 'includeIf.onbranch:topic.path', 'topic');
  expect(commit('commit').code).toBe(0);
  expect(textIn(repository, '.git/forethought/policy-ada_example.org.json')).toContain('"config":"ask"');
  repository.git('checkout', '-q', '-b', 'topic');
  expect(commit('commit').stderr).toContain('sources-consulted');
});

test('nobody else than git may start the hook, and it still judges', () => {
  stageCode(repository);
  repository.write({ '.git/COMMIT_EDITMSG': 'feat: wait\n' });
  const done = repository.run('node', [
    'node_modules/forethought/dist/hook.cjs',
    'commit-msg',
    '.git/COMMIT_EDITMSG',
  ]);
  expect(done.code).toBe(1);
  expect(done.stderr).toContain('test-evidence');
  const wrong = repository.run('node', ['node_modules/forethought/dist/hook.cjs', 'pre-receive']);
  expect(wrong).toMatchObject({ code: 0, stderr: 'forethought: usage: hook.cjs commit-msg <file>\n' });
});

test('a Node.js that does not know the options of the script judges without them', () => {
  repository.write({
    'bin/node': `#!/bin/sh\ncase "$1" in --*) exit 9 ;; esac\nexec "${process.execPath}" "$@"\n`,
  });
  repository.run('chmod', ['+x', 'bin/node']);
  const env = { PATH: `${repository.path}/bin:${process.env['PATH']}` };
  expect(commitCode(repository, ['-m', 'feat: wait'], env).stderr).toContain('sources-consulted');
  expect(repository.tryGit(['commit', '-m', DOCUMENTED], { env })).toMatchObject({ code: 0, stderr: '' });
});

test('an editor shows what is asked, among the comments that git deletes', () => {
  expect(textIn(repository, '.git/forethought/hint')).toBe(
    'forethought asks of a change of more than 10 lines of code, each on a line of its own:\n  Sources Consulted:\n  Test Evidence:\n',
  );
  stageCode(repository);
  const seen = { GIT_EDITOR: 'sh -c \'cat "$1" >.git/seen; cat .git/typed >"$1"\' edit' };
  repository.write({ '.git/typed': DOCUMENTED });
  expect(repository.tryGit(['commit'], { env: seen })).toMatchObject({ code: 0 });
  expect(textIn(repository, '.git/seen')).toContain('\n#\n# forethought asks of a change');
  expect(textIn(repository, '.git/seen')).toMatch(/\n# {3}Test Evidence:\n$/);
  stageCode(repository);
  expect(repository.tryGit(['commit', '-m', DOCUMENTED])).toMatchObject({ code: 0 });
  expect(repository.git('log', '-1', '--format=%B')).not.toContain('forethought asks');
});

test('what only some changes are asked for is shown with what they change, and reverts are not told of', () => {
  repository.write({ 'forethought.yml': 'extends: devops-elite\nmode: strict\n' });
  stageCode(repository);
  repository.tryGit(['commit', '-m', 'feat: wait']);
  const hint = textIn(repository, '.git/forethought/hint');
  expect(hint).toMatch(
    /^forethought asks of a change of more than 10 lines of code, each on a line of its own:\n {2}Sources Consulted:\n/,
  );
  expect(hint).toContain(
    'and of a change at paths of a deployment, each on a line of its own:\n  Pre-mortem:\n',
  );
  expect(hint).not.toContain('revert');
  expect(hint).not.toContain(' 0 lines');
});
