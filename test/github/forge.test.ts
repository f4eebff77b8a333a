import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, askPull, at, query } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';

let github: FakeGitHub;
const root = '/repos/octo/demo';

const run = (name: string, conclusion: string, at: string) => ({
  name,
  conclusion,
  startedAt: at,
  completedAt: at,
  sha: '',
});

beforeAll(async () => {
  github = await startGitHub({
    repositories: [
      {
        name: 'octo/demo',
        pulls: [
          {
            author: 'ada',
            requests: [
              { reviewer: 'bob', asCodeOwner: true },
              { reviewer: 'octo/ops', asCodeOwner: false },
            ],
            closes: [2],
            commits: [
              {
                message: 'Add a cache\n\nCo-authored-by: Bob <bob@example.org>\n',
                files: { 'a.txt': 'a\n' },
              },
            ],
            timeline: [
              { kind: 'labeled', label: 'cause:test-gap', actor: 'bob' },
              { kind: 'unlabeled', label: 'cause:test-gap' },
              { kind: 'review_requested', reviewer: 'octo/ops' },
              { kind: 'review_requested', reviewer: 'bob' },
            ],
          },
        ],
        issues: [
          { title: 'Slow', labels: ['incident'], timeline: [{ kind: 'labeled', label: 'incident' }] },
          {
            title: 'Old',
            state: 'closed',
            stateReason: 'not_planned',
            updatedAt: '2026-10-01T09:00:00Z',
            timeline: [{ kind: 'closed', closer: 1 }],
          },
        ],
      },
      { name: 'octo/bare', private: true },
    ],
    tokens: {
      'actions-token': {},
      'narrow-token': { permissions: { contents: 'read' } },
    },
  });
  const repository = repositoryOf();
  const sha = repository.pulls[0]?.head.sha ?? '';
  const rest = { status: 'completed', app: 'github-actions[bot]', workflow: 'ci', annotations: [] };
  const words = { detailsUrl: null, externalId: '', title: null, summary: null, text: null };
  const seen = [
    run('test', 'failure', '2026-11-02T09:10:00Z'),
    run('lint', 'success', '2026-11-02T09:11:00Z'),
    run('test', 'success', '2026-11-02T09:20:00Z'),
  ];
  for (const one of seen)
    repository.checkRuns.push({ ...rest, ...words, ...one, sha, id: github.world.id() });
  const creator = { creator: 'octo', description: null, targetUrl: null };
  for (const state of ['pending', 'success'] as const)
    repository.statuses.push({
      ...creator,
      id: github.world.id(),
      sha,
      context: 'build',
      state,
      createdAt: '2026-11-02T09:12:00Z',
    });
  const deployment = { sha, ref: 'main', environment: 'production', creator: 'octo' };
  repository.deployments.push({
    ...deployment,
    id: github.world.id(),
    createdAt: '2026-11-03T09:00:00Z',
    statuses: [
      { id: 1, state: 'success', at: '2026-11-03T09:05:00Z' },
      { id: 2, state: 'inactive', at: '2026-11-04T09:05:00Z' },
    ],
  });
  repository.releases.push({
    id: github.world.id(),
    tag: 'v1',
    sha,
    name: 'One',
    body: '',
    author: 'octo',
    isDraft: false,
    isPrerelease: false,
    createdAt: '2026-11-03T09:00:00Z',
    publishedAt: '2026-11-03T10:00:00Z',
  });
});
afterAll(async () => {
  await github.stop();
  expect(github.violations()).toEqual([]);
});

function repositoryOf() {
  const found = github.state().repositories[0];
  if (found === undefined) throw new Error('no repository');
  return found;
}

async function inRepository(inside: string, name = 'demo', token = 'actions-token') {
  const text = `query R { repository(owner: "octo", name: "${name}") { ${inside} } }`;
  const { body } = await query(github, text, {}, token);
  return { data: at(body, 'data', 'repository'), errors: body['errors'] };
}

