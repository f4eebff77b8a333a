import { expect, test } from '@jest/globals';
import { agree, causeOf, corpusTexts, generated } from './helpers/two-readers.js';

/** The full number runs in `npm run bench -- differential`. A corpus is read where the caller names its folder. */
const TEXTS = Number(process.env.FORETHOUGHT_TEXTS ?? 3000);
const FIRST = 1_000_000;

test('both readers agree on 99.9 % of texts, and each difference has a known cause', () => {
  const made = Array.from({ length: TEXTS }, (_, at) => generated(FIRST + at));
  const asked = [...corpusTexts(process.env.FORETHOUGHT_CORPUS), ...made];
  const differing = asked.filter((each) => !agree(each));
  expect(differing.length / asked.length).toBeLessThanOrEqual(0.001);
  expect(differing.filter(({ text }) => causeOf(text) === 'unknown').map(({ name }) => name)).toEqual([]);
});

test('the comparison sees a difference', () => {
  const text = '## Testing\n\n* | a | b |\n  |---|---|\n| c | d |\n|---|---|\n| e | f |';
  expect(agree({ name: 'a table behind a table', kind: 'pull-request', text })).toBe(false);
  expect(causeOf(text)).toBe('second table');
});
