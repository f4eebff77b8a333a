import { renderWeekly, troubleLines, troublesBy } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { weeklyValue } from '../helpers/weekly-values.js';

const trouble = (path: string, line = 2, addedAt = '2026-11-17T10:00:00Z') => ({
  ...{ path, line, column: 1, addedAt },
  what: 'expected a time that there was',
});

describe('files of which something is not counted', () => {
  test('are told below the table, a line each', () => {
    const [text = ''] = renderWeekly(weeklyValue({ troubles: [trouble('incidents/a.md')] }), {
      rules: [],
      metrics: [],
    });
    const told = text.indexOf('incidents/a.md');
    expect(told).toBeGreaterThan(text.indexOf('What could not be read: 1'));
    expect(text.indexOf('What could not be read: 1')).toBeGreaterThan(text.indexOf('Plan X'));
    expect(text.match(/incidents\/a\.md/g)).toHaveLength(1);
  });

  test('are three, and the rest is counted', () => {
    const files = ['a.md', 'a.md', 'b.md', 'c.md', 'd.md', 'e.md'].map((path, at) => trouble(path, at + 1));
    expect(troubleLines(files)).toEqual([
      'a.md:1:1: expected a time that there was',
      'b.md:3:1: expected a time that there was',
      'c.md:4:1: expected a time that there was',
      '2 more files with the like',
    ]);
    expect(troubleLines([])).toEqual([]);
  });

  test('are none that came after the week', () => {
    const [early, late] = [trouble('a.md'), trouble('b.md', 2, '2026-11-23T00:00:00Z')];
    expect(troublesBy([early, late], '2026-11-22T23:59:59Z')).toEqual([early]);
  });
});
