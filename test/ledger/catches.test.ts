import type { PullFact } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import {
  checkFact,
  day,
  deployedLedger,
  labelled,
  landedPull,
  ledgerIn,
  lineOf,
  reviewFact,
  rollout,
  sha,
  threadFact,
} from '../helpers/ledger-facts.js';

/** Ids of what was caught in one pull request. */
function caught(changes: Partial<PullFact>): readonly string[] {
  return deployedLedger([landedPull(1, 10, changes)]).catches.map(({ id }) => id);
}

describe('caught in review', () => {
  test('a thread by somebody else on lines that changed since, one for each file', () => {
    const threads = [
      threadFact('lin', 9),
      threadFact('kim', 9.5),
      threadFact('lin', 9, { path: 'src/b.ts' }),
      threadFact('lin', 9, { path: 'src/c.ts', isOutdated: false }),
      threadFact('lin', 11, { path: 'src/late.ts' }),
      threadFact('helper', 9, { path: 'src/d.ts' }),
      threadFact('lint', 9, { path: 'src/e.ts', author: { login: 'lint', kind: 'bot' } }),
      threadFact('gone', 9, { path: 'src/f.ts', author: null }),
    ];
    expect(caught({ threads })).toEqual(['#1/review/src/a.ts', '#1/review/src/b.ts']);
  });

  test('a thread whose file a later commit touched, where Git knows', () => {
    const threads = [threadFact('lin', 7, { isOutdated: false })];
    const files = [{ path: 'src/a.ts', status: 'M' as const, added: 1, deleted: 1 }];
    const pull = landedPull(1, 10, {
      threads,
      commits: [{ sha: sha('a1a'), login: 'ada', committedAt: day(8) }],
    });
    const [commit] = lineOf([pull]);
    if (commit === undefined) throw new Error('no commit');
    const kinds = (at: string) =>
      deployedLedger([pull], {
        commits: [{ ...commit, files: files.map((file) => ({ ...file, path: at })) }],
      }).catches.map(({ kind, stage }) => [kind, stage]);
    expect([kinds('src/a.ts'), kinds('src/z.ts')]).toEqual([[['review', 'review']], []]);
  });

  test('a review that asked for changes and got a commit, where no thread tells more', () => {
    const commits = [{ sha: sha('c1'), login: 'ada', committedAt: day(9) }];
    const reviews = [reviewFact('lin', 8)];
    expect(caught({ reviews, commits })).toEqual(['#1/review']);
    expect(caught({ reviews, forcePushes: [{ before: sha('x'), after: sha('y'), at: day(9) }] })).toEqual([
      '#1/review',
    ]);
    expect(caught({ reviews, commits, threads: [threadFact('lin', 8)] })).toEqual(['#1/review/src/a.ts']);
    expect(caught({ reviews: [reviewFact('lin', 9.5)], commits })).toEqual([]);
    expect(caught({ reviews: [reviewFact('ada', 8)], commits })).toEqual([]);
    expect(caught({ reviews: [reviewFact('lin', 8, { state: 'commented' })], commits })).toEqual([]);
  });

  test('by its author before anybody else spoke, once', () => {
    const own = [threadFact('ada', 8), threadFact('ada', 8.5, { path: 'src/b.ts' })];
    expect(caught({ threads: own })).toEqual(['#1/self-review']);
    expect(caught({ threads: own, reviews: [reviewFact('lin', 7, { state: 'commented' })] })).toEqual([]);
    expect(caught({ threads: own, reviews: [reviewFact('lin', 9, { state: 'commented' })] })).toEqual([
      '#1/self-review',
    ]);
  });

  test('what an agent wrote is reviewed by others than its owner', () => {
    const pull = landedPull(1, 10, {
      author: { login: 'coder', kind: 'bot' },
      threads: [threadFact('lin', 9), threadFact('kim', 9.5, { path: 'src/b.ts' })],
    });
    const given = { pulls: [pull], commits: lineOf([pull]), deployments: [rollout('d1', 'a1a', 12)] };
    expect(ledgerIn(given, { agents: ['coder'] }).catches.map(({ kind }) => kind)).toEqual([
      'self-review',
      'review',
    ]);
  });
});

