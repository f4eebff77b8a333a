import { placeholderState } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

describe('placeholders', () => {
  test.each([
    '',
    'TODO',
    'tbd.',
    '**None**',
    'N/A',
    '- n/a',
    'n.a.',
    '...',
    '-',
    'Untested.',
    'Not tested',
    "I didn't",
    'none: none',
    '- [ ] foo',
    '- [x] Test A',
    'Operating system:',
    'なし',
    '暂无',
    '<what was tested>',
    '- <url or path> - <what it taught or decided>',
    '<what fails> -> <how it was validated>',
    'What did this change? If so, explain.',
    'Please list the tests that you ran and what your change does to them.',
    '_Describe the scenarios here and what came out_',
    'Pull Request resolved: https://acme.dev/pull/1',
  ])('%s', (text) => {
    expect(placeholderState(text)).toEqual({ state: 'placeholder' });
  });
});

describe('promises for later', () => {
  test.each([
    'Will add tests later',
    'I will deploy and watch it.',
    'TODO: add coverage',
    'Deploy it and see.',
    'Next change :)',
    'Coverage will follow in a separate change',
  ])('%s', (text) => {
    expect(placeholderState(text)).toEqual({ state: 'deferred' });
  });
});

describe('reasons', () => {
  test.each([
    ['N/A: only a comment changes', 'only a comment changes'],
    ['N/A (only a comment changes).', 'only a comment changes'],
    ['not applicable, because nothing runs', 'because nothing runs'],
    ['None - the pins moved', 'the pins moved'],
    ['No tests needed: wording', 'wording'],
    ['Not run locally; the board is on loan', 'the board is on loan'],
  ])('%s', (text, reason) => {
    const found = placeholderState(text);
    expect(found?.state).toBe('not-applicable');
    expect(reason).toContain(found?.reason ?? 'no reason');
  });

  test.each([
    'Only a heading moved, so no tests are needed.',
    'Documentation-only change',
    'Only text changes in this PR.',
    'There is no way to reproduce an outage of the provider.',
  ])('of a place for tests only: %s', (text) => {
    expect(placeholderState(text, 'test-evidence')).toEqual({ state: 'not-applicable', reason: text });
    expect(placeholderState(text)).toBeNull();
  });
});

describe('what says something', () => {
  test.each([
    'unit tests',
    'Ran the importer on the March file.',
    'No behaviour change; all tests pass.',
    'Will be slower on the first call: measured 40 ms, verified with a cold cache',
    'https://acme.dev/guide',
    'none of the 40 rows were lost',
  ])('%s', (text) => {
    expect(placeholderState(text, 'test-evidence')).toBeNull();
  });
});
