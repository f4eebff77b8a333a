import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { TestRepository } from '../helpers/repository.js';
import { forethought, STANDARD } from './cli.js';

const make = repositories();
const ROSTER = `${STANDARD}roster:
  - { login: ada, emails: [ada@example.org], start: 2026-11-02 }
  - { login: grace, emails: [grace@example.org], named: true }
`;

describe('forethought me and review', () => {
  let repo: TestRepository;
  beforeEach(() => {
    repo = make();
    repo.commit({ 'forethought.yml': ROSTER }, 'chore: set up\n', { date: '2026-11-02T09:00:00Z' });
  });

  test('me says where on the plan, what is due and what comes next, and shows the own scorecard', () => {
    repo.write({ 'weekly/2026-W46/ada.md': '# Week 46\n\n## Goals\n\n- [ ] Read: chapter 5\n' });
    const { code, stdout } = forethought(repo, ['me', '--as-of', '2026-11-18']);
    expect(code).toBe(0);
    expect(stdout).toContain('ada: week 3 of the plan, Testing before committing');
    expect(stdout).toContain('from 2026-11-30 What could go wrong blocks');
    expect(stdout).toContain('goals of 2026-W47: read, practise, ship, document, improve: forethought week');
    expect(stdout).toContain('review of 2026-W46: went-well, improve, lessons, next-focus');
    expect(stdout).toContain('self-assessment of 2026-W46: docs');
    expect(stdout).toContain('the file of 2026-11-18: forethought day start');
    expect(stdout).toContain('A1.3 documentation-coverage');
    expect(stdout).not.toContain('grace');
  });

  test('me says how the weeks begin where there is no start', () => {
    const { stdout } = forethought(repo, ['me', '--engineer', 'grace', '--as-of', '2026-11-18']);
    expect(stdout).toContain('grace: no start in the roster');
  });

  test('review answers the five items of a month from facts, and says what is not known', () => {
    const { code, stdout } = forethought(repo, ['review']);
    expect(code).toBe(0);
    expect(stdout).toContain('0 of 0 items hold; 5 could not be told.');
    expect(stdout).toContain(
      '| No issue came from a test that was not run | – | 0 | not known: issues were not read |',
    );
    expect(stdout).toMatch(/^## ada$/m);
    expect(forethought(repo, ['review', '--published']).stdout).not.toMatch(/^## ada$/m);
  });

  test.each([
    [['--month', '2026-13'], 'a month is written'],
    [['--month', '2126-01'], 'has not begun'],
    [['--plan', 'sre-training'], '--plan devops-elite'],
    [['--facts', 'facts.json', '--store', 'kept'], 'leave one of them out'],
  ])('review %j is refused with what would be right', (args, words) => {
    const { code, stderr } = forethought(repo, ['review', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
  });
});
