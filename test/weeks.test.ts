import { addDays, isDay, isoWeek, parseTarget, quarterStart, weekStart, wilson } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

describe('ISO weeks', () => {
  test.each([
    ['2020-12-31T23:59:59Z', '2020-W53'],
    ['2021-01-03T23:59:59Z', '2020-W53'],
    ['2021-01-04T00:00:00Z', '2021-W01'],
    ['2026-01-01T00:00:00Z', '2026-W01'],
    ['2026-12-31T12:00:00Z', '2026-W53'],
    ['2027-01-03T12:00:00Z', '2026-W53'],
    ['2027-01-04T00:00:00Z', '2027-W01'],
    ['2024-12-30T00:00:00Z', '2025-W01'],
    ['1969-12-31T23:00:00Z', '1970-W01'],
    ['2026-11-23T00:30:00+02:00', '2026-W47'],
  ])('%s is in %s', (instant, week) => {
    expect(isoWeek(instant)).toBe(week);
  });

  test('every day of fifty years is in the week of its Monday, and weeks follow each other', () => {
    const wrong: string[] = [];
    let previous = isoWeek('1999-12-31');
    for (let day = '2000-01-01'; day < '2050-01-01'; day = addDays(day, 1)) {
      const week = isoWeek(day);
      const isMonday = new Date(day).getUTCDay() === 1;
      if (week < previous || isoWeek(weekStart(day)) !== week || (week !== previous) !== isMonday)
        wrong.push(day);
      previous = week;
    }
    expect(wrong).toEqual([]);
  });
});

describe('days and windows', () => {
  test.each([
    ['2026-02-28', true],
    ['2024-02-29', true],
    ['2026-02-29', false],
    ['2026-02-30', false],
    ['2026-04-31', false],
    ['2026-13-01', false],
    ['2026-00-10', false],
    ['2026-01-00', false],
  ])('%s is a day: %s', (text, expected) => {
    expect(isDay(text)).toBe(expected);
  });

  test('a window of 13 weeks begins on a Monday and holds 13 of them, on every day of the week', () => {
    for (let day = '2026-11-16'; day <= '2026-11-22'; day = addDays(day, 1)) {
      expect(quarterStart(`${day}T23:59:59Z`)).toBe('2026-08-24');
    }
    expect(quarterStart('2026-11-23')).toBe('2026-08-31');
  });
});

describe('Wilson interval', () => {
  test.each([
    [8, 10, 49, 94],
    [16, 20, 58, 92],
    [40, 50, 67, 89],
    [0, 20, 0, 16],
    [0, 50, 0, 7],
  ])('%d of %d spans %d to %d percent', (k, n, low, high) => {
    const interval = wilson(k, n);
    expect(Math.round((interval?.low ?? -1) * 100)).toBe(low);
    expect(Math.round((interval?.high ?? -1) * 100)).toBe(high);
  });

  test('without a sample there is none', () => {
    expect(wilson(0, 0)).toBeNull();
  });
});

describe('targets', () => {
  const ratio = { better: 'higher', unit: 'ratio' } as const;
  test.each([
    ['>= 80%', { operator: '>=', value: 0.8 }],
    ['100%', { operator: '>=', value: 1 }],
    ['> 90%', { operator: '>', value: 0.9 }],
    ['true', { operator: '=', value: 1 }],
    ['trend', null],
    [null, null],
  ])('%s', (text, target) => {
    expect(parseTarget(text, ratio)).toEqual(target);
  });

  test('a bare zero of something better low is an upper bound', () => {
    expect(parseTarget('0', { better: 'lower', unit: 'count' })).toEqual({ operator: '<=', value: 0 });
  });

  test('days are read in the unit of the metric', () => {
    expect(parseTarget('< 2d', { better: 'lower', unit: 'hours' })).toEqual({ operator: '<', value: 48 });
  });
});
