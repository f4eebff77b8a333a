import { execFileSync } from 'node:child_process';
import { placeOf, readDesigns, readFile, readLanded, readPullOfCommit, webUrl } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import type { StateInput } from '../../github/state/input.js';
import { type Connection, connections } from './connection.js';

const open = connections();
const ADA = { login: 'ada', kind: 'user' } as const;
const approved = (author: string, submittedAt: string) => ({
  state: 'APPROVED' as const,
  author,
  submittedAt,
});

/** A design that came with #1, was approved by three people, and is implemented by #2; #3 is still open. */
const STATE: StateInput = {
  repositories: [
    {
      name: 'octo/demo',
      collaborators: { bob: 'write', carol: 'write', dora: 'write', ada: 'write' },
      commits: [
        { message: 'start', files: { 'README.md': 'x' } },
        { message: 'direct', files: { 'direct.md': 'x' } },
      ],
      pulls: [
        {
          title: 'docs: design',
          body: 'Why.',
          author: 'dora',
          state: 'merged',
          commits: [{ message: 'docs: design', files: { 'docs/designs/shelf.md': 'text' } }],
          reviews: [
            approved('mallory', '2026-11-02T09:30:00Z'),
            approved('ada', '2026-11-02T09:40:00Z'),
            approved('dora', '2026-11-02T09:45:00Z'),
            { state: 'COMMENTED', author: 'bob', submittedAt: '2026-11-02T09:50:00Z' },
            approved('carol', '2026-11-02T11:00:00Z'),
            approved('bob', '2026-11-02T10:00:00Z'),
          ],
        },
        { title: 'feat: shelf', author: 'ada' },
        { title: 'docs: other', author: 'dora', reviews: [approved('carol', '2026-11-03T10:00:00Z')] },
      ],
      issues: [{ title: 'A design as an issue', author: 'dora' }],
    },
  ],
};
/** The same with #1 squashed onto main, and `docs/designs/shelf.md` there. */
async function afterLanding(): Promise<Connection> {
  const at = await open(STATE);
  const [repository] = at.github.state().repositories;
  const [pull] = repository?.pulls ?? [];
  if (repository === undefined || pull === undefined) throw new Error('there is no pull request');
  const git = (...args: string[]) =>
    execFileSync(
      'git',
      ['-C', repository.git, '-c', 'user.name=Dora', '-c', 'user.email=dora@example.org', ...args],
      { encoding: 'utf8' },
    ).trim();
  pull.mergeCommit = git(
    'commit-tree',
    `${pull.head.sha}^{tree}`,
    '-p',
    pull.base.sha,
    '-m',
    'docs: design (#1)',
  );
  git('update-ref', 'refs/heads/main', pull.mergeCommit);
  at.github.world.history(repository).forget();
  return at;
}

const mergeOf = ({ github }: Connection) => github.state().repositories[0]?.pulls[0]?.mergeCommit ?? '';

