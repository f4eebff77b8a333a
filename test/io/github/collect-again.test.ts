import { collectForge } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import { type Connection, connections } from './connection.js';
import {
  collectInto,
  hour,
  type Kept,
  Killed,
  nothingKept,
  numbers,
  type Play,
  plainPulls,
  repositoryOf,
  stateOf,
} from './kept.js';

const open = connections();

/** What the next collection hands over, in order. */
async function handedNext(at: Connection, kept: Kept, play: Play = {}): Promise<readonly number[]> {
  kept.handed.length = 0;
  await collectInto(at.again(), kept, play);
  return [...kept.handed];
}

describe('collecting again', () => {
  test('nothing changed: nothing is handed over, by one small request for each list', async () => {
    const at = await open(stateOf({ pulls: plainPulls(40) }));
    const kept = nothingKept();
    await collectInto(at.hub, kept);
    expect(kept.handed).toHaveLength(40);
    const hub = at.again();
    kept.handed.length = 0;
    const summary = await collectInto(hub, kept);
    expect(kept.handed).toEqual([]);
    expect(summary.requests).toMatchObject({ graphql: 5, rest: 1, points: 6 });
  });

  test('only what changed comes again, in the state that it has now', async () => {
    const at = await open(stateOf({ pulls: plainPulls(40) }));
    const kept = nothingKept();
    await collectInto(at.hub, kept);
    const [first] = repositoryOf(at).pulls;
    if (first === undefined) throw new Error('there is no pull request');
    first.body = 'edited';
    first.updatedAt = '2026-09-01T00:00:00Z';
    expect(await handedNext(at, kept)).toEqual([1]);
    expect(kept.pulls.get(1)?.body).toBe('edited');
    expect(await handedNext(at, kept)).toEqual([]);
  });

  test('what rests within the lag is read again, as its checks may have moved without it', async () => {
    const times = ['2026-10-01T00:00:00Z', '2026-11-10T00:00:00Z', '2026-11-21T00:00:00Z'];
    const pulls = plainPulls(3, (at) => ({ updatedAt: times[at] ?? '', closedAt: times[at] ?? '' }));
    const at = await open(stateOf({ pulls }));
    const kept = nothingKept();
    await collectInto(at.hub, kept);
    const repository = repositoryOf(at);
    const sha = repository.pulls[1]?.head.sha ?? '';
    const when = '2026-11-22T09:00:00Z';
    const status = { description: null, targetUrl: null, creator: 'ada', createdAt: when };
    repository.statuses.push({ ...status, id: 901, sha, context: 'late', state: 'failure' });
    expect(await handedNext(at, kept)).toEqual([3, 2]);
    expect(kept.pulls.get(2)?.checks).toMatchObject([{ name: 'late', conclusion: 'failure' }]);
    expect(await handedNext(at, kept, { lagDays: 0 })).toEqual([]);
  });

  test('what changes while pages are read is read afterwards, and once', async () => {
    const at = await open(stateOf({ pulls: plainPulls(70) }));
    const kept = nothingKept();
    at.github.script({
      text: 'query PullBase',
      nth: 2,
      kind: 'meanwhile',
      change: ({ state }) => {
        const early = state.repositories[0]?.pulls[0];
        if (early !== undefined) early.updatedAt = '2026-10-01T00:00:00Z';
      },
    });
    await collectInto(at.hub, kept);
    expect([...kept.pulls.keys()].sort((a, b) => a - b)).toEqual(numbers(70));
    expect(kept.pulls.get(1)?.updatedAt).toBe('2026-10-01T00:00:00Z');
    expect(kept.handed.slice(70)).toEqual([1]);
    expect(await handedNext(at, kept)).toEqual([]);
  });

  test('what changed just now comes again, as more may have changed in its second', async () => {
    const now = ['2026-11-22T09:40:00Z', '2026-11-22T09:58:00Z'];
    const at = await open(stateOf({ pulls: plainPulls(2, (index) => ({ updatedAt: now[index] ?? '' })) }));
    const kept = nothingKept();
    await collectInto(at.hub, kept, { lagDays: -2 });
    expect(await handedNext(at, kept, { lagDays: -2 })).toEqual([2]);
  });

  test('an earlier beginning reads what lies before, and nothing else', async () => {
    const at = await open(stateOf({ pulls: plainPulls(10), issues: issues(11, 10) }));
    const kept = nothingKept();
    await collectInto(at.hub, kept, { since: hour(6) });
    expect([...kept.handed].sort((a, b) => a - b)).toEqual([6, 7, 8, 9, 10, 16, 17, 18, 19, 20]);
    expect(await handedNext(at, kept)).toEqual([5, 4, 3, 2, 1, 11, 12, 13, 14, 15]);
    expect(await handedNext(at, kept)).toEqual([]);
  });

  test('a watermark that is damaged costs a reading, and nothing is lost', async () => {
    const at = await open(stateOf({ pulls: plainPulls(5), issues: issues(6, 2) }));
    const kept = nothingKept();
    kept.watermark = {
      pulls: 'yesterday',
      issues: '2026-08-01/…',
      'pulls.fresh': '// 3',
      releases: '?',
      strange: '1',
    };
    await collectInto(at.hub, kept);
    expect([...kept.handed].sort((a, b) => a - b)).toEqual([1, 2, 3, 4, 5, 6, 7]);
    expect(kept.watermark['pulls.fresh']).toBe('');
  });

  test('marks of others are left alone', async () => {
    const at = await open(stateOf({ pulls: plainPulls(1) }));
    const names: string[] = [];
    await collectForge(at.hub, {
      asOf: hour(3000),
      since: hour(0),
      lagDays: 14,
      watermark: { git: 'a'.repeat(40) },
      onBatch: async ({ watermark }) => void names.push(...Object.keys(watermark)),
    });
    expect(new Set(names)).toEqual(new Set(['pulls', 'pulls.fresh']));
  });

  test('an issue that changes comes again, also where many share one second', async () => {
    const at = await open(
      stateOf({ issues: issues(1, 230).map((issue) => ({ ...issue, updatedAt: hour(5) })) }),
    );
    const kept = nothingKept();
    await collectInto(at.hub, kept);
    expect(kept.issues.size).toBe(230);
    expect(kept.handed).toHaveLength(230);
    const issue = repositoryOf(at).issues[100];
    if (issue === undefined) throw new Error('there is no issue');
    issue.updatedAt = '2026-11-22T09:30:00Z';
    expect(await handedNext(at, kept)).toEqual([101]);
  });
});

