import { describe, expect, test } from '@jest/globals';
import { deleteRepository, renameRepository } from '../../github/state/moves.js';
import { connections } from './connection.js';
import { collectInto, hour, nothingKept, numbers, plainPulls, repositoryOf, stateOf } from './kept.js';

const open = connections();
const GRAPHQL = { path: '/graphql' };

/** Issues with an event each, so that there are lists in lists. */
function issues(from: number, count: number) {
  return numbers(count).map((at) => ({
    number: from + at - 1,
    createdAt: hour(at),
    updatedAt: hour(at),
    labels: ['bug'],
  }));
}

describe('a server that takes too long', () => {
  test('is asked for less at once, and everything arrives', async () => {
    const at = await open(stateOf({ pulls: plainPulls(60), issues: issues(61, 60) }));
    const kept = nothingKept();
    at.github.script(
      { ...GRAPHQL, text: 'query PullBase', pageOver: 12, kind: 'status', status: 502 },
      { ...GRAPHQL, text: 'query PullDetail', pageOver: 5, kind: 'status', status: 504 },
      { ...GRAPHQL, text: 'query PullIndex', pageOver: 25, kind: 'hang' },
      { ...GRAPHQL, text: 'query Issues', pageOver: 30, kind: 'graphql', as: 'timeout' },
    );
    const hub = at.again({ timeoutMs: 300 });
    expect((await collectInto(hub, kept)).gaps).toEqual([]);
    expect([...kept.pulls.keys()].sort((a, b) => a - b)).toEqual(numbers(60));
    expect([...kept.pulls.values()].flatMap(({ missing }) => missing)).toEqual([]);
    expect(kept.issues.size).toBe(60);
  });

  test('one pull request that it never gives is a gap, asked for again the next time', async () => {
    const at = await open(stateOf({ pulls: plainPulls(9) }));
    at.github.script({ ...GRAPHQL, text: 'x4: pullRequest', kind: 'status', status: 502 });
    const kept = nothingKept();
    const { gaps } = await collectInto(at.hub, kept);
    expect(gaps).toEqual([{ what: '#4', why: expect.stringContaining('502') }]);
    expect([...kept.pulls.keys()].sort()).toEqual([1, 2, 3, 5, 6, 7, 8, 9]);
    at.github.clearFaults();
    expect((await collectInto(at.again(), kept)).gaps).toEqual([]);
    expect([...kept.pulls.keys()].sort()).toEqual(numbers(9));
  });

  test('one that never answers ends the list without an end of trying, and the others are read', async () => {
    const at = await open(stateOf({ pulls: plainPulls(40), issues: issues(41, 3) }));
    at.github.script({ ...GRAPHQL, text: 'query PullBase', kind: 'status', status: 502 });
    const kept = nothingKept();
    const { gaps, readAt, requests } = await collectInto(at.again({ waitCapMs: 600_000 }), kept);
    expect(gaps).toEqual([{ what: 'pulls', why: expect.stringContaining('502') }]);
    expect(kept.issues.size).toBe(3);
    expect(Object.keys(readAt)).not.toContain('pulls');
    expect(requests.graphql).toBeLessThan(80);
  });
});

describe('half an answer', () => {
  const REVIEWS = ['repository', 'x4', 'reviews'];

  test('is asked for again, and is whole then', async () => {
    const at = await open(
      stateOf({ pulls: plainPulls(6, () => ({ reviews: [{ state: 'COMMENTED', author: 'bob' }] })) }),
    );
    at.github.script({
      ...GRAPHQL,
      text: 'x4: pull',
      nth: 1,
      kind: 'graphql',
      as: 'partial',
      missing: REVIEWS,
    });
    const kept = nothingKept();
    expect((await collectInto(at.hub, kept)).gaps).toEqual([]);
    expect(kept.pulls.get(4)).toMatchObject({ missing: [], reviews: [{ state: 'commented' }] });
  });

  test('that stays half is named, never taken for empty, and read again the next time', async () => {
    const at = await open(stateOf({ pulls: plainPulls(6) }));
    at.github.script({ ...GRAPHQL, text: 'x4: pull', kind: 'graphql', as: 'partial', missing: REVIEWS });
    const kept = nothingKept();
    await collectInto(at.hub, kept);
    expect(kept.pulls.get(4)?.reviews).toBeUndefined();
    expect(kept.pulls.get(4)?.missing).toEqual([
      { what: 'reviews', why: expect.stringContaining('Something went wrong') },
    ]);
    expect(kept.pulls.get(3)).toMatchObject({ reviews: [], missing: [] });
    at.github.clearFaults();
    await collectInto(at.again(), kept);
    expect(kept.pulls.get(4)).toMatchObject({ reviews: [], missing: [] });
  });

  test('without a list of issues at all: a gap, and the rest is read', async () => {
    const at = await open(stateOf({ pulls: plainPulls(2), issues: issues(3, 4) }));
    const missing = ['repository', 'issues'];
    at.github.script({ ...GRAPHQL, text: 'query Issues', kind: 'graphql', as: 'partial', missing });
    const kept = nothingKept();
    const { gaps } = await collectInto(at.hub, kept);
    expect(gaps).toEqual([{ what: 'issues', why: expect.stringContaining('Something went wrong') }]);
    expect(kept.watermark['issues']).toBeUndefined();
    expect(kept.pulls.size).toBe(2);
  });
});

