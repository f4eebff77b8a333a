import { renderWeekly } from '@forethought/core';
import { expect, test } from '@jest/globals';
import { weeklyValue, words } from '../helpers/weekly-values.js';

test('a waiver of the configuration that has run out is told until it is taken out', () => {
  const { policy } = weeklyValue({});
  const record = { rule: 'pre-mortem', reason: 'the load test runs next week', approver: 'grace' };
  const waivers = [
    { ...record, until: '2026-01-31', at: 'forethought.yml:4' },
    { ...record, until: '2999-01-01', at: 'forethought.yml:5' },
  ];
  const text = renderWeekly(weeklyValue({ policy: { ...policy, waivers } }), words).join('');
  expect(text).toContain('Waivers: 0, and 1 that ran out');
  expect(text.split('\n').filter((line) => line.includes('ran out 2026-01-31'))).toEqual([
    expect.stringContaining('`forethought.yml:4`'),
  ]);
  expect(text).not.toContain('2999');
});
