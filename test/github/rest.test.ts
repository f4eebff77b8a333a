import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { ask, at } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';
import { routes } from './rest/routes.js';
import { wholeRoutes } from './rest/whole.js';
import { readDescription } from './validate/description.js';

const required = {
  required_status_checks: [{ context: 'gate', integration_id: 15368 }],
  strict_required_status_checks_policy: false,
};

const state = {
  repositories: [
    {
      name: 'octo/demo',
      collaborators: { bob: 'write' },
      rulesets: [
        {
          name: 'main',
          rules: [{ type: 'required_status_checks', parameters: required }, { type: 'deletion' }],
        },
      ],
      protection: {
        main: {
          checks: [{ context: 'gate', app: null }],
          reviews: { count: 1, codeOwners: true, dismissStale: false },
        },
      },
      workflows: [{ path: '.github/workflows/gate.yml' }],
      pulls: [
        {
          title: 'Add a cache',
          body: '## Why\r\n\r\nSlow.',
          labels: ['speed'],
          commits: [
            { message: 'Add a cache', files: { 'src/cache.ts': 'one\ntwo\n', 'logo.bin': 'a\0b' } },
            { message: 'Empty it', author: 'dependabot[bot]', files: { 'src/cache.ts': 'one\n' } },
          ],
          reviews: [{ state: 'APPROVED', author: 'bob', body: 'Fine.' }],
          threads: [
            {
              path: 'src/cache.ts',
              comments: [{ body: 'Why two?' }, { body: 'One is for tests.', author: 'bob' }],
            },
          ],
          comments: [{ body: 'Thanks!', author: 'bob' }],
          timeline: [
            { kind: 'ready_for_review' },
            { kind: 'labeled', label: 'speed' },
            { kind: 'renamed', before: 'Cache', after: 'Add a cache' },
          ],
        },
        { author: 'eve', head: { repository: 'eve/demo', ref: 'patch-1' } },
        {
          author: null,
          head: { repository: null, ref: 'gone' },
          labels: ['old'],
          reviews: [{ state: 'COMMENTED', author: null }],
          threads: [{ comments: [{ body: 'Gone.', author: null }] }],
          comments: [{ body: 'Gone too.', author: null }],
          timeline: [{ kind: 'ready_for_review', actor: null }],
        },
      ],
      issues: [{ title: 'It is slow', comments: [{ body: 'Yes.' }] }],
    },
  ],
} as const;

let github: FakeGitHub;
const root = '/repos/octo/demo';

beforeAll(async () => {
  github = await startGitHub(state);
});
afterAll(() => github.stop());

/** One path for every operation that only reads, by what it needs from the state. */
function readingPaths(): readonly string[] {
  const [repository] = github.state().repositories;
  const [pull] = repository?.pulls ?? [];
  const sha = pull?.head.sha ?? '';
  const comment = pull?.comments[0]?.id ?? 0;
  const ruleset = repository?.rulesets[0]?.id ?? 0;
  return [
    ...[
      '',
      '/actions/runs',
      '/actions/workflows',
      '/branches/main',
      '/collaborators/bob/permission',
      '/commits',
    ],
    ...[`/commits/${sha}`, `/commits/${sha}/pulls`, `/commits/${sha}/check-runs`, `/commits/${sha}/status`],
    ...[
      `/commits/${sha}/statuses`,
      '/compare/main...change-1',
      '/contents/README.md',
      '/contents/src?ref=change-1',
    ],
    ...['/deployments', '/git/ref/heads/main', '/issues', '/issues/1', '/issues/4', '/issues/1/comments'],
    ...[
      `/issues/comments/${comment}`,
      '/issues/1/timeline',
      '/issues/3/timeline',
      '/pulls?state=all',
      '/pulls/1',
      '/pulls/2',
      '/pulls/3',
    ],
    ...[
      '/pulls/1/comments',
      '/pulls/3/comments',
      '/pulls/3/reviews',
      '/issues/3/comments',
      '/pulls/1/commits',
      '/pulls/1/files',
      '/pulls/1/reviews',
      '/rules/branches/main',
      '/rulesets',
    ],
    `/rulesets/${ruleset}`,
  ].map((path) => `${root}${path}`);
}

