import {
  deploymentFactSchema,
  issueFactSchema,
  pullFactSchema,
  releaseFactSchema,
  workflowRunFactSchema,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { connections } from './connection.js';
import { eventful, withCommits } from './eventful.js';
import { collectInto, nothingKept, stateOf } from './kept.js';

const open = connections();
const ADA = { login: 'ada', kind: 'user' };
const BOB = { login: 'bob', kind: 'user' };

describe('what is read of a repository', () => {
  test('a pull request with its conversation and checks', async () => {
    const { hub, github } = withCommits(await open(eventful));
    const kept = nothingKept();
    await collectInto(hub, kept);
    const sha = github.state().repositories[0]?.pulls[0]?.head.sha ?? '';
    const fact = pullFactSchema.parse(kept.pulls.get(1));
    expect(fact).toMatchObject({
      title: 'feat: shelf',
      body: 'Why.',
      author: ADA,
      state: 'merged',
      createdAt: '2026-11-02T09:00:00Z',
      readyAt: '2026-11-02T10:00:00Z',
      updatedAt: '2026-11-03T09:00:00Z',
      mergedBy: BOB,
      base: 'main',
      labels: ['deploy'],
      paths: ['src/a.ts', 'src/b.ts'],
      fileCount: 2,
      commitCount: 2,
      closes: [2],
      missing: [],
      forcePushes: [],
    });
    expect(fact.commits).toMatchObject([
      { message: 'first' },
      { message: expect.stringContaining('Text.'), sha, login: 'ada' },
    ]);
    expect(fact.labelEvents).toEqual([
      { label: 'deploy', added: true, by: BOB, at: '2026-11-02T09:30:00Z' },
      { label: 'draft', added: false, by: ADA, at: '2026-11-02T12:00:00Z' },
    ]);
    expect(fact.reviewers).toEqual([
      { reviewer: { login: 'carol', kind: 'user' }, by: ADA, isOwner: true, at: '2026-11-02T09:00:03Z' },
      { reviewer: BOB, by: ADA, isOwner: false, at: '2026-11-02T11:00:00Z' },
    ]);
    expect(fact.reviews).toMatchObject([{ author: BOB, state: 'approved', body: 'Good.', canPush: true }]);
    expect(fact.threads).toMatchObject([
      {
        path: 'src/a.ts',
        author: BOB,
        createdAt: '2026-11-02T12:30:00Z',
        isResolved: true,
        body: 'What if it is empty?',
      },
    ]);
    expect(
      fact.checks?.map(({ name, conclusion, sha: of, app }) => ({
        name,
        conclusion,
        app,
        isHead: of === sha,
      })),
    ).toEqual([
      { name: 'test', conclusion: 'failure', app: 'github-actions', isHead: true },
      { name: 'lint', conclusion: null, app: 'github-actions', isHead: true },
      { name: 'plan', conclusion: 'failure', app: null, isHead: true },
    ]);
  });

  test('issues with their labels and what closed them', async () => {
    const { hub } = withCommits(await open(eventful));
    const kept = nothingKept();
    await collectInto(hub, kept);
    expect([...kept.issues.values()].map((issue) => issueFactSchema.parse(issue))).toMatchObject([
      {
        number: 2,
        body: 'Caused by #1.',
        state: 'closed',
        isNotPlanned: false,
        labels: ['cause:untested'],
        labelEvents: [{ label: 'cause:untested', added: true, by: BOB, at: '2026-11-04T10:00:00Z' }],
        closedBy: { kind: 'pull', number: 1 },
      },
      { number: 3, state: 'closed', isNotPlanned: true, closedBy: null },
    ]);
  });

  test('deployments by their outcome, releases and workflow runs', async () => {
    const { hub } = withCommits(await open(eventful));
    const kept = nothingKept();
    await collectInto(hub, kept);
    const deployments = [...kept.deployments.values()].map((one) => deploymentFactSchema.parse(one));
    expect(deployments).toMatchObject([
      { id: '914', state: 'pending', finishedAt: null },
      { id: '910', state: 'success', finishedAt: '2026-11-06T09:05:00Z', environment: 'production' },
    ]);
    expect([...kept.releases.values()].map((one) => releaseFactSchema.parse(one))).toMatchObject([
      { tag: 'v2-rc', sha: null, isPrerelease: true },
      { tag: 'v1', isPrerelease: false, publishedAt: '2026-11-06T08:30:00Z' },
    ]);
    expect([...kept.workflowRuns.values()].map((one) => workflowRunFactSchema.parse(one))).toMatchObject([
      { id: '931', workflow: '.github/workflows/ci.yml', conclusion: null, finishedAt: null, attempt: 2 },
      {
        id: '930',
        workflow: '.github/workflows/deploy.yml',
        conclusion: 'success',
        finishedAt: '2026-11-06T09:30:00Z',
      },
    ]);
  });

  test('the summary says what it is, what it cost and when it was read', async () => {
    const { hub } = withCommits(await open(eventful));
    const summary = await collectInto(hub, nothingKept());
    expect(summary).toMatchObject({
      repository: 'octo/demo',
      isPublic: true,
      defaultBranch: 'main',
      gaps: [],
      counts: { pulls: 1, issues: 2, deployments: 2, releases: 2, workflowRuns: 2 },
    });
    expect(Object.keys(summary.readAt)).toEqual([
      'pulls',
      'issues',
      'deployments',
      'releases',
      'workflowRuns',
    ]);
    expect(summary.points).toBe(summary.requests.points);
  });

  test('only the runs of one workflow, where one is named', async () => {
    const { hub } = withCommits(await open(eventful));
    const kept = nothingKept();
    await collectInto(hub, kept, { workflow: 'deploy.yml' });
    expect([...kept.workflowRuns.keys()]).toEqual(['930']);
  });

  test('no runs, where none are wanted', async () => {
    const { hub } = withCommits(await open(eventful));
    const kept = nothingKept();
    const { readAt } = await collectInto(hub, kept, { workflow: undefined });
    expect(kept.workflowRuns.size).toBe(0);
    expect(Object.keys(readAt)).not.toContain('workflowRuns');
    expect(hub.requests().rest).toBe(0);
  });

  test('a private repository is said to be private', async () => {
    const { hub } = await open(stateOf({ private: true }));
    const kept = nothingKept();
    expect(await collectInto(hub, kept)).toMatchObject({ isPublic: false, gaps: [] });
    expect(kept.pulls.size).toBe(0);
  });
});
