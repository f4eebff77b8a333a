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
    ['https://acme.dev/guide：等待', ['url https://acme.dev/guide']],
    ['KEP-1287 and ADR 12', ['specification KEP-1287', 'document ADR 12']],
    ['decision 0004, decision record #7', ['document decision 0004', 'document decision record #7']],
    ['ARM DDI 0487', ['document DDI 0487']],
    ['draft-ietf-httpbis-cache-19', ['specification draft-ietf-httpbis-cache-19']],
    ['3GPP TS 38.331 and ITU-T X.509', ['specification 3GPP TS 38.331', 'specification ITU-T X.509']],
    ['Kubernetes docs: Pods', ['document Kubernetes docs: Pods']],
    ['PostgreSQL documentation, "Row Locks"', ['document PostgreSQL documentation, "Row Locks"']],
    ['Release It!, chapter 4', ['document Release It!, chapter 4']],
    ['go doc net', ['manual go doc net']],
    ['the docs: updated, read the documentation', []],
    ['rfc 2119, Rfc 9110 section 9.3', ['specification rfc 2119', 'specification Rfc 9110 section 9.3']],
    ['iso 8601 and pep 8', ['specification iso 8601', 'specification pep 8']],
    ['man 2 rename and man 3p open', ['manual man 2 rename', 'manual man 3p open']],
    ['man git-commit', ['manual man git-commit']],
    ['see `man bash`', ['manual man bash']],
    ['man git-config says so', ['manual man git-config']],
    ['`git help rebase`, git log --help', ['manual git help rebase', 'manual git log --help']],
    ['the `core.hooksPath` man page', ['manual `core.hooksPath` man page']],
    ['docs.python.org/3/library/os.html', ['url docs.python.org/3/library/os.html']],
    ['(git-scm.com/docs/git-commit)', ['url git-scm.com/docs/git-commit']],
    ['en.wikipedia.org/wiki/Queue_(data).', ['url en.wikipedia.org/wiki/Queue_(data)']],
    ['docs.rs/serde, helm.sh/docs/topics', ['url docs.rs/serde', 'url helm.sh/docs/topics']],
    ['github.com/acme/store/issues/7', ['issue github.com/acme/store/issues/7']],
    ['https://confluence.internal/x/y', ['url https://confluence.internal/x/y']],
    [
      'https://wiki.corp/Queue and http://intranet/a',
      ['url https://wiki.corp/Queue', 'url http://intranet/a'],
    ],
    ['http://go/queue', ['url http://go/queue']],
    ['https://wiki:8090/display/OPS', ['url https://wiki:8090/display/OPS']],
    ['https://developers.google.com/search/docs', ['url https://developers.google.com/search/docs']],
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
    'the man behind it, a 2 man day, man pages and man up',
    'git help text',
    'foo.js/bar, node.js/io and install.sh/uninstall',
    'app.kubernetes.io/name and cert-manager.io/cluster-issuer',
    'k8s.io/api and docker.io/library/alpine:3',
    'isometric 8601, rfcs and a pep talk',
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
    ['http://127.0.0.1/a', 'localhost'],
    ['http://db:8080/health', 'localhost'],
    ['http://store.prod.svc/health', 'localhost'],
    ['https://example.com/guide', 'localhost'],
    ['http://runs/271fb572-247f-43a4-9d5a-f7b66122bd4a', 'ci'],
    ['http://reviews/r/2665/', 'review'],
    ['https://www.google.com/search?client=x&q=rename', 'search'],
    ['https://www.google.co.uk/search?q=rename', 'search'],
    ['https://duckduckgo.com/?q=rename', 'search'],
    ['https://www.bing.com/search?q=rename', 'search'],
    ['https://yandex.ru/search/?text=rename', 'search'],
    ['https://www.baidu.com/s?wd=rename', 'search'],
    ['https://github.com/search?q=rename&type=code', 'search'],
    ['https://docs.acme.dev/search.html?q=rename', 'search'],
    ['did not read https://acme.dev/guide', 'unread'],
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

test('an address without a page counts only where all of its host is documentation', () => {
  const found = references('https://acme.dev https://docs.acme.dev/ https://acme.dev/#why', at);
  const entries = [{ kind: 'text' as const, text: '', depth: 0, references: [...found], place: at }];
  const alone = sourcesIn(entries, undefined);
  expect(alone.counted.map(({ target }) => target)).toEqual(['https://acme.dev/#why']);
  expect(alone.refused).toEqual(['an address without a page']);
  const whole = sourcesIn(entries, undefined, ({ host }) => host === 'docs.acme.dev');
  expect(whole.counted.map(({ target }) => target)).toContain('https://docs.acme.dev/');
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
