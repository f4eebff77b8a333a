import { designLinks, designReferences, fromText } from '@forethought/core';
import { expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

const read = (text: string) =>
  fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' });

test.each([
  ['Design: docs/designs/cache.md', ['docs/designs/cache.md']],
  ['## Design\n\nAgreed in #398 and acme/rfcs#12.', ['#398', 'acme/rfcs#12']],
  [
    '## Design document\n\n- https://github.com/acme/shop/pull/398\n- https://github.com/acme/shop/blob/main/docs/cache.md',
    ['https://github.com/acme/shop/pull/398', 'https://github.com/acme/shop/blob/main/docs/cache.md'],
  ],
  ['Design: docs/designs/cache.md\n\nUnlike docs/designs/old.md, it expires.', ['docs/designs/cache.md']],
  ['Follows docs/designs/cache.md, and docs/guide.md tells how to use it.', ['docs/designs/cache.md']],
  ['## Design\n\nA map from name to session, see below.', []],
  ['Fixes #12.', []],
  ['## Design\n\n```\ndocs/designs/cache.md\n```', []],
])('%j names %j', (text, references) => {
  expect(designReferences(read(text), policy.documents)).toEqual(references);
});

test('without the kinds of documents only what stands under Design is found', () => {
  expect(designReferences(read('Follows docs/designs/cache.md.'))).toEqual([]);
  expect(designReferences(read('Design: docs/designs/cache.md'))).toEqual(['docs/designs/cache.md']);
});

test('a page that no platform knows approvals of is told apart', () => {
  const links = designLinks(read('Design: https://boards.acme.dev/sessions and PROJ-12'), policy.documents);
  expect(links).toEqual({
    named: [],
    mentioned: [],
    elsewhere: ['https://boards.acme.dev/sessions', 'PROJ-12'],
  });
});
