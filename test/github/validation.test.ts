import { readFileSync, statSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { ask, query } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';
import { readDescription, SCHEMAS } from './validate/description.js';
import { knownFaults } from './validate/known-faults.js';
import { answerFaults, responseFaults } from './validate/rest.js';

let github: FakeGitHub;
const root = '/repos/octo/demo';
let before = 0;

beforeAll(async () => {
  github = await startGitHub({
    serverVersion: '3.17.0',
    repositories: [
      {
        name: 'octo/demo',
        commits: [{ message: 'Start', author: 'dependabot[bot]', files: { 'README.md': '# Start\n' } }],
        pulls: [{ author: 'eve', labels: ['old'], head: { repository: null } }],
        runs: [{ workflow: '.github/workflows/ci.yml', sha: 'main' }],
      },
    ],
  });
});
beforeEach(() => {
  before = github.violations().length;
});
afterAll(() => github.stop());

/** The tip of the pull request. */
function headSha(): string {
  return github.state().repositories[0]?.pulls[0]?.head.sha ?? '';
}

/** The faults that were recorded since the test began. */
function faults(): readonly string[] {
  return github
    .violations()
    .slice(before)
    .flatMap((violation) => violation.faults);
}

describe('what GitHub does not describe is a loud failure', () => {
  const bad: readonly (readonly [string, string, unknown, string])[] = [
    ['a path', 'GET /repos/octo/demo/pulls/1/nothing', undefined, 'no such operation'],
    ['a method', 'DELETE /repos/octo/demo/pulls/1', undefined, 'no such operation'],
    ['a query parameter', `GET ${root}/pulls?page_size=3`, undefined, 'unknown query parameter page_size'],
    ['the type of a query parameter', `GET ${root}/pulls?per_page=all`, undefined, 'must be integer'],
    ['a value of a query parameter', `GET ${root}/pulls?state=merged`, undefined, 'must be equal to one of'],
    ['the type of a path parameter', `GET ${root}/pulls/one`, undefined, 'must be integer'],
    [
      'a missing property',
      `POST ${root}/issues/1/comments`,
      { text: 'x' },
      "must have required property 'body'",
    ],
    [
      'a property of the body',
      `POST ${root}/issues/1/comments`,
      { body: 'x', kind: 'y' },
      'unknown property kind',
    ],
    ['a type in the body', `POST ${root}/issues/1/comments`, { body: 7 }, 'must be string'],
    ['a value in the body', `POST ${root}/statuses/abc`, { state: 'neutral' }, 'must be equal to one of'],
    ['no body at all', `POST ${root}/issues/1/comments`, undefined, 'the body is missing'],
    ['a body that is not taken', `DELETE ${root}/issues/comments/1`, { body: 'x' }, 'takes no body'],
    [
      'too many annotations',
      `POST ${root}/check-runs`,
      {
        name: 'x',
        head_sha: 'y',
        output: { title: 'x', summary: 'y', annotations: Array.from({ length: 51 }, annotation) },
      },
      'must NOT have more than 50 items',
    ],
  ];

  test.each(bad)('%s', async (_, what, body, words) => {
    const answer = await ask(github, what, { body });
    expect(answer.status).toBe(599);
    expect(faults().join('\n')).toContain(words);
  });

  test('an answer, when the state makes it impossible', async () => {
    const pull = github.state().repositories[0]?.pulls[0];
    const updatedAt = pull?.updatedAt ?? '';
    Object.assign(pull ?? {}, { updatedAt: 'yesterday' });
    const answer = await ask(github, `GET ${root}/pulls/1`);
    Object.assign(pull ?? {}, { updatedAt });
    expect(answer.status).toBe(599);
    expect(faults().join('\n')).toContain('/updated_at must match format "date-time"');
    expect(github.violations().at(-1)).toMatchObject({ what: 'answer', place: 'pulls/get' });
  });
});

function annotation(): Record<string, unknown> {
  return { path: 'a', start_line: 1, end_line: 1, annotation_level: 'notice', message: 'm' };
}

describe('an answer', () => {
  const wrong = (method: string, path: string, status: number, body: unknown): readonly string[] => {
    const found = readDescription().find(method, `${root}${path}`);
    return found === undefined
      ? ['not described']
      : responseFaults(readDescription(), found.operation, status, body);
  };

  test('with a name, a status or a body that is not described', () => {
    const ref = { ref: 'refs/heads/a', node_id: 'R', url: 'https://x.test/a' };
    const object = { type: 'commit', sha: 'a'.repeat(40), url: 'https://x.test/b' };
    expect(wrong('GET', '/git/ref/heads/a', 200, { ...ref, object })).toEqual([]);
    expect(wrong('GET', '/git/ref/heads/a', 200, { ...ref, object, oid: 'a' })).toEqual([
      'answer 200: unknown property oid',
    ]);
    expect(wrong('GET', '/git/ref/heads/a', 202, {})).toEqual(['answer 202: no such status is described']);
    expect(wrong('DELETE', '/issues/comments/1', 204, { id: 1 })).toEqual([
      'answer 204: no body is described',
    ]);
    expect(wrong('DELETE', '/issues/comments/1', 403, { message: 7 })).toHaveLength(1);
  });
});

describe('GraphQL that GitHub refuses is a loud failure', () => {
  const pull = (inside: string): string =>
    `query Q { repository(owner: "octo", name: "demo") { pullRequest(number: 1) { ${inside} } } }`;
  const bad: readonly (readonly [string, string, string])[] = [
    ['a field', pull('subject'), 'Cannot query field "subject" on type "PullRequest"'],
    ['an argument', pull('commits(limit: 3) { totalCount }'), 'Unknown argument "limit"'],
    ['a syntax error', 'query {', 'Syntax Error'],
    ['a missing page size', pull('commits { totalCount }'), 'MISSING_PAGINATION_BOUNDARIES'],
    ['a page that is too large', pull('commits(first: 101) { totalCount }'), 'MISSING_PAGINATION_BOUNDARIES'],
    [
      'too many nodes',
      `query Q { repository(owner: "octo", name: "demo") { pullRequests(first: 100) { nodes { reviews(first: 100) { nodes { comments(first: 100) { totalCount } } } } } } }`,
      'nodes, more than 500000',
    ],
    ['a field that the emulator has no answer for', pull('bodyHTML'), 'does not know PullRequest.bodyHTML'],
  ];

  test.each(bad)('%s', async (_, text, words) => {
    expect((await query(github, text)).status).toBe(599);
    expect(faults().join('\n')).toContain(words);
  });

  test('a variable of the wrong type', async () => {
    const text =
      'query Q($n: Int!) { repository(owner: "octo", name: "demo") { pullRequest(number: $n) { title } } }';
    expect((await query(github, text, { n: 'one' })).status).toBe(599);
    expect(faults()).toHaveLength(1);
  });
});

const TITLE = '"title":"GitHub\'s official OpenAPI spec + Octokit extension"';

describe('the vendored descriptions', () => {
  test('are small, hold no words and name their source', () => {
    const openapi = readFileSync(`${SCHEMAS}/openapi.json`, 'utf8');
    expect(statSync(`${SCHEMAS}/openapi.json`).size).toBeLessThan(700_000);
    expect(openapi.match(/"(?:summary|description|title)":"[^"]*"/g)).toEqual([TITLE]);
    expect(openapi.match(/"(?:examples?|externalDocs|nullable)":/g)).toBeNull();
    expect(readFileSync(`${SCHEMAS}/schema.graphql`, 'utf8')).not.toContain('"""');
    expect(readFileSync(`${SCHEMAS}/SOURCE.md`, 'utf8')).toContain('licence: MIT');
  });

  test.each(knownFaults)(
    '$name: the fault that is let pass is really one',
    async ({ operations, at, because }) => {
      expect(because).not.toBe('');
      const seen: string[] = [];
      for (const path of [
        `${root}/pulls/1`,
        `${root}/pulls`,
        `${root}/commits/${headSha()}/pulls`,
        '/meta',
        `${root}/actions/runs`,
      ]) {
        const response = await ask(github, `GET ${path}`);
        expect(response.status).toBe(200);
        const operation = readDescription().find('GET', path)?.operation;
        if (operation === undefined) throw new Error(`${path} is not described`);
        const body = response.list.length > 0 ? response.list : response.body;
        const found = answerFaults(readDescription(), operation, 200, body);
        const lines = found.map((fault) => fault.replace(/\/\d+/g, '/*'));
        if (lines.some((fault) => fault.startsWith(at))) seen.push(operation.operationId);
        expect(responseFaults(readDescription(), operation, 200, body)).toEqual([]);
      }
      expect(seen.sort()).toEqual([...operations].sort());
    },
  );
});
