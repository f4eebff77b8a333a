import { describe, expect, test } from '@jest/globals';
import type { RunState } from '../../github/state/checks-model.js';
import type { RepositoryState } from '../../github/state/model.js';
import { connections } from './connection.js';
import { collectInto, hour, nothingKept, numbers, plainPulls, repositoryOf, stateOf } from './kept.js';

const open = connections();

describe('lists that go over a page', () => {
  test('are read to their end', async () => {
    const files = Object.fromEntries(numbers(130).map((at) => [`src/f${at}.ts`, 'x']));
    const timeline = numbers(120).map((at) => ({
      kind: 'labeled' as const,
      at: hour(at),
      actor: 'bob',
      label: `l${at}`,
    }));
    const at = await open(
      stateOf({
        pulls: [
          {
            commits: [{ message: 'many', files }],
            updatedAt: hour(200),
            labels: numbers(105).map((one) => `l${one}`),
            timeline,
            reviews: numbers(110).map((one) => ({
              state: 'COMMENTED' as const,
              author: 'bob',
              submittedAt: hour(one),
            })),
            threads: numbers(115).map((one) => ({
              comments: [{ body: `q${one}`, author: 'bob', createdAt: hour(one) }],
            })),
          },
        ],
        issues: [{ number: 2, updatedAt: hour(200), labels: numbers(60).map((one) => `l${one}`), timeline }],
      }),
    );
    const repository = repositoryOf(at);
    const sha = repository.pulls[0]?.head.sha ?? '';
    const status = {
      description: null,
      targetUrl: null,
      creator: 'ada',
      createdAt: hour(3),
      state: 'success' as const,
    };
    for (const one of numbers(140))
      repository.statuses.push({ ...status, id: 9000 + one, sha, context: `c${one}` });
    const kept = nothingKept();
    expect((await collectInto(at.hub, kept)).gaps).toEqual([]);
    const pull = kept.pulls.get(1);
    const lengths = [
      pull?.paths,
      pull?.labels,
      pull?.labelEvents,
      pull?.reviews,
      pull?.threads,
      pull?.checks,
    ];
    expect(lengths.map((list) => list?.length)).toEqual([130, 105, 120, 110, 115, 140]);
    expect(pull?.missing).toEqual([]);
    expect(kept.issues.get(2)?.labels).toHaveLength(60);
    expect(kept.issues.get(2)?.labelEvents).toHaveLength(120);
  });
});

/** Runs of one workflow at these instants. */
function runsAt(repository: RepositoryState, times: readonly string[]): RunState[] {
  const sha = repository.pulls[0]?.head.sha ?? '';
  const common = {
    workflow: '.github/workflows/ci.yml',
    event: 'push',
    branch: 'main',
    status: 'completed',
    conclusion: 'success',
    attempt: 1,
  };
  return times.map((time, at) => ({
    ...common,
    id: 50_000 + at,
    sha,
    createdAt: time,
    updatedAt: time,
  }));
}

describe('workflow runs', () => {
  const workflows = [{ path: '.github/workflows/ci.yml' }];

  test('more than GitHub gives of one window are read by smaller ones', async () => {
    const at = await open(stateOf({ workflows, pulls: plainPulls(1) }));
    const repository = repositoryOf(at);
    repository.runs.push(...runsAt(repository, numbers(1050).map(hour)));
    const kept = nothingKept();
    expect((await collectInto(at.hub, kept)).gaps).toEqual([]);
    expect(kept.workflowRuns.size).toBe(1050);
    expect(at.hub.requests().rest).toBeLessThanOrEqual(1050 / 100 + 4);
    const hub = at.again();
    await collectInto(hub, kept);
    expect(hub.requests().rest).toBe(1);
  });

  test('a second that is full stops them there, and is said', async () => {
    const at = await open(stateOf({ workflows, pulls: plainPulls(1) }));
    const full = '2026-09-01T00:00:01Z';
    const times = ['2026-09-01T00:00:00Z', ...numbers(1000).map(() => full), '2026-09-01T00:00:02Z'];
    const repository = repositoryOf(at);
    repository.runs.push(...runsAt(repository, times));
    const kept = nothingKept();
    const { gaps } = await collectInto(at.hub, kept, { since: times[0] ?? '', asOf: '2026-09-01T00:00:03Z' });
    expect(gaps).toEqual([{ what: 'workflowRuns', why: expect.stringContaining(full) }]);
    expect(kept.workflowRuns.size).toBe(1);
    expect(kept.watermark['workflowRuns']).toBe(`${times[0]}/${times[0]}`);
  });

  test('one that goes on is read again until it has ended', async () => {
    const at = await open(stateOf({ workflows, pulls: plainPulls(1) }));
    const [run] = runsAt(repositoryOf(at), ['2026-11-01T00:00:00Z']);
    if (run === undefined) throw new Error('there is no run');
    const { runs } = repositoryOf(at);
    runs.push({ ...run, status: 'in_progress', conclusion: null });
    const kept = nothingKept();
    await collectInto(at.hub, kept);
    runs.splice(0, 1, { ...run, updatedAt: '2026-11-02T00:00:00Z' });
    await collectInto(at.again(), kept);
    expect([...kept.workflowRuns.values()]).toMatchObject([
      { conclusion: 'success', finishedAt: '2026-11-02T00:00:00Z' },
    ]);
  });
});
