import { compileGlob, GLOB_LIMITS, matches, type Pattern } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import picomatch from 'picomatch';

function pattern(glob: string): Pattern {
  const compiled = compileGlob(glob);
  if ('problem' in compiled) throw new Error(`${glob}: ${compiled.problem}`);
  return compiled.pattern;
}

const atom = fc.constantFrom(
  'a',
  'b',
  'ab',
  'x.y',
  '.md',
  '-',
  '*',
  '?',
  '[ab]',
  '[!a]',
  '[a-c]',
  '{a,b}',
  '{a*,?b}',
  '{x,y{a,b}}',
);
const segment = fc
  .array(atom, { minLength: 1, maxLength: 4 })
  .map((atoms) => atoms.join('').replace(/\*+/g, '*'));
const globs = fc
  .array(fc.oneof({ weight: 3, arbitrary: segment }, { weight: 1, arbitrary: fc.constant('**') }), {
    minLength: 1,
    maxLength: 5,
  })
  .map((segments) => segments.join('/'))
  .filter((glob) => {
    const compiled = compileGlob(glob);
    return 'pattern' in compiled || !/combinations|two `\*` meet/.test(compiled.problem);
  });
const name = fc
  .array(fc.constantFrom('a', 'b', 'c', 'x', 'y', '.y', '.md', '-'), { minLength: 1, maxLength: 5 })
  .map((parts) => parts.join(''));
const paths = fc.array(name, { minLength: 1, maxLength: 5 }).map((segments) => segments.join('/'));

describe('patterns of paths', () => {
  test('match what picomatch says they match', () => {
    let hits = 0;
    fc.assert(
      fc.property(globs, fc.array(paths, { minLength: 4, maxLength: 8 }), (glob, some) => {
        const oracle = picomatch(glob, { dot: true, posix: true });
        const list = [pattern(glob)];
        // `folder/**` is what is in the folder; picomatch takes the folder itself as well, in some shapes.
        const folder = glob.endsWith('/**') ? [pattern(glob.replace(/(?:\/\*\*)+$/, ''))] : [];
        for (const path of some) {
          if (matches(folder, path)) continue;
          const expected = oracle(path);
          hits += expected ? 1 : 0;
          expect({ path, matched: matches(list, path) }).toEqual({ path, matched: expected });
        }
      }),
      { numRuns: 2000, seed: 11 },
    );
    expect(hits).toBeGreaterThan(500);
  });

  test('have the same answer by look-up and by regular expression', () => {
    fc.assert(
      fc.property(globs, paths, (glob, path) => {
        const own = pattern(glob);
        expect(matches([own], path)).toBe(new RegExp(own.source).test(path));
      }),
      { numRuns: 2000, seed: 12 },
    );
  });

  test.each([
    ['docs/**', 'docs/a/b.md', true],
    ['docs/**', 'src/docs/a.md', false],
    ['docs/**', 'docs', false],
    ['**/docs/**', 'docs', false],
    ['**/docs/**', 'src/docs/a.md', true],
    ['**/*.md', 'a.md', true],
    ['**/*.md', '.github/.md', true],
    ['*.md', 'docs/a.md', false],
    ['**/*.{yml,yaml}', 'a/b.yaml', true],
    ['**', 'any/thing\nat all', true],
    ['**/go.sum', 'x/go.sum', true],
    ['**/go.sum', 'x/cargo.sum', false],
    ['app/\\[id\\]/\\(group\\)/*', 'app/[id]/(group)/page.tsx', true],
    ['a/**/b', 'a/b', true],
    ['a/**/b', 'ab', false],
    ['Ä*', 'Änderung', true],
  ])('%j against %j: %j', (glob, path, expected) => {
    expect(matches([pattern(glob)], path)).toBe(expected);
  });

  test('match where one of a list does, and never where there is none', () => {
    const list = [pattern('a/**'), pattern('**/*.md'), pattern('b?')];
    expect(['a/x', 'x/y.md', 'bc', 'b/c'].map((path) => matches(list, path))).toEqual([
      true,
      true,
      true,
      false,
    ]);
    expect(matches([], 'a')).toBe(false);
  });

  test.each([
    ['', 'matches nothing'],
    ['/etc/**', 'relative to the root'],
    ['./a', 'relative to the root'],
    ['C:/a', 'relative to the root'],
    ['../a', 'no `.` or `..` folder'],
    ['a//b', 'one `/`'],
    ['a/', 'write `a/**`'],
    ['!a', 'do not negate'],
    ['src/**.ts', '`**` stands alone'],
    ['+(a)', 'parentheses'],
    ['(a+)+$', 'parentheses'],
    ['a\\b', '`\\` only before a special character'],
    ['{a', 'without its `}`'],
    ['a}', 'without its `{`'],
    ['{a}', 'at least two choices'],
    ['[a', 'without its `]`'],
    ['[z-a]', 'range runs backwards'],
    ['a/{,b}/c', 'folder without a name'],
    ['{*,a}*/x', 'two `*` meet'],
    ['a*{b,*}', 'two `*` meet'],
    ['a\0b', 'NUL'],
    ['{a,b}'.repeat(7), `more than ${GLOB_LIMITS.alternatives} combinations`],
    ['a'.repeat(GLOB_LIMITS.length + 1), 'split it'],
  ])('%j is refused', (glob, words) => {
    expect(compileGlob(glob)).toEqual({ problem: expect.stringContaining(words) });
  });

  test('take no time to speak of, whatever the path', () => {
    const hostile = [
      '**/a/**/a/**/a/**/b',
      '**/*a*a*a*a*a*b',
      '*a*a*a*a*ab',
      '**/*/**/*/**/*/**/*/c',
      '**/?*?*?*?*[ab]/**/*a*a*a/c',
    ];
    const long = ['a/'.repeat(2000), 'a'.repeat(4000), `${'a'.repeat(40)}/`.repeat(100)];
    const before = performance.now();
    for (const glob of hostile)
      for (const path of long) expect(matches([pattern(glob)], `${path}x`)).toBe(false);
    expect(performance.now() - before).toBeLessThan(1000);
  });
});
