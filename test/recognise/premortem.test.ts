import { type Entry, learntWords, premortemItems, statementsIn } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const place = { line: 1, column: 1 };

function entry(text: string, more: Partial<Entry> = {}): Entry {
  return { kind: 'item', text, depth: 0, part: 'failures', references: [], place, ...more };
}

describe('items of a pre-mortem', () => {
  test.each([
    ['the pool runs empty -> ran with 10 connections', true],
    ['the pool runs empty → `make stress` passed', true],
    ['the pool runs empty - validated with 10 connections', true],
    ['the pool runs empty (checked by the alarm test)', true],
    ['the pool runs empty: `make stress`', true],
    ['the pool runs empty', false],
    ['the pool runs empty -> TODO', false],
    ['the pool runs empty -> will test later', false],
  ])('%s: validated %s', (text, validated) => {
    expect(premortemItems([entry(text)]).map((item) => item.validated)).toEqual([validated]);
  });

  test('what is nested below an item, or a second column, validates it', () => {
    const nested = premortemItems([entry('the pool runs empty'), entry('ran with 10', { depth: 1 })]);
    expect(nested).toMatchObject([{ text: 'the pool runs empty', validated: true }]);
    const row = premortemItems([entry('the pool runs empty | ran with 10', { kind: 'row' })]);
    expect(row).toMatchObject([{ text: 'the pool runs empty', validated: true }]);
  });

  test('placeholders and paragraphs are no items', () => {
    expect(premortemItems([entry('...'), entry('Five things:', { kind: 'text' })])).toEqual([]);
  });

  test('items that differ only in letter case and punctuation are the same', () => {
    const keys = premortemItems([entry('The pool runs empty.'), entry('the pool runs empty')]).map(
      ({ key }) => key,
    );
    expect(new Set(keys).size).toBe(1);
  });
});

describe('words about a reference', () => {
  const target = 'https://acme.dev/probes';
  const references = [{ kind: 'url' as const, target, place }];
  test.each([
    [`[A long title of a page](${target})`, 0],
    [`The documentation of probes: ${target}`, 0],
    [`${target} - a failing probe restarts`, 4],
    [`Probes stay slow because ${target} warns of storms`, 7],
  ])('%s: %s', (text, words) => {
    const [statement] = statementsIn([entry(text, { references })]);
    expect(statement && learntWords(statement)).toBe(words);
  });

  test('nested items belong to the entry above them', () => {
    const [statement, ...others] = statementsIn([
      entry(target, { references }),
      entry('a failing probe restarts', { depth: 1 }),
    ]);
    expect(others).toEqual([]);
    expect(statement && learntWords(statement)).toBe(4);
  });
});
