import type { Measure } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { measureOfRow, outcomeMetric, tallyValue } from './helpers/outcome-metric.js';

const counts = ({ state, numerator, denominator }: Measure): unknown[] => [state, numerator, denominator];

describe('lag', () => {
  const lagging = outcomeMetric({ lagDays: 14, windowDays: 14 });
  const weeks = ['2026-W42', '2026-W43', '2026-W44', '2026-W45', '2026-W46', '2026-W47'];
  const tallies = weeks.map((week, index) =>
    tallyValue('ada', week, { numerator: 1, denominator: index + 2 }),
  );

  test('the window ends with the last whole week that is as old as the lag', () => {
    const measure = measureOfRow(lagging, tallies, 'ada', '0');
    expect(measure.window).toEqual({ from: '2026-10-26', to: '2026-11-08' });
    expect(counts(measure)).toEqual(['missed', 2, 4 + 5]);
  });

  test('a week that the lag cuts through is not counted yet', () => {
    const measure = measureOfRow(lagging, tallies, 'ada', '0', { asOf: '2026-11-21T23:59:59Z' });
    expect(measure.window).toEqual({ from: '2026-10-19', to: '2026-11-01' });
    expect(measure.denominator).toBe(3 + 4);
  });

  test('the series goes on to the present, its younger weeks provisional', () => {
    const { series = [] } = measureOfRow(lagging, tallies, 'ada', '0');
    expect(series.map(({ week, denominator, provisional }) => [week, denominator, provisional])).toEqual([
      ['2026-W40', 0, false],
      ['2026-W41', 0, false],
      ['2026-W42', 2, false],
      ['2026-W43', 3, false],
      ['2026-W44', 4, false],
      ['2026-W45', 5, false],
      ['2026-W46', 6, true],
      ['2026-W47', 7, true],
    ]);
    expect(series[0]?.value).toBeNull();
    expect(series[2]?.value).toBe(0.5);
  });

  test('the running week is provisional for a metric without a lag too', () => {
    const { series = [] } = measureOfRow(outcomeMetric(), tallies, 'ada', '0', {
      asOf: '2026-11-18T08:00:00Z',
    });
    expect(series.slice(-2).map(({ provisional }) => provisional)).toEqual([false, true]);
  });

  test('the series crosses a year of 53 weeks', () => {
    const { series = [] } = measureOfRow(outcomeMetric(), [], 'ada', '0', { asOf: '2027-01-12T00:00:00Z' });
    expect(series.map(({ week }) => week).slice(-4)).toEqual([
      '2026-W52',
      '2026-W53',
      '2027-W01',
      '2027-W02',
    ]);
  });

  test('days that are all younger than the lag have no number and say so', () => {
    const measure = measureOfRow(lagging, tallies, 'ada', '0', {
      window: { from: '2026-11-16', to: '2026-11-22' },
    });
    expect(counts(measure)).toEqual(['no-data', null, null]);
    expect(measure).toMatchObject({
      reason: 'what comes of changes is known after 14 days',
      window: { from: '2026-11-16', to: '2026-11-22' },
    });
  });

  test('so does a row all of whose changes are younger than the lag', () => {
    const young = [tallyValue('ada', '2026-W47', { denominator: 3 })];
    expect(measureOfRow(lagging, young, 'ada', '0')).toMatchObject({
      state: 'no-data',
      reason: 'what comes of changes is known after 14 days',
    });
    expect(measureOfRow(lagging, young, 'bob', '0').state).toBe('not-applicable');
    const before = { window: { from: '2026-10-01', to: '2026-10-31' } };
    expect(measureOfRow(lagging, young, 'ada', '0', before).state).toBe('not-applicable');
  });
});

describe('rows', () => {
  const tallies = [
    tallyValue('ada', '2026-W46', { numerator: 1, denominator: 4, misses: ['#1'] }),
    tallyValue('ada', '2026-W47', { numerator: 0, denominator: 4 }),
    tallyValue('*team', '2026-W47', { numerator: 1, denominator: 8 }),
    tallyValue('*', '2026-W47', { numerator: 1, denominator: 12 }),
  ];

  test('a group needs as much as a team does', () => {
    expect(measureOfRow(outcomeMetric(), tallies, '*team', '0')).toMatchObject({
      state: 'insufficient',
      reason: '10 needed for a verdict on a group, 2 on one person',
    });
    expect(measureOfRow(outcomeMetric(), tallies, '*', '0').state).toBe('missed');
  });

  test("a verdict for teams leaves one person's row with counts", () => {
    const forTeams = outcomeMetric({ verdictFor: 'team' });
    expect(measureOfRow(forTeams, tallies, 'ada', '0')).toMatchObject({
      state: 'uncertain',
      reason: 'counts only: the verdict is for a team',
      numerator: 1,
      denominator: 8,
    });
    expect(measureOfRow(forTeams, tallies, '*', '0').state).toBe('missed');
    expect(measureOfRow(forTeams, tallies, 'bob', '0').state).toBe('not-applicable');
  });

  test("a week of absence is in nobody's row but everybody's", () => {
    const isAway = (engineer: string, week: string): boolean => engineer === 'ada' && week === '2026-W46';
    const away = measureOfRow(outcomeMetric(), tallies, 'ada', '0', { isAway });
    expect(counts(away)).toEqual(['met', 0, 4]);
    expect(away.misses).toEqual([]);
    expect(away.series?.at(-2)).toMatchObject({ week: '2026-W46', denominator: 0, value: null });
  });

  test('what is read against everybody takes their number, weeks of absence left out', () => {
    const shared = outcomeMetric({ population: 'everybody', unit: 'count' });
    const all = [...tallies, tallyValue('*', '2026-W46', { denominator: 5 })];
    expect(counts(measureOfRow(shared, all, 'ada', '0'))).toEqual(['missed', 1, 17]);
    expect(counts(measureOfRow(shared, all, 'eve', '0'))).toEqual(['met', 0, 17]);
    const isAway = (_: string, week: string): boolean => week === '2026-W46';
    expect(counts(measureOfRow(shared, all, 'eve', '0', { isAway }))).toEqual(['met', 0, 12]);
  });
});

