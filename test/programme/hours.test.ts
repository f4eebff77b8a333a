import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { hoursIn, readWeek, withHours } from '@forethought/core';
import { afterEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { builtIn } from '../helpers/team.js';

const weekly = builtIn('devops-elite').programme?.weekly ?? { goals: [], review: [], questions: [] };
const PATH = 'weekly/2026-W47/ada.md';
const read = (text: string) => readWeek({ path: PATH, text }, { weekly }).record?.hours;

let repo: TestRepository | undefined;
afterEach(() => repo?.cleanup());

describe('hours of a weekly file', () => {
  test.each([
    ['6', 6],
    ['6 h', 6],
    ['6.5 hours', 6.5],
    ['6,5 h of it with Grace', 6.5],
    ['**4h**', 4],
    ['0', 0],
    ['169', undefined],
    ['6 days', undefined],
    ['60 %', undefined],
    ['1:30', undefined],
    ['many', undefined],
    ['', undefined],
  ])('%j is %j', (text, hours) => {
    expect(hoursIn(text)).toBe(hours);
  });

  test('are read below their heading alone, and one that is said twice is not known', () => {
    expect(read('## Hours\n\n- Design: 6 h\n- Coding: 4,5\n')).toEqual({ design: 6, coding: 4.5 });
    expect(read('## Goals\n\n- Design: 6\n')).toBeUndefined();
    expect(read('## Hours\n\n- Design: 6 h\n- Design: 7 h\n- Coding: 4\n')).toEqual({ coding: 4 });
    expect(read('## Hours\n\n- Design:\n- Coding: ?\n')).toBeUndefined();
  });

  test('are written behind their name, give way to others, and leave every other byte', () => {
    const before = '# Week\r\n\r\n## Goals\r\n\r\n- [ ] Read: a chapter\r\n';
    const once = withHours(before, weekly, { design: 6 });
    expect(once).toBe(`${before}\r\n## Hours\r\n\r\n- Design: 6 h\r\n- Coding:\r\n`);
    const twice = withHours(once, weekly, { coding: 4.5 });
    expect(read(twice)).toEqual({ design: 6, coding: 4.5 });
    const noted = twice.replace('- Design: 6 h', '- Design: 6 h, mostly the queue');
    const again = withHours(noted, weekly, { design: 8 });
    expect(again).toContain('- Design: 8 h, mostly the queue\r\n');
    expect(withHours(again, weekly, { design: 8, coding: 4.5 })).toBe(again);
  });
});

test('week --hours writes them, says them, and the report counts them in the own row', () => {
  repo = makeRepository();
  repo.commit(
    {
      'forethought.yml':
        'extends: devops-elite\nroster:\n  - { login: ada, emails: [ada@example.org], start: 2026-01-05 }\n',
    },
    'chore: begin\n',
  );
  const args = ['week', '--week', '2026-W47', '--as-of', '2026-11-22'];
  const { code, stdout } = forethought(repo, [...args, '--hours', 'design=6,coding=4']);
  expect([code, stdout]).toEqual([0, expect.stringContaining('hours: design 6, coding 4')]);
  expect(readFileSync(join(repo.path, PATH), 'utf8')).toContain('## Hours\n\n- Design: 6 h\n- Coding: 4 h\n');
  for (const wrong of ['design=200', 'design=x', 'thinking=4', 'design=1,design=2'])
    expect(forethought(repo, [...args, '--hours', wrong])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining('--hours'),
    });
  repo.git('add', '-A');
  repo.commit({}, 'docs: week\n', { date: '2026-11-20T10:00:00Z' });
  const told = forethought(repo, ['report', '--as-of', '2026-11-22', '--format', 'csv']).stdout;
  expect(told).toMatch(/^design-time,ada,.*,met,/m);
});
