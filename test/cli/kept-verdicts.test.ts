import { readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  makeRepository,
  openTestRepository,
  type RunOptions,
  type TestRepository,
} from '../helpers/repository.js';
import { DOCUMENTED, forethought, sourceLines } from './cli.js';

const CONFIG = 'mode: strict\nrules: { test-evidence/recorded: off }\n';

let repo: TestRepository;

beforeEach(() => {
  repo = makeRepository();
  repo.commit({ 'start.ts': sourceLines(3) }, 'chore: begin');
  repo.commit({ 'forethought.yml': CONFIG }, 'chore: adopt');
  repo.git('tag', 'first');
  for (let at = 0; at < 6; at += 1)
    repo.commit(
      { [`src/part-${at}.ts`]: sourceLines(30) },
      at % 2 === 0 ? DOCUMENTED : `feat: silent ${at}\n`,
    );
});
afterEach(() => repo.cleanup());

function check(args: readonly string[] = [], options: RunOptions = {}, place = repo): string {
  const range = ['check', '--from', 'first', '--to', 'main', '--format', 'json'];
  const { stdout, stderr } = forethought(place, [...range, ...args], options);
  expect(stderr).toBe('');
  return stdout.replace(/"asOf": "[^"]*"/, '');
}

const folder = (): string => join(repo.path, '.git', 'forethought');
const files = (): readonly string[] => readdirSync(folder()).filter((name) => name.startsWith('verdicts-'));
const onlyFile = (): string => {
  expect(files()).toHaveLength(1);
  return join(folder(), files()[0] ?? '');
};
/** Puts a word into the titles of what is kept, by which an answer shows where it comes from. */
const mark = (): void =>
  writeFileSync(onlyFile(), readFileSync(onlyFile(), 'utf8').replaceAll('feat: ', 'feat: KEPT '));
const isKept = (answer: string): boolean => answer.includes('feat: KEPT ');

