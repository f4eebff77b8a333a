import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import {
  type CompleteClone,
  completeClone,
  gitText,
  openRepository,
  type Repository,
  type WantedCommit,
} from '@forethought/io';
import { afterEach, describe, expect, test } from '@jest/globals';
import { repositories } from '../helpers/made.js';
import { openTestRepository, type RepositoryOptions, type TestRepository } from '../helpers/repository.js';

const make = repositories();

/** A remote with three commits on main, and four of a pull request that began at the second of them. */
interface Remote {
  readonly repository: TestRepository;
  readonly base: WantedCommit;
  readonly head: WantedCommit;
}

const folders: string[] = [];
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function remote(options: RepositoryOptions = {}): Remote {
  const repository = make(options);
  repository.commit({ a: '1' }, 'main 1\n');
  repository.commit({ a: '2' }, 'main 2\n');
  repository.git('checkout', '-q', '-b', 'topic');
  for (const at of [1, 2, 3, 4]) repository.commit({ [`b${at}`]: 'x' }, `topic ${at}\n`);
  repository.git('update-ref', 'refs/pull/7/head', 'HEAD');
  const head = { sha: repository.git('rev-parse', 'HEAD'), ref: 'refs/pull/7/head' };
  repository.git('checkout', '-q', 'main');
  repository.commit({ a: '3' }, 'main 3\n');
  repository.git('branch', '-q', '-D', 'topic');
  return { repository, base: { sha: repository.git('rev-parse', 'main'), ref: 'refs/heads/main' }, head };
}

function clone({ repository }: Remote, ...flags: string[]): TestRepository {
  const target = `${repository.path}-clone`;
  repository.git('clone', '-q', ...flags, `file://${repository.path}`, target);
  return openTestRepository(target, repository.home);
}

const open = (at: TestRepository, path = at.path) => openRepository('/', path, at.env);

async function complete(repository: Repository, { base, head }: Remote): Promise<CompleteClone> {
  return completeClone(repository, { remote: 'origin', refs: [base, head], token: 'secret' });
}

async function rangeOf({ repository }: CompleteClone, { base, head }: Remote): Promise<string> {
  return gitText(repository, ['log', '--format=%s', `${base.sha}..${head.sha}`]);
}

const FOUR = 'topic 4\ntopic 3\ntopic 2\ntopic 1';

describe('fault 19: a shallow clone is completed, never judged in part', () => {
  test('depth 1', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1');
    const done = await complete(await open(shallow), from);
    expect(done).toMatchObject({ fetched: true, missing: [] });
    expect(done.repository.shallow).toBe(false);
    expect(await rangeOf(done, from)).toBe(FOUR);
  });

  test('depth 1 and the base at depth 1, where git lists one commit of four', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1');
    shallow.git('fetch', '-q', '--depth', '1', 'origin', from.head.sha);
    expect(shallow.git('log', '--format=%s', `${from.base.sha}..${from.head.sha}`)).toBe('topic 4');
    expect(await rangeOf(await complete(await open(shallow), from), from)).toBe(FOUR);
  });

  test('where the remote is gone, the cut range is named with the fix', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1');
    shallow.git('fetch', '-q', '--depth', '1', 'origin', from.head.sha);
    shallow.git('remote', 'set-url', 'origin', 'file:///nonexistent');
    const done = await complete(await open(shallow), from);
    expect(done.fetched).toBe(false);
    expect(done.missing).toEqual([
      expect.objectContaining({ sha: from.head.sha, fix: expect.stringContaining('fetch-depth: 0') }),
    ]);
  });

  test('the work tree, the refs and the index stay as they are', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1');
    shallow.write({ a: 'changed' });
    const look = () => [
      shallow.git('status', '--porcelain'),
      shallow.git('for-each-ref'),
      shallow.git('rev-parse', 'HEAD'),
      shallow.git('config', '--local', '--list'),
      shallow.tryGit(['rev-parse', '-q', '--verify', 'FETCH_HEAD']).code,
    ];
    const before = look();
    expect((await complete(await open(shallow), from)).missing).toEqual([]);
    expect(look()).toEqual(before);
  });
});

