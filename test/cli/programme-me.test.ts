import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { TestRepository } from '../helpers/repository.js';
import { forethought, STANDARD, sourceLines } from './cli.js';

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

  test('me lists the own commits in which something is missing, the text that would have passed, and what the unit asks', () => {
    const dated = (day: string) => ({ date: `2026-11-${day}T10:00:00Z` });
    const long = 'feat: before\n';
    repo.commit({ 'src/a.ts': sourceLines(20) }, long, { date: '2026-10-05T10:00:00Z' });
    const first = repo.commit({ 'src/b.ts': sourceLines(20) }, 'feat: retries\n', dated('16'));
    const second = repo.commit({ 'src/c.ts': sourceLines(20) }, 'feat: timeouts\n', dated('17'));
    const others = { ...dated('17'), author: 'Grace <grace@example.org>' };
    const theirs = repo.commit({ 'src/d.ts': sourceLines(20) }, 'feat: limits\n', others);
    const { code, stdout } = forethought(repo, ['me', '--as-of', '2026-11-18']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ {2}A2\.1 .+\?$/m);
    expect(stdout).toContain('Missing in own commits of the last 4 weeks:');
    const [, misses = ''] = stdout.split('Missing in own commits');
    for (const sha of [first, second]) expect(misses).toContain(sha.slice(0, 12));
    expect(misses).toContain('feat: retries');
    expect(misses).not.toContain('feat: before');
    expect(misses).not.toContain(theirs.slice(0, 12));
    expect(misses).toMatch(/blocks {2}test-evidence {2}2 commits\n/);
    expect(misses).toContain('      Test Evidence:\n      - Isolation:');
    const [command = ''] = /forethought (pattern add .+)$/m.exec(misses)?.slice(1) ?? [];
    const added = forethought(repo, [...command.split(' '), '--print']);
    expect([added.code, added.stdout]).toEqual([0, expect.stringContaining(second.slice(0, 12))]);
  });

  test('me says so where nothing is missing', () => {
    expect(forethought(repo, ['me', '--as-of', '2026-11-18']).stdout).toContain(
      'Nothing is missing in own commits of the last 4 weeks.',
    );
  });

  test('me says how the weeks begin where there is no start', () => {
    const { stdout } = forethought(repo, ['me', '--engineer', 'grace', '--as-of', '2026-11-18']);
    expect(stdout).toContain('grace: no start in the roster');
  });

  test('review answers the five items of a month from facts, and says what is not known', () => {
    const { code, stdout } = forethought(repo, ['review']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/^# Review of [A-Z][a-z]+ 20\d\d$/m);
    expect(stdout).toContain('Together, **none of the 5 items could be told**.');
    expect(stdout).toContain(
      '| 2 | No issue came from a test that was not run<br>untested-issues | 0 | not known: issues were not read |',
    );
    expect(stdout).toMatch(/^\| `ada` \| not known: no data \|/m);
    const own = forethought(repo, ['review', '--engineer', 'grace']).stdout;
    expect(own).toMatch(/^\| `grace` \|/m);
    expect(own).not.toContain('`ada`');
  });

  test('review for publishing shows nobody who did not agree, and where the repository may be public nobody', () => {
    const published = forethought(repo, ['review', '--published']).stdout;
    expect(published).not.toMatch(/`(?:ada|grace)`/);
    expect(published).toContain('Names stay out of a public repository');
    repo.write({ 'forethought.yml': `${ROSTER}report:\n  public: true\n` });
    const named = forethought(repo, ['review', '--published']).stdout;
    expect(named).toMatch(/^\| `grace` \|/m);
    expect(named).not.toContain('`ada`');
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