describe('approvals of designs', () => {
  const BOB = { approvedAt: '2026-11-02T10:00:00Z', approver: 'bob' };
  const NONE = { approvedAt: null, approver: null };

  test('the earliest counts that somebody gave who may push and who wrote neither of both', async () => {
    const at = await afterLanding();
    const references = [
      'docs/designs/shelf.md',
      '#1',
      `${webUrl(at.hub.place)}/octo/demo/pull/1`,
      '/docs/designs/shelf.md',
    ];
    expect(await readDesigns(at.hub, references, ADA)).toEqual(
      references.map((reference) => ({ reference, ...BOB })),
    );
    expect(at.hub.requests().graphql).toBe(2);
  });

  test('a pull request that is open may be the design', async () => {
    const { hub } = await open(STATE);
    expect(await readDesigns(hub, ['octo/demo#3'], ADA)).toEqual([
      { reference: 'octo/demo#3', approvedAt: '2026-11-03T10:00:00Z', approver: 'carol' },
    ]);
  });

  test('an issue, a path that nobody reviewed, one that is not there and another repository have none', async () => {
    const { hub } = await open(STATE);
    const references = [
      '#4',
      '#99',
      'direct.md',
      'gone.md',
      'other/repo#1',
      'https://example.org/octo/demo/pull/1',
      '../x',
    ];
    expect(await readDesigns(hub, references, ADA)).toEqual(
      references.map((reference) => ({ reference, ...NONE })),
    );
  });

  test('nothing named is nothing asked', async () => {
    const { hub } = await open(STATE);
    expect(await readDesigns(hub, [], ADA)).toEqual([]);
    expect(await readDesigns(hub, ['other/repo#1'], ADA)).toHaveLength(1);
    expect(hub.requests()).toMatchObject({ rest: 0, graphql: 0 });
  });

  test('addresses are read for the server in question', async () => {
    const { hub } = await open(STATE, { server: { enterprise: true } });
    const server = hub.place.apiUrl.replace('/api/v3', '');
    expect(placeOf(hub, `${server}/Octo/demo/pull/7/files#diff`)).toEqual({ kind: 'pull', number: 7 });
    expect(placeOf(hub, `${server}/octo/demo/blob/main/docs/x.md?plain=1`)).toEqual({
      kind: 'path',
      path: 'docs/x.md',
    });
    expect(placeOf(hub, 'https://github.com/octo/demo/pull/7')).toEqual({ kind: 'elsewhere' });
    expect(placeOf(hub, `${server}/octo/demo-two/pull/7`)).toEqual({ kind: 'elsewhere' });
  });
});

describe('what landed', () => {
  test('each commit with its pull request, by one request', async () => {
    const at = await afterLanding();
    const merged = mergeOf(at);
    const start = at.github.state().repositories[0]?.pulls[0]?.base.sha ?? '';
    const landed = await readLanded(at.hub, [merged, start, 'f'.repeat(40), merged]);
    expect([...landed]).toEqual([
      [
        merged,
        {
          number: 1,
          title: 'docs: design',
          body: 'Why.',
          author: { login: 'dora', kind: 'user' },
          createdAt: '2026-11-02T09:00:00Z',
          mergeCommit: merged,
        },
      ],
    ]);
    expect(at.hub.requests().graphql).toBe(1);
  });

  test('the pull request of one commit; none for a direct push or an unknown commit', async () => {
    const at = await afterLanding();
    const [, second] = at.github.state().repositories[0]?.pulls ?? [];
    expect(await readPullOfCommit(at.hub, mergeOf(at))).toEqual([1]);
    expect(await readPullOfCommit(at.hub, second?.head.sha ?? '')).toEqual([]);
    expect(await readPullOfCommit(at.hub, 'f'.repeat(40))).toEqual([]);
  });

  test('nothing but a sha goes into a query', async () => {
    const { hub } = await open(STATE);
    await expect(readLanded(hub, ['main") { id } x: object(oid: "'])).rejects.toMatchObject({
      kind: 'invalid',
    });
    expect(hub.requests().graphql).toBe(0);
  });
});

describe('a file', () => {
  test('is read as text at a revision', async () => {
    const at = await afterLanding();
    expect(await readFile(at.hub, 'main', 'docs/designs/shelf.md')).toBe('text');
    const before = at.github.state().repositories[0]?.pulls[0]?.base.sha ?? '';
    expect(await readFile(at.hub, before, 'docs/designs/shelf.md')).toBeUndefined();
  });

  test('a folder, a path outside and one that is not there are none', async () => {
    const { hub } = await open(STATE);
    for (const path of ['docs', 'docs/none.md', '../x', '/etc/passwd', './README.md', '']) {
      expect(await readFile(hub, 'main', path)).toBeUndefined();
    }
  });

  test('a large one comes whole', async () => {
    const text = `${'ä'.repeat(700_000)}\n`;
    const { hub } = await open({
      repositories: [{ name: 'octo/demo', commits: [{ message: 'big', files: { 'big.md': text } }] }],
    });
    expect((await readFile(hub, 'main', 'big.md')) === text).toBe(true);
  });
});
