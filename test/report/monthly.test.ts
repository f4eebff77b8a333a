import {
  type Measure,
  type MonthlyInput,
  monthlyTitle,
  monthsToWrite,
  renderMonthly,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { behind, measureValue, personValue, words as WORDS } from '../helpers/weekly-values.js';

const NAMES = ['ada', 'ben', 'cleo', 'dan', 'eve', 'finn'];

/** A month of a private repository in which ada alone agreed to a row. */
function month(changes: Partial<MonthlyInput> = {}, of: Partial<Measure> = {}): MonthlyInput {
  const rows = ['*', '*team', ...NAMES];
  const measures = rows.map((engineer) =>
    measureValue(engineer, { window: { from: '2026-09-28', to: '2026-10-31' }, state: 'met', ...of }),
  );
  return {
    month: '2026-10',
    items: [{ id: 'docs', title: 'Read before', metric: 'documentation-coverage', target: '>= 80%' }],
    ...{ scope: 'team', planTitle: 'Plan X', repository: 'o/r', repositoryUrl: 'https://github.com/o/r' },
    people: NAMES.map((name) => personValue(name, { isNamed: name === 'ada' })),
    ...{ measures, outsiders: behind(measures), notEnrolled: 0, misses: [], gaps: [] },
    ...{ visibility: 'published', isPublic: false, allowsPublicNames: false },
    ...changes,
  };
}

describe('the review of a month', () => {
  test('holds what was measured against what the item asks, not against the plan’s own target', () => {
    const text = renderMonthly(month(), WORDS);
    expect(text).toContain('Together, **0 of 1 items hold**.');
    expect(text).toMatch(
      /^\| 1 \| Read before<br>.*\| ≥ 80 % \| \*\*75 %\*\* 3\/4<br>\*\*does not hold\*\* \|/m,
    );
    expect(text).toContain('Enrolled, not by name (5)');
    expect(renderMonthly(month({}, { numerator: 4, value: 1 }), WORDS)).toContain('**1 of 1 items hold**');
  });

  test('shows by name only who agreed, and nobody in a public repository', () => {
    const text = renderMonthly(month(), WORDS);
    expect([...text.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(['ada']);
    expect(renderMonthly(month({ isPublic: true }), WORDS)).not.toMatch(/^\| `/m);
    expect(renderMonthly(month({ isPublic: true, allowsPublicNames: true }), WORDS)).toContain('| `ada`');
  });

  test('a group’s number that would tell about a few is left out', () => {
    const few = { people: NAMES.map((name, at) => personValue(name, { isNamed: at < 4 })) };
    const text = renderMonthly(month(few), WORDS);
    expect(text).toMatch(/^\| 1 \|.*\| too few people \|/m);
    expect(text).toContain('Together, **none of the 1 items could be told**.');
  });

  test('unknown is said with its reason, and is no item that holds', () => {
    const none = { state: 'no-data', value: null, numerator: null, denominator: null } as const;
    const text = renderMonthly(month({}, { ...none, reason: 'issues were not read' }), WORDS);
    expect(text).toContain('not known: issues were not read');
    expect(text).not.toMatch(/\d %<br>|\*\*0/);
  });

  test('says up to when a metric counts that waits for what comes of changes', () => {
    const early = month({}, { window: { from: '2026-09-28', to: '2026-10-18' } });
    expect(renderMonthly(early, WORDS)).toContain('documentation-coverage up to 18 October 2026 so far');
  });

  test('fits into the body of an issue, and says how much did not', () => {
    const people = Array.from({ length: 3000 }, (_, at) => personValue(`person-${at}`, { isNamed: true }));
    const text = renderMonthly(month({ people }), WORDS);
    expect(text.length).toBeLessThan(50_000);
    expect(text).toMatch(/\d+ more entries have no room here/);
  });

  test('has a title for people', () => expect(monthlyTitle('2026-02')).toBe('Review of February 2026'));
});

describe('the months to write', () => {
  const standing = [
    { month: '2026-08', state: 'open' },
    { month: '2026-09', state: 'open' },
    { month: '2026-10', state: 'open' },
  ] as const;

  test('are the one that is over and earlier ones that are open and not settled', () => {
    expect(monthsToWrite('2026-10', standing, '2026-11-02T07:00:00Z')).toEqual(['2026-09', '2026-10']);
    expect(monthsToWrite('2026-10', standing, '2026-11-23T07:00:00Z')).toEqual(['2026-10']);
    expect(monthsToWrite('2026-11', standing, '2026-12-07T07:00:00Z')).toEqual(['2026-10', '2026-11']);
  });

  test('leave alone what somebody closed', () => {
    const closed = standing.map(({ month: each }) => ({ month: each, state: 'closed' as const }));
    expect(monthsToWrite('2026-10', closed, '2026-11-02T07:00:00Z')).toEqual(['2026-10']);
  });
});
