import { type Commit, landedAs, landedBodies } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

let number = 0;

function landed(message: string, changes: Partial<Commit> = {}): Commit {
  number += 1;
  return {
    sha: `sha ${number}`,
    tree: '',
    parents: ['p'],
    author: { name: 'Ada', email: 'ada@example.org' },
    committer: { name: 'GitHub', email: 'noreply@github.com' },
    authoredAt: '2026-01-01T00:00:00Z',
    committedAt: '2026-01-01T00:00:00Z',
    message,
    ...changes,
  };
}

const body = (): Commit => landed('feat: x (#12)\n\n## Why\n\n* one\n* two\n');
const bullets = (): Commit =>
  landed(
    'feat: x (#12)\n\n* feat: first\n\nbody\n\n* fix: second\n\n---------\n\nCo-authored-by: A <a@b.c>\n',
  );
const title = (): Commit => landed('feat: x (#12)\n\nCo-authored-by: A <a@b.c>\n');

describe('what a squash landed', () => {
  test('a body, commits one after another, or nothing', () => {
    expect([body(), bullets(), title(), landed('feat: x (#12)')].map(landedAs)).toEqual([
      'body',
      'commits',
      'nothing',
      'nothing',
    ]);
  });

  test('a body that begins with a tight list is a body', () => {
    expect(landedAs(landed('x (#1)\n\n* one\n* two\n'))).toBe('body');
    expect(landedAs(landed('x (#1)\n\n* one\n\nmore\n'))).toBe('body');
  });

  test.each<[string, Commit]>([
    ['a merge', landed('Merge (#12)\n\nbody', { parents: ['a', 'b'] })],
    ['a commit by hand', landed('x (#12)\n\nbody', { committer: { name: 'Ada', email: 'ada@example.org' } })],
    ['an edit on the platform', landed('Update README.md\n\nbody')],
    ['a mention in the middle', landed('Undo (#12) again\n\nbody')],
  ])('%s is none', (_, commit) => {
    expect(landedAs(commit)).toBeUndefined();
  });
});

describe('what a repository lands', () => {
  test('bodies: the empty ones count too', () => {
    const commits = [body(), body(), title(), landed('by hand\n\ntext')];
    expect([...landedBodies(commits)]).toEqual([commits[0]?.sha, commits[1]?.sha, commits[2]?.sha]);
  });

  test('commits: the text of a lone commit is no body', () => {
    expect(landedBodies([body(), body(), bullets(), title()]).size).toBe(0);
  });

  test('one body among many that looks like commits does not change that', () => {
    const commits = [...Array.from({ length: 20 }, body), bullets()];
    expect(landedBodies(commits).size).toBe(20);
  });

  test('titles: only what has text counts', () => {
    const commits = [body(), title(), title()];
    expect([...landedBodies(commits)]).toEqual([commits[0]?.sha]);
    expect(landedBodies([]).size).toBe(0);
  });
});
