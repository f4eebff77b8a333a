import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, at, query } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';

let github: FakeGitHub;

beforeAll(async () => {
  github = await startGitHub({
    tokens: {
      gate: { permissions: { contents: 'read', 'pull-requests': 'read' } },
      comments: { permissions: { contents: 'read', 'pull-requests': 'write' } },
      weekly: { permissions: { issues: 'write' } },
      fork: { fork: true },
      owner: { kind: 'pat', login: 'octo' },
      writer: { kind: 'pat', login: 'bob' },
      stranger: { kind: 'pat', login: 'eve' },
      elsewhere: { repositories: ['octo/other'] },
      bare: { permissions: {} },
    },
    repositories: [
      {
        name: 'octo/open',
        collaborators: { bob: 'write' },
        pulls: [{ comments: [{ body: 'Hi.', author: 'bob' }] }, { locked: true }],
        issues: [{}],
        protection: { main: {} },
      },
      { name: 'octo/closed', private: true, pulls: [{}], collaborators: { bob: 'read' } },
      { name: 'octo/quiet', hasIssues: false, issues: [{}] },
    ],
  });
});
afterAll(async () => {
  await github.stop();
  expect(github.violations()).toEqual([]);
});

const status = async (token: string | null, what: string, body?: unknown): Promise<number> =>
  (await ask(github, what, { token, body })).status;

const comment = { body: 'Hello.' };
const integration = 'Resource not accessible by integration';

describe('who may do what', () => {
  test('a token that nobody knows is refused, none at all sees what is public', async () => {
    expect(await status('nonsense', 'GET /repos/octo/open')).toBe(401);
    expect(await status(null, 'GET /repos/octo/open/pulls/1')).toBe(200);
    expect(await status(null, 'GET /repos/octo/closed')).toBe(404);
    expect(await status(null, 'POST /repos/octo/open/issues/1/comments', comment)).toBe(401);
  });

  test.each(['gate', 'fork', 'weekly'])(
    'a token without the permission cannot comment on a pull request: %s',
    async (token) => {
      const answer = await ask(github, 'POST /repos/octo/open/issues/1/comments', { token, body: comment });
      expect([answer.status, answer.body['message']]).toEqual([403, integration]);
    },
  );

  test('the permission for pull requests is not that for issues', async () => {
    expect(await status('comments', 'POST /repos/octo/open/issues/1/comments', comment)).toBe(201);
    expect(await status('comments', 'POST /repos/octo/open/issues/3/comments', comment)).toBe(403);
    expect(await status('weekly', 'POST /repos/octo/open/issues/3/comments', comment)).toBe(201);
  });

  test('statuses and checks have permissions of their own, and checks are for apps', async () => {
    const sha = github.state().repositories[0]?.pulls[0]?.head.sha;
    const run = { name: 'gate', head_sha: sha };
    expect(await status('comments', `POST /repos/octo/open/statuses/${sha}`, { state: 'success' })).toBe(403);
    expect(await status('comments', 'POST /repos/octo/open/check-runs', run)).toBe(403);
    expect(await status('writer', `POST /repos/octo/open/statuses/${sha}`, { state: 'success' })).toBe(201);
    expect(await status('stranger', `POST /repos/octo/open/statuses/${sha}`, { state: 'success' })).toBe(403);
    const refused = await ask(github, 'POST /repos/octo/open/check-runs', { token: 'owner', body: run });
    expect(refused.body['message']).toBe('You must authenticate via a GitHub App.');
  });

  test('a private repository does not exist for who may not see it', async () => {
    expect(await status('stranger', 'GET /repos/octo/closed')).toBe(404);
    expect(await status('elsewhere', 'GET /repos/octo/closed')).toBe(404);
    expect(await status('writer', 'GET /repos/octo/closed/pulls/1')).toBe(200);
    expect(await status('bare', 'GET /repos/octo/closed/pulls/1')).toBe(403);
  });

  test('only administrators see the protection of branches', async () => {
    const path = 'GET /repos/octo/open/branches/main/protection';
    expect([
      await status('owner', path),
      await status('writer', path),
      await status('comments', path),
    ]).toEqual([200, 404, 403]);
  });

  test('only who may push is told the merge settings by REST; GraphQL tells everybody', async () => {
    const settings = async (token: string) =>
      (await ask(github, 'GET /repos/octo/open', { token })).body['squash_merge_commit_message'];
    expect([await settings('writer'), await settings('stranger'), await settings('gate')]).toEqual([
      'COMMIT_MESSAGES',
      undefined,
      undefined,
    ]);
    const text = '{ repository(owner: "octo", name: "open") { squashMergeCommitMessage } }';
    expect(at((await query(github, text, {}, 'gate')).body, 'data', 'repository')).toEqual({
      squashMergeCommitMessage: 'COMMIT_MESSAGES',
    });
  });

  test('a comment is changed by its author, or by who may write', async () => {
    const id = github.state().repositories[0]?.pulls[0]?.comments[0]?.id;
    const path = `PATCH /repos/octo/open/issues/comments/${id}`;
    expect([await status('stranger', path, comment), await status('writer', path, comment)]).toEqual([
      403, 200,
    ]);
  });

  test('a locked conversation takes comments only from who may write; issues can be off', async () => {
    const locked = await ask(github, 'POST /repos/octo/open/issues/2/comments', {
      token: 'stranger',
      body: comment,
    });
    expect(locked.body['message']).toBe('Unable to create comment because issue is locked.');
    expect(await status('comments', 'POST /repos/octo/open/issues/2/comments', comment)).toBe(201);
    expect(await status('weekly', 'POST /repos/octo/quiet/issues/1/comments', comment)).toBe(410);
  });

  test("a workflow's token is nobody's: GET /user refuses it, GraphQL names the bot", async () => {
    const answer = await ask(github, 'GET /user', { token: 'gate' });
    expect([answer.status, answer.body['message']]).toEqual([403, integration]);
    const viewer = await query(github, '{ viewer { login } }', {}, 'gate');
    expect(at(viewer.body, 'data', 'viewer', 'login')).toBe('github-actions[bot]');
  });

  test('GraphQL refuses beside the data', async () => {
    const text = '{ repository(owner: "octo", name: "closed") { pullRequest(number: 1) { title } } }';
    const refused = await query(github, text, {}, 'bare');
    expect(at(refused.body, 'errors', 0)).toMatchObject({
      type: 'FORBIDDEN',
      message: integration,
      path: ['repository', 'pullRequest'],
    });
    const hidden = await query(github, text, {}, 'stranger');
    expect([at(hidden.body, 'data', 'repository'), at(hidden.body, 'errors', 0, 'type')]).toEqual([
      null,
      'NOT_FOUND',
    ]);
  });
});

