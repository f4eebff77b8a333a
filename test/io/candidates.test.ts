import { isRevert } from '@forethought/core';
import { gitPlace, readCandidates } from '@forethought/io';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeRepository();
});
afterEach(() => repository.cleanup());

const candidates = (fixes: readonly string[], options: Parameters<typeof readCandidates>[2] = {}) =>
  readCandidates(gitPlace(repository.path), fixes, options);
/** A file of so many numbered lines; some are said otherwise. */
const lines = (count: number, other: Readonly<Record<number, string>> = {}): string =>
  Array.from({ length: count }, (_, at) => `${other[at + 1] ?? `line ${at + 1}`}\n`).join('');
const commit = (files: Readonly<Record<string, string>>, message: string, day = 10): string =>
  repository.commit(files, message, { date: `2026-01-${String(day).padStart(2, '0')}T10:00:00Z` });

test('the most recent commit is named that last touched what the fix takes away, with its lines', async () => {
  commit({ 'pool.ts': lines(9) }, 'feat: pool', 1);
  const older = commit({ 'pool.ts': lines(9, { 2: 'drain()' }) }, 'feat: drain', 2);
  const newer = commit(
    { 'pool.ts': lines(9, { 2: 'drain()', 5: 'fill(a)', 6: 'fill(b)' }) },
    'feat: fill',
    3,
  );
  const both = commit({ 'pool.ts': lines(9, { 2: 'drain(1)', 5: 'fill(1)', 6: 'fill(2)' }) }, 'fix: both', 5);
  const one = commit({ 'pool.ts': lines(9, { 2: 'drain(2)', 5: 'fill(1)', 6: 'fill(2)' }) }, 'fix: one', 6);
  expect(await candidates([both, one])).toEqual([
    { fix: both, culprit: newer, lines: 2 },
    { fix: one, culprit: both, lines: 1 },
  ]);
  expect(older).not.toBe(newer);
});

test('nothing is named past fourteen days, nor by white space, brackets or comments alone', async () => {
  commit({ 'pool.ts': lines(9, { 2: 'if (full) {', 3: '// drain it', 4: '}' }) }, 'feat: pool', 1);
  const late = commit(
    { 'pool.ts': lines(9, { 2: 'if (!full) {', 3: '// drain it', 4: '}' }) },
    'fix: late',
    16,
  );
  const empty = commit(
    { 'pool.ts': lines(9, { 2: '  if (!full)  {', 3: '// fill it', 4: '};' }) },
    'fix: looks',
    17,
  );
  expect(await candidates([late, empty])).toEqual([]);
});

test('a fix that only adds lines, the first commit and a merge have no candidate', async () => {
  const first = commit({ 'pool.ts': lines(3) }, 'fix: first', 1);
  repository.git('checkout', '-q', '-b', 'topic');
  const adds = commit({ 'pool.ts': `${lines(3)}more\n` }, 'fix: add', 2);
  repository.git('checkout', '-q', 'main');
  commit({ 'other.ts': 'x\n' }, 'feat: other', 3);
  repository.git('merge', '-q', '--no-ff', '-m', 'fix: merge', 'topic');
  expect(await candidates([first, adds, repository.git('rev-parse', 'HEAD')])).toEqual([]);
  expect(await candidates([])).toEqual([]);
});

test('reverts, commits of many files and those that the project looks through are never named', async () => {
  commit({ 'pool.ts': lines(9) }, 'feat: pool', 1);
  const real = commit({ 'pool.ts': lines(9, { 3: 'drain()' }) }, 'feat: drain', 2);
  const many = Object.fromEntries(Array.from({ length: 101 }, (_, at) => [`many/${at}.ts`, 'x\n']));
  commit({ ...many, 'pool.ts': lines(9, { 3: 'drain()', 5: 'bulk()' }) }, 'feat: many', 3);
  const format = commit({ 'pool.ts': lines(9, { 3: 'drain();', 5: 'bulk()' }) }, 'style: semicolons', 4);
  commit({ 'pool.ts': lines(9, { 3: 'drain();', 5: 'bulk()', 7: 'back()' }) }, 'Revert "feat: x"', 5);
  commit({ '.git-blame-ignore-revs': `# semicolons\n${format}\n${'0'.repeat(40)}\n` }, 'chore: ignore', 6);
  const fix = commit({ 'pool.ts': lines(9, { 3: 'drain(1);', 5: 'bulk(1)', 7: 'back(1)' }) }, 'fix: all', 7);
  expect(await candidates([fix], { isRevert })).toEqual([{ fix, culprit: real, lines: 1 }]);
});

test('files that are left out, and fixes of more than twenty files, tell nothing', async () => {
  const files = (text: string) =>
    Object.fromEntries(Array.from({ length: 21 }, (_, at) => [`p${at}.ts`, text]));
  commit({ ...files('a\n'), 'go.sum': 'a\n' }, 'feat: pools', 1);
  const wide = commit(files('b\n'), 'fix: wide', 2);
  const lock = commit({ 'go.sum': 'b\n' }, 'fix: lock', 3);
  expect(await candidates([wide, lock], { isExcluded: (path) => path === 'go.sum' })).toEqual([]);
});

test('names with spaces, quotes and other letters, and files that moved, are followed', async () => {
  const odd = 'a "b"\tñ.ts';
  const made = commit({ [odd]: lines(9), 'old.ts': lines(40) }, 'feat: odd', 1);
  const fix = commit({ [odd]: lines(9, { 4: 'x()' }) }, 'fix: odd', 2);
  repository.git('mv', 'old.ts', 'new.ts');
  const moved = commit({ 'new.ts': lines(40, { 7: 'y()' }) }, 'fix: move', 3);
  expect(await candidates([fix, moved])).toEqual([
    { fix, culprit: made, lines: 1 },
    { fix: moved, culprit: made, lines: 1 },
  ]);
});

test('an aborted search throws, and the settings of the clone do not matter', async () => {
  commit({ 'pool.ts': lines(3) }, 'feat: pool', 1);
  const fix = commit({ 'pool.ts': lines(3, { 2: 'x' }) }, 'fix: pool', 2);
  repository.git('config', 'blame.ignoreRevsFile', 'nowhere');
  repository.git('config', 'diff.noprefix', 'true');
  expect(await candidates([fix])).toHaveLength(1);
  await expect(candidates([fix], { signal: AbortSignal.abort() })).rejects.toThrow();
});