describe('reducers', () => {
  test('a median is the middle of all values, not of the weeks', () => {
    const median = outcomeMetric({ reducer: 'median', unit: 'hours' });
    const tallies = [
      tallyValue('ada', '2026-W46', { denominator: 3, values: [1, 2, 30] }),
      tallyValue('ada', '2026-W47', { denominator: 1, values: [4] }),
    ];
    const measure = measureOfRow(median, tallies, 'ada', 'trend');
    expect(measure).toMatchObject({
      value: 3,
      numerator: null,
      denominator: 4,
      interval: null,
      unit: 'hours',
    });
    expect(measure.series?.at(-2)).toMatchObject({ value: 2, numerator: 3 });
    expect(measureOfRow(median, tallies, 'ada', '<= 3h').state).toBe('met');
    expect(measureOfRow(median, tallies, 'ada', '< 3h').state).toBe('missed');
  });

  test('distinct things count once over all weeks', () => {
    const distinct = outcomeMetric({ reducer: 'distinct', unit: 'count', better: 'higher' });
    const tallies = [
      tallyValue('ada', '2026-W46', { denominator: 2, ids: ['bob', 'eve'] }),
      tallyValue('ada', '2026-W47', { denominator: 1, ids: ['eve'] }),
    ];
    const measure = measureOfRow(distinct, tallies, 'ada', '>= 2');
    expect(measure).toMatchObject({ state: 'met', value: 2, numerator: 2, denominator: 3 });
    expect(measure.series?.at(-1)).toMatchObject({ numerator: 1, value: 1 });
  });

  test('candidates and counts beside come through, and into no count', () => {
    const tallies = [
      tallyValue('ada', '2026-W46', { denominator: 2, candidates: ['#2', '#1'], beside: { escapes: 1 } }),
      tallyValue('ada', '2026-W47', {
        denominator: 2,
        candidates: ['#2'],
        beside: { deployed: 3, escapes: 1 },
      }),
    ];
    expect(measureOfRow(outcomeMetric(), tallies, 'ada', '0')).toMatchObject({
      state: 'met',
      numerator: 0,
      denominator: 4,
      candidates: ['#1', '#2'],
      beside: { deployed: 3, escapes: 2 },
    });
  });
});

describe('disputes', () => {
  const sha = '1a2b3c4d5e6f7a8b9c0d1a2b3c4d5e6f7a8b9c0d';
  const tallies = [tallyValue('ada', '2026-W47', { numerator: 2, denominator: 20, misses: ['#7', sha] })];
  const state = (target: string, ...changes: readonly string[]): string =>
    measureOfRow(outcomeMetric(), tallies, 'ada', target, {
      disputes: changes.map((change) => ({ metric: 'outcome', change, reason: 'not caused by it' })),
    }).state;

  test('a verdict is disputed when it hangs on what is contested', () => {
    expect(state('0', '#7', '1a2b3c4d')).toBe('disputed');
    expect(state('0', '#7')).toBe('missed');
    expect(state('<= 5%', '#7')).toBe('disputed');
    expect(state('<= 20%', '#7')).toBe('met');
    expect(state('0', '#8', '1a2b3c')).toBe('missed');
  });

  test('it names what is contested, and another metric is none of it', () => {
    const measure = (metric: string): Measure =>
      measureOfRow(outcomeMetric(), tallies, 'ada', '<= 5%', {
        disputes: [{ metric, change: '#7', reason: 'not caused by it' }],
      });
    expect(measure('outcome').reason).toBe('hangs on what is contested: #7');
    expect(measure('other').state).toBe('missed');
  });

  test('a share to be reached is granted what is contested', () => {
    const share = outcomeMetric({ better: 'higher' });
    const short = [tallyValue('ada', '2026-W47', { numerator: 9, denominator: 10, misses: ['#7'] })];
    const disputes = [{ metric: 'outcome', change: '#7', reason: 'was read aloud' }];
    expect(measureOfRow(share, short, 'ada', '100%', { disputes }).state).toBe('disputed');
  });
});
