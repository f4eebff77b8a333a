import { readFileSync } from 'node:fs';
import {
  type Evidence,
  type FileChange,
  fromText,
  isOfficial,
  officialSources,
  type Reference,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy as builtIn } from './helpers/policy.js';
import { policyValue } from './helpers/values.js';

const policy = policyValue();
const place = { line: 1, column: 1 };

function url(target: string): Reference {
  return { kind: 'url', target, place };
}

/** Evidence whose section of that name holds these references. */
function evidenceOf(references: readonly Reference[], name = 'sources-consulted'): Evidence {
  return {
    schema: 1,
    kind: 'commit',
    title: 'Change',
    sections: [
      {
        name,
        title: name,
        style: 'label',
        level: 7,
        state: 'substantive',
        entries: [{ kind: 'item', text: 'entry', depth: 0, references: [...references], place }],
        place,
      },
    ],
    headings: [],
    trailers: [],
    prose: [],
    doomed: [],
  };
}

function files(...paths: readonly string[]): FileChange[] {
  return paths.map((path) => ({ path, status: 'M', added: 1, deleted: 0 }));
}

describe('official documentation', () => {
  test.each([
    ['https://helm.sh/docs', true],
    ['https://helm.sh/docs/topics/charts/#x', true],
    ['http://www.HELM.sh/docs/', true],
    ['https://helm.sh:443/docs/x?y', true],
    ['https://helm.sh/docsearch', false],
    ['https://helm.sh/blog', false],
    ['https://helm.sh.evil.example/docs', false],
    ['https://evil.example/helm.sh/docs', false],
    ['https://evil.example/?helm.sh/docs', false],
  ])('%s: %s', (target, expected) => {
    expect(isOfficial(url(target), [{ docs: ['helm.sh/docs'] }])).toBe(expected);
  });

  test('a host that begins like a scheme is a host', () => {
    expect(isOfficial(url('https://httpd.example/docs'), [{ docs: ['httpd.example'] }])).toBe(true);
  });

  test('a link that cannot be a source is no official one', () => {
    const link = { ...url('https://helm.sh/docs'), excluded: 'template' };
    expect(isOfficial(link, [{ docs: ['helm.sh/docs'] }])).toBe(false);
  });
});

describe('the sources of a change', () => {
  const official = url('https://helm.sh/docs/x');
  const path: Reference = { kind: 'path', target: 'docs/design.md', place };

  test('one that touches a technology needs its official documentation', () => {
    const found = officialSources(evidenceOf([path, official]), files('charts/a.yaml'), policy);
    expect(found).toMatchObject({ technologies: [{ id: 'helm' }], official: [official], verdict: true });
    expect(officialSources(evidenceOf([path]), files('charts/a.yaml'), policy).verdict).toBe(false);
  });

  test('one that touches none may name a document of the repository, if it exists', () => {
    const verdict = (existing?: ReadonlySet<string>) =>
      officialSources(evidenceOf([path]), files('src/a.ts'), policy, existing).verdict;
    expect([verdict(), verdict(new Set(['docs/design.md'])), verdict(new Set())]).toEqual([
      true,
      true,
      false,
    ]);
  });

  test('one that touches none may name a specification, and not any page of the web', () => {
    const specification: Reference = { kind: 'specification', target: 'RFC 9110', place };
    const verdict = (reference: Reference) =>
      officialSources(evidenceOf([reference]), files('src/a.ts'), policy).verdict;
    expect([verdict(specification), verdict(url('https://blog.example/post'))]).toEqual([true, false]);
  });

  test('without the changed files nothing is known', () => {
    expect(officialSources(evidenceOf([official]), undefined, policy).verdict).toBeNull();
  });

  test('a link elsewhere in the text is no source', () => {
    expect(
      officialSources(evidenceOf([official], 'test-evidence'), files('charts/a.yaml'), policy).verdict,
    ).toBe(false);
  });
});

describe('the example of the README', () => {
  test.each(['src/client.ts', 'src/client.js', 'src/client.tsx'])(
    'names official documentation of what %s belongs to',
    (path) => {
      const text = /```text\n(feat\(api\): retry[^`]*)```/.exec(readFileSync('README.md', 'utf8'))?.[1] ?? '';
      const evidence = fromText(text, { kind: 'commit', index: builtIn.sections, hashHeadings: 'count' });
      const files = [{ path, status: 'M' as const, added: 20, deleted: 0 }];
      expect(officialSources(evidence, files, builtIn).official.map(({ target }) => target)).toEqual([
        'https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Retry-After',
      ]);
    },
  );
});
