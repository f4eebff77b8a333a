import { mkdirSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  CODE,
  commitCode,
  DOCUMENTED,
  editorTyping,
  FILLING,
  headOf,
  makeHooked,
  retry,
  stageCode,
  textIn,
  UNDOCUMENTED,
} from '../helpers/hooked.js';
import type { TestRepository } from '../helpers/repository.js';

let repository: TestRepository;

beforeEach(() => {
  repository = makeHooked();
});
afterEach(() => repository.cleanup());

const KEPT = '.git/forethought/rejected-1.txt';

describe('a rejected message', () => {
  test('is answered with questions, what to paste and why, in eight lines a rule beside the paste, and no way around', () => {
    const { stderr } = commitCode(repository, ['-m', UNDOCUMENTED]);
    const [sources = '', tests = '', rest = ''] = stderr.split('\n\n');
    for (const [finding, id] of [
      [sources, 'sources-consulted'],
      [tests, 'test-evidence'],
    ] as const) {
      const lines = finding.trim().split('\n');
      expect(lines.filter((line) => !line.startsWith('      ')).length).toBeLessThanOrEqual(8);
      expect(finding).toMatch(new RegExp(`^blocks +${id}`, 'm'));
      expect(finding).toContain('?\n');
      expect(finding).toContain(`forethought explain ${id}`);
    }
    expect(sources).toContain('      Sources Consulted:\n      - <');
    expect(tests).toContain('      - Failure cases: <what was broken on purpose> - <what came out>\n');
    expect(stderr).not.toContain('…');
    expect(rest).toContain('git commit -e -F .git/forethought/rejected-1.txt');
    expect(stderr).not.toMatch(/no-verify|\byou\b/i);
  });

  test('is kept with the missing sections before its trailers, and the printed command goes on with it', () => {
    const message = `${UNDOCUMENTED}\nSigned-off-by: Ada Example <ada@example.org>\n`;
    const { stderr } = commitCode(repository, ['-m', message]);
    const kept = textIn(repository, KEPT);
    expect(kept).toMatch(
      /sheds load\.\n\nSources Consulted:\n- <[\s\S]*\nTest Evidence:\n- [\s\S]*\n\nSigned-off-by: Ada/,
    );
    expect(retry(repository, stderr, FILLING)).toMatchObject({ code: 0 });
    expect(repository.git('log', '-1', '--format=%B')).toContain('- `npm test`: 14 passed, 0 failed');
    expect(repository.git('log', '-1', '--format=%(trailers:key=Signed-off-by,valueonly)')).toContain(
      'Ada Example',
    );
  });

  test('that is committed again with its skeletons untouched is rejected again', () => {
    const { stderr } = commitCode(repository, ['-m', UNDOCUMENTED]);
    const again = retry(repository, stderr, { GIT_EDITOR: 'true' });
    expect(again.code).toBe(1);
    expect(again.stderr).toContain('sources-consulted');
    expect(again.stderr).toContain('rejected-2.txt');
  });

  test('with headings that git would delete is kept with labels, and passes as it is', () => {
    const headings = DOCUMENTED.replace('Sources Consulted:', '## Sources Consulted').replace(
      'Test Evidence:',
      '### Test Evidence',
    );
    const { code, stderr } = commitCode(repository, [], editorTyping(repository, headings));
    expect(code).toBe(1);
    expect(stderr).toContain('`Sources Consulted:`');
    expect(textIn(repository, KEPT)).toBe(DOCUMENTED);
    expect(retry(repository, stderr, { GIT_EDITOR: 'true' })).toMatchObject({ code: 0 });
  });

  test('of everything that changed, of some paths, and of an amend is retried as such', () => {
    repository.write({ 'src/old.ts': `${CODE}${CODE}` });
    const all = repository.tryGit(['commit', '-a', '-m', UNDOCUMENTED]);
    expect(all.stderr).toContain('rejected-1.txt -a\n');
    expect(retry(repository, all.stderr, FILLING)).toMatchObject({ code: 0 });
    const path = stageCode(repository);
    stageCode(repository);
    const some = repository.tryGit(['commit', '-m', UNDOCUMENTED, '--', path]);
    expect(some.stderr).toContain(`rejected-2.txt -- ${path}\n`);
    expect(retry(repository, some.stderr, FILLING)).toMatchObject({ code: 0 });
    expect(repository.git('show', '--format=', '--name-only', 'HEAD')).toBe(path);
    const amend = repository.tryGit(['commit', '--amend', '-m', UNDOCUMENTED]);
    expect(amend.stderr).toContain('git commit --amend -e -F .git/forethought/rejected-3.txt\n');
    expect(retry(repository, amend.stderr, FILLING)).toMatchObject({ code: 0 });
  });

  test('by another author keeps the author, and from a folder the path is right there', () => {
    stageCode(repository);
    const cwd = join(repository.path, 'src');
    const author = "--author=Grace O'Neil <grace@example.org>";
    const { stderr } = repository.run('git', ['commit', author, '-m', UNDOCUMENTED], { cwd });
    const command = stderr.trimEnd().split('\n').at(-1)?.trim() ?? '';
    expect(command).toContain('-F ../.git/forethought/rejected-1.txt');
    expect(repository.run('sh', ['-c', command], { cwd, env: FILLING })).toMatchObject({ code: 0 });
    expect(repository.git('log', '-1', '--format=%an <%ae>')).toBe("Grace O'Neil <grace@example.org>");
  });

  test('is one of the last ten', () => {
    stageCode(repository);
    for (let time = 0; time < 12; time += 1) repository.tryGit(['commit', '-m', `feat: number ${time}`]);
    const kept = readdirSync(join(repository.path, '.git/forethought')).filter((name) =>
      name.startsWith('rejected-'),
    );
    expect(kept).toHaveLength(10);
    expect(textIn(repository, '.git/forethought/rejected-12.txt')).toContain('number 11');
  });
});

