import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { isObjectType } from 'graphql';
import { ask, askPull, at, query } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';
import { resolvers } from './graphql/resolvers.js';
import { readSchema } from './graphql/schema.js';

let github: FakeGitHub;
const root = '/repos/octo/demo';

beforeAll(async () => {
  github = await startGitHub({
    accounts: [{ login: 'ada', name: 'Ada', emails: ['ada@example.org'] }],
    repositories: [
      {
        name: 'octo/demo',
        collaborators: { bob: 'write', ada: 'write' },
        issues: [{ number: 40, title: 'Slow' }],
        pulls: [
          {
            title: 'Add a cache',
            body: '## Why\n\nSlow.',
            author: 'ada',
            labels: ['speed', 'docs'],
            closes: [40],
            edits: [{ at: '2026-11-02T10:00:00Z', by: 'ada' }],
            commits: Array.from({ length: 260 }, (_, index) => ({
              message: `Step ${index}\n\nBecause.`,
              author: index % 2 === 0 ? 'Ada <ada@example.org>' : 'Nobody <nobody@example.org>',
              files: { 'src/a.ts': `${index}\n` },
            })),
          },
        ],
      },
    ],
  });
});
afterAll(async () => {
  await github.stop();
  expect(github.violations()).toEqual([]);
});

const pull = (inside: string, variables?: Readonly<Record<string, unknown>>, names?: string) =>
  askPull(github, inside, variables, names);

describe('the emulated GraphQL interface', () => {
  test('every type that has an object behind it has resolvers', () => {
    const plain =
      /Connection$|^(?:PageInfo|RateLimit|CommitEdge|GpgSignature|PullRequestChangedFile|Tag|__.*)$/;
    const types = Object.values(readSchema().getTypeMap()).filter(
      (type) => isObjectType(type) && !plain.test(type.name),
    );
    expect(types.map(({ name }) => name).filter((name) => resolvers[name] === undefined)).toEqual([]);
  });

  test('tells of a pull request what REST tells', async () => {
    const rest = await ask(github, `GET ${root}/pulls/1`);
    const told = await pull(
      'databaseId number title body url createdAt headRefOid headRefName baseRefOid baseRefName isDraft changedFiles commits(first: 1) { totalCount } labels(first: 9) { nodes { name } }',
    );
    expect(told).toEqual({
      databaseId: rest.body['id'],
      number: 1,
      title: rest.body['title'],
      body: rest.body['body'],
      url: rest.body['html_url'],
      createdAt: rest.body['created_at'],
      headRefOid: at(rest.body, 'head', 'sha'),
      headRefName: at(rest.body, 'head', 'ref'),
      baseRefOid: at(rest.body, 'base', 'sha'),
      baseRefName: 'main',
      isDraft: false,
      changedFiles: 1,
      commits: { totalCount: 260 },
      labels: { nodes: [{ name: 'speed' }, { name: 'docs' }] },
    });
  });

  test('gives all 260 commits page by page, where REST stops at 250', async () => {
    const messages: unknown[] = [];
    let after: unknown = null;
    do {
      const page = await pull(
        'commits(first: 100, after: $after) { pageInfo { hasNextPage endCursor } nodes { commit { messageHeadline author { user { login } } } } }',
        { after },
        '($after: String)',
      );
      messages.push(...(at(page, 'commits', 'nodes') as unknown[]));
      after =
        at(page, 'commits', 'pageInfo', 'hasNextPage') === true
          ? at(page, 'commits', 'pageInfo', 'endCursor')
          : null;
    } while (after !== null);
    expect(messages).toHaveLength(260);
    expect(messages[0]).toEqual({
      commit: { messageHeadline: 'Step 0', author: { user: { login: 'ada' } } },
    });
    expect(messages[259]).toEqual({ commit: { messageHeadline: 'Step 259', author: { user: null } } });
    const counts = await Promise.all(
      [1, 2, 3, 4].map((page) => ask(github, `GET ${root}/pulls/1/commits?per_page=100&page=${page}`)),
    );
    expect(counts.map(({ list }) => list.length)).toEqual([100, 100, 50, 0]);
  });

  test('reads files, folders, refs and the history of a path', async () => {
    const text = `query Objects {
      repository(owner: "octo", name: "demo") {
        file: object(expression: "change-1:src/a.ts") { ... on Blob { text byteSize isBinary } }
        folder: object(expression: "change-1:") { ... on Tree { entries { name type path } } }
        missing: object(expression: "main:nothing") { oid }
        ref(qualifiedName: "refs/heads/main") { name prefix target { oid } }
        refs(refPrefix: "refs/heads/", first: 9) { nodes { name } }
        head: object(expression: "change-1") { ... on Commit { history(first: 2, path: "src/a.ts") { totalCount nodes { messageHeadline } } associatedPullRequests(first: 1) { nodes { number } } } }
      }
    }`;
    const { body } = await query(github, text);
    expect(at(body, 'data', 'repository')).toMatchObject({
      file: { text: '259\n', byteSize: 4, isBinary: false },
      folder: {
        entries: [
          { name: 'README.md', type: 'blob', path: 'README.md' },
          { name: 'src', type: 'tree', path: 'src' },
        ],
      },
      missing: null,
      ref: { name: 'main', prefix: 'refs/heads/' },
      refs: { nodes: [{ name: 'change-1' }, { name: 'main' }] },
      head: {
        history: {
          totalCount: 260,
          nodes: [{ messageHeadline: 'Step 259' }, { messageHeadline: 'Step 258' }],
        },
        associatedPullRequests: { nodes: [{ number: 1 }] },
      },
    });
  });

  test('counts the cost by the connections that are opened', async () => {
    const text = `query Cost { rateLimit { cost nodeCount } repository(owner: "octo", name: "demo") { pullRequests(first: 100) { nodes { commits(first: 50) { nodes { commit { parents(first: 1) { totalCount } } } } } } } }`;
    const { body } = await query(github, text);
    expect(at(body, 'data', 'rateLimit')).toEqual({ cost: 51, nodeCount: 100 + 5000 + 5000 });
    expect(github.requests().at(-1)).toMatchObject({
      operation: 'graphql',
      name: 'Cost',
      points: 51,
      weight: 1,
    });
  });
});

describe('an older Enterprise Server', () => {
  test('does not know what it is told not to have, and that is no violation', async () => {
    const old = await startGitHub(
      { serverVersion: '3.9.0', repositories: [{ name: 'octo/demo', pulls: [{}] }] },
      { enterprise: true, without: ['PullRequest.isDraft', 'GET /repos/octo/demo/rulesets'] },
    );
    const answer = await query(
      old,
      'query Old { repository(owner: "octo", name: "demo") { pullRequest(number: 1) { isDraft } } }',
    );
    expect(at(answer.body, 'errors', 0)).toMatchObject({
      message: "Field 'isDraft' doesn't exist on type 'PullRequest'",
      extensions: { code: 'undefinedField' },
    });
    expect((await ask(old, 'GET /repos/octo/demo/rulesets')).status).toBe(404);
    expect((await ask(old, 'GET /meta')).body['installed_version']).toBe('3.9.0');
    expect([new URL(old.apiUrl).pathname, new URL(old.graphqlUrl).pathname]).toEqual([
      '/api/v3',
      '/api/graphql',
    ]);
    await old.stop();
    expect(old.violations()).toEqual([]);
  });
});