describe('limits and permissions', () => {
  test('a used-up limit stops the run with what it has; the next run goes on', async () => {
    const at = await open(stateOf({ pulls: plainPulls(90), issues: issues(91, 5) }));
    const token = at.github.state().tokens['actions-token'];
    if (token === undefined) throw new Error('there is no token');
    token.graphql.limit = 36;
    const kept = nothingKept();
    const first = await collectInto(at.hub, kept);
    expect(first.gaps.map(({ what }) => what)).toEqual([
      'pulls',
      'issues',
      'deployments',
      'releases',
      'workflowRuns',
    ]);
    expect(first.gaps[0]?.why).toContain('GraphQL points left');
    expect(kept.pulls.size).toBe(33);
    expect(token.graphql.limit - token.graphql.used).toBeGreaterThan(25);
    token.graphql.limit = 1000;
    const second = await collectInto(at.again(), kept);
    expect(second.gaps).toEqual([]);
    expect([...kept.handed].sort((a, b) => a - b)).toEqual(numbers(95));
  });

  test('what this token may not read is a gap with the permission by its name', async () => {
    const permissions = { contents: 'read', 'pull-requests': 'read', issues: 'read' } as const;
    const tokens = { 'actions-token': { permissions } };
    const at = await open({ ...stateOf({ private: true, pulls: plainPulls(3) }), tokens });
    const kept = nothingKept();
    const { gaps } = await collectInto(at.hub, kept);
    expect(gaps.map(({ what }) => what)).toEqual(['checks', 'deployments', 'workflowRuns']);
    expect(gaps[1]?.why).toContain('deployments: read');
    expect(gaps[2]?.why).toContain('actions: read');
    expect(kept.pulls.get(1)?.missing).toMatchObject([{ what: 'checks' }]);
    expect(kept.pulls.size).toBe(3);
  });

  test('a list that an older server does not know is named in every record', async () => {
    const without = ['PullRequest.closingIssuesReferences', 'PullRequestReview.authorCanPushToRepository'];
    const at = await open(stateOf({ pulls: plainPulls(3) }), { server: { enterprise: true, without } });
    const kept = nothingKept();
    const { gaps } = await collectInto(at.hub, kept);
    expect(gaps).toEqual([{ what: 'issues', why: expect.stringContaining('closingIssuesReferences') }]);
    expect(kept.pulls.get(2)?.missing).toMatchObject([{ what: 'issues' }]);
    expect(kept.pulls.get(2)?.closes).toBeUndefined();
  });
});

describe('a repository that moves', () => {
  test('renamed: it is followed, and said', async () => {
    const at = await open(stateOf({ pulls: plainPulls(2, () => ({ closes: [3] })), issues: issues(3, 1) }));
    renameRepository(repositoryOf(at), 'shelf');
    const kept = nothingKept();
    const summary = await collectInto(at.hub, kept);
    expect(summary.repository).toBe('octo/shelf');
    expect(summary.gaps).toEqual([{ what: 'repository', why: expect.stringContaining('octo/shelf') }]);
    expect(kept.pulls.get(1)?.closes).toEqual([3]);
    expect(Object.keys(summary.readAt)).toContain('workflowRuns');
  });

  test('deleted: an error, and nothing is handed over', async () => {
    const at = await open(stateOf({ pulls: plainPulls(2) }));
    deleteRepository(at.github.world, repositoryOf(at));
    const kept = nothingKept();
    await expect(collectInto(at.hub, kept)).rejects.toMatchObject({ kind: 'not-found' });
    expect(kept).toEqual(nothingKept());
  });

  test('a store that cannot take a batch ends the run', async () => {
    const at = await open(stateOf({ pulls: plainPulls(2) }));
    const kept = nothingKept();
    await expect(collectInto(at.hub, kept, { kill: 0 })).rejects.toThrow('the process ended');
    expect(kept).toEqual(nothingKept());
  });

  test('a clock that is behind is said, and loses nothing', async () => {
    const late = { updatedAt: '2026-11-22T13:00:00Z' };
    const at = await open(stateOf({ pulls: plainPulls(2, () => late) }));
    const kept = nothingKept();
    const { gaps } = await collectInto(at.hub, kept);
    expect(gaps).toEqual([{ what: 'clock', why: expect.stringContaining('180 minutes') }]);
    expect(kept.pulls.size).toBe(2);
  });
});
