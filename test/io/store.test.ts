import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoreBatch } from '@forethought/io';
import { openFolderStore } from '@forethought/io';
import { afterEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { folders } from '../helpers/folders.js';
import {
  KEEPERS,
  type Kept,
  STORE,
  storedCommit,
  storedDeployment,
  storedIssue,
  storedPull,
  storedRun,
} from '../helpers/stored.js';

const FIRST = '2026-11-02';
const SECOND = '2026-11-10';

describe.each(Object.entries(KEEPERS))('a store in %s', (_, make) => {
  const made: Kept[] = [];
  const keep = (): Kept => {
    const kept = make();
    made.push(kept);
    return kept;
  };
  afterEach(() => {
    for (const kept of made.splice(0)) kept.cleanup();
  });

  test('is empty before anything is stored', async () => {
    const store = keep().open();
    expect(await store.read()).toMatchObject({ commits: [], pulls: [], weeks: [], watermark: {} });
    expect(await store.watermark()).toEqual({});
    expect(await store.prune('2026-W46')).toBe(0);
    await store.append({});
    expect((await store.read()).weeks).toEqual([]);
  });

  test('gives back every kind by week, without the words of anybody', async () => {
    const kept = keep();
    await kept.open().append({
      commits: [storedCommit(2, SECOND), storedCommit(1, FIRST)],
      pulls: [storedPull(10, FIRST), storedPull(9, FIRST)],
      issues: [storedIssue(3, FIRST)],
      deployments: [storedDeployment('7', SECOND)],
      releases: [
        { id: 'r', tag: 'v1', sha: null, isPrerelease: false, publishedAt: `${FIRST}T01:00:00Z`, url: 'u' },
      ],
      workflowRuns: [storedRun('5', SECOND)],
      patterns: [
        { id: 'p', title: 'Retry', category: 'x', addedBy: 'ada@example.org', addedAt: `${FIRST}T01:00:00Z` },
      ],
      candidates: [{ fix: storedCommit(2, SECOND).sha, culprit: 'f'.repeat(40), lines: 3 }],
      watermark: { pulls: `${SECOND}T00:00:00Z` },
    });
    const facts = await kept.open().read();
    expect(facts.weeks).toEqual(['2026-W45', '2026-W46']);
    expect(facts.commits.map(({ committedAt }) => committedAt.slice(0, 10))).toEqual([FIRST, SECOND]);
    expect(facts.pulls.map(({ number }) => number)).toEqual([9, 10]);
    expect([facts.issues, facts.deployments, facts.releases].map(({ length }) => length)).toEqual([1, 1, 1]);
    expect([facts.workflowRuns, facts.patterns, facts.candidates].map(({ length }) => length)).toEqual([
      1, 1, 1,
    ]);
    expect(facts.watermark).toEqual({ pulls: `${SECOND}T00:00:00Z` });
    const written = JSON.stringify(facts);
    for (const word of ['private', 'Ada', 'example.org']) expect(written).not.toContain(word);
    const recent = await kept.open().read({ from: '2026-W46', to: '2026-W46' });
    expect([recent.commits.length, recent.pulls.length]).toEqual([1, 0]);
  });

  test('keeps of each record what was read last, and of each list the last that was asked for', async () => {
    const store = keep().open();
    const later = { readAt: `${SECOND}T00:00:00Z`, labels: ['late'], title: 'x' };
    const review = {
      id: '1',
      author: null,
      canPush: true,
      state: 'approved',
      submittedAt: `${FIRST}T12:00:00Z`,
      commit: null,
      url: 'u',
    } as const;
    await store.append({ pulls: [storedPull(1, FIRST, { reviews: [{ ...review, body: 'private' }] })] });
    await store.append({ pulls: [storedPull(1, FIRST, later)], watermark: { pulls: 'b', issues: 'a' } });
    await store.append({ pulls: [storedPull(1, FIRST, { labels: ['early'] })], watermark: { pulls: 'c' } });
    const { pulls, watermark } = await store.read();
    expect(pulls).toMatchObject([{ labels: ['late'], readAt: later.readAt, reviews: [review] }]);
    expect(JSON.stringify(pulls)).not.toContain('private');
    expect(watermark).toEqual({ pulls: 'c', issues: 'a' });
  });

  test('a run of a workflow is its last attempt, a deployment its last state', async () => {
    const store = keep().open();
    await store.append({
      workflowRuns: [storedRun('5', FIRST, { attempt: 10, conclusion: 'success' })],
      deployments: [storedDeployment('7', FIRST, { state: 'inactive', finishedAt: `${SECOND}T00:00:00Z` })],
    });
    await store.append({
      workflowRuns: [storedRun('5', FIRST, { attempt: 9, conclusion: 'failure' })],
      deployments: [storedDeployment('7', FIRST, { state: 'pending' })],
    });
    const facts = await store.read();
    expect(facts.workflowRuns).toMatchObject([{ attempt: 10, conclusion: 'success' }]);
    expect(facts.deployments).toMatchObject([{ state: 'inactive' }]);
  });

  test('removes the weeks before the one that is named', async () => {
    const kept = keep();
    await kept
      .open()
      .append({ commits: [storedCommit(1, '2025-12-31'), storedCommit(2, FIRST), storedCommit(3, SECOND)] });
    expect(await kept.open().prune('2026-W46')).toBe(2);
    const facts = await kept.open().read();
    expect(facts.weeks).toEqual(['2026-W46']);
    expect(facts.commits).toHaveLength(1);
    expect(await kept.open().prune('2026-W46')).toBe(0);
  });

  test('a candidate stands with its fix, also where that was stored before', async () => {
    const store = keep().open();
    await store.append({ commits: [storedCommit(1, FIRST), storedCommit(2, SECOND)] });
    const candidate = { fix: storedCommit(1, FIRST).sha, culprit: 'f'.repeat(40), lines: 1 };
    await store.append({ candidates: [candidate] });
    expect((await store.read({ to: '2026-W45' })).candidates).toEqual([candidate]);
    const stray = store.append({ candidates: [{ ...candidate, fix: '9'.repeat(40) }] });
    await expect(stray).rejects.toMatchObject({
      trouble: 'invalid',
      message: expect.stringContaining('999'),
    });
  });

  test('the same key must be given each time', async () => {
    const kept = keep();
    await kept.open({ key: undefined }).append({ commits: [storedCommit(1, FIRST)] });
    await kept.open({ key: undefined }).append({ commits: [storedCommit(2, SECOND)] });
    const { commits } = await kept.open().read();
    expect(commits[0]?.author).toEqual(commits[1]?.author);
    const other = kept.open({ key: 'another' }).append({ commits: [storedCommit(3, SECOND)] });
    await expect(other).rejects.toMatchObject({ trouble: 'other-key' });
  });

  test('a key that was given once is asked for ever after', async () => {
    const kept = keep();
    await kept.open().append({ commits: [storedCommit(1, FIRST)] });
    const without = kept.open({ key: undefined }).append({ commits: [storedCommit(1, FIRST)] });
    await expect(without).rejects.toMatchObject({ trouble: 'other-key' });
    expect((await kept.open({ key: undefined }).read()).commits).toHaveLength(1);
  });

  test('repositories stand side by side', async () => {
    const kept = keep();
    await kept.open().append({ commits: [storedCommit(1, FIRST)] });
    await kept.open({ repository: 'team/other' }).append({ commits: [storedCommit(2, FIRST)] });
    expect((await kept.open().read()).commits).toHaveLength(1);
    expect((await kept.open({ repository: 'team/other' }).read()).commits).toHaveLength(1);
  });

  test.each(['../x', 'a/../b', '', 'a//b', 'a/.git', '/a', 'a/b\n'])('%j is no repository', (repository) => {
    expect(() => keep().open({ repository })).toThrow('no name of a repository');
  });

  test('weeks are written as ISO weeks', async () => {
    const store = keep().open();
    await expect(store.read({ from: '2026-11-01' })).rejects.toMatchObject({ trouble: 'invalid' });
    await expect(store.prune('W45')).rejects.toMatchObject({ trouble: 'invalid' });
    const undated = store.append({ commits: [storedCommit(1, 'never')] });
    await expect(undated).rejects.toMatchObject({ trouble: 'invalid' });
  });
});

describe('the bytes of a store', () => {
  const folder = folders();

  /** Readings of three pull requests at different times, each with what it was asked for. */
  const readings = fc.uniqueArray(
    fc.record({
      number: fc.integer({ min: 1, max: 3 }),
      minute: fc.integer({ min: 10, max: 30 }),
      closes: fc.option(fc.array(fc.integer({ min: 1, max: 9 }), { maxLength: 2 })),
      surprises: fc.option(fc.nat(5)),
      commit: fc.nat(4),
    }),
    { selector: ({ number, minute }) => `${number} ${minute}`, maxLength: 6 },
  );

  test('do not depend on the order of what was stored', async () => {
    const shuffled = readings.chain((list) =>
      fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
    );
    await fc.assert(
      fc.asyncProperty(shuffled, async ([some, others]) => {
        const written = await Promise.all([some, others].map(async (list) => stored(list.map(batchOf))));
        expect(written[0]).toEqual(written[1]);
      }),
      { numRuns: 25 },
    );
  });

  function batchOf({ number, minute, closes, surprises, commit }: Reading): StoreBatch {
    const lists = { ...(closes && { closes }), ...(surprises !== null && { surprises }) };
    const readAt = `${FIRST}T12:${minute}:00Z`;
    return {
      pulls: [storedPull(number, FIRST, { readAt, added: minute, ...lists })],
      commits: [storedCommit(commit, SECOND)],
    };
  }

  async function stored(batches: readonly StoreBatch[]): Promise<Readonly<Record<string, string>>> {
    const directory = folder();
    const store = openFolderStore(directory, STORE);
    await store.append({});
    for (const batch of batches) await store.append(batch);
    const home = join(directory, 'facts/team/tool');
    return Object.fromEntries(
      readdirSync(home).map((name) => [name, readFileSync(join(home, name), 'utf8')]),
    );
  }
});

interface Reading {
  readonly number: number;
  readonly minute: number;
  readonly closes: number[] | null;
  readonly surprises: number | null;
  readonly commit: number;
}
