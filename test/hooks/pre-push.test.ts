import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CODE, commitCode, DOCUMENTED, headOf, makeHooked, UNDOCUMENTED } from '../helpers/hooked.js';
import type { Outcome, TestRepository } from '../helpers/repository.js';

let repository: TestRepository;
let remote: string;

beforeEach(() => {
  repository = makeHooked();
  remote = join(repository.home, 'remote.git');
  repository.git('init', '-q', '--bare', remote);
  repository.git('remote', 'add', 'origin', remote);
  expect(repository.tryGit(['push', '-q', 'origin', 'main'])).toMatchObject({ code: 0 });
});
afterEach(() => repository.cleanup());

function push(...args: readonly string[]): Outcome {
  return repository.tryGit(['push', '-q', 'origin', ...args]);
}

function expectStopped(outcome: Outcome): void {
  expect(outcome.stderr).toContain('sources-consulted');
  expect(outcome.stderr).toContain('nothing was pushed');
  expect(outcome.code).not.toBe(0);
}

function expectPushed(outcome: Outcome, branch: string): void {
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(repository.run('git', ['rev-parse', branch], { cwd: remote }).stdout.trim()).toBe(
    headOf(repository),
  );
}

/** A commit that never met commit-msg. */
function pass(message: string, name: string): string {
  return repository.commit({ [`src/${name}.ts`]: CODE }, message);
}

describe('pre-push catches what commit-msg never saw', () => {
  test('a commit made past the hooks, on a branch that the remote has and on a new one', () => {
    const stopped = pass(UNDOCUMENTED, 'a');
    pass(UNDOCUMENTED, 'z');
    const pushed = push('main');
    expectStopped(pushed);
    expect(pushed.stderr).toContain(
      `  git rebase -i ${stopped.slice(0, 12)}^, with reword in front of each\n`,
    );
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    repository.git('checkout', '-q', '-b', 'topic');
    expectStopped(push('topic'));
    repository.git('checkout', '-q', 'main');
    repository.git('reset', '-q', '--hard', 'HEAD~1');
    pass(DOCUMENTED, 'b');
    expectPushed(push('main'), 'main');
  });

  test('a clean cherry-pick and a rebased commit', () => {
    repository.git('checkout', '-q', '-b', 'topic');
    const picked = pass(UNDOCUMENTED, 'topic');
    repository.git('checkout', '-q', 'main');
    expect(repository.tryGit(['cherry-pick', picked]).code).toBe(0);
    expectStopped(push('main'));
    repository.git('reset', '-q', '--hard', 'origin/main');
    pass(DOCUMENTED, 'c');
    expectPushed(push('main'), 'main');
    repository.git('checkout', '-q', 'topic');
    expect(repository.tryGit(['rebase', '-q', 'main']).code).toBe(0);
    expectStopped(push('topic'));
  });

  test('a clean revert that hides what it reverts; one that says it is exempt', () => {
    expect(commitCode(repository, ['-m', DOCUMENTED]).code).toBe(0);
    expect(repository.tryGit(['revert', '--no-edit', 'HEAD']).code).toBe(0);
    const pushed = push('main');
    expect(pushed.stderr).toMatch(/^warns {2}revert-explained /);
    expect(pushed.stderr).not.toContain('blocks');
    expectPushed({ ...pushed, stderr: '' }, 'main');
    expect(repository.tryGit(['revert', '--no-edit', 'HEAD']).code).toBe(0);
    repository.git(
      '-c',
      'core.hooksPath=/dev/null',
      'commit',
      '-q',
      '--amend',
      '-m',
      'chore: back and forth',
    );
    expectStopped(push('main'));
  });

  test('a forced push, judged only where the remote does not have it', () => {
    pass(DOCUMENTED, 'd');
    expectPushed(push('main'), 'main');
    repository.git('-c', 'core.hooksPath=/dev/null', 'commit', '-q', '--amend', '-m', UNDOCUMENTED);
    expectStopped(push('--force', 'main'));
  });
});

describe('pre-push lets go', () => {
  test('deletions, tags of what is there, and pushes of nothing', () => {
    repository.git('tag', '-a', 'v1', '-m', 'one');
    expect(push('v1')).toMatchObject({ code: 0, stderr: '' });
    expect(push('main')).toMatchObject({ code: 0, stderr: '' });
    repository.git('checkout', '-q', '-b', 'gone');
    expectPushed(push('gone'), 'gone');
    expect(push('--delete', 'gone')).toMatchObject({ code: 0, stderr: '' });
  });

  test('a tag does not smuggle commits', () => {
    repository.git('checkout', '-q', '--detach');
    pass(UNDOCUMENTED, 'tagged');
    repository.git('tag', '-a', 'v2', '-m', 'two');
    expectStopped(push('v2'));
  });

  test('what is older than the configuration', () => {
    repository.git('checkout', '-q', '--orphan', 'old');
    repository.git('rm', '-q', '-f', 'forethought.yml');
    repository.commit({ 'src/old.ts': CODE }, 'chore: begin\n');
    pass(UNDOCUMENTED, 'before');
    repository.commit({ 'forethought.yml': 'mode: standard\n' }, 'chore: adopt\n');
    expectPushed(push('old'), 'old');
    pass(UNDOCUMENTED, 'after');
    expectStopped(push('old'));
  });
});

test('a broken configuration stops the push with its place, a broken tool does not', () => {
  pass(DOCUMENTED, 'e');
  repository.write({ 'forethought.yml': 'mode: none\n' });
  const stopped = push('main');
  expect(stopped.code).not.toBe(0);
  expect(stopped.stderr).toMatch(/forethought\.yml:1:7:/);
  repository.write({ 'forethought.yml': 'mode: standard\n', 'bin/node': '#!/bin/sh\nexit 3\n' });
  repository.run('chmod', ['+x', 'bin/node']);
  const env = { PATH: `${repository.path}/bin:${process.env['PATH']}` };
  const pushed = repository.tryGit(['push', '-q', 'origin', 'main'], { env });
  expect(pushed).toMatchObject({
    code: 0,
    stderr: expect.stringContaining('were not checked; CI checks them'),
  });
});
