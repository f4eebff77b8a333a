import { afterEach, describe, expect, test } from '@jest/globals';
import { forethought, sourceLines } from '../cli/cli.js';
import { makeRepository, openTestRepository, type TestRepository } from '../helpers/repository.js';

/** Ada's profile on two days: three stars to go in February, one in April. */
const CONFIG =
  'extends: devops-elite\nroster:\n  - login: ada\n    emails: [ada@example.org]\n    start: 2026-01-05\n';
const profile = (now: number): string =>
  `login: ada\nsince: 2026-01-05\ngrowth:\n  documentation-first: { now: ${now}, target: 5 }\n`;

let repo: TestRepository | undefined;
let clone: TestRepository | undefined;
afterEach(() => {
  repo?.cleanup();
  clone?.cleanup();
  repo = clone = undefined;
});

function grown(): TestRepository {
  repo = makeRepository();
  repo.commit({ 'forethought.yml': CONFIG }, 'chore: begin\n', { date: '2026-01-06T09:00:00Z' });
  repo.commit({ 'profiles/ada.yml': profile(2) }, 'docs: profile\n', { date: '2026-02-03T09:00:00Z' });
  repo.commit({ 'profiles/ada.yml': profile(4) }, 'docs: grown\n', { date: '2026-04-07T09:00:00Z' });
  return repo;
}

interface Cell {
  readonly metricId: string;
  readonly engineer: string;
  readonly state: string;
  readonly value: number | null;
  readonly reason?: string;
  readonly window: { readonly from: string; readonly to: string };
}

function cell(
  repository: TestRepository,
  args: readonly string[],
  id = 'profile-distance',
): Cell | undefined {
  const { stdout, stderr } = forethought(repository, ['report', '--format', 'json', ...args]);
  expect(stderr).toBe('');
  const { measures } = JSON.parse(stdout) as { readonly measures: readonly Cell[] };
  return measures.find(({ metricId, engineer }) => metricId === id && engineer === 'ada');
}

describe('a week that is long over', () => {
  test('has the state of the records as they stood at its end', () => {
    const repository = grown();
    expect(cell(repository, ['--week', '2026-W06'])).toMatchObject({ value: 3 });
    expect(cell(repository, ['--week', '2026-W14'])).toMatchObject({ value: 3 });
    expect(cell(repository, ['--week', '2026-W15'])).toMatchObject({ value: 1 });
    expect(cell(repository, ['--week', '2026-W05'])).toMatchObject({ state: 'not-applicable', value: null });
    expect(cell(repository, ['--until', '2026-03-01'])).toMatchObject({ value: 3 });
    expect(cell(repository, [])).toMatchObject({ value: 1 });
  });

  test('says in the cell why a clone can not tell it', () => {
    const { path, home } = grown();
    const shallow = `${path}-shallow`;
    repo?.git('clone', '-q', '--depth', '1', `file://${path}`, shallow);
    clone = openTestRepository(shallow, home);
    expect(cell(clone, ['--week', '2026-W06'])).toMatchObject({
      state: 'no-data',
      value: null,
      reason: expect.stringMatching(/2026-02-08.*shallow clone.*git fetch --unshallow/),
    });
    expect(cell(clone, ['--week', '2026-W15'])).toMatchObject({ value: 1 });
  });
});

describe('a mark that a profile claims', () => {
  const MARKED = `${profile(3)}marks:\n  preventive-thinking: { reached: 2026-04-05 }\n`;
  const checked = (repository: TestRepository, ...more: readonly string[]) => {
    const args = ['check', ...more, 'profiles/ada.yml', '--format', 'json', '--as-of', '2026-04-12'];
    const { findings } = JSON.parse(forethought(repository, args).stdout) as {
      readonly findings: readonly {
        readonly ruleId: string;
        readonly outcome: string;
        readonly reason?: string;
        readonly problem?: { readonly code: string; readonly data: object; readonly place?: object };
      }[];
    };
    return findings.find(({ ruleId }) => ruleId === 'profile-record');
  };

  test('is held against what history tells by now', () => {
    const repository = grown();
    const deploys = Array.from({ length: 6 }, (_, at) => `deploy/${at}.yml`);
    for (const [at, file] of deploys.entries())
      repository.commit({ [file]: sourceLines(20) }, 'feat: deploy\n', {
        date: `2026-04-0${at + 1}T10:00:00Z`,
      });
    repository.commit({ 'profiles/ada.yml': MARKED }, 'docs: mark\n', { date: '2026-04-10T09:00:00Z' });
    expect(checked(repository)).toMatchObject({
      outcome: 'fail',
      problem: { code: 'mark-not-met', data: { value: '0 %' }, place: { line: 6 } },
    });
  });

  test('is unknown where nothing tells it, and where only staged files are judged', () => {
    const repository = grown();
    repository.commit({ 'profiles/ada.yml': MARKED }, 'docs: mark\n', { date: '2026-04-10T09:00:00Z' });
    expect(checked(repository)).toMatchObject({ outcome: 'unknown', reason: 'needs measures' });
    repository.write({ 'profiles/ada.yml': `${MARKED}# again\n` });
    repository.git('add', '-A');
    expect(checked(repository, '--staged')).toMatchObject({ outcome: 'unknown', reason: 'needs measures' });
  });
});

describe('report without --since', () => {
  test('measures each metric over its own window', () => {
    const repository = grown();
    const days = (id: string, ...more: readonly string[]) =>
      cell(repository, ['--as-of', '2026-06-30', ...more], id)?.window;
    expect(days('documentation-coverage')).toEqual({ from: '2026-06-01', to: '2026-06-30' });
    expect(days('fix-forward')).toEqual({ from: '2026-03-16', to: '2026-06-14' });
    expect(days('capstone')).toMatchObject({ from: '2025-06-02' });
    expect(days('fix-forward', '--until', '2026-05-31')).toEqual({ from: '2026-02-16', to: '2026-05-17' });
    expect(days('capstone', '--since', '2026-06-01')?.from).toBe('2026-06-01');
  });
});
