import { type Cause, type CauseOptions, causesIn } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const SHA = '0a1b2c3d4e5f60718293a4b5c6d7e8f901234567';
const SHORT = SHA.slice(0, 12);
const OTHER = '9f8e7d6c5b4a39281706f5e4d3c2b1a098765432';

/** Rung and target of each cause in short: `prose #12`, `trailer 0a1b2c3`. */
function causes(text: string, options: Partial<CauseOptions> = {}): readonly string[] {
  const named = ({ target }: Cause): string =>
    target.kind === 'number' ? `#${target.number}` : target.sha.slice(0, 7);
  return causesIn(text, { kind: 'commit', repository: 'acme/pool', ...options }).map(
    (cause) => `${cause.rung} ${named(cause)}`,
  );
}

/** A message about a repair with such a body. */
const repair = (body: string): string => `Fix the pool when it is drained (#40)\n\n${body}\n`;

describe('trailers', () => {
  test.each([
    [`Fixes: ${SHORT} ("pool: drain it")`, ['trailer 0a1b2c3']],
    [`fixes: ${SHA}`, ['trailer 0a1b2c3']],
    ['Caused-By: #12', ['trailer #12']],
    ['Regression-From: acme/pool#12', ['trailer #12']],
    ['Introduced-by: https://forge.example/acme/pool/pull/12', ['trailer #12']],
    [`Fixes: ${SHORT}\nFixes: ${OTHER}`, ['trailer 0a1b2c3', 'trailer 9f8e7d6']],
    ['Fixes: #12', []],
    ['Closes: #12', []],
    ['Fixes: https://forge.example/acme/pool/issues/12', []],
    ['Caused-By: acme/lake#12', []],
    ['Reviewed-by: Ada Example <ada@example.org>', []],
  ])('%j', (trailers, found) => {
    expect(causes(`Close the pool\n\nIt leaked.\n\n${trailers}\n`)).toEqual(found);
  });
});

describe('reverts', () => {
  test.each([
    [`Revert "Drain the pool"\n\nThis reverts commit ${SHA}.`, ['revert 0a1b2c3']],
    [`Revert "Drain the pool (#12)" (#13)\n\nThis reverts commit ${SHA}.`, ['revert #12', 'revert 0a1b2c3']],
    ['Revert "Drain the pool (#12)" (#13)', ['revert #12']],
    ['Revert "Drain the pool" #12 (#13)', ['revert #12']],
    ['Revert #12 and #14 (#15)', ['revert #12', 'revert #14']],
    ['Temporarily revert PR 12 to unblock the build (#13)', ['revert #12']],
    ['revert: feat(pool): drain it (#12)', []],
    ['revert: feat(pool): drain it (#12) (#13)', ['revert #12']],
    ['[1.2] Revert "Drain the pool (#12)" (#13)', ['revert #12']],
    ['Take the pool back\n\nReverts acme/pool#12', ['revert #12']],
    ['Take the pool back\n\nReverts acme/lake#12', []],
    [
      `This is two in one\n\nThis reverts commits ${SHORT} and ${OTHER}.`,
      ['revert 0a1b2c3', 'revert 9f8e7d6'],
    ],
    [`Tidy up\n\n> This reverts commit ${SHA}.`, []],
    [`Tidy up\n\n\`\`\`\nThis reverts commit ${SHA}.\n\`\`\``, []],
    ['Revert to the old parser, see #12 (#13)', []],
    [
      'Back to the old pool\n\nThis PR reverts:\n- https://forge.example/acme/pool/pull/12\n- https://forge.example/acme/pool/pull/14\n',
      ['revert #12', 'revert #14'],
    ],
    [
      `Back\n\nReverts the following commits:\n\n* https://forge.example/acme/pool/commit/${SHA}\n* ${OTHER}\n`,
      ['revert 0a1b2c3', 'revert 9f8e7d6'],
    ],
    ['Back\n\nReverts:\n\n1. #12\n2. Tidy up after #14\n3. #15', ['revert #12']],
    ['Back\n\nReverts:\n- https://forge.example/acme/lake/pull/12', []],
    ['Back\n\nReverts:\n- see https://forge.example/acme/pool/pull/12', []],
  ])('%j', (text, found) => {
    expect(causes(text)).toEqual(found);
  });

  test('a change that comes back names the revert and never the change', () => {
    const text = `Reapply "Drain the pool (#12)" (#14)\n\nThis reverts commit ${SHA}.\n`;
    expect(causes(text)).toEqual(['revert 0a1b2c3']);
    expect(causes('Revert "Revert "Drain the pool (#12)" (#13)" (#14)\n\nReverts acme/pool#13\n')).toEqual([
      'revert #13',
    ]);
  });

  test('an issue takes nothing back', () => {
    expect(causes('Revert #12 please', { kind: 'issue' })).toEqual([]);
  });
});

test.each([
  [
    'This fixes a gap in the count introduced by https://forge.example/acme/pool/pull/12. That added a counter.',
    ['prose #12'],
  ],
  ['Corrects the order introduced in #12.', ['prose #12']],
  ['This uses the counter introduced by #12.', []],
  ['This may not be what fixes the gap introduced by #12.', []],
])('under any title a sentence may say that it repairs: %j', (body, found) => {
  expect(causes(`Count what is left in the pool (#40)\n\n${body}\n`)).toEqual(found);
});

