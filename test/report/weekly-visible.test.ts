import {
  type Measure,
  outsidersIn,
  renderState,
  renderWeekly,
  visibleRows,
  type WeeklyInput,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import {
  behind,
  measureValue,
  personValue,
  seriesValue,
  weeklyValue,
  words,
} from '../helpers/weekly-values.js';

const GROUPS = ['*', '*team'];
const QUIET = [0, 1, 2, 3, 4].map((at) => `quiet-${at}`);

/** A week with so many people by name and not by name, each with four changes, and so many who are not enrolled. */
function team(named: number, unnamed: number, changes: Partial<WeeklyInput> = {}): WeeklyInput {
  const people = [
    ...Array.from({ length: named }, (_, at) => personValue(`named-${at}`, { isNamed: true })),
    ...Array.from({ length: unnamed }, (_, at) => personValue(`quiet-${at}`)),
  ];
  const rows = [...GROUPS, ...people.map(({ engineer }) => engineer)];
  return weeklyValue({ people, measures: rows.map((row) => measureValue(row)), ...changes });
}

const rowsOf = (input: WeeklyInput): readonly string[] =>
  visibleRows(input).measures.map(({ engineer }) => engineer);

/** Everything that would be published of a week. */
const published = (input: WeeklyInput): string =>
  [...renderWeekly(input, words), renderState(input, words)].join('\n');

describe('who is shown', () => {
  test('by name only those who agreed, everybody else in a group of five or more', () => {
    expect(rowsOf(team(2, 5))).toEqual(['*', '*team', 'named-0', 'named-1']);
    expect(published(team(2, 5))).not.toContain('quiet');
  });

  test('a group of fewer than five has no row, and neither has a difference of rows', () => {
    expect(rowsOf(team(2, 4))).toEqual(['named-0', 'named-1']);
    expect(rowsOf(team(2, 1))).toEqual(['named-0', 'named-1']);
    expect(rowsOf(team(0, 3))).toEqual([]);
    expect(rowsOf(team(2, 0))).toEqual(['*', '*team', 'named-0', 'named-1']);
  });

  test('people who are not enrolled are protected by the same number', () => {
    expect(rowsOf(team(2, 5, { notEnrolled: 1 }))).toEqual(['*team', 'named-0', 'named-1']);
    expect(rowsOf(team(2, 5, { notEnrolled: 5 }))).toEqual(['*', '*team', 'named-0', 'named-1']);
    expect(rowsOf(team(2, 3, { notEnrolled: 2 }))).toEqual(['*', 'named-0', 'named-1']);
    expect(published(team(2, 5, { notEnrolled: 1 }))).toContain(
      '5 of them not shown by name; 1 more worked on it and is not enrolled.',
    );
  });

  test('where it is known who contributed to which metric in which week, that decides', () => {
    const known = (window: number, last: number) =>
      behind(team(2, 5).measures, window).map((each) => ({
        ...each,
        byWeek: { ...each.byWeek, '2026-W47': { enrolled: QUIET, outside: last } },
      }));
    expect(rowsOf(team(2, 5, { notEnrolled: 9, outsiders: known(1, 1) }))).toEqual([
      '*team',
      'named-0',
      'named-1',
    ]);
    const { measures } = visibleRows(team(2, 5, { notEnrolled: 9, outsiders: known(6, 2) }));
    const counted = measures[0]?.series?.map(({ denominator }) => denominator);
    expect([measures[0]?.engineer, counted]).toEqual(['*', [4, 4, 4, 4, 4, 4, 4, 0]]);
    expect(rowsOf(team(2, 5, { outsiders: [] }))).toEqual(['named-0', 'named-1']);
  });

  test('the team’s row is about those who never agreed, also where no names are shown at all', () => {
    expect(rowsOf(team(6, 3, { isPublic: true }))).toEqual(['*']);
    expect(rowsOf(team(3, 6, { isPublic: true }))).toEqual(['*team']);
    expect(rowsOf(team(6, 6, { isPublic: true }))).toEqual(['*', '*team']);
  });

  test('who stands behind a metric is counted by week from the tallies, groups left out', () => {
    const tally = (engineer: string, week: string, denominator = 1) => ({
      ...{ engineer, week, numerator: 0, denominator },
      ...{ sample: [], misses: [] },
    });
    const tallies = [
      tally('*', '2026-W47'),
      tally('ada', '2026-W47'),
      tally('out-1', '2026-W47'),
      tally('out-1', '2026-W46'),
      tally('out-2', '2026-W46'),
      tally('out-3', '2026-W46', 0),
      tally('out-4', '2026-W20'),
    ];
    const found = outsidersIn(
      [{ metricId: 'documentation-coverage', tallies, noData: [] }],
      [measureValue('*'), measureValue('ada')],
      (engineer) => engineer === 'ada',
    );
    expect(found).toEqual([
      {
        ...{ metricId: 'documentation-coverage', enrolled: ['ada'], outside: 2 },
        byWeek: {
          '2026-W20': { enrolled: [], outside: 1 },
          '2026-W46': { enrolled: [], outside: 2 },
          '2026-W47': { enrolled: ['ada'], outside: 1 },
        },
        ...{ beside: {}, isShared: true },
      },
    ]);
  });

  test('who contributed nothing to a figure hides nobody in it', () => {
    const input = team(1, 6);
    const idle = new Set(['quiet-0', 'quiet-1']);
    const measures = input.measures.map((each) =>
      idle.has(each.engineer) ? { ...each, numerator: 0, denominator: 0, value: null } : each,
    );
    expect(rowsOf({ ...input, measures, outsiders: behind(measures) })).toEqual(['named-0']);
    expect(rowsOf(input)).toEqual(['*', '*team', 'named-0']);
  });

  test('two targets of one metric make nobody two people', () => {
    const input = team(1, 3);
    const again: readonly Measure[] = input.measures.map((each) => ({
      ...each,
      target: { operator: '>=', value: 0.9 },
    }));
    const measures = [...input.measures, ...again];
    expect(rowsOf({ ...input, measures, outsiders: behind(measures) })).toEqual(['named-0', 'named-0']);
  });

  test('a week of a trend to which fewer than five contributed is left out of it', () => {
    const input = team(0, 5);
    const quiet = seriesValue([1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [1, 1], [0, 0], [1, 1]);
    const measures = input.measures.map((each) =>
      each.engineer === 'quiet-3' ? { ...each, series: quiet } : each,
    );
    const [everybody] = visibleRows({ ...input, measures, outsiders: behind(measures) }).measures;
    const counted = everybody?.series?.map(({ denominator }) => denominator);
    expect(counted).toEqual([4, 4, 4, 4, 4, 4, 0, 4]);
  });

  test('a public repository shows no names, unless the policy allows them there', () => {
    for (const isPublic of [true, null]) {
      expect(visibleRows(team(3, 4, { isPublic })).people).toEqual([]);
      expect(published(team(3, 4, { isPublic }))).not.toContain('named-');
    }
    const open = team(3, 5, { isPublic: true, allowsPublicNames: true });
    expect(visibleRows(open).people).toHaveLength(3);
    expect(published(team(3, 4, { isPublic: true }))).toContain('Names stay out of a public repository');
  });

  test('a group names no change, as a change has an author', () => {
    const [everybody] = visibleRows(team(1, 5)).measures;
    expect(everybody).toMatchObject({ engineer: '*', sample: [], misses: [] });
    expect(everybody?.excluded).toBeUndefined();
  });

  test('misses, candidates, patterns and identities tell of nobody who is not shown', () => {
    const at = '2026-11-18T10:00:00Z';
    const miss = (engineer: string, id: string) => ({
      ...{ metricId: 'documentation-coverage', engineer, id, url: null, at },
      because: 'no source',
      paste: [],
    });
    const input = team(1, 5, {
      misses: [miss('named-0', '#71'), miss('quiet-0', '#999')],
      candidates: [
        { fix: '#998', culprit: '#997', url: null, engineer: 'quiet-0' },
        { fix: '#51', culprit: '#995', url: null, engineer: null },
        { fix: '#52', culprit: '#51', url: null, engineer: 'named-0' },
      ],
      patterns: {
        added: [{ id: 'p', title: 'A pattern', by: 'quiet-1' }],
        reused: [{ id: 'p', change: '#996', url: null, engineer: 'quiet-2' }],
      },
      unresolved: [{ id: 'hmac:77', changes: 2 }],
    });
    const text = published(input);
    expect(text).toContain('`#71`');
    expect(text).toContain('Used 1 time');
    expect(text).toContain('1 candidate');
    for (const secret of ['#999', '#998', '#997', '#996', '#995', 'quiet', 'hmac:77'])
      expect(text).not.toContain(secret);
    const own = published({ ...input, visibility: 'self' });
    for (const shown of ['#999', '#998', 'quiet-1', 'hmac:77']) expect(own).toContain(shown);
  });

  test('locally every row is there, and the report says that it is not for publishing', () => {
    const input = team(1, 2, { visibility: 'self', isPublic: true });
    expect(rowsOf(input)).toEqual(['*', '*team', 'named-0', 'quiet-0', 'quiet-1']);
    expect(published(input)).toContain('not for publishing');
  });
});
