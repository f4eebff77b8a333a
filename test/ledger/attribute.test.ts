import { type AttributableChange, attribute, type Cause } from '@forethought/core';
import { expect, test } from '@jest/globals';

/** A change that landed on that day of January; its sha is made of its number. */
function change(
  number: number,
  day: number,
  causes: readonly Cause[] = [],
  isRevert = false,
): AttributableChange {
  const landedAt = new Date(Date.UTC(2026, 0, day)).toISOString();
  return { id: `#${number}`, number, shas: [sha(number)], landedAt, causes, isRevert };
}

const sha = (number: number): string => `${number}`.padStart(4, '0').repeat(10);
const by = (rung: Cause['rung'], number: number): Cause => ({ rung, target: { kind: 'number', number } });
const bySha = (rung: Cause['rung'], name: string): Cause => ({ rung, target: { kind: 'commit', sha: name } });
/** Pairs in short: `#2 → #1 prose`, with `undone` behind. */
const pairs = (changes: readonly AttributableChange[]): readonly string[] =>
  attribute(changes).map(
    ({ fix, culprit, rung, isUndone }) => `${fix} → ${culprit} ${rung}${isUndone ? ' undone' : ''}`,
  );

test('a pair tells when the repair landed, how long after, and by which rung', () => {
  expect(attribute([change(1, 1), change(2, 5, [by('prose', 1)])])).toEqual([
    {
      fix: '#2',
      culprit: '#1',
      rung: 'prose',
      at: '2026-01-05T00:00:00.000Z',
      days: 4,
      isRevert: false,
      isUndone: false,
    },
  ]);
});

test('one pair counts once, by its surest rung, whatever the order', () => {
  const causes = [by('label', 1), bySha('trailer', sha(1).slice(0, 12)), by('prose', 1)];
  expect(pairs([change(1, 1), change(2, 2, causes)])).toEqual(['#2 → #1 trailer']);
  expect(pairs([change(2, 2, [...causes].reverse()), change(1, 1)])).toEqual(['#2 → #1 trailer']);
});

test('a cause has to be a change that landed before', () => {
  const fix = change(2, 2, [by('prose', 2), by('prose', 3), by('prose', 9), bySha('trailer', 'feedbee1')]);
  expect(pairs([fix, change(3, 3), change(4, 2, [by('prose', 2)])])).toEqual([]);
});

test('a beginning of a sha that fits two changes names none, nor does one that is too short', () => {
  const one = { ...change(1, 1), shas: [`abcdef1${'1'.repeat(33)}`] };
  const two = { ...change(2, 1), shas: [`abcdef1${'2'.repeat(33)}`] };
  const names = (name: string) => pairs([one, two, change(3, 3, [bySha('trailer', name)])]);
  expect(names('abcdef1')).toEqual([]);
  expect(names('ABCDEF11')).toEqual(['#3 → #1 trailer']);
  expect(names('abcdef')).toEqual([]);
});

test('of two changes with a number, as where histories were joined, the newest before is meant', () => {
  const old = { ...change(1, 1), id: 'old' };
  const late = { ...change(1, 9), id: 'late' };
  const near = { ...change(1, 4), id: 'near' };
  expect(pairs([late, near, old, change(2, 5, [by('prose', 1)])])).toEqual(['#2 → near prose']);
});

test('a revert that is taken back is undone, and the pair of the two is none', () => {
  const history = [change(1, 1), change(2, 2, [by('revert', 1)], true), change(3, 3, [by('revert', 2)])];
  expect(pairs(history.slice(0, 2))).toEqual(['#2 → #1 revert']);
  expect(pairs(history)).toEqual(['#2 → #1 revert undone']);
});

test.each([true, false])('what was brought back and taken back again is away again', (isRevert) => {
  const history = [
    change(1, 1),
    change(2, 2, [by('revert', 1)], true),
    change(3, 3, [by('revert', 2)], isRevert),
    change(4, 4, [by('revert', 3)], true),
  ];
  expect(pairs(history)).toEqual(['#2 → #1 revert', '#4 → #3 revert']);
  expect(pairs([...history, change(5, 5, [by('revert', 4)])])).toEqual([
    '#2 → #1 revert undone',
    '#4 → #3 revert undone',
  ]);
});

test('a second revert of one change counts once the first is undone, not as its copy on another branch', () => {
  const history = [
    change(1, 1),
    change(2, 2, [by('revert', 1)], true),
    change(3, 3, [by('revert', 1)], true),
  ];
  expect(pairs(history)).toEqual(['#2 → #1 revert']);
  const again = [
    history[0],
    history[1],
    change(4, 3, [by('revert', 2)]),
    change(5, 4, [by('revert', 1)], true),
  ];
  expect(pairs(again.filter((each) => each !== undefined))).toEqual([
    '#2 → #1 revert undone',
    '#5 → #1 revert',
  ]);
});

test('taking back a revert of something older than the history is no revert of it', () => {
  expect(pairs([change(2, 2, [by('revert', 1)], true), change(3, 3, [by('revert', 2)])])).toEqual([]);
});

test('a revert that is named by a trailer too stays a revert', () => {
  const [pair] = attribute([change(1, 1), change(2, 2, [by('revert', 1), by('trailer', 1)], true)]);
  expect(pair).toMatchObject({ rung: 'trailer', isRevert: true });
});
