import { addDays, severityOn, startOfWeek, unitDates } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { builtIn, settingOf, teamPolicy } from './helpers/team.js';

const START = '2026-01-05';
const roster = (more = '') => `roster:\n  - { login: ann, start: ${START}${more} }\n`;
const policyOf = (text: string) => teamPolicy(text, { engineer: 'ann' });
/** First day of a week, without absences. */
const week = (number: number) => addDays(START, 7 * (number - 1));

/** Severity of a rule in each of the first weeks of the plan, and on the day before it begins. */
function byWeek(text: string, ruleId: string): readonly string[] {
  const setting = settingOf(policyOf(text), ruleId);
  return [addDays(START, -1), ...[1, 2, 3, 4, 5, 6, 7].map(week)].map((day) => severityOn(setting, day));
}

describe('the schedule of somebody with a start date', () => {
  test.each([
    ['sources-consulted', ['off', 'block', 'block', 'block', 'block', 'block', 'block', 'block']],
    ['documentation-reviewed', ['off', 'block', 'block', 'block', 'block', 'block', 'block', 'block']],
    ['test-evidence', ['off', 'warn', 'warn', 'block', 'block', 'block', 'block', 'block']],
    ['pre-mortem', ['off', 'off', 'off', 'warn', 'warn', 'block', 'block', 'block']],
  ])(
    '%s is silent until the unit before, warns in it, blocks from its own first day on',
    (ruleId, expected) => {
      expect(byWeek(roster(), ruleId)).toEqual(expected);
    },
  );

  test('turns on the day itself', () => {
    const setting = settingOf(policyOf(roster()), 'pre-mortem');
    const days = [addDays(week(3), -1), week(3), addDays(week(5), -1), week(5)];
    expect(days.map((day) => severityOn(setting, day))).toEqual(['off', 'warn', 'warn', 'block']);
  });

  test('is counted and never enforced while the team observes', () => {
    expect(byWeek(`mode: observe\n${roster()}`, 'pre-mortem')).toEqual([
      'off',
      'off',
      'off',
      'observe',
      'observe',
      'observe',
      'observe',
      'observe',
    ]);
  });

  test('is of no account where the team is strict', () => {
    expect(new Set(byWeek(`mode: strict\n${roster()}`, 'pre-mortem'))).toEqual(new Set(['block']));
  });

  test('gives way to what the team sets, from the day that it says', () => {
    const text = `${roster()}rules: { test-evidence: { schedule: [{ from: ${week(4)}, severity: observe }] } }\n`;
    expect(byWeek(text, 'test-evidence')).toEqual([
      'off',
      'warn',
      'warn',
      'block',
      'observe',
      'observe',
      'observe',
      'observe',
    ]);
  });

  test('leaves practices without weeks as they are for everybody, where everybody is asked', () => {
    expect(new Set(byWeek(roster(), 'no-placeholder'))).toEqual(new Set(['warn']));
  });

  test('has other practices without weeks warn from the first day on, and block once the first unit is over', () => {
    const expected = ['off', 'warn', 'warn', 'block', 'block', 'block', 'block', 'block'];
    expect(byWeek(roster(), 'weekly-goals')).toEqual(expected);
    expect(byWeek(roster(), 'postmortem')).toEqual(expected);
  });

  test.each(['devops-elite', 'sre-training'])('has every rule of %s in force after thirty weeks', (plan) => {
    const { rules } = policyOf(`extends: ${plan}\n${roster()}`);
    expect(rules.length).toBeGreaterThan(10);
    const silent = rules.filter((setting) => severityOn(setting, week(30)) === 'off');
    expect(silent.map(({ ruleId, practiceId }) => `${practiceId} ${ruleId}`)).toEqual([]);
  });

  test('has the units in weeks 1, 3, 5, 7, 9, 11 and 13', () => {
    const dates = [...unitDates(builtIn('devops-elite'), { start: START, away: [] }).values()];
    expect(dates.map(({ blocks }) => blocks)).toEqual([1, 3, 5, 7, 9, 11, 13].map(week));
    expect(dates.map(({ warns }) => warns)).toEqual([undefined, ...[1, 3, 5, 7, 9, 11].map(week)]);
    expect(unitDates(builtIn('devops-elite'), { away: [] }).size).toBe(0);
  });
});

describe('absences', () => {
  const away = (...ranges: readonly (readonly [string, string])[]) =>
    ranges.map(([from, to]) => ({ from, to }));

  test.each([
    ['none', [], 3, week(3)],
    ['a week before', [['2026-01-12', '2026-01-18']], 3, week(4)],
    ['Monday to Friday', [['2026-01-12', '2026-01-16']], 3, week(4)],
    ['four days', [['2026-01-12', '2026-01-15']], 3, week(3)],
    ['two weeks', [['2026-01-12', '2026-01-23']], 3, week(5)],
    ['a week that begins with the unit', [[week(3), addDays(week(3), 6)]], 3, week(4)],
    ['a week after it began', [[addDays(week(3), 1), addDays(week(3), 7)]], 3, week(3)],
    ['before the start', [['2025-12-01', '2026-01-04']], 3, week(3)],
    ['from before the start into it', [['2025-12-01', '2026-01-11']], 1, week(2)],
    [
      'two that follow each other',
      [
        ['2026-01-12', '2026-01-14'],
        ['2026-01-15', '2026-01-18'],
      ],
      3,
      week(4),
    ],
    [
      'the same one twice',
      [
        ['2026-01-12', '2026-01-18'],
        ['2026-01-13', '2026-01-16'],
      ],
      3,
      week(4),
    ],
    [
      'one that only the shift brings before the unit',
      [
        ['2026-01-12', '2026-01-18'],
        ['2026-01-20', '2026-01-26'],
      ],
      3,
      week(5),
    ],
  ] as const)('%s', (_, ranges, number, expected) => {
    expect(startOfWeek(START, number, away(...ranges))).toBe(expected);
  });

  test('are read from the roster', () => {
    const text = roster(', away: [{ from: 2026-01-12, to: 2026-01-18 }]');
    const setting = settingOf(policyOf(text), 'test-evidence');
    expect([week(3), week(4)].map((day) => severityOn(setting, day))).toEqual(['warn', 'block']);
  });

  const day = fc.integer({ min: -60, max: 300 }).map((days) => addDays(START, days));
  const ranges = fc
    .array(fc.tuple(day, fc.integer({ min: 0, max: 40 })), { maxLength: 6 })
    .map((list) => list.map(([from, days]) => ({ from, to: addDays(from, days) })));

  test('move a week later by whole weeks, never earlier, and keep the order of weeks', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 30 }), (list, number) => {
        const shifted = startOfWeek(START, number, list);
        const days = (Date.parse(shifted) - Date.parse(week(number))) / 86_400_000;
        expect(days).toBeGreaterThanOrEqual(0);
        expect(days % 7).toBe(0);
        expect(startOfWeek(START, number + 1, list) > shifted).toBe(true);
      }),
      { numRuns: 500, seed: 5 },
    );
  });

  test('do not depend on the order in which they are written, and more of them never come to less', () => {
    fc.assert(
      fc.property(ranges, fc.integer({ min: 1, max: 30 }), (list, number) => {
        const shifted = startOfWeek(START, number, list);
        expect(startOfWeek(START, number, [...list].reverse())).toBe(shifted);
        expect(startOfWeek(START, number, [...list, ...list])).toBe(shifted);
        expect(startOfWeek(START, number, list.slice(1)) <= shifted).toBe(true);
      }),
      { numRuns: 500, seed: 6 },
    );
  });
});
