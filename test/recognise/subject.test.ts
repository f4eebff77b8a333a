import {
  cherryPickSource,
  commitType,
  isBot,
  isFix,
  isMerge,
  isReapply,
  isRevert,
  looksAutomated,
  revertedSha,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const SHA = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';

test.each([
  ['feat(api)!: drop v1', 'feat'],
  ['Fix: close the pool', 'fix'],
  ['net: fix the pool', 'net'],
  ['Close the pool', undefined],
  ['https://acme.dev', undefined],
])('type of %s', (title, type) => {
  expect(commitType(title)).toBe(type);
});

describe('reverts', () => {
  test.each([
    [`Revert "feat: pool"\n\nThis reverts commit ${SHA}.\n`, SHA],
    [`Take the pool back\n\nThis reverts commit ${SHA}.\n`, SHA],
    [`Revert "feat: pool"\n\nThis reverts commit \`${SHA.slice(0, 12)}\`.`, SHA.slice(0, 12)],
  ])('%j', (message, sha) => {
    expect(revertedSha(message)).toBe(sha);
    expect(isRevert(message)).toBe(true);
  });

  test.each([
    'Revert "feat: pool" (#12)\n\nThis reverts commit of last week',
    'Revert D1234: pool',
    'Temporarily revert #12 to unblock the build',
  ])('by its words alone: %j', (message) => {
    expect(isRevert(message)).toBe(true);
    expect(revertedSha(message)).toBeUndefined();
  });

  test.each([
    `Reapply "feat: pool"\n\nThis reverts commit ${SHA}.`,
    `Revert "Revert "feat: pool""\n\nThis reverts commit ${SHA}.`,
    `feat: pool\n\n* first try\n\nLater: "This reverts commit ${SHA}" was undone again`,
    'Revert to the default of 30 seconds',
  ])('not a revert: %j', (message) => {
    expect(isRevert(message)).toBe(false);
    expect(revertedSha(message)).toBeUndefined();
  });

  test('what comes back is recognised', () => {
    expect(isReapply('Reland the pool')).toBe(true);
    expect(isReapply('Add the pool')).toBe(false);
  });
});

test.each([
  ["Merge branch 'pool' into main", true],
  ['Merge pull request #12 from ada/pool', true],
  ['Auto merge of #12 - ada:pool, r=bob', true],
  ['Pool: close am: 0a1b2c3d4e', true],
  ['Merge the two pools', false],
  ['feat: merge sort', false],
])('merge: %s', (title, expected) => {
  expect(isMerge(title)).toBe(expected);
});

test.each([
  ['fix: close the pool', true],
  ['Fix a leak in the pool', true],
  ['pool: do not crash on an empty list', true],
  ['fix a typo in the guide', false],
  ['feat: add fixtures', false],
  ['Merge fixes', true],
  [`Revert "fix: pool"\n\nThis reverts commit ${SHA}.`, false],
])('fix: %j', (message, expected) => {
  expect(isFix(message)).toBe(expected);
});

test('the last pick of a chain is the source', () => {
  const message = `fix: pool\n\n(cherry picked from commit ${SHA})\n(cherry picked from commit ${'f'.repeat(40)})\n`;
  expect(cherryPickSource(message)).toBe('f'.repeat(40));
  expect(cherryPickSource('fix: pool, cherry picked from commit abcdef1 by hand')).toBeUndefined();
});

test.each([
  [{ name: 'updates[bot]', email: 'a@acme.dev' }, true],
  [{ name: 'updates', email: '1+updates[bot]@users.noreply.github.com' }, true],
  [{ name: 'Bot Tom', email: 'tom@acme.dev' }, false],
])('bot: %j', (person, expected) => {
  expect(isBot(person)).toBe(expected);
});

test.each([
  ['Bump acme/widget from 1.2 to 1.3\n', true],
  ['chore: lock files\n\nSigned-off-by: updates[bot] <a@acme.dev>\n', true],
  ['Bump the version for the release\n', false],
])('automated: %j', (message, expected) => {
  expect(looksAutomated(message)).toBe(expected);
});