describe('prose that names the cause', () => {
  test.each([
    ['The leak was introduced by https://forge.example/acme/pool/pull/12.', '#12'],
    ['This was introduced by https://forge.example/acme/pool/pull/12/files.', '#12'],
    ['This was caused by #12.', '#12'],
    ['The build was broken by the change in #12.', '#12'],
    ['A regression from #12: the pool stays full.', '#12'],
    ['This is a regression introduced in [the drain](https://forge.example/acme/pool/pull/12/).', '#12'],
    ['#12 introduced a subtle race between drain and fill.', '#12'],
    ['PR 12 accidentally removed the lock.', '#12'],
    ['#12 broke it: the lock was gone.', '#12'],
    [`${SHORT} (pool: drain it, 2026-01-31) forgot to take the lock.`, '0a1b2c3'],
    [`In commit ${SHORT} we forgot to take the lock.`, '0a1b2c3'],
    [`Bisected to ${SHORT}.`, '0a1b2c3'],
    [`The first bad commit is \`${SHORT}\`.`, '0a1b2c3'],
    [`This fixes ${SHORT} ("pool: drain it").`, '0a1b2c3'],
    ['It was introduced in #12.', '#12'],
    ['Since #12 the nightly test has been failing.', '#12'],
    ['The test fails after #12.', '#12'],
    ['The failures are due to a new test introduced in #12.', '#12'],
    ['The lock was mistakenly dropped in #12.', '#12'],
    ['The fix in #12 for small pools was incomplete.', '#12'],
    ['#12 did not handle an empty pool.', '#12'],
    ['Oversight in #12, e.g. an empty pool.', '#12'],
  ])('%s', (body, found) => {
    expect(causes(repair(body))).toEqual([`prose ${found}`]);
  });

  test('in the title, in an issue, and twice by its surest rung', () => {
    expect(causes('Fix the build broken by #12 (#13)')).toEqual(['prose #12']);
    expect(
      causes('Drain hangs\n\nThis started with 2.1. It was introduced by #12.', { kind: 'issue' }),
    ).toEqual(['prose #12']);
    expect(causes(`${repair('Caused by #12.')}\nCaused-By: #12\n`)).toEqual(['trailer #12']);
  });

  test('what is joined to a cause is one too', () => {
    expect(causes(repair('The race was introduced by #12 and #14, and tested with #15.'))).toEqual([
      'prose #12',
      'prose #14',
    ]);
  });
});

describe('prose that names none', () => {
  test.each([
    'Fixes #12.',
    'Closes #12, resolves #14 and see #15.',
    'This is not caused by #12.',
    'The leak was never introduced by #12.',
    'This may be caused by #12.',
    'We suspect that #12 broke it.',
    'Was this caused by #12?',
    'Similar to the bug introduced in #12.',
    'This uses the error type introduced in #12.',
    '#12 introduced error codes for drained pools.',
    '#12 introduced a fix for the leak.',
    'Since #12 every pool can be drained, so the check is gone.',
    '#12 broke up the module into parts.',
    'The race introduced in #12 was fixed by #13.',
    '#13 fixed what #12 broke.',
    'A regression introduced in acme/lake#12.',
    'A regression introduced in https://forge.example/acme/lake/pull/12.',
    '> This was caused by #12.',
    '`caused by #12`',
    '```\nThis was caused by #12.\n```',
    '    caused by #12',
    '<!-- caused by #12 -->',
    'This was caused by #40.',
    'Caused by step #12 of the guide.',
    'Add the regression tests in #12.',
    'This was intentionally left out in #12.',
    'The leak was deliberately introduced in #12.',
    'As noted in #12, this accidentally drops the lock.',
    'A later commit will change the callers that were missed in #12.',
  ])('%s', (body) => {
    expect(causes(repair(body))).toEqual([]);
  });

  test.each([
    'Add a test for the race introduced in #12 (#13)',
    'pool: demonstrate the failure\n\nIt was broken by #12.',
    'Release 2.1.0\n\n- Fixed a race introduced in #12',
    "Merge branch 'drain'\n\nThe race introduced in #12 is gone.",
    'Bump pool from 1.2.0 to 1.2.1\n\nFixes a regression introduced in #12',
    'chore(release): 2.1.0\n\n- a regression from #12 is gone',
  ])('texts that tell of other changes: %j', (text) => {
    expect(causes(text)).toEqual([]);
  });

  test.each([
    ['Caused by https://github.com/acme/pool/pull/12 and /docs/16/locks.html.', ['prose #12']],
    ['Caused by https://github.com/acme/pool/commit/1234abc (see /docs/16/locks.html).', ['prose 1234abc']],
    ['Caused by the page at https://example.org/docs/16/locks.html.', []],
  ])('numbers in addresses name nothing unless the address is one of a change: %j', (text, expected) => {
    expect(causes(repair(text))).toEqual(expected);
  });

  test('a repository named with a number counts where it is the own one, and nowhere while that is unknown', () => {
    const text = repair('Caused by acme/pool#12.');
    expect(causes(text, { repository: 'ACME/Pool' })).toEqual(['prose #12']);
    expect(causesIn(text, { kind: 'commit' })).toEqual([]);
    expect(causes(text, { repository: '*' })).toEqual(['prose #12']);
    expect(causesIn('Take it back\n\nReverts acme/pool#12', { kind: 'pull-request', own: 13 })).toEqual([
      { rung: 'revert', target: { kind: 'number', number: 12 } },
    ]);
  });
});
