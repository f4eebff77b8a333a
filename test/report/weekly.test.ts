import { renderState, renderWeekly, WEEKLY_UNITS, type WeeklyInput, weeklyMarker } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { rendered } from '../helpers/meant.js';
import { measureValue, OWN, personValue, seriesValue, weeklyValue, words } from '../helpers/weekly-values.js';

const ada = personValue('ada', { isNamed: true });
const only = (changes: Partial<WeeklyInput> = {}): string => {
  const parts = renderWeekly(weeklyValue(changes), words);
  expect(parts).toHaveLength(1);
  return parts.join('');
};

/** The cells of somebody's row. */
const rowOf = (text: string, name: string): readonly string[] =>
  (text.split('\n').find((line) => line.startsWith(`| \`${name}\``)) ?? '').split(' | ').slice(1);

describe('the weekly comment', () => {
  test('begins with the marker, the week and the programme in a sentence', () => {
    const text = only({ people: [ada], measures: [measureValue('*'), measureValue('ada')], notEnrolled: 0 });
    expect(text.split('\n').slice(0, 4)).toEqual([
      '<!-- forethought:weekly:2026-W47:team -->',
      '### forethought: week 47 of 2026, 16 to 22 November',
      '',
      "1 engineer follows **Plan X** in `o/r`. Of the plan's 3 targets, together: 1 not reached, 2 not measured yet.",
    ]);
    expect(weeklyMarker('2026-W47', 'team', 2)).toBe('<!-- forethought:weekly:2026-W47:team:2 -->');
  });

  test('gives one row per person, alphabetical, whatever the numbers are', () => {
    const names = ['zoe', 'Bob', 'ada', 'carl'];
    const people = names.map((name) => personValue(name, { isNamed: true }));
    const measures = names.map((name, at) => measureValue(name, { numerator: at + 1, denominator: 8 }));
    const text = only({ people, measures });
    const rows = text.split('\n').filter((line) => line.includes('week 4, Testing'));
    expect(rows.map((row) => row.split('`')[1])).toEqual(['ada', 'Bob', 'carl', 'zoe']);
  });

  test('a cell holds value, counts, state and the last weeks', () => {
    const series = seriesValue([0, 4], [1, 4], [2, 4], [0, 0], [3, 4], [4, 4], [4, 4, 1], [4, 4, 1]);
    const text = only({ people: [ada], measures: [measureValue('ada', { series })] });
    const bars = '▁▃▅·▆█(██)'.split('').join('\u202F');
    expect(rowOf(text, 'ada')).toEqual([`**75\u00A0%** 3/4<br>missed<br><sub>${bars}</sub> |`]);
    expect(text).toContain('target:\u00A0100\u00A0%');
  });

  test('shows no share where nothing can be said of it', () => {
    const cell = (changes: Parameters<typeof measureValue>[1]): string | undefined => {
      const { series: _, ...measure } = measureValue('ada', changes);
      return rowOf(only({ people: [ada], measures: [measure] }), 'ada')[0];
    };
    expect(cell({ state: 'insufficient' })).toBe('3/4<br>insufficient |');
    expect(cell({ state: 'no-data', numerator: null, denominator: null, value: null })).toBe('no data |');
    expect(cell({ state: 'not-applicable', value: null })).toBe('not applicable |');
    expect(cell({ state: 'uncertain', metricId: 'caught-before-deployment' })).toBe('3/4<br>counts only |');
    expect(cell({ state: 'uncertain', target: null })).toBe('**75\u00A0%** 3/4<br>trend |');
    expect(cell({ state: 'missed', unit: 'count', value: 2, numerator: 2, denominator: 9 })).toBe(
      '**2** in 9<br>missed |',
    );
    expect(cell({ state: 'met', unit: 'hours', value: 4.25, denominator: 6 })).toBe(
      '**4.3\u00A0h** of 6<br>met |',
    );
  });

  test('names success metrics that nothing measures once, with the reason', () => {
    const missing = measureValue('*', {
      metricId: 'fix-forward',
      state: 'not-measured',
      reason: 'metric not built',
    });
    const text = only({ people: [ada], measures: [measureValue('ada'), missing] });
    expect(text).toContain(
      'Not measured yet: fix-forward (target: 0, metric not built); caught-before-deployment (target: ≥ 80 %).',
    );
  });

  test('says at the top that data are incomplete, and why below', () => {
    const text = only({ gaps: [{ what: 'deployments', why: 'the token may not read them' }] });
    expect(text.indexOf('**Incomplete:** deployments could not be read')).toBeGreaterThan(0);
    expect(text).toContain('- deployments: the token may not read them');
  });

  test('somebody away, without a start date, or on another plan is shown as such', () => {
    const text = only({
      people: [
        personValue('ada', { isNamed: true, isAway: true }),
        personValue('bob', { isNamed: true, week: null, unitTitle: null }),
        personValue('carl', { isNamed: true, planTitle: 'Plan Y' }),
      ],
      measures: [measureValue('ada')],
    });
    expect(text).toContain('| `ada`<br>away all week |');
    expect(text).toContain('| `bob`<br>no start date yet |');
    expect(text).toContain('| `carl`<br>week 4, Testing before committing<br>Plan Y |');
  });

  test('lists every miss with its link and what would have passed, a text once', () => {
    const miss = (id: string, engineer: string) => ({
      ...{ metricId: 'documentation-coverage', engineer, id, at: '2026-11-18T10:00:00Z' },
      url: `https://github.com/o/r/pull/${id.slice(1)}`,
      because: 'No section names a source',
      paste: ['Sources Consulted:', '- <url or path>'],
    });
    const bob = personValue('bob', { isNamed: true });
    const misses = [miss('#7', 'bob'), miss('#9', 'ada'), miss('#8', 'ada')];
    const text = only({ people: [ada, bob], measures: [measureValue('ada')], misses });
    expect(text).toContain('<summary>Missed this week, and what would have passed: 3</summary>');
    expect(text).toContain(
      '- `ada`: [`#9`](https://redirect.github.com/o/r/pull/9), [`#8`](https://redirect.github.com/o/r/pull/8)\n- `bob`:',
    );
    expect(text.split('Sources Consulted:\n')).toHaveLength(2);
  });

  test('links nothing outside the repository, and nothing where there is no address', () => {
    const waiver = { rule: 'sources-consulted', reason: 'a reason', approver: 'bob', until: null };
    const change = 'b'.repeat(40);
    const linked = only({ waivers: [{ ...waiver, change, url: null }] });
    expect(linked).toContain(`[\`bbbbbbbbbbbb\`](https://redirect.github.com/o/r/commit/${change})`);
    const urls = [
      'https://evil.example/o/r/pull/7',
      'https://github.com/o/r2/pull/7',
      'https://github.com/o/r/x) y',
    ];
    for (const url of urls)
      expect(only({ waivers: [{ ...waiver, change: '#7', url }] })).toContain('| `#7` |');
    expect(only({ repositoryUrl: null, waivers: [{ ...waiver, change: '#7', url: null }] })).toContain(
      '| `#7` |',
    );
  });

  test('tells what moved against the row’s own weeks only where the intervals lie apart', () => {
    const up = seriesValue([0, 5], [1, 5], [0, 5], [1, 5], [0, 5], [1, 5], [0, 5], [9, 9]);
    const noise = seriesValue([0, 5], [1, 5], [0, 5], [1, 5], [0, 5], [1, 5], [0, 5], [1, 1]);
    const short = seriesValue([0, 9], [9, 9]);
    const moved = (series: ReturnType<typeof seriesValue>): string =>
      only({ people: [ada], measures: [measureValue('ada', { series })] });
    expect(moved(up)).toContain(
      'up to 100 % (9/9) in week 47 of 2026, 16 to 22 November, from a median of 0 % in the 7 weeks before',
    );
    for (const series of [noise, short]) expect(moved(series)).not.toContain('What moved');
    const open = up.map((point) => ({ ...point, provisional: point.week === '2026-W47' }));
    expect(moved(open)).not.toContain('What moved');
  });

  test('sets practice beside outcome with counts, intervals and what it can’t say', () => {
    const share = (hits: number, n: number) => ({ hits, n, interval: { low: 0.1, high: 0.4 } });
    const association = { ruleId: 'sources-consulted', outcome: 'escape', with: share(1, 20) } as const;
    const text = only({ associations: [{ ...association, without: share(5, 20) }] });
    expect(text).toContain('These are associations, not causes');
    expect(text).toContain('| 1 of 20 (5 %, 10 % to 40 %) | 5 of 20 (25 %, 10 % to 40 %) |');
    expect(only({ associations: [{ ...association, without: share(1, 2) }] })).not.toContain('associations');
    const none = { ...association, with: share(0, 20), without: share(0, 20) };
    expect(only({ associations: [none] })).not.toContain('associations');
  });

  test('is the same text for the same week, so that nothing is written twice', () => {
    const measures = [measureValue('ada')];
    const first = only({ people: [ada], measures });
    expect(only({ people: [ada], measures, asOf: '2026-11-23T19:30:00Z' })).toBe(first);
  });

  test('an empty week without a roster is a short text', () => {
    const text = only({ policy: { ...weeklyValue().policy, metrics: [] } });
    expect(text).toContain('0 engineers follow **Plan X** in `o/r`. The plan names no success metric.');
    expect(text.length).toBeLessThan(1200);
  });
});

