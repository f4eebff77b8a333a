import {
  causesIn,
  challengesIn,
  designReferences,
  type Entry,
  fromText,
  isFix,
  isRevert,
  placeholderState,
  premortemItems,
  references,
  revertReason,
  saysRevert,
  testStatement,
} from '@forethought/core';
import { expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

const SIZE = 65_536;
const PIECES = [
  '>',
  '*a_ ',
  '<!--',
  ' ',
  '[a](',
  'a/',
  'a.',
  'https://a.b/c(',
  '![](https://a.b/',
  '#1',
  'abcdef0123456789',
  'AB-1',
  '"A',
  '`a',
  '1 ms ',
  'Abc chapter 3 ',
  'Ref: ',
  'I ran ',
  'tested on Abc ',
  'all tests ',
  'a\n',
  '->',
  'a_',
  'not ',
  'will add later ',
  'from 1 to ',
  'RFC 1 section ',
  'ISO/IEC/',
  'p. ',
  '测试',
  '[a@b c',
  '(cherry picked from commit ',
];

/** Processor time that steps may take which take a fraction of it; one whose time grows with the square of the text takes minutes. */
const DEADLINE_MS = 5000;

function processorMs(): number {
  return process.cpuUsage().user / 1000;
}

test.each(PIECES)('64 kB of %j are read in time', (piece) => {
  const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  const place = { line: 1, column: 1 };
  const entry: Entry = { kind: 'item', text, depth: 0, part: 'failures', references: [], place };
  const started = processorMs();
  references(text, place);
  placeholderState(text, 'test-evidence');
  premortemItems([entry]);
  isFix(text);
  isRevert(text);
  for (const message of [`a\n\n${text}`, `a\n\nTest Plan:\n${text}`]) {
    testStatement(fromText(message, { kind: 'commit', index: policy.sections, hashHeadings: 'count' }));
  }
  expect(processorMs() - started).toBeLessThan(DEADLINE_MS);
});

const OF_REVIEWS = [
  'this reverts commit abcdef0, reversing ',
  '# What if\n',
  'if it ',
  'Assumptions:\n- a b\n\n',
  'could we just ',
  'Design: a/b.md\n\n',
];

test.each([...PIECES, ...OF_REVIEWS])('64 kB of %j in a review are read in time', (piece) => {
  const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  const body = fromText(text, { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' });
  const started = processorMs();
  challengesIn(body);
  saysRevert(body);
  revertReason(body);
  designReferences(body, policy.documents);
  expect(processorMs() - started).toBeLessThan(DEADLINE_MS);
});

const OF_CAUSES = [
  'Reverts:\n- #12\n',
  'Reverts the following ',
  'caused by the ',
  '#12 introduced a ',
  'since #12, ',
  '0a1b2c3d ( ',
  'Reverts #1 and ',
  'may be not ',
  'in of from ',
];

test.each([...PIECES, ...OF_CAUSES])('causes in 64 kB of %j are read in time', (piece) => {
  const text = piece.repeat(Math.ceil(SIZE / piece.length)).slice(0, SIZE);
  const started = processorMs();
  causesIn(`Fix the pool\n\nIt was broken by #12.\n\n${text}`, { kind: 'commit' });
  causesIn(`${text} #12`, { kind: 'issue' });
  expect(processorMs() - started).toBeLessThan(DEADLINE_MS);
});
