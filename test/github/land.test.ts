import { afterEach, describe, expect, test } from '@jest/globals';
import { makeRepository } from '../helpers/repository.js';
import { ask, at } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';
import { type Landing, landPull } from './land/land.js';
import { push } from './land/push.js';
import { enqueue, leaveQueue, testMerge } from './land/queue.js';
import type { CommitInput } from './state/input.js';
import type { RepositoryState, SettingsState } from './state/model.js';

let github: FakeGitHub;
afterEach(async () => {
  await github.stop();
  expect(github.violations()).toEqual([]);
});

const step = (message: string, author = 'ada'): CommitInput => ({
  message,
  author,
  files: { [`${message.slice(0, 3)}.txt`]: message },
});
const one = [step('Add a cache\n\nIt was slow.')];
const two = [step('Add a cache\n\nIt was slow.'), step('Fix it', 'bob')];

async function start(
  settings: Partial<SettingsState>,
  commits: readonly CommitInput[],
): Promise<RepositoryState> {
  github = await startGitHub({
    accounts: [
      { login: 'ada', name: 'Ada Example', emails: ['ada@example.org'] },
      { login: 'bob', emails: ['bob@example.org'] },
    ],
    repositories: [
      {
        name: 'octo/demo',
        settings,
        issues: [{ number: 40 }],
        pulls: [{ title: 'Make it fast', body: '## Why\r\n\r\nSlow.', author: 'ada', commits, closes: [40] }],
      },
    ],
  });
  const [repository] = github.state().repositories;
  if (repository === undefined) throw new Error('no repository');
  return repository;
}

/** The message of what stands on main after landing. */
function messageOf(repository: RepositoryState, sha: string): string {
  return github.world.history(repository).run(['log', '-1', '--format=%B', sha]).trimEnd();
}

describe('a squash', () => {
  const coAuthor = 'Co-authored-by: bob <bob@example.org>';
  const list = '* Add a cache\n\nIt was slow.\n\n* Fix it';
  test.each([
    ['one commit, as GitHub sets it up', {}, one, 'Add a cache (#1)\n\nIt was slow.'],
    [
      'two commits, as GitHub sets it up',
      {},
      two,
      `Make it fast (#1)\n\n${list}\n\n---------\n\n${coAuthor}`,
    ],
    [
      'title and description',
      { squashTitle: 'PR_TITLE', squashMessage: 'PR_BODY' },
      one,
      'Make it fast (#1)\n\n## Why\n\nSlow.',
    ],
    [
      'title and commits',
      { squashTitle: 'PR_TITLE', squashMessage: 'COMMIT_MESSAGES' },
      one,
      'Make it fast (#1)\n\n* Add a cache\n\nIt was slow.',
    ],
    [
      'title alone',
      { squashTitle: 'PR_TITLE', squashMessage: 'BLANK' },
      two,
      `Make it fast (#1)\n\n${coAuthor}`,
    ],
    [
      'title alone, one author',
      { squashTitle: 'PR_TITLE', squashMessage: 'BLANK' },
      one,
      'Make it fast (#1)',
    ],
  ] as const)('%s', async (_, settings, commits, expected) => {
    const repository = await start(settings, commits);
    const sha = landPull(github.world, repository, 1, { method: 'squash' });
    expect(messageOf(repository, sha)).toBe(expected);
    expect(github.world.history(repository).commit(sha)?.author.email).toBe('ada@example.org');
  });
});

describe('landing', () => {
  const landings: readonly (readonly [Landing['method'], number, number])[] = [
    ['squash', 1, 1],
    ['merge', 2, 3],
    ['rebase', 1, 2],
  ];

  test.each(landings)('by %s: the commits and what GitHub tells of them', async (method, parents, added) => {
    const repository = await start({ deleteBranchOnMerge: true }, two);
    const history = github.world.history(repository);
    const before = history.resolve('main') ?? '';
    const sha = landPull(github.world, repository, 1, { method, by: 'bob' });
    expect([history.resolve('main'), history.commit(sha)?.parents.length]).toEqual([sha, parents]);
    expect(history.range(before, sha)).toHaveLength(added);
    expect(history.refs().has('refs/heads/change-1')).toBe(false);
    const pull = await ask(github, 'GET /repos/octo/demo/pulls/1');
    expect(pull.body).toMatchObject({ merged: true, merge_commit_sha: sha, commits: 2, state: 'closed' });
    const found = await ask(github, `GET /repos/octo/demo/commits/${sha}/pulls`);
    expect(found.list.map(({ number }) => number)).toEqual([1]);
    expect((await ask(github, 'GET /repos/octo/demo/issues/40')).body['state']).toBe('closed');
  });

  test('the message of a merge, and one that somebody typed', async () => {
    const repository = await start({}, one);
    const sha = landPull(github.world, repository, 1, { method: 'merge' });
    expect(messageOf(repository, sha)).toBe('Merge pull request #1 from octo/change-1\n\nMake it fast');
    expect(() => landPull(github.world, repository, 1, { method: 'merge' })).toThrow(
      'there is no open pull request 1',
    );
    await github.stop();
    const again = await start({}, one);
    const typed = landPull(github.world, again, 1, {
      method: 'squash',
      message: { title: 'Mine', body: '' },
    });
    expect(messageOf(again, typed)).toBe('Mine');
  });

  test('a conflict does not land', async () => {
    const repository = await start({}, [{ message: 'Mine', files: { 'README.md': 'mine\n' } }]);
    push(github.world, repository, {
      to: 'main',
      commits: [{ message: 'Theirs', files: { 'README.md': 'theirs\n' } }],
    });
    expect(() => landPull(github.world, repository, 1, { method: 'squash' })).toThrow('merge-tree');
    expect(repository.pulls[0]?.state).toBe('open');
  });
});

