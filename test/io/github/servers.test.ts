import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { readFile, readGate, webUrl } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import { connections } from './connection.js';

const open = connections();
const STATE = {
  repositories: [
    {
      name: 'octo/demo',
      commits: [{ message: 'one', files: { 'a.md': 'text\n' } }],
      pulls: [{ title: 'feat: x' }],
    },
  ],
};
const FILE = '/repos/octo/demo/contents/a.md';

describe('fault 36: redirects', () => {
  test.each([301, 302, 307] as const)('%s is followed on the same server', async (status) => {
    const { hub, github } = await open(STATE, { socket: true });
    github.script({ path: FILE, nth: 1, kind: 'redirect', status, to: `${github.apiUrl}${FILE}?ref=main` });
    expect(await readFile(hub, 'main', 'a.md')).toBe('text\n');
    expect(hub.requests().rest).toBe(2);
  });

  test('never to another server, which would get the token', async () => {
    const seen: string[] = [];
    const other: Server = createServer((request, response) => {
      seen.push(request.url ?? '');
      response.end('{}');
    });
    await new Promise<void>((ready) => other.listen(0, '127.0.0.1', ready));
    const { hub, github } = await open(STATE, { socket: true });
    const to = `http://127.0.0.1:${(other.address() as AddressInfo).port}${FILE}`;
    github.script({ path: FILE, kind: 'redirect', to });
    await expect(readFile(hub, 'main', 'a.md')).rejects.toMatchObject({ kind: 'malformed' });
    other.close();
    expect(seen).toEqual([]);
  });

  test('nor in a circle', async () => {
    const { hub, github } = await open(STATE);
    github.script({ path: FILE, kind: 'redirect', to: `${github.apiUrl}${FILE}` });
    await expect(readFile(hub, 'main', 'a.md')).rejects.toMatchObject({ kind: 'malformed' });
    expect(github.requests().length).toBeLessThanOrEqual(6);
  });
});

describe('fault 37: an Enterprise Server', () => {
  test('answers under its own paths, over a socket too', async () => {
    const { hub, github, asked } = await open(STATE, { socket: true, server: { enterprise: true } });
    expect((await readGate(hub, 1)).pull.title).toBe('feat: x');
    expect(await readFile(hub, 'main', 'a.md')).toBe('text\n');
    expect(github.apiUrl).toMatch(/\/api\/v3$/);
    expect(asked()).toEqual(['POST /graphql', `GET ${FILE}`]);
  });

  test('without GraphQL REST tells what it can, and names what it can’t', async () => {
    const server = { enterprise: true, without: ['graphql'] };
    const { hub, github } = await open(STATE, { server, token: 'person-token' });
    const gate = await readGate(hub, 1);
    const pull = github.state().repositories[0]?.pulls[0];
    expect(gate.pull).toMatchObject({
      title: 'feat: x',
      commitCount: 1,
      head: { sha: pull?.head.sha },
      reviews: [],
    });
    expect(gate.pull.missing).toEqual([{ what: 'threads', why: expect.stringContaining('REST') }]);
    expect(gate).toMatchObject({
      defaultBranch: 'main',
      baseTip: pull?.base.sha,
      settings: { squash: true },
    });
  });

  test.each([
    [
      'Repository.squashMergeCommitTitle',
      { settings: null, settingsMissing: expect.stringContaining('squashMergeCommitTitle') },
    ],
    ['PullRequestReview.authorCanPushToRepository', { pull: { missing: [] } }],
    [
      'PullRequest.reviewThreads',
      { pull: { missing: [{ what: 'threads', why: expect.stringContaining('reviewThreads') }] } },
    ],
  ] as const)('without %s the rest is read', async (field, expected) => {
    const { hub } = await open(STATE, { server: { enterprise: true, without: [field] } });
    expect(await readGate(hub, 1)).toMatchObject({ ...expected, defaultBranch: 'main' });
    expect(hub.requests().graphql).toBe(2);
  });

  test('a field that has to be there is asked of REST, and where that fails too the version is named', async () => {
    const without = ['PullRequest.isDraft'];
    const { hub } = await open(STATE, { server: { enterprise: true, without }, token: 'person-token' });
    expect((await readGate(hub, 1)).pull).toMatchObject({ isDraft: false, missing: [{ what: 'threads' }] });
    const worse = { enterprise: true, without: ['PullRequest.isDraft', 'GET /repos/octo/demo/pulls/1'] };
    const old = await open(STATE, { server: worse, token: 'person-token' });
    await expect(readGate(old.hub, 1)).rejects.toMatchObject({
      kind: 'unsupported',
      message: expect.stringContaining('isDraft'),
      fix: expect.stringContaining('3.10'),
    });
  });

  test('the address for people comes from that of the API', () => {
    const at = (apiUrl: string) => webUrl({ apiUrl });
    expect(at('https://api.github.com')).toBe('https://github.com');
    expect(at('https://git.example.org/api/v3')).toBe('https://git.example.org');
    expect(at('https://git.example.org/sub/api/v3/')).toBe('https://git.example.org/sub');
    expect(at('https://api.octo.ghe.com')).toBe('https://octo.ghe.com');
    expect(webUrl({ apiUrl: 'https://x', serverUrl: 'https://git.example.org/' })).toBe(
      'https://git.example.org',
    );
  });
});
