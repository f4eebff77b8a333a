import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { forethought, sourceLines } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

let repository: TestRepository | undefined;

afterEach(() => repository?.cleanup());

interface Told {
  readonly measures: readonly {
    readonly metricId: string;
    readonly engineer: string;
    readonly state: string;
    readonly numerator: number | null;
    readonly denominator: number | null;
  }[];
}

/** Everybody's measure of one metric. */
function measured(repo: TestRepository, args: readonly string[], metricId: string) {
  const { stdout, stderr, code } = forethought(repo, ['report', '--format', 'json', ...args]);
  if (code !== 0) throw new Error(stderr);
  const found = (JSON.parse(stdout) as Told).measures.find(
    (measure) => measure.metricId === metricId && measure.engineer === '*',
  );
  return { numerator: found?.numerator, denominator: found?.denominator };
}

function commit(repo: TestRepository, name: string, subject: string, date: string): string {
  return repo.commit({ [`src/${name}.ts`]: sourceLines(12) }, `${subject}\n`, { date });
}

describe('a week that is over', () => {
  test('counts the default branch as it was, whatever a topic branch held by then', () => {
    repository = makeRepository({ branch: 'main' });
    for (let at = 0; at < 8; at += 1)
      commit(repository, `a${at}`, 'feat: part', `2026-01-0${at + 1}T10:00:00Z`);
    repository.git('checkout', '-q', '-b', 'topic');
    commit(repository, 'b0', 'fix: one', '2026-01-11T10:00:00Z');
    commit(repository, 'b1', 'fix: two', '2026-01-11T11:00:00Z');
    repository.git('checkout', '-q', 'main');
    repository.tryGit(['merge', '-q', '--no-ff', '-m', 'Merge topic', 'topic'], {
      env: { GIT_AUTHOR_DATE: '2026-01-12T09:00:00Z', GIT_COMMITTER_DATE: '2026-01-12T09:00:00Z' },
    });
    expect(measured(repository, ['--week', '2026-W02'], 'feature-to-fix')).toEqual({
      numerator: 0,
      denominator: 8,
    });
  });

  test('is the same from a store, read at once or week by week', () => {
    repository = makeRepository({ branch: 'main' });
    for (let at = 0; at < 6; at += 1)
      commit(repository, `a${at}`, 'feat: part', `2026-01-0${at + 1}T10:00:00Z`);
    const store = join(repository.home, 'facts');
    const first = measured(repository, ['--store', store, '--week', '2026-W02'], 'test-evidence-coverage');
    commit(repository, 'late', 'fix: late', '2026-01-08T10:00:00Z');
    const second = measured(repository, ['--store', store, '--week', '2026-W02'], 'test-evidence-coverage');
    rmSync(store, { recursive: true });
    const whole = measured(repository, ['--week', '2026-W02'], 'test-evidence-coverage');
    expect(first.denominator).toBeGreaterThan(0);
    expect(second.denominator).toBe((first.denominator ?? 0) + 1);
    expect(second).toEqual(whole);
  });

  test.each([
    ['2025-W53', /a week is written like this one/],
    ['2026-W00', /a week is written like this one/],
    ['3000-W01', /has not begun/],
  ])('%s is refused', (week, words) => {
    repository = makeRepository();
    commit(repository, 'a', 'feat: part', '2026-01-02T10:00:00Z');
    const { code, stderr } = forethought(repository, ['report', '--week', week]);
    expect(code).toBe(2);
    expect(stderr).toMatch(words);
  });

  test('a store that begins later makes an older week incomplete, and asking for it reads the rest', () => {
    repository = makeRepository({ branch: 'main' });
    commit(repository, 'a', 'feat: part', '2025-02-03T10:00:00Z');
    commit(repository, 'b', 'feat: part', '2026-01-06T10:00:00Z');
    const store = join(repository.home, 'facts');
    forethought(repository, ['report', '--store', store, '--week', '2026-W02']);
    const { stdout } = forethought(repository, ['report', '--store', store, '--week', '2025-W06']);
    expect(stdout).toContain('week 6 of 2025');
    expect(stdout).toMatch(/changes before 20\d\d-\d\d-\d\d: facts are kept from that day on/);
  });
});
