import { documentOptions, fromText } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

describe('front matter', () => {
  const read = (text: string) => fromText(text, documentOptions(policy, undefined));

  test('has lists in both forms, quotes, comments and maps', () => {
    const text =
      '---\nresponders: [ada, "grace"]\nservices:\n  - checkout # the shop\n- bank\nteam: \'a: b\'\nmap:\n  deep: 1\nmany: [\n  one,\n  two\n]\n---\n# x\n';
    const fields = read(text).matterFields?.map(({ name, values, place }) => [name, values, place.line]);
    expect(fields).toEqual([
      ['responders', ['ada', 'grace'], 2],
      ['services', ['checkout', 'bank'], 3],
      ['team', ['a: b'], 6],
      ['map', [], 7],
      ['many', ['one', 'two'], 9],
    ]);
    expect(read(text).matterProblems).toBeUndefined();
  });

  test.each([
    ['---\nkind: x\n# never ends\n', 'unclosed', 1],
    ['---\nkind: x\nno key at all\n---\n', 'no-key', 3],
    ['---\n\tkind: x\n---\n', 'tab', 2],
    ['---\nkind: x\nkind: y\n---\n', 'twice', 3],
    ['---\nstarted: [broken\n---\n', 'open-list', 2],
    ['---\nkind: x\ntitle: "Sessions\n---\n', 'open-quote', 3],
    ["---\ntitle: 'it''s open\nowner: ada\n---\n", 'open-quote', 2],
    ['---\ntitle: "a \\" b\n---\n', 'open-quote', 2],
    ['---\nservices:\n  - "checkout\n  - bank\nkind: x\n---\n', 'open-quote', 3],
    ['---\ntitle: "Sessions" of the shop\n---\n', 'after-quote', 2],
    ['---\ntitle: Design: sessions\n---\n', 'colon', 2],
    ['---\nkind: x\nservices: [a,\nseverity: SEV-1\n---\n', 'open-list', 3],
  ])('%j is told as %s in line %i', (text, code, line) => {
    const problems = read(text).matterProblems ?? [];
    expect(problems.map((problem) => [problem.code, problem.place.line])).toEqual([[code, line]]);
  });

  test('may have brackets in quotes and comments', () => {
    const { matterFields, matterProblems } = read('---\nteam: ["a [b"] # or [c\nkind: x\n---\n# x\n');
    expect(matterProblems).toBeUndefined();
    expect(matterFields?.map(({ name }) => name)).toEqual(['team', 'kind']);
  });

  test('may have quotes that go on, in the middle and doubled, and colons in quotes, times and addresses', () => {
    const text = [
      'title: "Sessions of',
      '  the shop" # and more',
      "other: 'it''s: fine'",
      'said: "a \\" b"',
      'who: O\'Neill "Ada" x',
      'at: 10:30',
      'see: https://example.org/a:b',
      'note: a # b: c',
      'block: |',
      '  "open: x',
      'empty: ""',
    ];
    expect(read(`---\n${text.join('\n')}\n---\n# x\n`).matterProblems).toBeUndefined();
  });

  test('is not what follows a line across the page', () => {
    expect(read('---\n\nText\n').matterProblems).toBeUndefined();
    expect(read('Text\n\n---\nkey: x\n').matterProblems).toBeUndefined();
  });
});
