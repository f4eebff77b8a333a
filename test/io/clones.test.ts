import { join } from 'node:path';
import { gitPlace, openRepository, readAdoption, readGaps, readHead, readLines } from '@forethought/io';
import { describe, expect, test } from '@jest/globals';
import { commitsOf, placeOf, repositories } from '../helpers/made.js';
import { openTestRepository, type TestRepository } from '../helpers/repository.js';

const make = repositories();

/** A clone beside the repository, cleaned up with it. */
function clone(repository: TestRepository, ...flags: string[]): TestRepository {
  const target = `${repository.path}-clone`;
  repository.git('clone', '-q', ...flags, `file://${repository.path}`, target);
  return openTestRepository(target, repository.home);
}

describe('copies that are less than the whole', () => {
  test('a shallow clone says so, and its oldest commit adds everything', async () => {
    const repository = make();
    repository.commit({ 'forethought.yml': '{}\n' }, 'one\n');
    repository.commit({ b: '2' }, 'two\n');
    repository.commit({ c: '3' }, 'three\n');
    const shallow = clone(repository, '--depth', '2');
    const commits = await commitsOf(shallow);
    expect(commits.map(({ message }) => message)).toEqual(['three\n', 'two\n']);
    expect(commits[1]?.files?.map(({ path }) => path)).toEqual(['b', 'forethought.yml']);
    expect((await openRepository('/', shallow.path, shallow.env)).shallow).toBe(true);
    expect(await readGaps(placeOf(shallow))).toEqual([expect.objectContaining({ what: 'older history' })]);
    await expect(commitsOf(shallow, { revs: ['HEAD~2'] })).rejects.toMatchObject({
      trouble: 'unknown-revision',
    });
    await expect(commitsOf(shallow, { revs: ['f'.repeat(40)] })).rejects.toMatchObject({
      trouble: 'shallow',
      fix: expect.stringContaining('git fetch --unshallow'),
    });
  });

  test('where the history is cut, nothing is older than the adoption', async () => {
    const repository = make();
    repository.commit({ 'forethought.yml': '{}\n' }, 'one\n');
    const cut = repository.commit({ b: '2' }, 'two\n');
    repository.commit({ c: '3' }, 'three\n');
    const adoption = await readAdoption(placeOf(clone(repository, '--depth', '2')), 'forethought.yml');
    expect(adoption?.sha).toBe(cut);
    expect(adoption?.has(cut)).toBe(false);
  });

  test('a partial clone says so and is read', async () => {
    const repository = make();
    repository.git('config', 'uploadpack.allowFilter', 'true');
    const sha = repository.commit({ a: '1\n2\n' }, 'one\n');
    const partial = clone(repository, '--filter=blob:none', '--no-checkout');
    expect((await commitsOf(partial))[0]?.files).toHaveLength(1);
    expect(await readGaps(placeOf(partial))).toEqual([expect.objectContaining({ what: 'some objects' })]);
    expect((await readLines(placeOf(partial), [sha])).get(sha)?.[0]?.added).toBe(2);
  });

  test('replaced commits are read as they were stored, and said to be there', async () => {
    const repository = make();
    const real = repository.commit({ a: '1' }, 'real\n');
    repository.git('checkout', '-q', '--orphan', 'other');
    const fake = repository.commit({ a: '2' }, 'fake\n');
    repository.git('checkout', '-q', 'main');
    repository.git('replace', real, fake);
    expect(repository.git('log', '-1', '--format=%s', real)).toBe('fake');
    expect((await commitsOf(repository, { revs: [real] })).map(({ message }) => message)).toEqual(['real\n']);
    expect(await readGaps(placeOf(repository))).toEqual([expect.objectContaining({ what: 'replacements' })]);
  });

  test('a whole clone lacks nothing', async () => {
    const repository = make();
    repository.commit({ a: '1' }, 'one\n');
    expect(await readGaps(placeOf(clone(repository)))).toEqual([]);
  });
});

