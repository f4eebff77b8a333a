import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import { makeRepository, type TestRepository } from '../helpers/repository.js';

let repo: TestRepository | undefined;
afterEach(() => repo?.cleanup());

const RECORD = readFileSync('docs/examples/training/people/ada.yml', 'utf8');

function made(files: Readonly<Record<string, string>>): TestRepository {
  repo = makeRepository();
  repo.commit(files, 'chore: begin\n');
  return repo;
}

describe('report --programme', () => {
  test('says that nobody has a record, and how the first one is written', () => {
    const { stdout, code } = forethought(made({ 'forethought.yml': 'extends: sre-training\n' }), [
      'report',
      '--programme',
    ]);
    expect(code).toBe(0);
    expect(stdout).toContain('Nobody has a record of training');
    expect(stdout).toContain('forethought train start');
    expect(stdout).not.toMatch(/\d %/);
  });

  test('counts nobody as certified of whom the evidence is not known', () => {
    const curriculum =
      'modules:\n  queues: { title: Queues, form: course }\ncertificates:\n  triage:\n    title: Triage\n    withinDays: { days: 10, strictly: false }\n    modules: [queues]\n    requirements:\n      - { id: signed, title: Signed, needs: { kind: sign-offs, as: sign-off, role: senior, atLeast: 1 } }\n';
    const record =
      'login: ada\njoined: 2025-06-02\ncertificates:\n  triage:\n    started: 2026-02-02\n    modules: { queues: { completed: 2026-02-04 } }\n    signOffs: [{ as: sign-off, by: grace, on: 2026-02-05, pull: 4 }]\n    certified: 2026-02-06\n';
    const { stdout } = forethought(
      made({
        'forethought.yml':
          'extends: sre-training\nroster:\n  - { login: grace, roles: [senior] }\n  - { login: ada }\n',
        'training/curriculum.yml': curriculum,
        'training/people/ada.yml': record,
      }),
      ['report', '--programme', '--format', 'markdown'],
    );
    expect(stdout).toContain('| Certificate | Time | Held | Not known | Claimed |');
    expect(stdout).toContain('| Triage | 10 days | 0 | 1 | 0 | 0 | 0 | 0 |');
    expect(stdout).toContain('Triage: 1 certified by the record, evidence not known');
    expect(stdout).not.toMatch(/`completion-rate`[^\n]*1\/1/);
  });

  test('tells of one person at a terminal, with what is not known, and of nobody for publishing', () => {
    const repository = made({
      'forethought.yml': 'extends: sre-training\n',
      'training/people/ada.yml': RECORD,
    });
    const own = forethought(repository, ['report', '--programme']).stdout;
    expect(own).toContain('1 person has a record of training');
    expect(own).toContain('claimed since 25 March 2026');
    expect(own).not.toContain('ada (2026-03-25');
    expect(own).toContain('Reviews were not looked up');
    const published = forethought(repository, [
      'report',
      '--programme',
      '--published',
      '--format',
      'markdown',
    ]).stdout;
    expect(published).not.toMatch(/\bada\b/);
    expect(published).toContain('a few claimed beyond the evidence');
    expect(published).not.toMatch(/\d+\/\d+/);
  });

  test('has the measures as CSV and every value as JSON', () => {
    const repository = made({
      'forethought.yml': 'extends: sre-training\n',
      'training/people/ada.yml': RECORD,
    });
    const csv = forethought(repository, ['report', '--programme', '--format', 'csv']).stdout;
    expect(csv).toMatch(/^metric,engineer,/);
    expect(csv).toContain('\r\nretention,*,');
    const view = JSON.parse(forethought(repository, ['report', '--programme', '--format', 'json']).stdout);
    expect(view).toMatchObject({ total: 1, people: [{ login: 'ada', level: 'L1' }] });
  });

  test('goes without a programme nowhere, and with no day or person', () => {
    const repository = made({ 'forethought.yml': 'extends: devops-elite\n' });
    const without = forethought(repository, ['report', '--programme']);
    expect([without.code, without.stderr]).toEqual([2, expect.stringContaining('extends: sre-training')]);
    for (const args of [
      ['--since', '2026-01-01'],
      ['--engineer', 'ada'],
    ]) {
      const run = forethought(repository, ['report', '--programme', ...args]);
      expect([run.code, run.stderr]).toEqual([
        2,
        expect.stringContaining(`${args[0]} does not go with --programme`),
      ]);
    }
    expect(forethought(repository, ['report', '--published']).stderr).toContain('--programme');
  });

  test('the scorecard tells of certificates and level', () => {
    const repository = made({
      'forethought.yml': 'extends: sre-training\n',
      'training/people/ada.yml': RECORD,
    });
    const { stdout } = forethought(repository, ['report', '--engineer', 'ada']);
    expect(stdout).toContain('Certificates and level');
    expect(stdout).toMatch(
      /On-Call Engineer Certified: claimed since 25 March 2026, beyond its evidence; 0 of 6 evidenced/,
    );
    expect(stdout).toMatch(/Level L1; \d of 6 criteria of L2 are evidenced/);
  });
});
