import { fromText, namesLesson, saysOwn } from '@forethought/core';
import { expect, test } from '@jest/globals';
import { policy } from '../helpers/policy.js';

test.each([
  'The clocks of all hosts agree within a second.',
  'Nobody but the gateway writes these keys.',
  'Die Uhren aller Rechner gehen höchstens eine Sekunde auseinander.',
  'すべてのホストの時計は一秒以内で一致している',
  'RFC 9110 allows a retry of idempotent requests only.',
  'The upstream caps pages at 100 entries.',
])('%s says something of its own', (text) => {
  expect(saysOwn(text)).toBe(true);
});

test.each([
  '',
  'N/A',
  'N/A: na',
  'N/A: the change only moves files',
  'none',
  'TODO',
  'No assumptions.',
  'No special assumptions, everything should be fine.',
  'Self-explanatory',
  'This is obvious',
  'See the diff',
  'As described above',
  'It works as expected',
  'Business as usual',
  'Nothing special',
  'This does not change the architecture',
  '<what is taken for granted, and where it would be looked up>',
  'https://redis.io/docs/latest/commands/expire/',
  'foo bar',
])('%s does not', (text) => {
  expect(saysOwn(text)).toBe(false);
});

test('words of the label or of the title are nobody’s own', () => {
  expect(saysOwn('Cache sessions of customers in Redis', 'Cache sessions of customers in Redis')).toBe(false);
  expect(saysOwn('Cache sessions of customers in Redis')).toBe(true);
});

test('a long text of one word is read in no time and says nothing', () => {
  expect(saysOwn('be careful '.repeat(50_000))).toBe(false);
});

test.each([
  ['Be more careful next time.', false],
  ['We learned a lot from this mistake and will test better in the future.', false],
  ['No test ran with two clocks; session_clock_test does now.', true],
  ['The chart’s schema is checked by helm lint in CI from now on.', true],
])('as a lesson, “%s” is %s', (text, expected) => {
  const read = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' } as const;
  expect(namesLesson(fromText(`## Lesson\n\n${text}\n`, read))).toBe(expected);
});
