import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ask, at, query } from './ask.js';
import type { Fault, FaultKind } from './faults.js';
import { type FakeGitHub, startGitHub } from './github.js';

let github: FakeGitHub;
const root = '/repos/octo/demo';
const comments = `${root}/issues/1/comments`;
const post = { method: 'POST', path: '/repos/*/*/issues/*/comments' };

beforeEach(async () => {
  github = await startGitHub({ repositories: [{ name: 'octo/demo', pulls: [{}, {}] }] });
});
afterEach(async () => {
  await github.stop();
  expect(github.violations()).toEqual([]);
});

const count = (): number => github.state().repositories[0]?.pulls[0]?.comments.length ?? -1;
const say = () => ask(github, `POST ${comments}`, { body: { body: 'Hello.' } });

/** The status, or the word for a connection that broke. */
async function outcome(run: () => Promise<{ readonly status: number }>): Promise<number | 'broken'> {
  return run().then(
    ({ status }) => status,
    () => 'broken' as const,
  );
}

describe('faults before and after the effect', () => {
  const cases: readonly (readonly [string, FaultKind, number | 'broken', number])[] = [
    ['a connection that breaks before', { kind: 'reset' }, 'broken', 0],
    ['a connection that breaks after', { kind: 'reset', at: 'after' }, 'broken', 1],
    ['502 before', { kind: 'status', status: 502 }, 502, 0],
    ['502 after', { kind: 'status', status: 502, at: 'after' }, 502, 1],
    ['locked', { kind: 'refuse', as: 'locked' }, 403, 0],
    ['gone', { kind: 'refuse', as: 'gone' }, 410, 0],
    ['not found', { kind: 'refuse', as: 'not-found' }, 404, 0],
    ['invalid', { kind: 'refuse', as: 'invalid' }, 422, 0],
    ['read only', { kind: 'refuse', as: 'read-only' }, 403, 0],
    ['bad credentials', { kind: 'refuse', as: 'unauthorised' }, 401, 0],
  ];

  test.each(cases)('%s', async (_, kind, expected, stored) => {
    github.script({ ...post, nth: 1, ...kind } as Fault);
    expect([await outcome(say), count()]).toEqual([expected, stored]);
    expect(github.requests().at(-1)).toMatchObject({
      fault: kind.kind,
      status: expected === 'broken' ? 0 : expected,
    });
    expect([await outcome(say), count()]).toEqual([201, stored + 1]);
  });

  test('no answer at all, until the client gives up', async () => {
    github.script({ ...post, kind: 'hang' });
    const asked = fetch(`${github.apiUrl}${comments}`, {
      method: 'POST',
      body: '{}',
      signal: AbortSignal.timeout(50),
    });
    await expect(asked).rejects.toThrow();
    expect(count()).toBe(0);
  });

  test('a slow answer waits on the clock of the server', async () => {
    const slept: number[] = [];
    const clock = {
      now: () => Date.parse('2026-11-02T09:00:00Z'),
      sleep: async (ms: number) => void slept.push(ms),
    };
    const slow = await startGitHub(
      { repositories: [{ name: 'octo/demo' }] },
      { clock, faults: [{ kind: 'latency', ms: 4000 }] },
    );
    expect([(await ask(slow, `GET ${root}`)).status, slept]).toEqual([200, [4000]]);
    await slow.stop();
  });
});

describe('limits', () => {
  test.each([
    [{}, 403, null, 'secondary rate limit'],
    [{ retryAfter: '7200' }, 403, '7200', 'secondary rate limit'],
    [{ status: 429, retryAfter: 'soon', wording: false }, 429, 'soon', 'Forbidden'],
  ] as const)('a secondary limit %j', async (more, status, retryAfter, words) => {
    github.script({ path: root, kind: 'secondary', ...more });
    const answer = await ask(github, `GET ${root}`);
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([status, retryAfter]);
    expect(answer.body['message']).toContain(words);
  });

  test('the hourly limit, with what it says as it stands', async () => {
    github.script({ path: root, kind: 'primary', reset: 'tomorrow', date: 'Mon, 02 Nov 2026 08:00:00 GMT' });
    const { status, headers } = await ask(github, `GET ${root}`);
    expect([
      status,
      headers.get('x-ratelimit-remaining'),
      headers.get('x-ratelimit-reset'),
      headers.get('date'),
    ]).toEqual([403, '0', 'tomorrow', 'Mon, 02 Nov 2026 08:00:00 GMT']);
  });
});