describe('allowances', () => {
  test('every answer tells what is left, and nothing is left in the end', async () => {
    const small = await startGitHub({
      tokens: { t: { rest: { limit: 2 }, graphql: { limit: 1 } } },
      repositories: [{ name: 'octo/demo' }],
    });
    const get = () => ask(small, 'GET /repos/octo/demo', { token: 't' });
    const [first, second, third] = [await get(), await get(), await get()];
    expect([first, second].map(({ headers }) => headers.get('x-ratelimit-remaining'))).toEqual(['1', '0']);
    expect([third?.status, third?.headers.get('x-ratelimit-remaining')]).toEqual([403, '0']);
    const rate = '{ rateLimit { cost remaining } }';
    expect(at((await query(small, rate, {}, 't')).body, 'data', 'rateLimit')).toEqual({
      cost: 1,
      remaining: 0,
    });
    const limited = await query(small, rate, {}, 't');
    await small.stop();
    expect([limited.status, at(limited.body, 'errors', 0, 'type')]).toEqual([200, 'RATE_LIMITED']);
  });

  test('what has not changed costs nothing', async () => {
    const used = () => github.state().tokens['gate']?.rest.used;
    const first = await ask(github, 'GET /repos/octo/open/pulls/1', { token: 'gate' });
    const before = used();
    const headers = { 'if-none-match': first.headers.get('etag') ?? '' };
    const again = await ask(github, 'GET /repos/octo/open/pulls/1', { token: 'gate', headers });
    expect([again.status, used()]).toEqual([304, before]);
    expect(github.requests().at(-1)).toMatchObject({ status: 304, points: 0 });
  });
});