describe('what a forge keeps over time', () => {
  test('checks: the last run of each name, every run where all are asked for, statuses by context', async () => {
    const found = await askPull(
      github,
      `statusCheckRollup { state contexts(first: 10) { totalCount checkRunCount statusContextCount nodes {
        __typename ... on CheckRun { name conclusion checkSuite { app { slug } } } ... on StatusContext { context state } } } }
      commits(first: 1) { nodes { commit { checkSuites(first: 5) { nodes {
        conclusion latest: checkRuns(first: 9) { totalCount }
        all: checkRuns(first: 9, filterBy: { checkType: ALL }) { nodes { name conclusion } } } } } } }`,
    );
    const app = { app: { slug: 'github-actions' } };
    expect(at(found, 'statusCheckRollup')).toEqual({
      state: 'SUCCESS',
      contexts: {
        totalCount: 3,
        checkRunCount: 2,
        statusContextCount: 1,
        nodes: [
          { __typename: 'CheckRun', name: 'test', conclusion: 'SUCCESS', checkSuite: app },
          { __typename: 'CheckRun', name: 'lint', conclusion: 'SUCCESS', checkSuite: app },
          { __typename: 'StatusContext', context: 'build', state: 'SUCCESS' },
        ],
      },
    });
    const suite = at(found, 'commits', 'nodes', 0, 'commit', 'checkSuites', 'nodes', 0);
    expect(at(suite, 'latest', 'totalCount')).toBe(2);
    expect(at(suite, 'all', 'nodes')).toEqual([
      { name: 'test', conclusion: 'FAILURE' },
      { name: 'lint', conclusion: 'SUCCESS' },
      { name: 'test', conclusion: 'SUCCESS' },
    ]);
  });

  test('labels, requests for review and co-authors', async () => {
    const found = await askPull(
      github,
      `timelineItems(first: 9, itemTypes: [LABELED_EVENT, UNLABELED_EVENT, REVIEW_REQUESTED_EVENT]) { filteredCount nodes {
        __typename ... on LabeledEvent { label { name } actor { login } }
        ... on ReviewRequestedEvent { requestedReviewer { __typename ... on User { login } ... on Team { combinedSlug } } } } }
      reviewRequests(first: 5) { nodes { asCodeOwner requestedReviewer { __typename } } }
      commits(first: 1) { nodes { commit { authors(first: 5) { nodes { email } } } } }`,
    );
    const team = { __typename: 'Team', combinedSlug: 'octo/ops' };
    expect(at(found, 'timelineItems')).toEqual({
      filteredCount: 4,
      nodes: [
        { __typename: 'LabeledEvent', label: { name: 'cause:test-gap' }, actor: { login: 'bob' } },
        { __typename: 'UnlabeledEvent' },
        { __typename: 'ReviewRequestedEvent', requestedReviewer: team },
        { __typename: 'ReviewRequestedEvent', requestedReviewer: { __typename: 'User', login: 'bob' } },
      ],
    });
    expect(at(found, 'reviewRequests', 'nodes')).toEqual([
      { asCodeOwner: true, requestedReviewer: { __typename: 'User' } },
      { asCodeOwner: false, requestedReviewer: { __typename: 'Team' } },
    ]);
    expect(at(found, 'commits', 'nodes', 0, 'commit', 'authors', 'nodes', 1)).toEqual({
      email: 'bob@example.org',
    });
  });

  test('issues since an instant, with what closed them', async () => {
    const { data } = await inRepository(
      `all: issues(first: 9, orderBy: { field: UPDATED_AT, direction: ASC }) { nodes { number stateReason
        timelineItems(first: 5, itemTypes: [CLOSED_EVENT, LABELED_EVENT]) { nodes { __typename
          ... on ClosedEvent { closer { __typename ... on PullRequest { number } } } } } } }
      late: issues(first: 9, filterBy: { since: "2026-10-15T00:00:00Z" }) { totalCount }`,
    );
    expect(at(data, 'late', 'totalCount')).toBe(1);
    expect(at(data, 'all', 'nodes')).toEqual([
      {
        number: 3,
        stateReason: 'NOT_PLANNED',
        timelineItems: {
          nodes: [{ __typename: 'ClosedEvent', closer: { __typename: 'PullRequest', number: 1 } }],
        },
      },
      { number: 2, stateReason: null, timelineItems: { nodes: [{ __typename: 'LabeledEvent' }] } },
    ]);
  });

  test('deployments and releases, in GraphQL as in REST', async () => {
    const { data } = await inRepository(
      `deployments(first: 5) { nodes { commitOid environment latestStatus { state } statuses(first: 5) { nodes { state } } } }
      releases(first: 5) { nodes { tagName tagCommit { oid } publishedAt } }`,
    );
    const sha = repositoryOf().pulls[0]?.head.sha;
    expect(data).toEqual({
      deployments: {
        nodes: [
          {
            commitOid: sha,
            environment: 'production',
            latestStatus: { state: 'INACTIVE' },
            statuses: { nodes: [{ state: 'INACTIVE' }, { state: 'SUCCESS' }] },
          },
        ],
      },
      releases: { nodes: [{ tagName: 'v1', tagCommit: { oid: sha }, publishedAt: '2026-11-03T10:00:00Z' }] },
    });
    const { list } = await ask(github, `GET ${root}/releases`);
    expect(list).toMatchObject([{ tag_name: 'v1', draft: false }]);
    const deployments = await ask(github, `GET ${root}/deployments`);
    const statuses = await ask(github, `GET ${root}/deployments/${deployments.list[0]?.['id']}/statuses`);
    expect(statuses.list.map(({ state }) => state)).toEqual(['inactive', 'success']);
  });

  test('a token without the permission is refused only that part of a private repository', async () => {
    const parts = 'deployments(first: 1) { totalCount } issues(first: 1) { totalCount }';
    const narrow = await inRepository(`name deployments(first: 1) { totalCount }`, 'bare', 'narrow-token');
    expect(narrow.data).toBeNull();
    expect(narrow.errors).toMatchObject([{ type: 'FORBIDDEN', path: ['repository', 'deployments'] }]);
    expect((await inRepository(parts, 'bare')).errors).toBeUndefined();
    expect((await inRepository(parts, 'demo', 'narrow-token')).errors).toBeUndefined();
  });
});