describe('length', () => {
  const long = 'ä`|'.repeat(40);
  const people = Array.from({ length: 250 }, (_, at) =>
    personValue(`engineer-${at}-${long}`, { isNamed: true, unitTitle: long }),
  );
  const input = weeklyValue({ people, measures: people.map(({ engineer }) => measureValue(engineer)) });

  test('hundreds of rows stand in several parts, whole in each', () => {
    const parts = renderWeekly(input, words);
    expect(parts.length).toBeGreaterThan(1);
    for (const [at, text] of parts.entries()) {
      expect(text.length).toBeLessThan(WEEKLY_UNITS);
      expect(text.startsWith(`${weeklyMarker('2026-W47', 'team', at + 1)}\n### forethought: week 47`)).toBe(
        true,
      );
      expect(rendered(text, OWN).unmeant).toEqual([]);
      expect(text.split('<details').length).toBe(text.split('</details>').length);
    }
    const rows = parts
      .join('\n')
      .split('\n')
      .filter((line) => line.startsWith('| ``engineer-'));
    expect(rows).toHaveLength(250);
  });

  test('the state in the issue’s body stays short, and says what it leaves out', () => {
    const text = renderState(input, words);
    expect(text.length).toBeLessThanOrEqual(30_000);
    expect(text).toMatch(/\*\d+ more rows stand in the comment of the week\.\*\n$/);
  });
});

describe('the state', () => {
  test('shows each target with where everybody stands, and where each person is in the plan', () => {
    const text = renderState(
      weeklyValue({ people: [ada], measures: [measureValue('*'), measureValue('ada')] }),
      words,
    );
    expect(text).toContain('### Where the programme stands: week 47 of 2026');
    expect(text).toMatch(/\| 100 % \| 75 %, 3\/4 \| missed \| <sub>/);
    expect(text).toContain('| 0 |  | not measured yet |');
    expect(text).toContain('| `ada` | week 4, Testing before committing |');
    expect(text).not.toContain('<!--');
  });
});
