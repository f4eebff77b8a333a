import { expect } from '@jest/globals';
import { forethought } from '../cli/cli.js';
import type { Outcome, TestRepository } from './repository.js';

/** A message that names its sources and leaves the test evidence to what was recorded. */
export const WRITTEN = [
  'feat: wait before the next attempt',
  '',
  'Sources Consulted:',
  '- https://nodejs.org/api/timers.html#settimeoutcallback-delay-args - a delay under 1 ms becomes 1 ms',
].join('\n');

const COMMAND = ['sh', '-c', 'test -f src/old.ts'] as const;

/** The line that the recorded command makes, its duration steadied. */
export const LINE = "- Isolation: `sh -c 'test -f src/old.ts'` - passed, exit code 0 after 0.0 s";

/** Runs a command that passes, recorded as the stage *isolation*. */
export function runTests(repository: TestRepository, command: readonly string[] = COMMAND): Outcome {
  const done = forethought(repository, ['test', '--stage', 'isolation', '--', ...command]);
  expect(done.code).toBe(0);
  return done;
}

/** The message of HEAD. */
export function messageOf(repository: TestRepository): string {
  return repository.git('log', '-1', '--format=%B');
}

/** The tree of HEAD. */
export function treeOf(repository: TestRepository): string {
  return repository.git('rev-parse', 'HEAD^{tree}');
}

/** Timings differ from run to run. */
export function steady(text: string): string {
  return text.replace(/after \d+(?:\.\d)? s/g, 'after 0.0 s');
}

/** HEAD carries its run, once, and every door takes it for recorded. */
export function expectRecorded(repository: TestRepository): void {
  const tree = treeOf(repository);
  const text = steady(messageOf(repository));
  expect(text.split(LINE)).toHaveLength(2);
  expect(text.match(/^Tested-Tree: .*$/gm)).toEqual([`Tested-Tree: ${tree}`]);
  expect(repository.git('log', '-1', '--format=%(trailers:key=Tested-Tree,valueonly)')).toBe(`${tree}\n`);
  const checked = forethought(repository, ['check', '--commit', 'HEAD']);
  expect(checked).toMatchObject({ code: 0 });
  expect(`${checked.stdout}${checked.stderr}`).not.toContain('test-evidence');
}

/** The commit was made, and nothing was said about it. */
export function expectMade(outcome: Outcome): void {
  expect(outcome.stderr).not.toContain('forethought');
  expect(outcome.code).toBe(0);
}
