import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { RE2JS } from 're2js';
import { commitCode, makeHooked } from '../helpers/hooked.js';

const bundled: { RE2JS: typeof RE2JS } = createRequire(import.meta.url)(
  resolve('packages/cli/dist/re2js.cjs'),
);

const PATTERNS = [
  'abc',
  '(a+)+$',
  '(?:ab|cd)+',
  '[a-c]+x?',
  '[^a-c]\\d{2,4}',
  '^x|y$',
  '\\bfoo\\b',
  '(?i)\u00e9t\u00e9',
  '\\p{Lu}\\p{Greek}*',
  '(?P<name>a)b|c',
  '[[:alpha:]]+',
  'a{2,3}?b*',
  '(?s).*tbd.*',
];
const TEXTS = [
  'abc',
  'aaaa',
  'aaab',
  'abcd',
  'foo',
  'xy',
  'y',
  '\u00c9T\u00c9',
  '\u0391\u03b1',
  'z123',
  'a tbd\nb',
  '',
];

describe('the engine for patterns of a team as the hook and the Action have it', () => {
  test.each(PATTERNS)('understands %s as the package does', (pattern) => {
    const answers = (engine: typeof RE2JS) => {
      const compiled = engine.compile(pattern, engine.CASE_INSENSITIVE | engine.DOTALL);
      return TEXTS.map((text) => [compiled.matches(text), compiled.matcher(text).find()]);
    };
    expect(answers(bundled.RE2JS)).toEqual(answers(RE2JS));
  });

  test.each(['(', 'a)', '[z-a]', '(?=a)b', 'a**', '\\8'])('and refuses %s in the same words', (pattern) => {
    const words = (engine: typeof RE2JS): string => {
      try {
        engine.compile(pattern);
        return '';
      } catch (error) {
        return String((error as Error).message);
      }
    };
    expect(words(RE2JS)).not.toBe('');
    expect(words(bundled.RE2JS)).toBe(words(RE2JS));
  });

  test('a pattern with a group blocks a commit whose entry is nothing else', () => {
    const options = "    options:\n      patterns: ['npm (run )?test: [0-9]+ passed']\n";
    const config = `mode: standard\nrules:\n  no-placeholder:\n    severity: block\n    kinds: [commit]\n${options}`;
    const repository = makeHooked({ config });
    try {
      const text =
        'feat: wait\n\nSources Consulted:\n- RFC 9110 section 15\n\nTest Evidence:\n- npm test: 14 passed\n';
      const rejected = commitCode(repository, ['-m', text]);
      expect(rejected.code).toBe(1);
      expect(rejected.stderr).toContain('no-placeholder');
    } finally {
      repository.cleanup();
    }
  });
});
