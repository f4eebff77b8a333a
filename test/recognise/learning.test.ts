import { type Entry, learntWords, references, statementsIn } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const place = { line: 1, column: 1 };

/** Words learnt from the first statement of lines, of which each is nested one deeper than the one before. */
function learnt(...lines: readonly string[]): number {
  const entries = lines.map(
    (text, depth): Entry => ({ kind: 'item', text, depth, references: references(text, place), place }),
  );
  const [statement] = statementsIn(entries);
  return statement === undefined ? -1 : learntWords(statement);
}

describe('words about a reference', () => {
  test.each([
    ['githooks(5): `core.hooksPath` is relative to the work tree', 8],
    ['https://acme.dev/guide - limit is 30 s', 4],
    ['the limit is 30 seconds according to https://acme.dev/guide', 7],
    ['https://acme.dev/guide - very very slow on large tables', 5],
    ['man 2 rename: atomic on one file system only', 6],
    ['https://acme.dev/guide：默认超时是三十秒', 4],
    ['https://acme.dev/guide - wartet höchstens dreißig Sekunden', 4],
  ])('%s: %d', (text, count) => {
    expect(learnt(text)).toBe(count);
  });

  test.each([
    'good good good good',
    'yes yes yes yes',
    'read it all, very good',
    'I have read the whole documentation',
    'was very helpful and useful',
    'looked at it, looks good to me',
    'blah blah blah blah',
    'a b c d e',
    '1 2 3 4',
    'lorem ipsum dolor sit amet',
    'todo write what it says',
  ])('nothing: %s', (text) => {
    expect(learnt(`https://acme.dev/guide - ${text}`)).toBe(0);
  });

  test('what stands below counts, without its own references', () => {
    expect(learnt('RFC 9110', 'PUT is idempotent, which allows the retry')).toBe(7);
    expect(learnt('RFC 9110', 'https://acme.dev/one/two/three/four/five')).toBe(0);
  });
});