describe('the emulated REST interface', () => {
  test('answers every operation that is described, and describes every one that it answers', () => {
    const description = readDescription();
    const answered = [...Object.keys(routes), ...Object.keys(wholeRoutes)].sort();
    expect([...description.operations].sort()).toEqual(answered);
  });

  test('every answer fits the description', async () => {
    for (const path of [...readingPaths(), '/rate_limit', '/meta']) {
      expect([path, (await ask(github, `GET ${path}`)).status]).toEqual([path, 200]);
    }
    const branch = await ask(github, `GET ${root}/branches/main/protection`, { token: 'person-token' });
    expect(at(branch.body, 'required_status_checks', 'contexts')).toEqual(['gate']);
    expect((await ask(github, 'GET /user', { token: 'person-token' })).body['login']).toBe('octo');
    expect(github.violations()).toEqual([]);
  });

  test('commits, files and their content are those of the Git repository', async () => {
    const commits = await ask(github, `GET ${root}/pulls/1/commits`);
    expect(commits.list.map((one) => at(one, 'commit', 'message'))).toEqual(['Add a cache', 'Empty it']);
    expect(at(commits.list[1], 'author', 'login')).toBe('dependabot[bot]');
    const files = await ask(github, `GET ${root}/pulls/1/files`);
    const told = files.list.map(({ filename, status, additions, patch }) => [
      filename,
      status,
      additions,
      patch,
    ]);
    expect(told).toEqual([
      ['logo.bin', 'added', 0, undefined],
      ['src/cache.ts', 'added', 1, '@@ -0,0 +1 @@\n+one'],
    ]);
    const content = await ask(github, `GET ${root}/contents/src/cache.ts?ref=change-1`);
    expect(Buffer.from(String(content.body['content']), 'base64').toString()).toBe('one\n');
  });

  test('a comment is made, changed and removed', async () => {
    const made = await ask(github, `POST ${root}/issues/1/comments`, { body: { body: 'One.' } });
    expect([made.status, at(made.body, 'user', 'login')]).toEqual([201, 'github-actions[bot]']);
    const path = `${root}/issues/comments/${made.body['id']}`;
    expect((await ask(github, `PATCH ${path}`, { body: { body: 'Two.' } })).body['body']).toBe('Two.');
    expect((await ask(github, `DELETE ${path}`)).status).toBe(204);
    expect((await ask(github, `GET ${path}`)).status).toBe(404);
    expect(github.violations()).toEqual([]);
  });

  test('a comment may have 65,536 characters and none more', async () => {
    const post = (body: string) => ask(github, `POST ${root}/issues/4/comments`, { body: { body } });
    expect((await post('😀'.repeat(65_536))).status).toBe(201);
    const long = await post('x'.repeat(65_537));
    expect([long.status, at(long.body, 'errors', 0, 'message')]).toEqual([
      422,
      'body is too long (maximum is 65536 characters)',
    ]);
  });

  test('statuses and check runs are kept, annotations are added up', async () => {
    const sha = github.state().repositories[0]?.pulls[0]?.head.sha;
    const status = { state: 'failure', context: 'gate', description: 'Two are missing' };
    expect((await ask(github, `POST ${root}/statuses/${sha}`, { body: status })).status).toBe(201);
    expect((await ask(github, `GET ${root}/commits/${sha}/status`)).body['state']).toBe('failure');
    const annotation = { path: 'a', start_line: 1, end_line: 1, annotation_level: 'failure', message: 'No.' };
    const output = { title: 'Two', summary: 'are missing', annotations: [annotation] };
    const made = await ask(github, `POST ${root}/check-runs`, {
      body: { name: 'gate', head_sha: sha, output },
    });
    const path = `${root}/check-runs/${made.body['id']}`;
    await ask(github, `PATCH ${path}`, { body: { conclusion: 'failure', output } });
    expect((await ask(github, `GET ${path}/annotations`)).list).toHaveLength(2);
    const found = await ask(github, `GET ${root}/commits/${sha}/check-runs?check_name=gate`);
    expect(at(found.body, 'check_runs', 0, 'status')).toBe('completed');
    expect(github.violations()).toEqual([]);
  });

  test('lists come in pages that lead to each other', async () => {
    const first = await ask(github, `GET ${root}/pulls?state=all&per_page=2`);
    expect(first.list).toHaveLength(2);
    expect(first.headers.get('link')).toContain(`page=2>; rel="next"`);
    const second = await ask(github, `GET ${root}/pulls?state=all&per_page=2&page=2`);
    expect([second.list.length, second.headers.get('link')?.includes('rel="next"')]).toEqual([1, false]);
  });

  test('issues are opened, edited and closed', async () => {
    const made = await ask(github, `POST ${root}/issues`, { body: { title: 'Weekly', labels: ['report'] } });
    expect(made.status).toBe(201);
    const path = `${root}/issues/${made.body['number']}`;
    const changed = await ask(github, `PATCH ${path}`, { body: { body: 'New.', state: 'closed' } });
    expect([changed.body['state'], changed.body['body']]).toEqual(['closed', 'New.']);
    expect((await ask(github, `GET ${root}/issues?labels=report`)).list).toEqual([]);
    expect(github.violations()).toEqual([]);
  });
});
