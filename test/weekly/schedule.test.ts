import {
  firstDayOf,
  isoWeek,
  lastWeek,
  rowsIn,
  weekAfter,
  weeksToWrite,
  withoutPeople,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

describe('weeks', () => {
  test.each([
    ['2026-W47', '2026-11-16'],
    ['2026-W01', '2025-12-29'],
    ['2026-W53', '2026-12-28'],
    ['2021-W01', '2021-01-04'],
  ])('%s begins on %s', (week, monday) => {
    expect(firstDayOf(week)).toBe(monday);
    expect(isoWeek(`${monday}T00:00:00Z`)).toBe(week);
  });

  test('the last week is the one before, on Monday as on Sunday, over a new year and a change of clocks', () => {
    expect(lastWeek('2026-11-16T00:00:01Z')).toBe('2026-W46');
    expect(lastWeek('2026-11-22T23:59:59Z')).toBe('2026-W46');
    expect(lastWeek('2027-01-04T05:00:00Z')).toBe('2026-W53');
    expect(lastWeek('2026-10-26T00:30:00+01:00')).toBe('2026-W42');
    expect(weekAfter('2026-W53')).toBe('2027-W01');
  });
});

describe('what one run writes', () => {
  test('the first run writes one week', () => {
    expect(weeksToWrite('2026-W46', [])).toEqual(['2026-W46']);
  });

  test('a second run of the same week writes it again, with the young ones before it', () => {
    expect(weeksToWrite('2026-W46', ['2026-W20', '2026-W45', '2026-W46'])).toEqual(['2026-W45', '2026-W46']);
  });

  test('missed weeks are caught up, but no more than eight', () => {
    expect(weeksToWrite('2026-W46', ['2026-W43'])).toEqual(['2026-W43', '2026-W44', '2026-W45', '2026-W46']);
    const many = weeksToWrite('2026-W46', ['2026-W01']);
    expect(many).toHaveLength(9);
    expect(many[0]).toBe('2026-W38');
  });
});

describe('who has a row', () => {
  test('is read from the tables of the comment, and nobody from its words', () => {
    const body =
      '<!-- marker -->\n| Engineer | a |\n| --- | --- |\n| **everybody** | 1 |\n| `ada`<br>week 3 | 1 |\n| `ben-2` | 2 |\n\n- `eve`: `#4`';
    expect(rowsIn(body)).toEqual(['ada', 'ben-2']);
    expect(rowsIn('<!-- marker -->\ntext')).toEqual([]);
  });

  test('who withdraws is gone with every line, and nothing else changes', () => {
    const body = '| `ada`<br>week 3 | 1 |\n| `ben` | 2 |\n\n- `ada`: `#4`\n- `#5`';
    expect(withoutPeople(body, new Set(['ada']))).toBe('| `ben` | 2 |\n\n- `#5`');
  });
});
