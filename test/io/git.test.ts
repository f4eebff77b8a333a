import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  askGit,
  GitError,
  git,
  gitPlace,
  gitText,
  openRepository,
  readCommits,
  readShas,
  resolveCommit,
  streamGit,
} from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { placeOf, repositories } from '../helpers/made.js';

const make = repositories();

/** The error that a promise ends with. */
async function errorOf(promise: Promise<unknown>): Promise<unknown> {
  return promise.then(
    () => undefined,
    (error: unknown) => error,
  );
}

describe('trouble comes with its next step', () => {
  test('a directory outside any repository', async () => {
    const repository = make();
    const outside = join(repository.home, 'elsewhere');
    mkdirSync(outside);
    const error = await errorOf(openRepository('/', outside, repository.env));
    expect(error).toBeInstanceOf(GitError);
    expect(error).toMatchObject({ trouble: 'not-a-repository', message: expect.stringContaining(outside) });
    expect(error).toMatchObject({ fix: expect.stringContaining('--repo') });
  });

  test('a directory that is not there, and a git that is not there', async () => {
    const repository = make();
    const nowhere = gitPlace(join(repository.path, 'nowhere'), repository.env);
    expect(await errorOf(git(nowhere, ['status']))).toMatchObject({ trouble: 'no-directory' });
    const gitless = { ...placeOf(repository), environment: { PATH: repository.home } };
    expect(await errorOf(git(gitless, ['status']))).toMatchObject({
      trouble: 'git-missing',
      fix: expect.stringContaining('git-scm.com'),
    });
    expect(await errorOf(readShas(gitless, ['abcdef01']))).toMatchObject({ trouble: 'git-missing' });
  });

  test("somebody else's repository: the exact command", async () => {
    const repository = make();
    const environment = { ...repository.env, GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' };
    const place = { directory: repository.path, environment };
    expect(await errorOf(git(place, ['status']))).toMatchObject({
      trouble: 'unsafe-ownership',
      fix: `run: git config --global --add safe.directory '${repository.path}'`,
    });
  });

  test('a mistyped revision: the nearest names', async () => {
    const repository = make();
    const sha = repository.commit({ a: '1' }, 'one\n');
    repository.git('branch', 'feature/login');
    repository.git('update-ref', 'refs/remotes/origin/topic', sha);
    const place = placeOf(repository);
    expect(await errorOf(resolveCommit(place, 'mian'))).toMatchObject({
      trouble: 'unknown-revision',
      message: 'no commit is called mian',
      fix: 'did you mean main?',
    });
    expect(await errorOf(resolveCommit(place, 'topic'))).toMatchObject({ fix: 'did you mean origin/topic?' });
    const range = readCommits({ repo: place, revs: ['main..feature/logn'], withFiles: 'none' }).next();
    expect(await errorOf(range)).toMatchObject({ fix: 'did you mean feature/login?' });
    expect(await errorOf(resolveCommit(place, 'zzzzzzzz'))).toMatchObject({
      fix: expect.stringContaining('git tag'),
    });
    expect(await resolveCommit(place, 'feature/login')).toBe(sha);
  });

  test('a broken configuration is not taken for a missing repository', async () => {
    const repository = make();
    writeFileSync(join(repository.path, '.git/config'), '[core\n');
    expect(await errorOf(git(placeOf(repository), ['log']))).toMatchObject({
      trouble: 'broken-configuration',
    });
  });

  test('what git says no to is null for those who ask, trouble is not', async () => {
    const repository = make();
    expect(await askGit(placeOf(repository), ['config', '--get', 'no.such'])).toBeNull();
    const gitless = { ...placeOf(repository), environment: { PATH: repository.home } };
    expect(await errorOf(askGit(gitless, ['status']))).toBeInstanceOf(GitError);
  });
});

describe('processes', () => {
  test('arguments are not words of a shell', async () => {
    const repository = make();
    repository.commit({ a: '1' }, 'one $(touch gotcha); "quoted"\n');
    const place = placeOf(repository);
    expect(await gitText(place, ['log', '-1', '--format=%s $(touch gotcha) %n*', 'HEAD'])).toContain('\n*');
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('leaving a stream early ends the process', async () => {
    const repository = make();
    repository.commit({ a: 'x'.repeat(3_000_000) }, 'one\n');
    let chunks = 0;
    for await (const chunk of streamGit(placeOf(repository), ['cat-file', 'blob', 'HEAD:a'])) {
      chunks += chunk.length > 0 ? 1 : 0;
      break;
    }
    expect(chunks).toBe(1);
  });

  test('an abort before and in the middle rejects with its reason', async () => {
    const repository = make();
    repository.commit({ a: 'x'.repeat(3_000_000) }, 'one\n');
    const place = placeOf(repository);
    const reason = new Error('stop');
    expect(await errorOf(git(place, ['log'], { signal: AbortSignal.abort(reason) }))).toBe(reason);
    const controller = new AbortController();
    const stream = streamGit(place, ['cat-file', 'blob', 'HEAD:a'], { signal: controller.signal });
    expect((await stream.next()).done).toBe(false);
    controller.abort(reason);
    const rest = (async () => {
      for await (const chunk of stream) expect(chunk.length).toBeGreaterThan(0);
    })();
    expect(await errorOf(rest)).toBe(reason);
    expect(await errorOf(readShas(place, ['abcdef01'], { signal: controller.signal }))).toBe(reason);
    expect(await readShas(place, [repository.git('rev-parse', 'HEAD')])).toHaveProperty('size', 1);
  });

  test('a process that does not read its input is no trouble, its answer counts', async () => {
    const repository = make();
    const input = 'x'.repeat(5_000_000);
    expect(await gitText(placeOf(repository), ['--version'], { input })).toMatch(/^git version/);
    expect(await errorOf(git(placeOf(repository), ['no-such-command'], { input }))).toBeInstanceOf(GitError);
  });

  test('output beyond the limit is refused', async () => {
    const repository = make();
    repository.commit({ a: 'x'.repeat(100_000) }, 'one\n');
    const cat = git(placeOf(repository), ['cat-file', 'blob', 'HEAD:a'], { maxBytes: 50_000 });
    expect(await errorOf(cat)).toMatchObject({ trouble: 'output-too-large' });
  });
});