describe('verdicts of a range are kept under the Git directory', () => {
  test('and the second answer is the first one, letter for letter, in every form', () => {
    const fresh = check(['--no-cache']);
    expect(check()).toBe(fresh);
    expect(readFileSync(onlyFile(), 'utf8')).toMatch(/^=\[.*\n[0-9a-f]{40} 0 feat: silent 5\n[\s\S]*\n\.\n$/);
    expect(check()).toBe(fresh);
    for (const format of ['text', 'github', 'junit', 'sarif'])
      expect(check(['--format', format])).toBe(check(['--format', format, '--no-cache']));
    expect(check(['--to', 'main~2'])).toBe(check(['--to', 'main~2', '--no-cache']));
    mark();
    expect(isKept(check())).toBe(true);
  });

  test('and only new commits are judged, wherever they stand', () => {
    check();
    repo.git('checkout', '-q', '-b', 'side', 'main~3');
    repo.commit({ 'side.ts': sourceLines(30) }, 'feat: beside\n', { date: '2026-01-05T09:05:30Z' });
    repo.git('checkout', '-q', 'main');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge side', 'side');
    const fresh = check(['--no-cache']);
    mark();
    const answer = check();
    expect(answer.match(/feat: KEPT /g)).not.toBeNull();
    expect(answer.replaceAll('KEPT ', '')).toBe(fresh);
    expect(readFileSync(onlyFile(), 'utf8').match(/^[0-9a-f]{40} /gm)).toHaveLength(8);
  });

  test.each<[string, () => void]>([
    ['the configuration', () => repo.write({ 'forethought.yml': 'mode: standard\n' })],
    ['the mailmap', () => repo.write({ '.mailmap': 'Ada <ada@new.example.org> <ada@example.org>\n' })],
    ['the base', () => repo.git('tag', '-f', 'first', 'main~4')],
    [
      'attributes beside the revisions',
      () => writeFileSync(join(repo.path, '.git/info/attributes'), '*.ts x\n'),
    ],
  ])('and are not those of another state of %s', (_, change) => {
    check();
    mark();
    change();
    expect(isKept(check())).toBe(false);
    expect(check()).toBe(check(['--no-cache']));
  });

  test.each<[string, readonly string[], RunOptions]>([
    ['on a server', [], { env: { CI: 'true' } }],
    ['with --no-cache', ['--no-cache'], {}],
  ])('and neither kept nor believed %s', (_, args, options) => {
    check(args, options);
    expect(() => files()).toThrow('ENOENT');
    check();
    mark();
    expect(isKept(check(args, options))).toBe(false);
  });

  test('and neither kept nor believed where a sha may come to mean something else', () => {
    check();
    mark();
    const grafts = join(repo.path, '.git', 'info', 'grafts');
    writeFileSync(grafts, `${repo.git('rev-parse', 'main~1')} ${repo.git('rev-parse', 'first')}\n`);
    expect(isKept(forethought(repo, ['check', '--from', 'first', '--format', 'json']).stdout)).toBe(false);
    rmSync(grafts);
    expect(isKept(check())).toBe(true);
    const clone = join(repo.home, 'shallow');
    repo.git('clone', '-q', '--depth', '4', '--no-tags', `file://${repo.path}`, clone);
    const shallow = openTestRepository(clone, repo.home);
    shallow.git('tag', 'first', 'main~2');
    check([], {}, shallow);
    expect(() => readdirSync(join(clone, '.git', 'forethought'))).toThrow('ENOENT');
  });

  test('and whether a commit is older than the adoption is asked of what HEAD has merged by now', () => {
    repo.git('checkout', '-q', '-b', 'topic', 'first~1');
    repo.commit({ 'topic.ts': sourceLines(30) }, 'feat: under way\n', { date: '2026-01-05T09:00:30Z' });
    repo.git('checkout', '-q', 'main');
    const args = ['--from', 'first~1', '--to', 'topic'];
    expect(check(args)).toContain('"outcome":"fail"');
    repo.git('merge', '-q', '--no-ff', '-m', 'Merge topic', 'topic');
    expect(check(args)).toContain('before-adoption');
    expect(check(args)).toBe(check([...args, '--no-cache']));
  });

  test('and not with --policy-from, whose attributes may move', () => {
    check(['--policy-from', 'main']);
    expect(() => files()).toThrow('ENOENT');
  });

  test('but not the verdict on a fix whose cause is not there yet', () => {
    const text = `${DOCUMENTED.replace('feat:', 'fix:')}\nFixes: ${'b1'.repeat(20)} ("feat: lost")\n`;
    repo.commit({ 'src/part-0.ts': sourceLines(31) }, text);
    const tip = repo.git('rev-parse', 'main');
    check();
    expect(readFileSync(onlyFile(), 'utf8')).not.toContain(tip);
    expect(check()).toBe(check(['--no-cache']));
  });

  test.each<[string, (text: string) => string]>([
    ['half of it', (text) => text.slice(0, text.length / 2)],
    ['nothing', () => ''],
    ['something else', () => 'no verdicts at all\n.\n'],
    ['lists that are no JSON', (text) => text.replace('=[', '=[[')],
    ['numbers of no list', (text) => text.replaceAll(/^([0-9a-f]{40}) \d+/gm, '$1 99')],
  ])('and a file that holds %s costs no more than time', (_, broken) => {
    const fresh = check();
    writeFileSync(onlyFile(), broken(readFileSync(onlyFile(), 'utf8')));
    expect(check()).toBe(fresh);
    expect(check()).toBe(fresh);
  });

  test('for four kinds of circumstances, and that which was used last stays', () => {
    check();
    const oldest = onlyFile();
    utimesSync(oldest, new Date(0), new Date(0));
    for (const base of ['main~1', 'main~2', 'main~3', 'main~4']) check(['--from', base]);
    expect(files()).toHaveLength(4);
    expect(() => statSync(oldest)).toThrow('ENOENT');
  });

  test('and wrong ranges are told as ever', () => {
    check();
    for (const range of [
      ['--to', 'nowhere'],
      ['--from', 'main', '--to', 'first'],
      ['--from', 'main'],
    ]) {
      const run = (...args: string[]) => forethought(repo, ['check', '--from', 'first', ...range, ...args]);
      expect(run()).toEqual(run('--no-cache'));
    }
  });

  test('unless the folder can not be written', () => {
    writeFileSync(folder(), 'in the way');
    expect(check()).toBe(check(['--no-cache']));
  });
});
