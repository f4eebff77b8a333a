import { type GitHubError, readFile, readGate } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import { connections, failureOf, START } from './connection.js';

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
const GRAPHQL = { path: '/graphql' } as const;
const FILE = '/repos/octo/demo/contents/a.md';

describe('faults of reading', () => {
  test.each([500, 502, 503, 504])(
    'fault 1: %s once or twice costs a retry, and the answer is the same',
    async (status) => {
      const { hub, github, clock } = await open(STATE);
      github.script({ path: FILE, nth: [1, 2], kind: 'status', status });
      expect(await readFile(hub, 'main', 'a.md')).toBe('text\n');
      expect(hub.requests()).toMatchObject({ rest: 3, retries: 2 });
      expect(clock.slept).toEqual([500, 1000]);
    },
  );

  test('fault 1: a server that stays away is told after three retries', async () => {
    const { hub, github } = await open(STATE);
    github.script({ path: FILE, kind: 'reset' });
    const error = (await failureOf(readFile(hub, 'main', 'a.md'))) as GitHubError;
    expect(error).toMatchObject({ kind: 'unavailable', ambiguous: false });
    expect(error.message).toContain(`GET ${FILE}`);
    expect(hub.requests()).toMatchObject({ rest: 4, retries: 3 });
  });

  test('fault 4: a secondary limit of two hours is told, and nobody sleeps', async () => {
    const { hub, github, clock } = await open(STATE);
    github.script({ ...GRAPHQL, kind: 'secondary', retryAfter: '7200' });
    await expect(readGate(hub, 1)).rejects.toMatchObject({
      kind: 'rate-limited',
      until: '2026-11-22T12:00:00.000Z',
    });
    expect(clock.slept).toEqual([]);
  });

  test('fault 5: the hourly limit is told with the time of its reset, by the server’s clock', async () => {
    const { hub, github } = await open(STATE);
    github.script({ ...GRAPHQL, kind: 'primary' });
    const error = (await failureOf(readGate(hub, 1))) as GitHubError;
    expect(error).toMatchObject({ kind: 'rate-limited', until: '2026-11-22T10:58:20.000Z' });
    expect(error.message).toContain('2026-11-22T10:58:20.000Z');
  });

  test.each(['garbage', '0', '-5', '99999999999999999999', ''])(
    'fault 6: reset %j never loops without a pause',
    async (reset) => {
      const { hub, github, clock } = await open(STATE);
      github.script({ ...GRAPHQL, kind: 'primary', reset });
      await expect(readGate(hub, 1)).rejects.toMatchObject({ kind: 'rate-limited' });
      expect(github.requests().length).toBeLessThanOrEqual(4);
      expect(Math.min(60_000, ...clock.slept)).toBeGreaterThanOrEqual(1000);
      expect(clock.now() - START).toBeLessThanOrEqual(90_000);
    },
  );

  test('fault 7: 429 without a word of limits is one', async () => {
    const { hub, github, clock } = await open(STATE);
    github.script({ path: FILE, nth: 1, kind: 'secondary', status: 429, wording: false });
    expect(await readFile(hub, 'main', 'a.md')).toBe('text\n');
    expect(clock.slept).toEqual([60_500]);
  });

  test('all waits of a run together stay under the cap', async () => {
    const { hub, github, clock } = await open(STATE);
    github.script({ path: FILE, kind: 'secondary', retryAfter: '40' });
    await expect(readFile(hub, 'main', 'a.md')).rejects.toMatchObject({ kind: 'rate-limited' });
    await expect(readFile(hub, 'main', 'a.md')).rejects.toMatchObject({ kind: 'rate-limited' });
    expect(clock.now() - START).toBeLessThanOrEqual(90_000);
  });
});