describe('fault 20: commits that the remote no longer has', () => {
  test('a head that was force-pushed away', async () => {
    const from = remote();
    const { repository } = from;
    repository.git('update-ref', 'refs/pull/7/head', from.base.sha);
    repository.git('reflog', 'expire', '--all', '--expire=now');
    repository.git('gc', '-q', '--prune=now');
    const done = await complete(await open(clone(from)), from);
    expect(done.missing).toEqual([
      { ...from.head, why: expect.stringContaining('no longer'), fix: expect.stringContaining('force-push') },
    ]);
  });

  test('a sha and a ref that nobody knows', async () => {
    const from = remote();
    const unknown = { sha: 'f'.repeat(40), ref: 'refs/pull/8/head' };
    const done = await complete(await open(clone(from)), { ...from, head: unknown });
    expect(done.missing).toEqual([
      {
        ...unknown,
        why: expect.stringContaining('refs/pull/8/head'),
        fix: expect.stringContaining('fetch-depth: 0'),
      },
    ]);
  });

  test('the base comes where only the head is unknown', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1', '--branch', 'main');
    from.repository.commit({ a: '4' }, 'main 4\n');
    const base = { sha: from.repository.git('rev-parse', 'main'), ref: 'refs/heads/main' };
    const done = await complete(await open(shallow), {
      ...from,
      base,
      head: { sha: 'e'.repeat(40), ref: 'refs/x' },
    });
    expect(done.missing.map(({ ref }) => ref)).toEqual(['refs/x']);
    expect(await gitText(done.repository, ['rev-list', '--count', base.sha])).toBe('4');
  });

  test('a ref that git would take for something else is not handed to it', async () => {
    const from = remote();
    const head = { sha: 'f'.repeat(40), ref: '--upload-pack=touch /tmp/never' };
    const done = await complete(await open(clone(from)), { ...from, head });
    expect(done.missing[0]?.why).toContain('no name of a ref');
  });
});

describe('fault 21: other shapes of clones', () => {
  test('SHA-256', async () => {
    const from = remote({ objectFormat: 'sha256' });
    const shallow = clone(from, '--depth', '1');
    expect(await rangeOf(await complete(await open(shallow), from), from)).toBe(FOUR);
  });

  test('a detached head', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1');
    shallow.git('checkout', '-q', '--detach');
    expect(await rangeOf(await complete(await open(shallow), from), from)).toBe(FOUR);
  });

  test('a worktree', async () => {
    const from = remote();
    const shallow = clone(from, '--depth', '1');
    const path = `${shallow.path}-worktree`;
    shallow.git('worktree', 'add', '-q', path);
    expect(await rangeOf(await complete(await open(shallow, path), from), from)).toBe(FOUR);
  });

  test('a submodule', async () => {
    const from = remote();
    const outer = make();
    outer.commit({ a: '1' }, 'outer\n');
    outer.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      '--depth',
      '1',
      `file://${from.repository.path}`,
      'inner',
    );
    const inner = await openRepository('/', join(outer.path, 'inner'), from.repository.env);
    expect(inner.shallow).toBe(true);
    expect(await rangeOf(await complete(inner, from), from)).toBe(FOUR);
  });

  test.each(['sha1', 'sha256'] as const)('no clone at all, %s', async (objectFormat) => {
    const from = remote({ objectFormat });
    from.repository.git('config', 'uploadpack.allowFilter', 'true');
    const folder = mkdtempSync(join(from.repository.home, 'bare-'));
    folders.push(folder);
    const done = await completeClone(folder, {
      remote: `file://${from.repository.path}`,
      refs: [from.base, from.head],
      environment: from.repository.env,
    });
    expect(done).toMatchObject({ fetched: true, missing: [], repository: { workTree: null, objectFormat } });
    expect(await rangeOf(done, from)).toBe(FOUR);
    const there = await gitText(done.repository, [
      'cat-file',
      '--batch-check=%(objecttype)',
      '--batch-all-objects',
    ]);
    expect(there).not.toContain('blob');
    expect(await gitText(done.repository, ['show', `${from.head.sha}:b4`])).toBe('x');
  });

  test('the token goes to its server as one header, whatever was configured, and nowhere else', async () => {
    const from = remote();
    const whole = clone(from);
    const seen: (string | undefined)[] = [];
    const server = createServer((request, response) => {
      seen.push(request.headers.authorization);
      response.writeHead(404).end();
    });
    await new Promise<void>((ready) => server.listen(0, '127.0.0.1', ready));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    whole.git('remote', 'set-url', 'origin', `${url}/a/b.git`);
    whole.git('config', `http.${url}/.extraheader`, 'AUTHORIZATION: basic other');
    const done = await complete(await open(whole), { ...from, head: { ...from.head, sha: 'f'.repeat(40) } });
    server.close();
    const basic = Buffer.from('x-access-token:secret').toString('base64');
    expect(new Set(seen)).toEqual(new Set([`basic ${basic}`]));
    expect(JSON.stringify([done.missing, done.repository])).not.toMatch(new RegExp(`secret|${basic}`));
    expect(whole.git('config', '--list')).not.toContain(basic);
  });

  test('a whole clone is left alone', async () => {
    const from = remote();
    const whole = clone(from);
    whole.git('fetch', '-q', 'origin', from.head.ref);
    expect(await complete(await open(whole), from)).toMatchObject({ fetched: false, missing: [] });
  });
});