describe('answers that are none', () => {
  const raw = async (kind: FaultKind): Promise<readonly [string | null, string]> => {
    github.script({ path: root, ...kind } as Fault);
    const response = await fetch(`${github.apiUrl}${root}`, {
      headers: { 'user-agent': 'test' },
      redirect: 'manual',
    });
    return [response.headers.get('content-type') ?? response.headers.get('location'), await response.text()];
  };

  test('half of the JSON', async () => {
    const [, text] = await raw({ kind: 'truncated' });
    expect(text.startsWith('{"id":')).toBe(true);
    expect(() => JSON.parse(text)).toThrow(SyntaxError);
  });

  test('a page for people', async () => {
    const [type, text] = await raw({ kind: 'html' });
    expect([type, text.startsWith('<!DOCTYPE html>')]).toEqual(['text/html; charset=utf-8', true]);
  });

  test('nothing', async () => {
    expect((await raw({ kind: 'empty' }))[1]).toBe('');
  });

  test('another type', async () => {
    expect((await raw({ kind: 'content-type', type: 'text/plain' }))[0]).toBe('text/plain');
  });

  test('another header', async () => {
    expect((await raw({ kind: 'headers', set: { 'content-type': 'x/y' } }))[0]).toBe('x/y');
  });

  test('a place to go to', async () => {
    github.script({ path: root, kind: 'redirect', to: `${github.apiUrl}/repositories/1` });
    const answer = await ask(github, `GET ${root}`);
    expect([answer.status, answer.headers.get('location')]).toEqual([301, `${github.apiUrl}/repositories/1`]);
  });
});

describe('GraphQL that fails with 200', () => {
  const text =
    'query Titles { repository(owner: "octo", name: "demo") { id pullRequest(number: 1) { title } } }';

  test.each([
    ['rate-limited', 200, 'API rate limit already exceeded'],
    ['something-went-wrong', 200, 'Something went wrong'],
  ] as const)('%s', async (as, status, words) => {
    github.script({ path: '/graphql', text: 'query Titles', kind: 'graphql', as });
    const answer = await query(github, text);
    expect([answer.status, at(answer.body, 'data') ?? null]).toEqual([status, null]);
    expect(at(answer.body, 'errors', 0, 'message')).toContain(words);
  });

  test('partial data', async () => {
    github.script({
      path: '/graphql',
      kind: 'graphql',
      as: 'partial',
      missing: ['repository', 'pullRequest'],
    });
    const answer = await query(github, text);
    expect(at(answer.body, 'data', 'repository')).toMatchObject({ pullRequest: null });
    expect(at(answer.body, 'errors', 0, 'path')).toEqual(['repository', 'pullRequest']);
  });

  test('another query is not met', async () => {
    github.script({ path: '/graphql', text: 'query Other', kind: 'graphql', as: 'timeout' });
    expect(at((await query(github, text)).body, 'data', 'repository', 'pullRequest', 'title')).toBe(
      'Change something',
    );
  });
});

describe('what happens meanwhile', () => {
  test('a comment comes in between two pages', async () => {
    for (let index = 0; index < 3; index += 1) await say();
    const change = {
      comment: { repository: 'octo/demo', issue: 1, author: 'eve', body: 'First!', first: true },
    };
    github.script({ method: 'GET', path: '/repos/*/*/issues/*/comments', nth: 2, kind: 'meanwhile', change });
    const first = await ask(github, `GET ${comments}?per_page=2`);
    const second = await ask(github, `GET ${comments}?per_page=2&page=2`);
    const ids = [...first.list, ...second.list].map(({ id }) => id);
    expect([ids.length, new Set(ids).size]).toEqual([4, 3]);
  });

  test('a comment is gone before it is changed; a function may do anything', async () => {
    const made = await say();
    github.script({
      method: 'PATCH',
      kind: 'meanwhile',
      change: { deleteComments: { repository: 'octo/demo', issue: 1 } },
    });
    expect(
      (await ask(github, `PATCH ${root}/issues/comments/${made.body['id']}`, { body: { body: 'x' } })).status,
    ).toBe(404);
    github.clearFaults();
    github.script({
      path: root,
      kind: 'meanwhile',
      change: ({ state }) => Object.assign(state.repositories[0] ?? {}, { isPrivate: true }),
    });
    expect((await ask(github, `GET ${root}`)).body['private']).toBe(true);
  });

  test('the page that fails', async () => {
    github.script({ path: '/repos/*/*/pulls', nth: [2, 3], kind: 'status', status: 500 });
    const page = (number: number) => ask(github, `GET ${root}/pulls?per_page=1&page=${number}`);
    expect([
      (await page(1)).status,
      (await page(2)).status,
      (await page(2)).status,
      (await page(2)).status,
    ]).toEqual([200, 500, 500, 200]);
  });
});