describe('fault 8: GraphQL fails under status 200', () => {
  test('a used-up limit', async () => {
    const { hub, github } = await open(STATE);
    github.script({ ...GRAPHQL, kind: 'graphql', as: 'rate-limited' });
    await expect(readGate(hub, 1)).rejects.toMatchObject({ kind: 'rate-limited' });
  });

  test.each(['something-went-wrong', 'timeout'] as const)('%s is asked again', async (as) => {
    const { hub, github } = await open(STATE);
    github.script({ ...GRAPHQL, nth: 1, kind: 'graphql', as });
    expect((await readGate(hub, 1)).pull.title).toBe('feat: x');
    expect(hub.requests().retries).toBe(1);
  });

  test('a query that is too slow is asked with smaller pages', async () => {
    const { hub, github } = await open(STATE);
    github.script({ ...GRAPHQL, text: 'reviews(first: 100)', kind: 'graphql', as: 'timeout' });
    expect((await readGate(hub, 1)).pull.missing).toEqual([]);
    expect(github.requests().at(-1)?.body).toMatchObject({
      query: expect.stringContaining('reviews(first: 50)'),
    });
  });

  test('a part that stays away is named, and never read as empty', async () => {
    const { hub, github } = await open(STATE);
    const path = ['repository', 'pullRequest', 'reviews'];
    github.script({ ...GRAPHQL, text: 'reviews(', kind: 'graphql', as: 'partial', missing: path });
    const { pull } = await readGate(hub, 1);
    expect(pull.missing).toEqual([{ what: 'reviews', why: expect.stringContaining('Something went wrong') }]);
    expect(pull.commits).toHaveLength(1);
  });

  test('a part that comes at the second time is whole', async () => {
    const { hub, github } = await open(STATE);
    github.script({
      ...GRAPHQL,
      nth: 1,
      kind: 'graphql',
      as: 'partial',
      missing: ['repository', 'pullRequest', 'reviews'],
    });
    expect((await readGate(hub, 1)).pull.missing).toEqual([]);
  });

  test('the pull request itself can’t be left out', async () => {
    const { hub, github } = await open(STATE);
    github.script({ ...GRAPHQL, kind: 'graphql', as: 'partial', missing: ['repository', 'pullRequest'] });
    await expect(readGate(hub, 1)).rejects.toMatchObject({ kind: 'unavailable' });
  });
});

describe('fault 15: an answer that is none', () => {
  const broken = [
    { kind: 'truncated' },
    { kind: 'html' },
    { kind: 'empty' },
    { kind: 'content-type', type: 'text/plain; charset=utf-8' },
  ] as const;

  test.each(broken)('$kind is asked again, and then told', async (fault) => {
    const { hub, github } = await open(STATE);
    github.script({ ...fault, path: FILE, nth: 1 });
    expect(await readFile(hub, 'main', 'a.md')).toBe('text\n');
    github.script({ ...fault, ...GRAPHQL });
    await expect(readGate(hub, 1)).rejects.toMatchObject({ kind: 'malformed' });
  });

  test('JSON without the fields that have to be there is told by their name', async () => {
    const { hub, github } = await open(STATE);
    github.script({
      ...GRAPHQL,
      kind: 'status',
      status: 200,
      body: { data: { repository: { pullRequest: { number: 1 } } } },
    });
    const error = (await failureOf(readGate(hub, 1))) as GitHubError;
    expect(error).toMatchObject({ kind: 'malformed' });
    expect(error.message).toContain('createdAt');
  });
});

describe('fault 16: a server that does not answer', () => {
  test('each attempt ends with its time, and is counted', async () => {
    const { hub, github } = await open(STATE, { timeoutMs: 20 });
    github.script({ path: FILE, kind: 'hang' });
    await expect(readFile(hub, 'main', 'a.md')).rejects.toMatchObject({ kind: 'timeout' });
    expect(hub.requests()).toMatchObject({ rest: 4, retries: 3 });
  });

  test('the signal of the run ends a request and no retry follows', async () => {
    const run = new AbortController();
    const { hub, github } = await open(STATE, { signal: run.signal });
    github.script({ path: FILE, kind: 'hang' });
    const reading = failureOf(readFile(hub, 'main', 'a.md'));
    setTimeout(() => run.abort(new Error('interrupted')), 20);
    expect(await reading).toMatchObject({ message: 'interrupted' });
    expect(hub.requests()).toMatchObject({ rest: 1, retries: 0 });
  });
});

describe('threat T17: a run has a budget', () => {
  test('and says so when it is used up', async () => {
    const { again, github } = await open(STATE);
    const hub = again({ requestLimit: 3 });
    github.script({ path: FILE, kind: 'status', status: 500 });
    const error = (await failureOf(readFile(hub, 'main', 'a.md'))) as GitHubError;
    expect(error).toMatchObject({ kind: 'unavailable' });
    expect(error.message).toContain('budget of 3');
    expect(github.requests()).toHaveLength(3);
  });
});
