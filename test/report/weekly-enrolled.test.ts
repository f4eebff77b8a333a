import { renderState, visibleRows, type WeeklyInput } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { ADA, comment, QUIET, rowsFor, TEAM_PEOPLE } from '../helpers/weekly-team.js';
import { behind, measureValue, weeklyValue, words } from '../helpers/weekly-values.js';

/** One person shown and five who are not, and so many outside. */
function week(outside: number, changes: Partial<WeeklyInput> = {}): WeeklyInput {
  return weeklyValue({ people: TEAM_PEOPLE, notEnrolled: outside, ...changes });
}

describe('where everybody’s row would tell about too few others', () => {
  test('all who are enrolled stand in its place, metric by metric, where they may', () => {
    const counted = [...rowsFor(TEAM_PEOPLE), measureValue('*enrolled', { numerator: 5, denominator: 6 })];
    const fixes = rowsFor(TEAM_PEOPLE, { metricId: 'fix-forward', state: 'met' });
    const measures = [...counted, ...fixes];
    const [share, repaired] = behind(measures);
    if (share === undefined || repaired === undefined) throw new Error('no entry');
    const outsiders = [{ ...share, outside: 3 }, repaired];
    const input = week(3, { measures, outsiders });
    expect(comment(input)).toContain(
      "Of the plan's 3 targets, together (of those enrolled alone, where everybody’s number would tell about too few): 1 reached, 1 not reached, 1 not measured yet.",
    );
    expect(comment(input)).toMatch(
      /\*\*everybody\*\* \| \*\*83.%\*\* 5\/6<br>missed<br>.*<br>all enrolled \| \*\*75/,
    );
    expect(renderState(input, words)).toContain('| 100 % | 83 %, 5/6 (all enrolled) | missed |');
    expect(comment(input)).toMatch(/\| 83 %, 5\/6 \| .* \| missed \| all enrolled \|/);
    const five = week(5, { measures, outsiders: behind(measures, 5) });
    expect(comment(five)).not.toContain('all enrolled');
  });

  test('and all who are enrolled have none where two of them would be told about', () => {
    const people = [ADA, ...QUIET.slice(0, 2)];
    const measures = [...rowsFor(people), measureValue('*enrolled')];
    const rows = visibleRows(weeklyValue({ people, measures, outsiders: behind(measures, 2) })).measures;
    expect(rows.map(({ engineer }) => engineer)).toEqual(['ada']);
  });

  test('what came of a practice is told of those who are enrolled, or is said to be left out', () => {
    const hits = (count: number) => ({ hits: count, n: 20, interval: null });
    const line = (count: number) =>
      ({ ruleId: 'sources-consulted', outcome: 'fix-forward', with: hits(count), without: hits(9) }) as const;
    const both = { associations: [line(1)], enrolledAssociations: [line(7)] };
    const fold = (input: WeeklyInput): string =>
      comment(input).split('Practice against outcome')[1]?.split('</details>')[0] ?? '';
    const measures = rowsFor(TEAM_PEOPLE, { metricId: 'fix-forward' });
    const withOutside = (count: number) =>
      week(count, { ...both, measures, outsiders: behind(measures, count) });
    expect(fold(withOutside(0))).toContain('| 1 of 20 (5 %) | 9 of 20 (45 %) |');
    expect(fold(withOutside(3))).toContain('| 7 of 20 (35 %) | 9 of 20 (45 %) |');
    expect(fold(withOutside(3))).toContain('Counted are changes of those who are enrolled');
    expect(fold(withOutside(3))).not.toContain('1 of 20');
    const people = [ADA, ...QUIET.slice(0, 2)];
    const few = rowsFor(people, { metricId: 'fix-forward' });
    const left = fold(week(0, { ...both, people, measures: few, outsiders: behind(few) }));
    expect(left).toContain('Left out: what could be said would tell about fewer than 5 people.');
    expect(left).not.toContain('of 20');
  });
});