describe('other shapes', () => {
  test('SHA-256 repositories are read with files, lines and counts', async () => {
    const repository = make({ objectFormat: 'sha256' });
    repository.commit({ a: '1\n' }, 'one\n');
    const sha = repository.commit({ a: '1\n2\n', b: 'x\n' }, 'two\n');
    expect(sha).toHaveLength(64);
    const [two, one] = await commitsOf(repository, { withFiles: 'lines' });
    expect(two).toMatchObject({ sha, parents: [one?.sha] });
    expect(two?.files?.map(({ path, added }) => [path, added])).toEqual([
      ['a', 1],
      ['b', 1],
    ]);
    expect((await readLines(placeOf(repository), [sha])).get(sha)).toEqual(two?.files);
    expect((await openRepository('/', repository.path, repository.env)).objectFormat).toBe('sha256');
  });

  test('a worktree knows its own root and HEAD, and the hooks it shares', async () => {
    const repository = make();
    repository.commit({ 'sub/a': '1' }, 'one\n');
    const path = `${repository.path}-worktree`;
    repository.git('worktree', 'add', '-q', '-b', 'topic', path);
    const inside = await openRepository('/', join(path, 'sub'), repository.env);
    expect(inside.directory).toBe(path);
    expect(inside.gitDirectory).toBe(join(repository.path, '.git/worktrees/repository-worktree'));
    expect(inside.commonDirectory).toBe(join(repository.path, '.git'));
    expect(inside.hooksDirectory).toBe(join(repository.path, '.git/hooks'));
    expect(await readHead(inside)).toEqual({ sha: repository.git('rev-parse', 'HEAD'), branch: 'topic' });
  });

  test('a detached HEAD has no branch, an unborn one has no commit', async () => {
    const repository = make({ branch: 'trunk' });
    expect(await readHead(placeOf(repository))).toEqual({ sha: null, branch: 'trunk' });
    const sha = repository.commit({ a: '1' }, 'one\n');
    repository.git('checkout', '-q', '--detach');
    expect(await readHead(placeOf(repository))).toEqual({ sha, branch: null });
  });

  test('a bare repository is its own directory', async () => {
    const repository = make();
    repository.commit({ a: '1' }, 'one\n');
    const bare = clone(repository, '--bare');
    const opened = await openRepository('/', bare.path, bare.env);
    expect(opened).toMatchObject({ directory: bare.path, gitDirectory: bare.path, workTree: null });
    expect(await commitsOf(bare)).toHaveLength(1);
  });

  test('a Git directory that a hook is given relative holds from the root too', async () => {
    const repository = make();
    const sha = repository.commit({ 'sub/a': '1' }, 'one\n');
    const opened = await openRepository(repository.path, undefined, { ...repository.env, GIT_DIR: '.git' });
    expect(opened.environment.GIT_DIR).toBe(join(repository.path, '.git'));
    expect((await readHead({ ...opened, directory: join(repository.path, 'sub') })).sha).toBe(sha);
  });

  test('variables of a hook stay here and are dropped elsewhere', async () => {
    const here = make();
    const there = make();
    here.commit({ a: 'here' }, 'here\n');
    there.commit({ a: 'there' }, 'there\n');
    const hook = { ...here.env, GIT_DIR: join(here.path, '.git'), GIT_INDEX_FILE: '/nonexistent/index' };
    const kept = gitPlace(undefined, hook).environment;
    expect([kept.GIT_DIR, kept.GIT_INDEX_FILE]).toEqual([hook.GIT_DIR, hook.GIT_INDEX_FILE]);
    const opened = await openRepository(here.path, there.path, hook);
    expect(opened.environment.GIT_DIR).toBeUndefined();
    expect(opened.environment.GIT_INDEX_FILE).toBeUndefined();
    expect(opened.environment.GIT_CONFIG_GLOBAL).toBe(here.env.GIT_CONFIG_GLOBAL);
    expect((await readHead(opened)).sha).toBe(there.git('rev-parse', 'HEAD'));
  });
});