describe('caught by a check', () => {
  test('that failed on a ready head and passed on a later one, by its name once', () => {
    const checks = [
      checkFact('build', 'h1', 8.5, 'failure'),
      checkFact('build', 'h2', 9, 'failure'),
      checkFact('build', 'h3', 9.5, 'success'),
      checkFact('unit', 'h1', 8.5, 'failure'),
      checkFact('lint', 'h1', 8.5, 'success'),
    ];
    const ledger = deployedLedger([landedPull(1, 10, { checks })]);
    expect(ledger.catches).toEqual([
      {
        id: '#1/check/build',
        change: '#1',
        kind: 'check',
        foundAt: day(8.5),
        url: 'https://github.com/example/example/pull/1',
        stage: 'ci',
      },
    ]);
  });

  test.each([
    [
      'passed on the same head again',
      [
        checkFact('e2e', 'h1', 8.5, 'failure'),
        checkFact('e2e', 'h1', 8.6, 'success'),
        checkFact('e2e', 'h2', 9, 'success'),
      ],
    ],
    ['failed on a draft', [checkFact('e2e', 'h1', 7, 'failure'), checkFact('e2e', 'h2', 9, 'success')]],
    ['was cancelled', [checkFact('e2e', 'h1', 8.5, 'cancelled'), checkFact('e2e', 'h2', 9, 'success')]],
    [
      'failed after it had passed',
      [checkFact('e2e', 'h1', 8.5, 'success'), checkFact('e2e', 'h2', 9, 'failure')],
    ],
    ['never passed', [checkFact('e2e', 'h1', 8.5, 'failure')]],
    ['is under way', [{ ...checkFact('e2e', 'h1', 8.5, null), completedAt: null }]],
  ])('is nothing where it %s', (_, checks) => expect(caught({ checks })).toEqual([]));
});

describe('labels found-in', () => {
  const labels = ['found-in:staging', 'Found-In: self-review', 'found-in:ci'];

  test('count where somebody else set them', () => {
    const labelEvents = [
      labelled('found-in:staging', 'lin', 9),
      labelled('Found-In: self-review', 'ada', 9),
      labelled('found-in:ci', 'ada', 9),
      labelled('found-in:review', 'lin', 9),
    ];
    const { catches } = deployedLedger([landedPull(1, 10, { labels, labelEvents })]);
    expect(catches.map(({ id, kind, stage }) => [id, kind, stage])).toEqual([
      ['#1/label/staging', 'label', 'staging'],
    ]);
  });

  test('self-review of the owner’s own needs a thread of theirs or a later commit, and stays their own word', () => {
    const own = {
      labels: ['found-in:self-review'],
      labelEvents: [labelled('found-in:self-review', 'ada', 9)],
    };
    const found = (changes: Partial<PullFact>) =>
      deployedLedger([landedPull(1, 10, { ...own, ...changes })]).catches.map(({ id, isOnOwnWord }) => [
        id,
        isOnOwnWord === true,
      ]);
    const commits = [{ sha: sha('c1'), login: 'ada', committedAt: day(9.5) }];
    const thread = threadFact('ada', 8.5, { isOutdated: false });
    expect(found({})).toEqual([]);
    expect(found({ threads: [threadFact('lin', 8.5, { isOutdated: false })] })).toEqual([]);
    expect(found({ commits })).toEqual([['#1/self-review', true]]);
    expect(found({ threads: [thread] })).toEqual([['#1/self-review', true]]);
    expect(found({ threads: [{ ...thread, isOutdated: true }] })).toEqual([['#1/self-review', false]]);
    expect(found({ labelEvents: [labelled('found-in:self-review', 'lin', 9)] })).toEqual([
      ['#1/self-review', false],
    ]);
  });

  test('count for nothing where nobody knows who set them', () => {
    expect(caught({ labels })).toEqual([]);
  });

  test('are no escape when they are set late', () => {
    const ledger = deployedLedger([
      landedPull(1, 10, { labels, labelEvents: [labelled('found-in:staging', 'lin', 20)] }),
    ]);
    expect([ledger.catches, ledger.escapes]).toEqual([[], []]);
  });
});

test('at most three defects of one change count as caught, the earliest', () => {
  const threads = [9.4, 9.1, 9.3, 9.2].map((at) => threadFact('lin', at, { path: `src/${at}.ts` }));
  expect(caught({ threads })).toEqual([
    '#1/review/src/9.1.ts',
    '#1/review/src/9.2.ts',
    '#1/review/src/9.3.ts',
  ]);
});
