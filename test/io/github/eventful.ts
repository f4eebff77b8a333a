import type { StateInput } from '../../github/state/input.js';
import type { Connection } from './connection.js';
import { repositoryOf, stateOf } from './kept.js';

/** A repository in which something of every kind happened. */
export const eventful: StateInput = stateOf({
  collaborators: { ada: 'write', bob: 'write' },
  pulls: [
    {
      title: 'feat: shelf',
      body: 'Why.',
      author: 'ada',
      state: 'merged',
      createdAt: '2026-11-02T09:00:00Z',
      updatedAt: '2026-11-03T09:00:00Z',
      closedAt: '2026-11-03T08:00:00Z',
      mergedBy: 'bob',
      labels: ['deploy'],
      closes: [2],
      commits: [
        { message: 'first', author: 'ada', files: { 'src/a.ts': 'a' } },
        { message: 'second\n\nText.', author: 'ada', files: { 'src/b.ts': 'b' } },
      ],
      timeline: [
        { kind: 'review_requested', at: '2026-11-02T09:00:03Z', actor: 'ada', reviewer: 'carol' },
        { kind: 'labeled', at: '2026-11-02T09:30:00Z', actor: 'bob', label: 'deploy' },
        { kind: 'ready_for_review', at: '2026-11-02T10:00:00Z', actor: 'ada' },
        { kind: 'review_requested', at: '2026-11-02T11:00:00Z', actor: 'ada', reviewer: 'bob' },
        { kind: 'review_requested', at: '2026-11-02T11:00:00Z', actor: 'ada', reviewer: 'octo/owners' },
        { kind: 'unlabeled', at: '2026-11-02T12:00:00Z', actor: 'ada', label: 'draft' },
      ],
      reviews: [
        { state: 'APPROVED', author: 'bob', submittedAt: '2026-11-02T13:00:00Z', body: 'Good.' },
        { state: 'PENDING', author: 'carol' },
      ],
      threads: [
        {
          path: 'src/a.ts',
          isResolved: true,
          comments: [
            { author: 'bob', body: 'What if it is empty?', createdAt: '2026-11-02T12:30:00Z' },
            { author: 'ada', body: 'Then nothing is shown.', createdAt: '2026-11-02T12:40:00Z' },
          ],
        },
      ],
    },
  ],
  issues: [
    {
      number: 2,
      title: 'It broke',
      body: 'Caused by #1.',
      author: 'carol',
      state: 'closed',
      createdAt: '2026-11-04T09:00:00Z',
      updatedAt: '2026-11-05T09:00:00Z',
      closedAt: '2026-11-05T09:00:00Z',
      labels: ['cause:untested'],
      timeline: [
        { kind: 'labeled', at: '2026-11-04T10:00:00Z', actor: 'bob', label: 'cause:untested' },
        { kind: 'closed', at: '2026-11-05T09:00:00Z', actor: 'ada', closer: 1 },
      ],
    },
    {
      number: 3,
      title: 'Not now',
      author: 'bob',
      state: 'closed',
      stateReason: 'not_planned',
      updatedAt: '2026-11-05T10:00:00Z',
    },
  ],
  workflows: [{ path: '.github/workflows/deploy.yml' }, { path: '.github/workflows/ci.yml' }],
});

/** The same with what names commits, which are made with the state. */
export function withCommits(at: Connection): Connection {
  const repository = repositoryOf(at);
  const [pull] = repository.pulls;
  if (pull === undefined) throw new Error('there is no pull request');
  const sha = pull.head.sha;
  const common = {
    detailsUrl: null,
    externalId: '',
    title: null,
    summary: null,
    text: null,
    annotations: [],
  };
  const run = { ...common, app: 'github-actions[bot]', workflow: 'ci.yml', status: 'completed' };
  repository.checkRuns.push(
    {
      ...run,
      id: 901,
      sha,
      name: 'test',
      conclusion: 'failure',
      startedAt: '2026-11-02T09:10:00Z',
      completedAt: '2026-11-02T09:12:00Z',
    },
    {
      ...run,
      id: 902,
      sha: pull.base.sha,
      name: 'test',
      conclusion: 'success',
      startedAt: '2026-11-02T09:10:00Z',
      completedAt: '2026-11-02T09:12:00Z',
    },
    {
      ...run,
      id: 903,
      sha,
      name: 'lint',
      conclusion: null,
      status: 'in_progress',
      startedAt: '2026-11-02T09:10:00Z',
      completedAt: null,
    },
  );
  const status = { description: null, targetUrl: null, creator: 'bob' };
  repository.statuses.push({
    ...status,
    id: 904,
    sha,
    context: 'plan',
    state: 'error',
    createdAt: '2026-11-02T09:20:00Z',
  });
  const statuses = [
    { id: 911, state: 'in_progress', at: '2026-11-06T09:01:00Z' },
    { id: 912, state: 'success', at: '2026-11-06T09:05:00Z' },
    { id: 913, state: 'inactive', at: '2026-11-07T09:05:00Z' },
  ];
  const deployment = {
    sha,
    ref: 'main',
    environment: 'production',
    creator: 'bob',
    createdAt: '2026-11-06T09:00:00Z',
  };
  repository.deployments.push({ ...deployment, id: 910, statuses }, { ...deployment, id: 914, statuses: [] });
  const release = {
    sha,
    name: 'v1',
    body: '',
    author: 'bob',
    isDraft: false,
    createdAt: '2026-11-06T08:00:00Z',
  };
  repository.releases.push({
    ...release,
    id: 920,
    tag: 'v1',
    isPrerelease: false,
    publishedAt: '2026-11-06T08:30:00Z',
  });
  repository.releases.push({
    ...release,
    id: 921,
    tag: 'v2-rc',
    sha: null,
    isPrerelease: true,
    publishedAt: '2026-11-06T08:40:00Z',
  });
  const workflowRun = {
    event: 'push',
    branch: 'main',
    sha,
    attempt: 2,
    createdAt: '2026-11-06T09:00:00Z',
    updatedAt: '2026-11-06T09:30:00Z',
  };
  repository.runs.push({
    ...workflowRun,
    id: 930,
    workflow: '.github/workflows/deploy.yml',
    status: 'completed',
    conclusion: 'success',
  });
  repository.runs.push({
    ...workflowRun,
    id: 931,
    workflow: '.github/workflows/ci.yml',
    status: 'in_progress',
    conclusion: null,
  });
  return at;
}
