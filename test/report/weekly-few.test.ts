import {
  type Measure,
  measureTallies,
  outsidersIn,
  percent,
  renderState,
  renderWeekly,
  visibleRows,
  type WeeklyInput,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { policyValue } from '../helpers/values.js';
import { ADA, comment, QUIET, rowsFor, TEAM_PEOPLE } from '../helpers/weekly-team.js';
import {
  behind,
  metricValue,
  personValue,
  seriesValue,
  weeklyValue,
  words,
} from '../helpers/weekly-values.js';

/** One person shown and five who are not, and so many outside: with one to four of those, everybody's row is not shown. */
function week(outside: number, changes: Partial<WeeklyInput> = {}): WeeklyInput {
  const measures = rowsFor(TEAM_PEOPLE);
  return weeklyValue({ people: TEAM_PEOPLE, measures, notEnrolled: outside, ...changes });
}

describe('a number that is read against everybody’s', () => {
  const tally = (engineer: string, numerator: number, denominator: number) => ({
    ...{ engineer, week: '2026-W47', numerator, denominator, sample: [], misses: [] },
    beside: { deployed: denominator },
  });
  const metricId = 'documentation-coverage';
  const tallies = [tally('*', 2, 3), tally('*team', 1, 1), tally('ada', 1, 1), tally('quiet-0', 1, 1)];
  const tallied = [{ metricId, tallies, noData: [] }];
  const measures = measureTallies(tallied, {
    policy: policyValue({ metrics: policyValue().metrics.slice(0, 1) }),
    metrics: [metricValue(metricId, { unit: 'count', population: 'everybody' })],
    engineers: ['*team', ...TEAM_PEOPLE.map(({ engineer }) => engineer)],
    asOf: '2026-11-22T23:59:59Z',
  });
  const outsiders = outsidersIn(tallied, measures, (id) => id !== 'lin');
  const rows = (people: WeeklyInput['people']) =>
    visibleRows(weeklyValue({ people, measures, outsiders })).measures;

  test('counts only who contributed to it', () => {
    expect(rows(TEAM_PEOPLE).map(({ engineer }) => engineer)).toEqual(['ada']);
  });

  test('is shown without everybody’s where that has no row', () => {
    expect(rows(TEAM_PEOPLE)).toMatchObject([{ engineer: 'ada', numerator: 1, denominator: null }]);
    const all = [ADA, personValue('quiet-0', { isNamed: true })];
    expect(rows(all).map(({ denominator }) => denominator)).toEqual([3, 3, 3, 3]);
  });
});

describe('what stands beside a group’s number', () => {
  const row = (outside: number): Measure | undefined => {
    const measures = rowsFor(TEAM_PEOPLE, {
      ...{ beside: { escapes: 2, deployed: 9 }, state: 'disputed' },
      reason: 'hangs on what is contested: #77, #78; 1 could not be judged',
    });
    const outsiders = behind(measures).map((each) => ({
      ...each,
      beside: { escapes: { enrolled: ['quiet-0'], outside }, deployed: { enrolled: ['ada'], outside: 0 } },
    }));
    return visibleRows(week(0, { measures, outsiders })).measures[0];
  };

  test('is left out where it is about too few', () => {
    expect(row(0)?.beside).toEqual({ deployed: 9 });
    expect(row(4)?.beside).toEqual({ escapes: 2, deployed: 9 });
  });

  test('names no change and no single one', () => {
    expect(row(0)?.reason).toBe('hangs on what is contested; some could not be judged');
  });
});

describe('where everybody’s row is not shown', () => {
  test('the headline and the state say whose numbers stand there', () => {
    const input = week(1);
    expect(comment(input)).toContain("Of the plan's 3 targets, the 5 not shown by name: 1 not reached");
    expect(renderState(input, words)).toContain('| 100 % | 75 %, 3/4 (enrolled, not by name) | missed |');
    expect(comment(week(0))).toContain("Of the plan's 3 targets, together: 1 not reached");
    expect(renderState(week(0), words)).toContain('| 100 % | 75 %, 3/4 | missed |');
  });

  test('and no group is, they say that there are too few people, not that nothing is measured', () => {
    const few = QUIET.slice(0, 2);
    const input = week(0, { people: few, measures: rowsFor(few) });
    expect(comment(input)).toContain(
      "Of the plan's 3 targets, together: 1 with too few people to show, 2 not measured yet.",
    );
    expect(comment(input)).toContain(
      'Too few people to show a number: documentation-coverage (target: 100 %).',
    );
    expect(comment(input)).not.toMatch(/Not measured yet: documentation-coverage/);
    expect(renderState(input, words)).toContain('| 100 % |  | too few people |  |');
  });

  test('its cell says so, and that of somebody on a plan without the metric something else', () => {
    const bob = personValue('bob', { isNamed: true, planTitle: 'Plan Y' });
    const text = comment(week(1, { people: [...TEAM_PEOPLE, bob] }));
    const lines = text.split('\n');
    expect(lines.find((line) => line.startsWith('| `bob`'))).toMatch(/Plan Y \| not in their plan \|$/);
    const [one] = QUIET;
    const repaired = rowsFor([ADA, ...(one ? [one] : [])], { metricId: 'fix-forward' });
    const both = [...rowsFor(TEAM_PEOPLE), ...repaired];
    const mixed = comment(week(0, { measures: both, outsiders: behind(both) }));
    expect(mixed).toMatch(/\*\*everybody\*\* \|.* \| too few people \|/);
  });

  test('nothing is said of what came of the practice that it counts', () => {
    const share = { hits: 1, n: 20, interval: null };
    const associations = [
      { ruleId: 'sources-consulted', outcome: 'fix-forward', with: share, without: share } as const,
    ];
    const metrics = words.metrics.map((each) =>
      each.id === 'documentation-coverage' ? { ...each, rule: 'sources-consulted' } : each,
    );
    const said = (input: WeeklyInput): boolean =>
      renderWeekly(input, { ...words, metrics })
        .join('\n')
        .includes('a later change repaired it');
    expect(said(week(0, { associations }))).toBe(true);
    expect(said(week(1, { associations }))).toBe(false);
    const [known] = behind(rowsFor(TEAM_PEOPLE), 1);
    expect(said(week(0, { associations, outsiders: known === undefined ? [] : [known] }))).toBe(false);
    const idle = behind(rowsFor(TEAM_PEOPLE)).map((each) => ({ ...each, metricId: 'fix-forward' }));
    const repaired = rowsFor(TEAM_PEOPLE, { metricId: 'fix-forward' });
    const outsiders = [...behind(rowsFor(TEAM_PEOPLE)), ...idle.map((each) => ({ ...each, outside: 2 }))];
    const both = [...rowsFor(TEAM_PEOPLE), ...repaired];
    expect(said(week(0, { associations, measures: both, outsiders }))).toBe(false);
  });
});

describe('small words', () => {
  test('identities are counted from five on', () => {
    const some = (count: number): string =>
      comment(
        weeklyValue({
          unresolved: Array.from({ length: count }, (_, at) => ({ id: `id-${at}`, changes: 3 })),
        }),
      );
    expect(some(4)).toContain('<summary>Unresolved identities: some</summary>');
    expect(some(4)).not.toMatch(/\d+ identit|\d+ change/);
    expect(some(5)).toContain('5 identities with 15 changes');
  });

  test('a share that rounds to nothing is less than one percent', () => {
    expect([0, 0.001, 0.0049, 0.006, 0.994, 0.999, 1].map(percent)).toEqual([
      '0 %',
      '<1 %',
      '<1 %',
      '1 %',
      '99 %',
      '99 %',
      '100 %',
    ]);
  });

  test('a metric with two targets stands once among the numbers', () => {
    const measures = rowsFor([ADA]);
    const again = measures.map((each) => ({
      ...each,
      ...({ state: 'met', target: { operator: '>=', value: 0.7 } } as const),
    }));
    const both = [...measures, ...again];
    const text = comment(weeklyValue({ people: [ADA], measures: both }));
    expect(text).toContain('Every number for everybody together: 1 metric<');
    expect(text).toContain('| 100 %<br>≥ 70 % | 75 %, 3/4 |');
    expect(text).toContain('| missed<br>met |');
  });

  test('misses stand by metric, everybody once, each reason with its changes', () => {
    const miss = (id: string, engineer: string, because: string) => ({
      ...{ metricId: 'documentation-coverage', engineer, id, at: '2026-11-18T10:00:00Z' },
      ...{ url: null, because, paste: [because] },
    });
    const bob = personValue('bob', { isNamed: true });
    const misses = [miss('#7', 'bob', 'none'), miss('#9', 'ada', 'none'), miss('#8', 'ada', 'no host')];
    const text = comment(
      weeklyValue({ people: [ADA, bob], measures: rowsFor([ADA, bob]), misses, repositoryUrl: null }),
    );
    const fold = text.slice(text.indexOf('<summary>Missed'), text.indexOf('</details>'));
    expect(fold.split('`ada`')).toHaveLength(2);
    expect(fold).toContain('**:\n\n- `ada`: `#9`, `#8`\n- `bob`: `#7`\n');
    expect(fold).toContain('`#7`, `#9`: none.');
    expect(fold).toContain('`#8`: no host.');
  });

  test('a week in which too few of the team worked is a dot', () => {
    const measures = rowsFor(TEAM_PEOPLE).map((each) =>
      each.engineer === 'quiet-0' ? { ...each, series: seriesValue([0, 0], [1, 1]) } : each,
    );
    const [everybody] = visibleRows(week(0, { measures, outsiders: behind(measures) })).measures;
    expect(everybody?.series?.map(({ denominator }) => denominator).slice(0, 2)).toEqual([0, 4]);
  });
});
