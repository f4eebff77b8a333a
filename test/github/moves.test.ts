import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, at, query } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';
import { deleteRepository, renameRepository } from './state/moves.js';
import { instantOf } from './state/world.js';
import { readDescription } from './validate/description.js';
import { knownRequestFaults } from './validate/known-faults.js';
import { askingFaults } from './validate/rest.js';

let github: FakeGitHub;
const root = '/repos/octo/demo';
const deploy = '.github/workflows/deploy.yml';

beforeAll(async () => {
  const start = Date.parse('2026-11-05T00:00:00Z');
  const createdAt = Array.from({ length: 1100 }, (_, minute) => instantOf(start + minute * 60_000));
  github = await startGitHub({
    repositories: [
      {
        name: 'octo/demo',
        workflows: [{ path: deploy }],
        issues: [{ number: 2, labels: ['incident'], timeline: [{ kind: 'labeled', label: 'incident' }] }],
        runs: createdAt.map((at) => ({ workflow: deploy, sha: '0'.repeat(40), createdAt: at })),
      },
    ],
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

const runsAsked = async (search: string) =>
  (await ask(github, `GET ${root}/actions/runs?per_page=100&${search}`)).body;

test.each(knownRequestFaults)(
  '$name: the fault that is let pass is really one',
  ({ operations, at: line }) => {
    const description = readDescription();
    const window = new URLSearchParams({ created: '2026-11-05..2026-11-06' });
    const seen = ['actions/runs', 'actions/workflows/1/runs'].flatMap((path) => {
      const found = description.find('GET', `${root}/${path}`);
      if (found === undefined) throw new Error(`${path} is not described`);
      const faults = askingFaults(description, found.operation, found.values, window, undefined);
      return faults.some((fault) => fault.startsWith(line)) ? [found.operation.operationId] : [];
    });
    expect(seen).toEqual(operations);
  },
);

describe('workflow runs by windows of time', () => {
  test('a search tells of no more than a thousand, the newest, and counts them all', async () => {
    const last = await runsAsked('created=2026-11-05..2026-11-05&page=10');
    expect(last['total_count']).toBe(1100);
    expect(last['workflow_runs']).toHaveLength(100);
    expect((await runsAsked('created=2026-11-05..2026-11-05&page=11'))['workflow_runs']).toEqual([]);
    expect((await runsAsked('page=11'))['workflow_runs']).toHaveLength(100);
  });

  test('both ends of a window are in it', async () => {
    const count = async (created: string) => (await runsAsked(`created=${created}`))['total_count'];
    expect(await count('2026-11-05T00:00:00Z..2026-11-05T00:02:00Z')).toBe(3);
    expect(await count('%3E%3D2026-11-05T18:00:00Z')).toBe(20);
    expect(await count('%3C2026-11-05T00:01:00Z')).toBe(1);
    expect(await count('2026-11-04')).toBe(0);
  });

  test('of one workflow by its file', async () => {
    const found = await ask(github, `GET ${root}/actions/workflows/deploy.yml/runs?per_page=1`);
    expect(found.body['total_count']).toBe(1100);
    expect((await ask(github, `GET ${root}/actions/workflows/none.yml/runs`)).status).toBe(404);
  });
});

describe('issues that change', () => {
  test('labels and locks enter the state and the timeline', async () => {
    const issue = `${root}/issues/2`;
    await ask(github, `POST ${issue}/labels`, { body: { labels: ['cause:test-gap'] } });
    const { list } = await ask(github, `DELETE ${issue}/labels/incident`);
    expect(list.map(({ name }) => name)).toEqual(['cause:test-gap']);
    expect(repositoryOf().issues[0]?.timeline.map(({ kind, label }) => `${kind} ${label}`)).toEqual([
      'labeled incident',
      'labeled cause:test-gap',
      'unlabeled incident',
    ]);
    expect((await ask(github, `PUT ${issue}/lock`, { body: {} })).status).toBe(204);
    expect((await ask(github, `GET ${issue}`)).body['locked']).toBe(true);
    expect((await ask(github, `DELETE ${issue}/lock`)).status).toBe(204);
    expect(repositoryOf().issues[0]?.locked).toBe(false);
  });

  test('closing says why', async () => {
    const body = { state: 'closed', state_reason: 'not_planned' };
    const closed = await ask(github, `PATCH ${root}/issues/2`, { body });
    expect(closed.body).toMatchObject({ state: 'closed', state_reason: 'not_planned' });
    const opened = await ask(github, `PATCH ${root}/issues/2`, { body: { state: 'open' } });
    expect(opened.body).toMatchObject({ state: 'open', closed_at: null });
  });
});

describe('a repository that moves', () => {
  test('keeps its pages when an entry moves to the front between two of them', async () => {
    const moving = await startGitHub({ repositories: [{ name: 'octo/demo', issues: [{}, {}, {}] }] });
    const page = async (after: string) => {
      const text = `query P { repository(owner: "octo", name: "demo") { issues(first: 1${after},
        orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { number } pageInfo { endCursor } } } }`;
      return at((await query(moving, text)).body, 'data', 'repository', 'issues');
    };
    const first = await page('');
    const issue = moving.state().repositories[0]?.issues[0];
    if (issue !== undefined) issue.updatedAt = '2026-12-01T00:00:00Z';
    const second = await page(`, after: "${at(first, 'pageInfo', 'endCursor')}"`);
    await moving.stop();
    expect([at(first, 'nodes', 0, 'number'), at(second, 'nodes', 0, 'number')]).toEqual([3, 2]);
  });

  test('leads from its former name, and says nothing once it is deleted', async () => {
    const moving = await startGitHub({ repositories: [{ name: 'octo/demo', issues: [{}] }] });
    const repository = moving.state().repositories[0];
    if (repository === undefined) throw new Error('no repository');
    renameRepository(repository, 'renamed');
    const sent = await ask(moving, `GET ${root}/issues/1`);
    const target = new URL(sent.headers.get('location') ?? '');
    expect([sent.status, target.pathname]).toEqual([301, `/repositories/${repository.id}/issues/1`]);
    const found = await ask(moving, `GET ${target.pathname}`);
    expect(found.body['html_url']).toBe('https://github.com/octo/renamed/issues/1');
    const text = 'query N { repository(owner: "octo", name: "demo") { nameWithOwner } }';
    const named = await query(moving, text);
    expect(at(named.body, 'data', 'repository', 'nameWithOwner')).toBe('octo/renamed');
    deleteRepository(moving.world, repository);
    const gone = [await ask(moving, `GET ${root}`), await ask(moving, 'GET /repos/octo/renamed')];
    expect(gone.map(({ status }) => status)).toEqual([404, 404]);
    expect(at((await query(moving, text)).body, 'errors', 0, 'type')).toBe('NOT_FOUND');
    await moving.stop();
    expect(moving.violations()).toEqual([]);
  });
});

describe('faults by the size of a request', () => {
  test('large pages fail, and small ones are answered', async () => {
    const slow = await startGitHub({ repositories: [{ name: 'octo/demo', issues: [{}] }] });
    slow.script(
      { path: '/graphql', pageOver: 25, kind: 'graphql', as: 'timeout' },
      { path: '/repos/*/*/issues', pageOver: 50, kind: 'status', status: 502 },
    );
    const size = (first: number) =>
      query(
        slow,
        `query S { repository(owner: "octo", name: "demo") { issues(first: ${first}) { totalCount } } }`,
      );
    const variable = `query V($n: Int!) { repository(owner: "octo", name: "demo") { issues(first: $n) { totalCount } } }`;
    const statuses = [
      (await size(26)).status,
      (await size(25)).status,
      (await query(slow, variable, { n: 100 })).status,
      (await ask(slow, `GET ${root}/issues?per_page=100`)).status,
      (await ask(slow, `GET ${root}/issues?per_page=50`)).status,
    ];
    expect(statuses).toEqual([502, 200, 502, 502, 200]);
    slow.clearFaults();
    slow.script({ path: '/graphql', nodesOver: 99, kind: 'graphql', as: 'something-went-wrong' });
    expect(at((await size(100)).body, 'data')).toBeNull();
    expect(at((await size(99)).body, 'data', 'repository', 'issues', 'totalCount')).toBe(1);
    await slow.stop();
  });
});
