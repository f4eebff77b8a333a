import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { CODE, commitCode, DOCUMENTED, headOf, makeHooked } from '../helpers/hooked.js';
import type { Outcome, TestRepository } from '../helpers/repository.js';

let repository: TestRepository;
let before: string;

beforeEach(() => {
  repository = makeHooked();
  before = headOf(repository);
});
afterEach(() => repository.cleanup());

function expectMade(outcome: Outcome): void {
  expect(outcome).toMatchObject({ code: 0, stderr: '' });
  expect(headOf(repository)).not.toBe(before);
}

/** Lands code and stages what takes it back. Gives the sha to name. */
function staged(): string {
  const landed = repository.commit({ 'src/pool.ts': CODE }, DOCUMENTED);
  repository.write({ 'src/pool.ts': null });
  repository.git('add', '-A');
  before = headOf(repository);
  return landed;
}

const WHY = 'The pool ran empty under load. It comes back with a limit, see #12.';
const revert = (sha: string, why = ''): string => `Take it back\n\nThis reverts commit ${sha}.\n\n${why}\n`;

test('a revert that says why, and what comes next, is not asked anything', () => {
  const reverted = staged();
  expectMade(repository.tryGit(['commit', '-m', revert(reverted, WHY)]));
});

test('what says that it takes back a commit, and is another change, is asked for evidence', () => {
  const outcome = commitCode(repository, ['-m', revert(before, WHY)]);
  expect(outcome.code).toBe(1);
  expect(outcome.stderr).toContain('sources-consulted');
  const landed = staged();
  repository.write({ 'src/other.ts': CODE.replaceAll('const value', 'let other') });
  repository.git('add', '-A');
  expect(repository.tryGit(['commit', '-m', revert(landed, WHY)]).code).toBe(1);
});

test('a commit of a branch that was never part of this one can be named by nobody', () => {
  repository.git('checkout', '-q', '-b', 'aside');
  repository.commit({ 'src/pool.ts': CODE }, DOCUMENTED);
  const aside = repository.commit({ 'src/pool.ts': null }, 'chore: drop it\n');
  repository.git('checkout', '-q', 'main');
  repository.write({ 'src/pool.ts': CODE });
  repository.git('add', '-A');
  expect(repository.tryGit(['commit', '-m', revert(aside, WHY)]).code).toBe(1);
});

test('a plan that blocks on reverts without a reason stops them, and no commit that is none', () => {
  repository.write({ 'forethought.yml': 'mode: standard\nrules:\n  revert-explained: block\n' });
  repository.git('add', '.');
  expectMade(repository.tryGit(['commit', '-m', 'chore: ask reverts for a reason']));
  const stopped = repository.tryGit(['commit', '-m', revert(staged())]);
  expect(stopped.code).not.toBe(0);
  expect(stopped.stderr).toContain('revert-explained');
  expect(stopped.stderr).not.toContain('sources-consulted');
  expect(headOf(repository)).toBe(before);
  const none = `${DOCUMENTED}\nThis reverts commit ${'0'.repeat(40)}.\n`;
  expectMade(repository.tryGit(['commit', '-m', none]));
});
