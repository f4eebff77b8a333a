import { spawnSync } from 'node:child_process';
import { readGate } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import type { World } from '../../github/state/world.js';
import { connections } from './connection.js';

const open = connections();

const WHOLE = {
  title: 'feat: add a shelf',
  body: '## Sources Consulted\n\n- https://example.org\n',
  author: 'ada',
  labels: ['size/s'],
  createdAt: '2026-11-02T09:00:00Z',
  edits: [{ at: '2026-11-02T10:00:00Z', by: 'ada' }],
  timeline: [{ kind: 'ready_for_review' as const, at: '2026-11-02T11:00:00Z' }],
  commits: [
    { message: 'feat: one\n\nBody.', author: 'ada', files: { 'a.txt': 'x' } },
    { message: 'feat: two' },
  ],
  reviews: [
    { state: 'COMMENTED' as const, author: 'carol', body: 'Why?' },
    { state: 'APPROVED' as const, author: 'bob', body: 'Good.' },
  ],
  threads: [
    {
      path: 'a.txt',
      isResolved: true,
      comments: [
        { body: 'Is it?', author: 'ada' },
        { body: 'Yes', author: 'bob' },
      ],
    },
  ],
};
const STATE = {
  accounts: [{ login: 'ada' }, { login: 'bob' }, { login: 'carol' }],
  repositories: [
    {
      name: 'octo/demo',
      collaborators: { bob: 'write' as const },
      settings: {
        squashMessage: 'PR_BODY' as const,
        squashTitle: 'PR_TITLE' as const,
        merge: false,
        rebase: false,
      },
      pulls: [WHOLE],
    },
  ],
};

describe('reading a pull request', () => {
  test('takes one request for everything', async () => {
    const { hub, github, asked } = await open(STATE);
    const gate = await readGate(hub, 1);
    expect(asked()).toEqual(['POST /graphql']);
    const pull = github.state().repositories[0]?.pulls[0];
    expect(gate).toMatchObject({
      settings: {
        squash: true,
        merge: false,
        rebase: false,
        squashTitle: 'PR_TITLE',
        squashMessage: 'PR_BODY',
      },
      defaultBranch: 'main',
      baseTip: pull?.base.sha,
      pull: {
        number: 1,
        title: WHOLE.title,
        body: WHOLE.body,
        author: { login: 'ada', kind: 'user' },
        createdAt: '2026-11-02T09:00:00Z',
        readyAt: '2026-11-02T11:00:00Z',
        bodyEditedAt: '2026-11-02T10:00:00Z',
        isDraft: false,
        state: 'open',
        labels: ['size/s'],
        base: { ref: 'main', sha: pull?.base.sha },
        head: { ref: pull?.head.ref, sha: pull?.head.sha, repository: 'octo/demo' },
        mergeCommit: null,
        commitCount: 2,
        missing: [],
      },
    });
    expect(gate.settingsMissing).toBeUndefined();
  });

  test('with commits, reviews and threads as they stand there', async () => {
    const { hub } = await open(STATE);
    const { pull } = await readGate(hub, 1);
    expect(pull.commits.map(({ message, parents, login }) => [message, parents, login])).toEqual([
      ['feat: one\n\nBody.', 1, 'ada'],
      ['feat: two', 1, expect.any(String)],
    ]);
    expect(pull.commits[1]?.sha).toBe(pull.head.sha);
    expect(
      pull.reviews.map(({ author, state, body, canPush }) => [author?.login, state, body, canPush]),
    ).toEqual([
      ['carol', 'commented', 'Why?', false],
      ['bob', 'approved', 'Good.', true],
    ]);
    expect(pull.threads).toHaveLength(1);
    expect(pull.threads[0]).toMatchObject({ path: 'a.txt', isResolved: true, isOutdated: false });
    expect(pull.threads[0]?.comments.map(({ author, body }) => [author?.login, body])).toEqual([
      ['ada', 'Is it?'],
      ['bob', 'Yes'],
    ]);
  });

  test('the requests are counted with their points', async () => {
    const { hub } = await open(STATE);
    await readGate(hub, 1);
    expect(hub.requests()).toEqual({ rest: 0, graphql: 1, points: expect.any(Number), retries: 0 });
    expect(hub.requests().points).toBeGreaterThanOrEqual(1);
    expect(hub.requests().points).toBeLessThanOrEqual(10);
  });

  test('a draft is not ready, one that never was a draft is from its creation', async () => {
    const pulls = [{ draft: true, createdAt: '2026-11-02T09:00:00Z' }, { createdAt: '2026-11-03T09:00:00Z' }];
    const { hub } = await open({ repositories: [{ name: 'octo/demo', pulls }] });
    expect((await readGate(hub, 1)).pull).toMatchObject({ isDraft: true, readyAt: null, bodyEditedAt: null });
    expect((await readGate(hub, 2)).pull).toMatchObject({ isDraft: false, readyAt: '2026-11-03T09:00:00Z' });
  });

  test('a deleted account is null, a bot is a bot without its suffix', async () => {
    const pulls = [{ author: null }, { author: 'dependabot[bot]' }];
    const { hub } = await open({ repositories: [{ name: 'octo/demo', pulls }] });
    expect((await readGate(hub, 1)).pull.author).toBeNull();
    expect((await readGate(hub, 2)).pull.author).toEqual({ login: 'dependabot', kind: 'bot' });
  });

  test('a pull request that is not there is named', async () => {
    const { hub } = await open(STATE);
    await expect(readGate(hub, 99)).rejects.toMatchObject({ kind: 'not-found' });
  });
});

