import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import { openTestRepository } from '../helpers/repository.js';
import { BRANCH, branchStore, storedCommit } from '../helpers/stored.js';

const make = repositories();
const WEEK = 'facts/team/tool/2026-W46.ndjson';
const batchOf = (number: number, day = '2026-11-10') => ({ commits: [storedCommit(number, day)] });

describe('a store on a branch', () => {
  test('is one commit without a parent, and leaves work tree, index and HEAD alone', async () => {
    const repository = make();
    repository.commit({ a: '1\n' }, 'one\n');
    repository.write({ a: 'changed\n', b: 'staged\n' });
    repository.git('add', 'b');
    const status = repository.git('status', '--porcelain=v2', '--branch');
    for (const number of [1, 2, 3]) await branchStore(repository).append(batchOf(number));
    expect(repository.git('status', '--porcelain=v2', '--branch')).toBe(status);
    expect(repository.git('rev-list', '--count', BRANCH)).toBe('1');
    expect(repository.git('log', '-1', '--format=%an <%ae> %cn', BRANCH)).toBe(
      'forethought <bot@example.org> forethought',
    );
    const files = repository.git('ls-tree', '-r', '--name-only', BRANCH).split('\n');
    expect(files).toEqual([WEEK, 'facts/team/tool/state.ndjson']);
    expect(repository.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  test('holds the same bytes whatever the order was', async () => {
    const [one, other] = [make(), make({ bare: true })];
    for (const number of [1, 2, 3]) await branchStore(one).append(batchOf(number));
    await branchStore(other).append({
      commits: [3, 2, 1].map((number) => storedCommit(number, '2026-11-10')),
    });
    expect(one.git('rev-parse', `${BRANCH}^{tree}`)).toBe(other.git('rev-parse', `${BRANCH}^{tree}`));
  });

  test('stays the same commit where nothing is new', async () => {
    const repository = make();
    await branchStore(repository).append(batchOf(1));
    const before = repository.git('rev-parse', BRANCH);
    await branchStore(repository).append(batchOf(1));
    await branchStore(repository).prune('2026-W40');
    expect(repository.git('rev-parse', BRANCH)).toBe(before);
  });

  test('what retention removes is out of reach, also where refs are logged', async () => {
    const repository = make();
    repository.git('config', 'core.logAllRefUpdates', 'always');
    repository.commit({ a: '1\n' }, 'one\n');
    await branchStore(repository).append({
      commits: [storedCommit(1, '2025-01-07'), storedCommit(2, '2026-11-10')],
    });
    repository.git('update-ref', '-m', 'by hand', `refs/heads/${BRANCH}`, BRANCH, BRANCH);
    const old = repository.git('rev-parse', `${BRANCH}:facts/team/tool/2025-W02.ndjson`);
    await branchStore(repository).prune('2026-W01');
    repository.git('gc', '-q', '--prune=now');
    expect(repository.tryGit(['cat-file', '-e', old]).code).not.toBe(0);
    expect((await branchStore(repository).read()).commits).toHaveLength(1);
  });

  test.each([{ objectFormat: 'sha256' as const }, { bare: true }])(
    'works in a repository %j',
    async (options) => {
      const repository = make(options);
      await branchStore(repository).append({
        commits: [storedCommit(1, '2025-01-07'), storedCommit(2, '2026-11-10')],
      });
      expect(await branchStore(repository).prune('2026-W01')).toBe(1);
      expect((await branchStore(repository).read()).weeks).toEqual(['2026-W46']);
    },
  );

  test('never replaces a branch that holds something else', async () => {
    const repository = make();
    repository.commit({ 'src/a.ts': '1\n', 'facts/x': '1\n' }, 'one\n');
    repository.git('branch', BRANCH);
    const before = repository.git('rev-parse', BRANCH);
    const said = { trouble: 'not-a-store', message: expect.stringContaining(`${BRANCH} holds src`) };
    await expect(branchStore(repository).read()).rejects.toMatchObject(said);
    await expect(branchStore(repository).append(batchOf(1))).rejects.toMatchObject(said);
    await expect(branchStore(repository).prune('2026-W01')).rejects.toMatchObject(said);
    expect(repository.git('rev-parse', BRANCH)).toBe(before);
  });

  test('never changes a branch that is checked out', async () => {
    const repository = make({ branch: BRANCH });
    await expect(branchStore(repository).append(batchOf(1))).rejects.toMatchObject({
      trouble: 'not-a-store',
      message: expect.stringContaining('is checked out'),
    });
  });

  test('a damaged file is an error that names branch and file', async () => {
    const repository = make();
    await branchStore(repository).append(batchOf(1));
    repository.git('switch', '-q', BRANCH);
    const text = readFileSync(join(repository.path, WEEK), 'utf8');
    repository.commit({ [WEEK]: text.replaceAll('\n', '\r\n') }, 'line ends\n');
    repository.git('switch', '-q', '-c', 'other');
    await expect(branchStore(repository).read()).rejects.toMatchObject({
      message: expect.stringContaining(`${BRANCH}:${WEEK} `),
    });
    await expect(branchStore(repository).append(batchOf(2))).rejects.toMatchObject({
      trouble: expect.anything(),
    });
  });

  test.each(['-x', 'a..b', 'a b', '', '/a', 'a/', 'a:b'])('%j is no branch', (branch) => {
    const repository = make();
    expect(() => branchStore(repository, { branch })).toThrow('is no name of a branch');
  });
});

describe('a store on a branch of a remote', () => {
  test('is where everybody finds it, without a ref or a log here', async () => {
    const [here, there, remote] = [make(), make(), make({ bare: true })];
    here.commit({ a: '1\n' }, 'one\n');
    const refs = here.git('for-each-ref');
    await branchStore(here, { url: remote.path }).append(batchOf(1));
    await branchStore(there, { url: remote.path }).append(batchOf(2));
    expect((await branchStore(here, { url: remote.path }).read()).commits).toHaveLength(2);
    expect(remote.git('rev-list', '--count', BRANCH)).toBe('1');
    expect(here.git('for-each-ref')).toBe(refs);
    expect(here.tryGit(['rev-parse', '--verify', 'FETCH_HEAD']).code).not.toBe(0);
  });

  test('works in a shallow clone, which stays as shallow as it was', async () => {
    const [origin, remote] = [make(), make({ bare: true })];
    for (const text of ['1', '2', '3']) origin.commit({ a: text }, `${text}\n`);
    await branchStore(origin, { url: remote.path }).append(batchOf(1));
    const clone = make();
    clone.git('fetch', '-q', '--depth=1', `file://${origin.path}`, 'main');
    clone.git('reset', '-q', '--hard', 'FETCH_HEAD');
    await branchStore(clone, { url: `file://${remote.path}` }).append(batchOf(2));
    expect(clone.git('rev-list', '--count', 'HEAD')).toBe('1');
    expect((await branchStore(origin, { url: remote.path }).read()).commits).toHaveLength(2);
  });

  test('works in a clone that lacks the contents of files', async () => {
    const remote = make();
    remote.git('config', 'uploadpack.allowFilter', 'true');
    remote.commit({ a: '1\n' }, 'one\n');
    const url = `file://${remote.path}`;
    await branchStore(make(), { url }).append({
      commits: [storedCommit(1, '2025-01-07'), storedCommit(2, '2026-11-10')],
    });
    const path = `${remote.path}-partial`;
    remote.git('clone', '-q', '--bare', '--filter=blob:none', '--single-branch', url, path);
    const clone = openTestRepository(path, remote.home);
    await branchStore(clone, { url }).append(batchOf(3));
    expect(await branchStore(clone, { url }).prune('2026-W01')).toBe(1);
    expect((await branchStore(clone, { url }).read()).commits).toHaveLength(2);
  });

  test('a remote that is not there is no empty store', async () => {
    const repository = make();
    const store = branchStore(repository, { url: 'file:///nowhere/at/all.git' });
    const said = {
      trouble: 'unreachable',
      message: expect.stringContaining('/nowhere/at/all.git could not be read'),
    };
    await expect(store.read()).rejects.toMatchObject(said);
    await expect(store.append(batchOf(1))).rejects.toMatchObject(said);
  });

  test('a remote that refuses says what it needs, and no password', async () => {
    const [repository, remote] = [make(), make({ bare: true })];
    const hooks = join(remote.path, 'hooks');
    mkdirSync(hooks, { recursive: true });
    writeFileSync(join(hooks, 'pre-receive'), '#!/bin/sh\necho GH006: protected branch >&2\nexit 1\n', {
      mode: 0o755,
    });
    await expect(branchStore(repository, { url: remote.path }).append(batchOf(1))).rejects.toMatchObject({
      trouble: 'refused',
      fix: expect.stringContaining('force pushes'),
    });
    const withPassword = branchStore(repository, { url: 'http://user:secret-word@127.0.0.1:1/x.git' });
    const error = await withPassword.read().catch((thrown: Error) => thrown);
    expect(String(error)).toContain('//127.0.0.1:1/x.git could not be read');
    expect(JSON.stringify(error) + String(error)).not.toContain('secret-word');
  });

  test('hooks and settings of the clone have no say', async () => {
    const [repository, remote] = [make(), make({ bare: true })];
    const hook = '#!/bin/sh\nexit 1\n';
    for (const name of ['pre-push', 'reference-transaction']) {
      writeFileSync(join(repository.path, '.git/hooks', name), hook, { mode: 0o755 });
    }
    for (const setting of ['push.followTags', 'commit.gpgSign', 'push.gpgSign'])
      repository.git('config', setting, 'true');
    await branchStore(repository, { url: remote.path }).append(batchOf(1));
    expect(remote.git('rev-list', '--count', BRANCH)).toBe('1');
    expect(() => branchStore(repository, { url: '--upload-pack=x' })).toThrow('is no address');
  });
});
