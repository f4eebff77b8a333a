import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { TestRepository } from '../helpers/repository.js';
import { forethought, STANDARD } from './cli.js';

const make = repositories();

describe('forethought people', () => {
  let repo: TestRepository;
  const ROSTER = `${STANDARD}# who\nroster:\n  - login: ada # first\n    emails: [ada@example.org]\n`;
  const configured = (): string => readFileSync(join(repo.path, 'forethought.yml'), 'utf8');
  beforeEach(() => {
    repo = make();
    const now = new Date().toISOString();
    repo.commit({ 'forethought.yml': ROSTER }, 'chore: set up\n', {
      author: 'Ada Example <ada@example.org>',
      date: now,
    });
    repo.commit({ 'a.txt': 'a' }, 'feat: a\n', { author: 'Ada Example <ada@home.example>', date: now });
  });

  test('lists people and the lines that would join two addresses', () => {
    const { code, stdout } = forethought(repo, ['people']);
    expect(code).toBe(0);
    expect(stdout).toContain('1 person with an account, 1 address without one');
    expect(stdout).toContain('emails: ["ada@example.org", "ada@home.example"]');
    expect(forethought(repo, ['people', '--redact']).stdout).not.toContain('ada@home');
  });

  test('reads facts that were collected, redacted ones too', () => {
    const facts = forethought(repo, ['collect', '--redact']).stdout;
    repo.write({ 'facts.json': facts });
    const { code, stdout } = forethought(repo, ['people', '--facts', 'facts.json']);
    expect(code).toBe(0);
    expect(stdout).toMatch(/Without an account\n {2}address [0-9a-f]{8} +1 commit\n/);
    repo.write({ 'facts.json': '{}' });
    expect(forethought(repo, ['people', '--facts', 'facts.json'])).toMatchObject({ code: 2, stdout: '' });
  });

  test('enrols somebody in the file and changes nothing else', () => {
    const { code, stdout } = forethought(repo, ['people', 'enrol', 'kim', '--start', '2026-11-23']);
    expect(code).toBe(0);
    expect(configured()).toBe(`${ROSTER}  - login: kim\n    start: 2026-11-23\n    named: true\n`);
    expect(stdout).toContain('a pull request that kim opens, or approves');
    expect(repo.git('status', '--porcelain')).toBe(' M forethought.yml');
    expect(forethought(repo, ['people', 'enrol', 'kim']).stdout).toContain('nothing was changed');
  });

  test('prints and writes nothing where it is asked to', () => {
    const { stdout } = forethought(repo, ['people', 'enrol', 'ada', '--print', '--start', '2026-11-23']);
    expect(stdout).toContain('  - login: ada # first\n    named: true\n    start: 2026-11-23\n');
    expect(configured()).toBe(ROSTER);
  });

  test.each([
    [['@ada'], 'no login of the platform'],
    [['kim', '--email', 'ada@example.org'], 'stands in the roster twice'],
    [['kim', '--start', 'soon'], 'yyyy-mm-dd'],
  ])('enrol %j is refused, and the file stays as it is', (args, words) => {
    const { code, stderr } = forethought(repo, ['people', 'enrol', ...args]);
    expect(code).toBe(2);
    expect(stderr).toContain(words);
    expect(configured()).toBe(ROSTER);
  });

  test('enrol says how to begin where there is no configuration, and that a bot is none to enrol', () => {
    repo.write({ 'forethought.yml': `${ROSTER}bots: [mender]\n` });
    expect(forethought(repo, ['people', 'enrol', 'Mender']).stderr).toContain('listed as a bot or an agent');
    repo.write({ 'forethought.yml': null });
    expect(forethought(repo, ['people', 'enrol', 'kim']).stderr).toContain('forethought init writes one');
  });
});