function issues(from: number, count: number) {
  return Array.from({ length: count }, (_, at) => ({
    number: from + at,
    title: `issue ${from + at}`,
    createdAt: hour(at),
    updatedAt: hour(at + 1),
  }));
}

/** Collects until it is not killed any more; each process stores so many batches. */
async function untilDone(at: Connection, kept: Kept, batches: number): Promise<number> {
  for (let runs = 1; ; runs++) {
    try {
      await collectInto(at.again(), kept, { kill: batches });
      return runs;
    } catch (error) {
      if (!(error instanceof Killed)) throw error;
    }
  }
}

describe('killed at any batch', () => {
  test('goes on where it was: nothing is lost, and nothing that was stored comes twice', async () => {
    const at = await open(stateOf({ pulls: plainPulls(80), issues: issues(81, 210) }));
    const whole = nothingKept();
    await collectInto(at.hub, whole);
    for (const batches of [1, 2, 3]) {
      const kept = nothingKept();
      const runs = await untilDone(at, kept, batches);
      expect(runs).toBeGreaterThan(1);
      expect(kept.handed).toHaveLength(290);
      expect(new Set(kept.handed).size).toBe(290);
      expect(kept.watermark).toEqual(whole.watermark);
    }
  });

  test('what changes between two processes is in the end as it is now', async () => {
    const at = await open(stateOf({ pulls: plainPulls(100) }));
    const kept = nothingKept();
    const kill = async () => expect(collectInto(at.again(), kept, { kill: 1 })).rejects.toThrow(Killed);
    await kill();
    const pulls = repositoryOf(at).pulls;
    for (const [index, pull] of [pulls[99], pulls[50], pulls[0]].entries()) {
      if (pull !== undefined) pull.updatedAt = `2026-10-0${index + 1}T00:00:00Z`;
    }
    await kill();
    await untilDone(at, kept, 2);
    const words = (list: Iterable<{ readonly number: number; readonly updatedAt: string }>) =>
      [...list].map(({ number, updatedAt }) => `${number} ${updatedAt}`).sort();
    expect(words(kept.pulls.values())).toEqual(words(pulls));
  });

  test('a week later what lies within the lag is read again, and what lies before it is not', async () => {
    const pulls = plainPulls(80, (at) => {
      const time = at < 40 ? hour(at) : `2026-11-20T10:${at - 20}:00Z`;
      return { updatedAt: time, closedAt: time };
    });
    const at = await open(stateOf({ pulls }));
    const kept = nothingKept();
    await expect(collectInto(at.hub, kept, { kill: 2 })).rejects.toThrow(Killed);
    expect(kept.handed).toHaveLength(66);
    const handed = await handedNext(at, kept, { asOf: '2026-11-28T10:00:00Z' });
    expect(handed).toHaveLength(40 + 14);
    expect(kept.pulls.size).toBe(80);
  });
});
