import { withItemAt, withValueAt } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

describe('a value put into a YAML text', () => {
  test.each([
    ['a: 1\n', ['b'], 2, 'a: 1\nb: 2\n'],
    ['a: 1', ['b', 'c'], '2026-01-02', 'a: 1\nb:\n  c: 2026-01-02'],
    ['a:\n  b: 1 # one\n  # deeper\nc: 2\n', ['a', 'd'], 'x', 'a:\n  b: 1 # one\n  # deeper\n  d: x\nc: 2\n'],
    ['a: { b: 1 } # end\n', ['a', 'd', 'e'], 'x', 'a: { b: 1, d: { e: x } } # end\n'],
    ['a: {}\n', ['a', 'b'], true, 'a: { b: true }\n'],
    ['a:\nb: 1\n', ['a'], 'x', 'a: x\nb: 1\n'],
    ['a: # later\nb: 1\n', ['a', 'c'], 'x', 'a: # later\n  c: x\nb: 1\n'],
    ['a: 1\r\nb: 2\r\n', ['c'], '#12', 'a: 1\r\nb: 2\r\nc: "#12"\r\n'],
    ['a: 1\n', ['on'], { by: 'no', on: '2026-01-02' }, 'a: 1\non: { by: "no", on: 2026-01-02 }\n'],
  ])('%j at %j', (text, path, value, expected) => {
    expect(withValueAt(text, path, value)).toBe(expected);
  });

  test('what stands there is never replaced', () => {
    expect(withValueAt('a: 1\n', ['a'], 2)).toBeUndefined();
    expect(withValueAt('a: 1\n', ['a', 'b'], 2)).toBeUndefined();
    expect(withItemAt('a: 1\n', ['a'], 2)).toBeUndefined();
    expect(withValueAt('- a\n', ['a'], 2)).toBeUndefined();
  });

  test.each([
    ['a: [1]\n', 'a: [1, 2]\n'],
    ['a: []\n', 'a: [2]\n'],
    ['a:\n  - 1\nb: 1\n', 'a:\n  - 1\n  - 2\nb: 1\n'],
    ['a:\n- 1 # one\nb: 1\n', 'a:\n- 1 # one\n- 2\nb: 1\n'],
    ['b: 1\n', 'b: 1\na:\n  - 2\n'],
  ])('an item at the end of the list of %j', (text, expected) => {
    expect(withItemAt(text, ['a'], 2)).toBe(expected);
  });
});