describe('the merge queue', () => {
  test('makes a commit on a ref of its own, behind what is queued, and lets it through', async () => {
    const repository = await start({}, one);
    const history = github.world.history(repository);
    const base = history.resolve('main');
    const entry = enqueue(github.world, repository, 1, { method: 'squash' });
    expect(entry).toMatchObject({
      ref: `refs/heads/gh-readonly-queue/main/pr-1-${base}`,
      base,
      baseRef: 'refs/heads/main',
    });
    expect([history.resolve('main'), history.commit(entry.sha)?.parents]).toEqual([base, [base]]);
    expect(repository.pulls[0]?.state).toBe('open');
    leaveQueue(github.world, repository, entry);
    expect([
      history.resolve('main'),
      history.refs().has(entry.ref),
      repository.pulls[0]?.mergeCommit,
    ]).toEqual([entry.sha, false, entry.sha]);
  });

  test('the second entry stands on the first', async () => {
    const repository = await start({}, one);
    const first = enqueue(github.world, repository, 1, { method: 'squash' });
    const second = enqueue(github.world, repository, 1, { method: 'merge', behind: first });
    expect(second.ref).toBe(`refs/heads/gh-readonly-queue/main/pr-1-${first.sha}`);
  });

  test('the test merge has both tips as parents', async () => {
    const repository = await start({}, one);
    const history = github.world.history(repository);
    const sha = testMerge(github.world, repository, 1);
    expect(history.commit(sha)?.parents).toEqual([history.resolve('main'), history.resolve('change-1')]);
    expect(history.refs().get('refs/pull/1/merge')).toBe(sha);
  });
});

describe('a push', () => {
  const events = async () =>
    (await ask(github, 'GET /repos/octo/demo/issues/1/timeline')).list.map(({ event }) => event);

  test('moves the pull request along; forced, it is told in the timeline', async () => {
    const repository = await start({}, one);
    const [next = ''] = push(github.world, repository, { to: 'change-1', commits: [step('More')] });
    expect(at((await ask(github, 'GET /repos/octo/demo/pulls/1')).body, 'head', 'sha')).toBe(next);
    expect(await events()).not.toContain('head_ref_force_pushed');
    const [forced = ''] = push(github.world, repository, {
      to: 'change-1',
      commits: [step('Other')],
      from: 'main',
    });
    const { body } = await ask(github, 'GET /repos/octo/demo/pulls/1');
    expect([at(body, 'head', 'sha'), body['commits']]).toEqual([forced, 1]);
    expect(await events()).toContain('head_ref_force_pushed');
    expect(repository.pulls[0]?.timeline.at(-1)).toMatchObject({ before: next, after: forced });
  });

  test("to a repository that is somebody else's is seen as well", async () => {
    const own = makeRepository();
    own.commit({ 'a.txt': 'a' }, 'Start');
    own.git('checkout', '-q', '-b', 'work');
    own.commit({ 'a.txt': 'b' }, 'Work');
    github = await startGitHub({
      repositories: [{ name: 'octo/demo', git: own.path, pulls: [{ head: { ref: 'work' } }] }],
    });
    const tip = own.commit({ 'a.txt': 'c' }, 'More work');
    const { body } = await ask(github, 'GET /repos/octo/demo/pulls/1');
    expect([at(body, 'head', 'sha'), body['commits']]).toEqual([tip, 2]);
    expect(own.git('rev-parse', 'refs/pull/1/head')).toBe(tip);
    own.cleanup();
  });
});
