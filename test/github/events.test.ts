import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { at } from './ask.js';
import { eventFor, type Happening, runnerFor } from './events.js';
import { type FakeGitHub, startGitHub } from './github.js';
import { enqueue } from './land/queue.js';
import type { RepositoryState } from './state/model.js';
import { readDescription } from './validate/description.js';
import { isKnownFault, knownFaults } from './validate/known-faults.js';

let github: FakeGitHub;
let repository: RepositoryState;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'forethought-events-'));
  github = await startGitHub({
    repositories: [
      {
        name: 'octo/demo',
        pulls: [
          {
            title: 'Make it fast',
            labels: ['speed'],
            head: { repository: 'eve/demo' },
            reviews: [{ state: 'APPROVED', author: 'bob' }],
            threads: [{ comments: [{ body: 'Why?', author: 'bob' }] }],
          },
        ],
      },
    ],
  });
  const [first] = github.state().repositories;
  if (first === undefined) throw new Error('no repository');
  repository = first;
});
afterAll(async () => {
  await github.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** What the description finds wrong with a part of a payload. */
function faults(name: string, value: unknown): readonly string[] {
  const found = readDescription().faults({ $ref: `#/components/schemas/${name}` }, value);
  return found.filter((fault) => !isKnownFault(knownFaults, 'pulls/get', fault));
}

describe('payloads', () => {
  test.each([
    'pull_request',
    'pull_request_target',
    'pull_request_review',
    'pull_request_review_comment',
  ] as const)('%s holds the pull request as REST gives it', (event) => {
    const payload = eventFor(github, repository, { event, number: 1 });
    expect(faults('pull-request', payload['pull_request'])).toEqual([]);
    expect(faults('repository', payload['repository'])).toEqual([]);
    expect(faults('simple-user', payload['sender'])).toEqual([]);
    expect(at(payload, 'pull_request', 'head', 'repo', 'fork')).toBe(true);
  });

  test('the action, and what only some of them hold', () => {
    const pull = eventFor(github, repository, { event: 'pull_request', number: 1, action: 'edited' });
    expect([pull['action'], pull['number']]).toEqual(['edited', 1]);
    const review = eventFor(github, repository, { event: 'pull_request_review', number: 1 });
    expect([review['action'], at(review, 'review', 'state')]).toEqual(['submitted', 'approved']);
    const comment = eventFor(github, repository, { event: 'pull_request_review_comment', number: 1 });
    expect(at(comment, 'comment', 'body')).toBe('Why?');
  });

  test('a push holds its commits; without a base they are none', () => {
    const history = github.world.history(repository);
    const [before, after] = [history.resolve('main') ?? '', repository.pulls[0]?.head.sha ?? ''];
    const payload = eventFor(github, repository, { event: 'push', before, after });
    expect(payload).toMatchObject({ ref: 'refs/heads/main', before, after, created: false, forced: false });
    expect(at(payload, 'commits', 0, 'id')).toBe(after);
    expect(
      at(eventFor(github, repository, { event: 'push', before: '0'.repeat(40), after }), 'created'),
    ).toBe(true);
    expect(at(eventFor(github, repository, { event: 'push', before: after, after: before }), 'forced')).toBe(
      true,
    );
  });

  test('a merge group names the ref of the queue', () => {
    const entry = enqueue(github.world, repository, 1, { method: 'squash' });
    const payload = eventFor(github, repository, { event: 'merge_group', entry });
    expect(payload).toMatchObject({
      action: 'checks_requested',
      merge_group: {
        head_sha: entry.sha,
        head_ref: entry.ref,
        base_sha: entry.base,
        base_ref: 'refs/heads/main',
      },
    });
    expect(at(payload, 'merge_group', 'head_commit', 'message')).toContain('(#1)');
  });
});

describe("the runner's variables", () => {
  test('a pull request runs on its test merge, a target on the base branch', () => {
    const history = github.world.history(repository);
    const run = (what: Happening) => runnerFor(github, repository, what, folder);
    const pull = run({ event: 'pull_request', number: 1 });
    expect(pull).toMatchObject({
      GITHUB_REF: 'refs/pull/1/merge',
      GITHUB_BASE_REF: 'main',
      GITHUB_HEAD_REF: 'change-1',
    });
    expect(pull['GITHUB_SHA']).toBe(history.refs().get('refs/pull/1/merge'));
    expect(pull).toMatchObject({
      GITHUB_API_URL: github.apiUrl,
      GITHUB_EVENT_NAME: 'pull_request',
      GITHUB_REPOSITORY: 'octo/demo',
    });
    expect(at(JSON.parse(readFileSync(pull['GITHUB_EVENT_PATH'] ?? '', 'utf8')), 'number')).toBe(1);
    const target = run({ event: 'pull_request_target', number: 1 });
    expect([target['GITHUB_REF'], target['GITHUB_SHA']]).toEqual([
      'refs/heads/main',
      history.resolve('main'),
    ]);
    expect(run({ event: 'workflow_dispatch' })).toMatchObject({
      GITHUB_REF: 'refs/heads/main',
      GITHUB_SHA: history.resolve('main'),
    });
  });
});
