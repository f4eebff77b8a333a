import { namedLines } from '@forethought/core';
import { afterEach, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought } from './cli.js';

let repository: TestRepository | undefined;

afterEach(() => repository?.cleanup());

const ROSTER = `extends: devops-elite
mode: standard
roster:
  - login: ada
    emails: [ada@team.example]
    named: true
  - login: ben
    emails: [ben@team.example]
`;

test('named: true is found by line, in block and in flow form, and nowhere else', () => {
  expect(namedLines(ROSTER)).toEqual([{ login: 'ada', line: 6 }]);
  expect(namedLines('roster:\n  - { login: ada, named: false }\n  - { login: ben, named: true }\n')).toEqual([
    { login: 'ben', line: 3 },
  ]);
  expect(namedLines('roster: [')).toEqual([]);
  expect(namedLines('named: true\n')).toEqual([]);
});

test('doctor says who put a name there, and asks where it was somebody else', () => {
  repository = makeRepository();
  repository.commit({ 'forethought.yml': ROSTER }, 'chore: roster', { author: 'Ada <ada@team.example>' });
  const both = ROSTER.replace('[ben@team.example]', '[ben@team.example]\n    named: true');
  repository.commit({ 'forethought.yml': both }, 'chore: ben', { author: 'Ada <ada@team.example>' });
  const { stdout } = forethought(repository, ['doctor']);
  expect(stdout).toMatch(/ok {2}roster: ada is shown by name since [0-9a-f]{12} of Ada/);
  expect(stdout).toMatch(/advice {2}roster: ben is shown by name since [0-9a-f]{12} of Ada/);
  expect(stdout).toContain('ask ben to open or approve the pull request that says so');
});

test('doctor names waivers that have run out, with their line', () => {
  repository = makeRepository();
  const waiver = (until: string) =>
    `  - { rule: pre-mortem, reason: 'the load test runs next week', approver: grace, until: ${until} }\n`;
  repository.commit(
    { 'forethought.yml': `extends: devops-elite\nwaivers:\n${waiver('2999-01-01')}${waiver('2026-01-31')}` },
    'chore: waivers',
  );
  const { stdout } = forethought(repository, ['doctor']);
  expect(stdout).toContain('advice  waiver: that of pre-mortem at forethought.yml:4');
  expect(stdout).toContain('ran out on 2026-01-31 (approved by grace)');
  expect(stdout).not.toContain('2999');
});
