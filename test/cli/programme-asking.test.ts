import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import type { TestRepository } from '../helpers/repository.js';
import { forethought, MAIN, STANDARD } from './cli.js';

const make = repositories();
const ROSTER = `${STANDARD}roster:\n  - { login: ada, emails: [ada@example.org], start: 2026-11-02 }\n`;
const WEEK = ['week', '--week', '2026-W47', '--as-of', '2026-11-18', '--ask'];

/** Answers the first question, and once the second one is asked sends the signal. */
function brokenOff(repo: TestRepository, signal: NodeJS.Signals) {
  const child = spawn(process.execPath, [MAIN, ...WEEK], { cwd: repo.path, env: repo.env });
  return new Promise<{ readonly code: number | null; readonly stdout: string }>((resolve, reject) => {
    let [asked, stdout] = ['', ''];
    child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => {
      const before = asked;
      asked += chunk.toString();
      if (!before.includes('Practise') && asked.includes('Practise')) child.kill(signal);
    });
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, stdout }));
    child.stdin.write('a chapter on queues\n');
  });
}

describe('a command that asks', () => {
  let repo: TestRepository;
  const file = () => join(repo.path, 'weekly/2026-W47/ada.md');
  beforeEach(() => {
    repo = make();
    repo.commit({ 'forethought.yml': ROSTER }, 'chore: set up\n', { date: '2026-11-02T09:00:00Z' });
  });

  test('writes what was answered when the terminal is closed', async () => {
    const { code, stdout } = await brokenOff(repo, 'SIGHUP');
    expect([code, stdout]).toEqual([0, expect.stringContaining('goals: 1 of 5 set')]);
    expect(readFileSync(file(), 'utf8')).toContain('- [ ] Read: a chapter on queues\n');
  });

  test('writes nothing when it is broken off, and prints what was typed', async () => {
    const { code, stdout } = await brokenOff(repo, 'SIGINT');
    expect([code, stdout]).toEqual([130, expect.stringContaining('- [ ] Read: a chapter on queues')]);
    expect(existsSync(file())).toBe(false);
  });

  test.each([
    [['day', 'start', '--on', '2026-11-19', '--done', '1'], '--on 2026-11-17 is yesterday'],
    [['assess', '--week', '2026-W48', '--scores', 'docs=9'], 'this is 2026-W47'],
    [['learn', 'retries need a limit', '--source', 'RFC 9110', '--on', '2026-11-19'], 'has not come'],
  ])('%j: nothing is told of days that have not come', (args, words) => {
    const { code, stderr } = forethought(repo, [...args, '--as-of', '2026-11-18']);
    expect([code, stderr]).toEqual([2, expect.stringContaining(words)]);
    expect(repo.git('status', '--short')).toBe('');
  });
});
