import { type Reference, references, sourcesIn } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const at = { line: 1, column: 1 };

/** References in short: kind, target, and why it can't be a source. */
function short(text: string): readonly string[] {
  return references(text, at).map(({ kind, target, excluded }) =>
    excluded === undefined ? `${kind} ${target}` : `${kind} ${target} !${excluded}`,
  );
}

describe('what is found', () => {
  test.each<readonly [string, readonly string[]]>([
    ['see https://acme.dev/guide.', ['url https://acme.dev/guide']],
    ['(see https://acme.dev/wiki/Queue_(data))', ['url https://acme.dev/wiki/Queue_(data)']],
    ['[guide](https://acme.dev/a_(b)), then', ['url https://acme.dev/a_(b)']],
    ['<https://acme.dev/a>, "https://acme.dev/b"', ['url https://acme.dev/a', 'url https://acme.dev/b']],
    ['https://acme.dev/issues/12', ['issue https://acme.dev/issues/12']],
    ['https://acme.dev/commit/0a1b2c3d4e', ['commit https://acme.dev/commit/0a1b2c3d4e']],
    ['RFC 9110 §9.3 and RFC3986', ['specification RFC 9110 §9.3', 'specification RFC3986']],
    [
      'ISO/IEC 27001, IEEE 754, ECMA-262',
      ['specification ISO/IEC 27001', 'specification IEEE 754', 'specification ECMA-262'],
    ],
    ['PEP 8 and WCAG 2.1', ['specification PEP 8', 'specification WCAG 2.1']],
    ['git-commit(1), pthread_create(3)', ['manual git-commit(1)', 'manual pthread_create(3)']],
    ['chapter 4.2 of the Widget Handbook', ['document chapter 4.2 of the Widget Handbook']],
    ['from EDS #991234', ['document EDS #991234']],
    ['"Queueing in Practice", ACM Queue 2011', ['document "Queueing in Practice", ACM Queue 2011']],
    ['#12, acme/store#7, ABC-123, GH-9', ['issue #12', 'issue acme/store#7', 'issue ABC-123', 'issue GH-9']],
    ['Bug: 123456 and b/987654', ['issue Bug: 123456', 'issue b/987654']],
    ['docs/design/queue.md and src/pool.ts:12', ['path docs/design/queue.md', 'path src/pool.ts']],
    ['[design](./docs/queue.md#why)', ['path docs/queue.md']],
    ['since 0a1b2c3d4e5f', ['commit 0a1b2c3d4e5f']],
  ])('%s', (text, expected) => {
    expect(short(text)).toEqual(expected);
  });

  test.each([
    'UTF-16, SHA-256 and CVE-2026-1234',
    'step #1, then option #2',
    'on and/or off, 24/7, TCP/IP',
    'exit code 3, version 1.2.3',
    '#0  main() called\n#1 0x7f00 in pool',
    'ftp://acme.dev/a and mailto:ada@acme.dev',
    'a deadbeef is a cafe',
  ])('nothing in: %s', (text) => {
    expect(short(text)).toEqual([]);
  });
});

describe('what can be no source', () => {
  test.each([
    ['https://ada:secret@acme.dev/a', 'credentials'],
    ['https://acme.dev/a?access_token=1', 'credentials'],
    ['http://localhost:8080/a', 'localhost'],
    ['http://10.1.2.3/a', 'localhost'],
    ['http://go/queue', 'localhost'],
    ['https://wiki.acme.internal/a', 'localhost'],
    ['https://review.acme.dev/c/store/+/4711', 'review'],
    ['https://acme.dev/D1234', 'review'],
    ['https://acme.dev/pull/3#discussion_r99', 'review'],
    ['https://ci.acme.dev/job/88', 'ci'],
    ['https://github.com/acme/store/actions/runs/1', 'ci'],
    ['![shot](https://acme.dev/shot)', 'image'],
    ['<img src="https://acme.dev/shot">', 'image'],
    ['https://acme.dev/shot.png', 'image'],
    ['https://github.com/acme/store/blob/main/CONTRIBUTING.md', 'template'],
    ['https://www.conventionalcommits.org/en/v1.0.0/', 'template'],
    ['Reviewed-on: https://acme.dev/7', 'review'],
    ['Pull Request resolved: https://acme.dev/pull/7', 'own-change'],
    ['Closes https://acme.dev/pull/7', 'own-change'],
  ])('%s: %s', (text, why) => {
    expect(references(text, at).map(({ excluded }) => excluded)).toEqual([why]);
  });

  test('credentials are not repeated', () => {
    expect(JSON.stringify(references('https://ada:secret@acme.dev/a', at))).not.toContain('secret');
  });
});

test('places count from where the text starts', () => {
  const places = references('see #1\n  and #2', { line: 7, column: 5 }).map(({ place }) => place);
  expect(places).toEqual([
    { line: 7, column: 9 },
    { line: 8, column: 7 },
  ]);
});

test('a source counts once, a path only if it exists, a commit never', () => {
  const found: readonly Reference[] = references('#1 #1 docs/a.md docs/b.md since 0a1b2c3d4e5f', at);
  const entries = [{ kind: 'text' as const, text: '', depth: 0, references: [...found], place: at }];
  const looked = sourcesIn(entries, new Set(['docs/a.md']));
  expect(looked.counted.map(({ target }) => target)).toEqual(['#1', 'docs/a.md']);
  expect(looked.refused).toEqual(['a path that does not exist (docs/b.md)', 'a commit']);
  const unlooked = sourcesIn(entries, undefined);
  expect(unlooked.undecided.map(({ target }) => target)).toEqual(['docs/a.md', 'docs/b.md']);
});