describe('a message that git gives up by itself', () => {
  test.each([
    ['an editor that was closed on nothing', [], { GIT_EDITOR: 'true' }],
    ['white space', ['-m', ' '], {}],
    ['a sign-off alone', ['--signoff', '-m', ''], {}],
  ])('is left to git: %s', (_, args, env) => {
    const { code, stderr } = commitCode(repository, args, env);
    expect(code).toBe(1);
    expect(stderr.trim()).toBe('Aborting commit due to empty commit message.');
  });

  test('is judged where an option stores it all the same', () => {
    const kept = commitCode(repository, ['--allow-empty-message', '-m', '']);
    expect(kept.stderr).toContain('sources-consulted');
    const comments = commitCode(repository, ['--cleanup=verbatim', '-m', '# a comment alone']);
    expect(comments.stderr).toContain('sources-consulted');
    const short = commitCode(repository, ['--allow-empty-mess', '-m', '']);
    expect([kept.code, comments.code, short.code]).toEqual([1, 1, 1]);
  });
});

describe('a rejected fixup', () => {
  test('is told whose message stays, and that command passes with its sections', () => {
    commitCode(repository, ['-m', DOCUMENTED]);
    const target = repository.git('rev-parse', '--short', 'HEAD');
    repository.commit({}, 'chore: another one\n');
    const { code, stderr } = commitCode(repository, ['--fixup', target]);
    expect(code).toBe(1);
    expect(stderr).toContain(`\n  git commit --fixup=amend:${target}\n`);
    const amend = repository.tryGit(['commit', `--fixup=amend:${target}`], { env: { GIT_EDITOR: 'true' } });
    expect(amend).toMatchObject({ code: 0 });
  });

  test('a squash keeps both messages and is told nothing of it', () => {
    const { code, stderr } = commitCode(repository, ['--squash', 'HEAD', '-m', 'more']);
    expect(code).toBe(1);
    expect(stderr).not.toContain('Autosquash');
  });
});

describe('what the hook lets through, and says', () => {
  test('without a configuration nothing blocks, and two lines at most say what would have', () => {
    repository.cleanup();
    repository = makeHooked({ config: null });
    const { code, stderr } = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(code).toBe(0);
    expect(stderr.trim().split('\n').length).toBeLessThanOrEqual(2);
    expect(stderr).toMatch(/would have blocked for sources-consulted, test-evidence/);
  });

  test('a rule that warns is printed and blocks nothing', () => {
    repository.cleanup();
    repository = makeHooked({ config: 'rules:\n  sources-consulted: warn\n  test-evidence: off\n' });
    const { code, stderr } = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(code).toBe(0);
    expect(stderr).toMatch(/^warns +sources-consulted/m);
    expect(stderr).not.toContain('test-evidence');
  });

  test('a missing node or tool costs one line, not the commit', () => {
    const bare = join(repository.home, 'bin');
    mkdirSync(bare);
    for (const tool of ['git', 'sh', 'sed', 'tail']) {
      repository.run('sh', ['-c', `ln -s "$(command -v ${tool})" "${bare}/${tool}"`]);
    }
    const noNode = commitCode(repository, ['-m', UNDOCUMENTED], { PATH: bare });
    expect(noNode).toMatchObject({
      code: 0,
      stderr: expect.stringMatching(/^forethought: node or the built tool is missing[^\n]*\n/),
    });
    rmSync(join(repository.path, 'node_modules/forethought'));
    for (const hook of ['pre-commit', 'prepare-commit-msg', 'commit-msg', 'post-commit']) {
      repository.write({
        [`.git/hooks/${hook}`]: `#!/bin/sh\n. ${resolve('packages/cli/dist/hooks', hook)}\n`,
      });
    }
    const noTool = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(noTool.code).toBe(0);
    expect(noTool.stderr).toContain('forethought: node or the built tool is missing');
  });

  test('a tool that is half built costs one line too', () => {
    const folder = join(repository.path, 'node_modules/forethought');
    rmSync(folder);
    mkdirSync(join(folder, 'dist'), { recursive: true });
    repository.run('cp', [
      '-r',
      resolve('packages/cli/dist/hooks'),
      resolve('packages/cli/dist/hook.cjs'),
      join(folder, 'dist'),
    ]);
    const done = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(done.code).toBe(0);
    expect(done.stderr).toMatch(/^forethought: this commit was not checked \([^\n]*\); CI checks it$/m);
    writeFileSync(join(folder, 'dist/hook.cjs'), 'process.abort()');
    const crashed = commitCode(repository, ['-m', UNDOCUMENTED]);
    expect(crashed.code).toBe(0);
    expect(crashed.stderr).toContain('was not checked; CI checks it');
  });

  test('a broken configuration blocks with its place', () => {
    repository.write({ 'forethought.yml': 'mode: standard\nrules:\n  sources-consultd: block\n' });
    const before = headOf(repository);
    const { code, stderr } = commitCode(repository, ['-m', DOCUMENTED]);
    expect(code).toBe(1);
    expect(stderr).toMatch(/forethought\.yml:3:3: .*sources-consulted/);
    expect(headOf(repository)).toBe(before);
  });
});
