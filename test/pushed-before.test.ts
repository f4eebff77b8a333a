import { foldedLines, pushedBefore } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const LINE = [
  { sha: 'c', parents: ['b'] },
  { sha: 'b', parents: ['a'] },
  { sha: 'a', parents: ['base'] },
];
const AT = '2026-10-01T09:00:00Z';

describe('commits that were there at an instant', () => {
  test('are those that were seen by then, and what they stand on', () => {
    const seen = [
      { sha: 'b', at: '2026-10-01T11:00:00+02:00' },
      { sha: 'c', at: '2026-10-01T09:00:01Z' },
    ];
    expect([...pushedBefore(LINE, seen, AT)].sort()).toEqual(['a', 'b']);
  });

  test('are none where nobody saw one', () => {
    expect([...pushedBefore(LINE, [], AT)]).toEqual([]);
    expect([...pushedBefore(LINE, [{ sha: 'elsewhere', at: '2026-01-01T00:00:00Z' }], AT)]).toEqual([]);
  });

  test('are found by both sides of a merge', () => {
    const merged = [{ sha: 'm', parents: ['c', 'x'] }, ...LINE, { sha: 'x', parents: ['base'] }];
    expect([...pushedBefore(merged, [{ sha: 'm', at: AT }], AT)].sort()).toEqual(['a', 'b', 'c', 'm', 'x']);
  });
});

describe('what a text may fold away', () => {
  test.each<[string, string, readonly [number, number] | undefined]>([
    ['nothing', 'one\ntwo\n', undefined],
    ['one part', 'one\n<details>\ntwo\n</details>\nthree', [2, 4]],
    ['what stands between two parts', '<details>\n</details>\nx\n<DETAILS open>\n</details>', [1, 5]],
    ['everything behind one that is not closed', 'a\n<details>\n</details>\n<details>\nb\nc', [2, 6]],
    ['what a tag inside code pretends to end', '<details>\n```\n</details>\n```\nx\n</details>\ny', [1, 6]],
    ['what is closed before it opens', '</details>\nx\n<details>\ny', [3, 4]],
    ['lines of every ending', 'a\rb\r\n<details>\rc\n</details>', [3, 5]],
  ])('%s', (_, text, lines) => {
    expect(foldedLines(text)).toEqual(lines);
  });
});