/** A force-push of the first pull request back to its base. */
function pushBack(world: World): void {
  const [repository] = world.state.repositories;
  const [pull] = repository?.pulls ?? [];
  if (repository === undefined || pull === undefined) throw new Error('there is no pull request');
  const args = ['-C', repository.git, 'update-ref', `refs/heads/${pull.head.ref}`, pull.base.sha];
  expect(spawnSync('git', args).status).toBe(0);
  pull.head.sha = pull.base.sha;
  world.history(repository).forget();
}

describe('more than a page', () => {
  const many = (count: number) =>
    Array.from({ length: count }, (_, at) => ({ message: `feat: number ${at + 1}` }));

  test('fault 18: 300 commits are all read', async () => {
    const { hub, asked } = await open({
      repositories: [{ name: 'octo/demo', pulls: [{ commits: many(300) }] }],
    });
    const { pull } = await readGate(hub, 1);
    expect(pull.commits.map(({ message }) => message)).toEqual(many(300).map(({ message }) => message));
    expect(pull).toMatchObject({ commitCount: 300, missing: [] });
    expect(asked()).toHaveLength(3);
  });

  test('reviews, threads and comments of a thread too', async () => {
    const reviews = Array.from({ length: 130 }, (_, at) => ({
      state: 'COMMENTED' as const,
      author: 'bob',
      body: `r${at}`,
    }));
    const comments = Array.from({ length: 120 }, (_, at) => ({ body: `c${at}` }));
    const threads = Array.from({ length: 110 }, (_, at) => ({
      comments: at === 5 ? comments : [{ body: 'one' }],
    }));
    const { hub } = await open({ repositories: [{ name: 'octo/demo', pulls: [{ reviews, threads }] }] });
    const { pull } = await readGate(hub, 1);
    expect(pull.reviews.map(({ body }) => body)).toEqual(reviews.map(({ body }) => body));
    expect(pull.threads).toHaveLength(110);
    expect(pull.threads[5]?.comments.map(({ body }) => body)).toEqual(comments.map(({ body }) => body));
    expect(pull.missing).toEqual([]);
  });

  test('fault 17: a second page that fails is named, and what was read is not taken for all', async () => {
    const { hub, github } = await open({
      repositories: [{ name: 'octo/demo', pulls: [{ commits: many(150) }] }],
    });
    github.script({ path: '/graphql', text: 'query Page', kind: 'status', status: 500 });
    const { pull } = await readGate(hub, 1);
    expect(pull.commits).toHaveLength(100);
    expect(pull.commitCount).toBe(150);
    expect(pull.missing).toEqual([{ what: 'commits', why: expect.stringContaining('500') }]);
  });

  test('fault 17: a push between two pages starts the reading again', async () => {
    const { hub, github } = await open({
      repositories: [{ name: 'octo/demo', pulls: [{ commits: many(150) }] }],
    });
    github.script({
      path: '/graphql',
      text: 'query Page',
      nth: 1,
      kind: 'meanwhile',
      change: pushBack,
    });
    const { pull } = await readGate(hub, 1);
    expect(pull.head.sha).toBe(pull.base.sha);
    expect(pull).toMatchObject({ commits: [], commitCount: 0, missing: [] });
  });

  test('fault 17: a review that goes between two pages shifts nothing out of sight', async () => {
    const reviews = Array.from({ length: 130 }, (_, at) => ({
      state: 'COMMENTED' as const,
      author: 'bob',
      body: `r${at}`,
    }));
    const { hub, github } = await open({ repositories: [{ name: 'octo/demo', pulls: [{ reviews }] }] });
    const drop = { path: '/graphql', text: 'query Page', nth: 1, kind: 'meanwhile' as const };
    github.script({
      ...drop,
      change: ({ state }) => void state.repositories[0]?.pulls[0]?.reviews.splice(0, 1),
    });
    const { pull } = await readGate(hub, 1);
    const whole = pull.reviews.length === 129 && pull.missing.length === 0;
    expect(whole || pull.missing.some(({ what }) => what === 'reviews')).toBe(true);
    expect(new Set(pull.reviews.map(({ id }) => id)).size).toBe(pull.reviews.length);
  });
});
