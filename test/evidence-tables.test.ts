import { fromText } from '@forethought/core';
import { expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

test('a row belongs to the part that the head of its column names, outside of documents', () => {
  const lines = [
    '## Test Evidence',
    '| # | Isolation | Result | Integration |',
    '|---|---|---|---|',
    '| 1 | a | b | c |',
    '',
    '| What | Result |',
    '|---|---|',
    '| d | e |',
    '',
    '### Failure cases',
    '| Isolation | Result |',
    '|---|---|',
    '| f | g |',
  ];
  const text = lines.join('\n');
  const { sections } = fromText(text, {
    kind: 'pull-request',
    index: policy.sections,
    hashHeadings: 'count',
  });
  const found = sections[0]?.entries.map((each) => [each.text, each.part]);
  expect(found).toEqual([
    ['a | b | 1', 'isolation'],
    ['c', 'integration'],
    ['d | e', undefined],
    ['f | g', 'failure'],
  ]);
});
