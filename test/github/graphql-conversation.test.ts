import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { askPull, at, query } from './ask.js';
import { type FakeGitHub, startGitHub } from './github.js';

let github: FakeGitHub;

beforeAll(async () => {
  github = await startGitHub({
    accounts: [{ login: 'ada', name: 'Ada', emails: ['ada@example.org'] }],
    repositories: [
      {
        name: 'octo/demo',
        collaborators: { bob: 'write', ada: 'write' },
        protection: { main: { reviews: { count: 1, codeOwners: false, dismissStale: false } } },
        issues: [{ number: 40, title: 'Slow' }],
        pulls: [
          {
            title: 'Add a cache',
            body: '## Why\n\nSlow.',
            author: 'ada',
            labels: ['speed', 'docs'],
            closes: [40],
            edits: [{ at: '2026-11-02T10:00:00Z', by: 'ada' }],
            reviews: [
              { state: 'CHANGES_REQUESTED', author: 'bob' },
              { state: 'APPROVED', author: 'bob', submittedAt: '2026-11-03T09:00:00Z', id: 77 },
              { state: 'APPROVED', author: 'eve', submittedAt: '2026-11-03T09:30:00Z' },
              { state: 'PENDING', author: 'eve' },
              { state: 'COMMENTED', author: null, submittedAt: '2026-11-03T10:00:00Z' },
            ],
            threads: [
              {
                path: 'src/a.ts',
                isResolved: true,
                comments: [{ body: 'Why?', author: 'bob', review: 77 }, { body: 'So.' }],
              },
            ],
            comments: [{ body: 'Old.', author: 'github-actions[bot]', minimised: 'OUTDATED' }],
            timeline: [
              { kind: 'convert_to_draft', at: '2026-11-02T11:00:00Z' },
              { kind: 'ready_for_review', at: '2026-11-02T12:00:00Z' },
              { kind: 'labeled', at: '2026-11-02T12:30:00Z', label: 'speed' },
            ],
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

describe('conversations in GraphQL', () => {
  test('shows reviews but not those that are pending, and who may push', async () => {
    const told = await pull(
      'reviews(first: 9) { totalCount nodes { state author { __typename login } authorCanPushToRepository } } approvals: reviews(first: 9, states: [APPROVED]) { totalCount } latestOpinionatedReviews(first: 9, writersOnly: true) { nodes { state } } reviewDecision',
    );
    expect(told).toEqual({
      reviews: {
        totalCount: 4,
        nodes: [
          {
            state: 'CHANGES_REQUESTED',
            author: { __typename: 'User', login: 'bob' },
            authorCanPushToRepository: true,
          },
          {
            state: 'APPROVED',
            author: { __typename: 'User', login: 'bob' },
            authorCanPushToRepository: true,
          },
          {
            state: 'APPROVED',
            author: { __typename: 'User', login: 'eve' },
            authorCanPushToRepository: false,
          },
          { state: 'COMMENTED', author: null, authorCanPushToRepository: false },
        ],
      },
      approvals: { totalCount: 2 },
      latestOpinionatedReviews: { nodes: [{ state: 'APPROVED' }] },
      reviewDecision: 'APPROVED',
    });
  });

  test('shows threads, edits, minimised comments and what is closed', async () => {
    const told = await pull(
      'lastEditedAt editor { login } userContentEdits(first: 1) { nodes { editedAt } } comments(first: 1) { nodes { isMinimized minimizedReason author { login } viewerDidAuthor } } closingIssuesReferences(first: 1) { nodes { number } } reviewThreads(first: 1) { nodes { isResolved resolvedBy { login } comments(first: 2) { nodes { body author { login } pullRequestReview { state } replyTo { body } } } } }',
    );
    expect(told).toEqual({
      lastEditedAt: '2026-11-02T10:00:00Z',
      editor: { login: 'ada' },
      userContentEdits: { nodes: [{ editedAt: '2026-11-02T10:00:00Z' }] },
      comments: {
        nodes: [
          {
            isMinimized: true,
            minimizedReason: 'outdated',
            author: { login: 'github-actions' },
            viewerDidAuthor: true,
          },
        ],
      },
      closingIssuesReferences: { nodes: [{ number: 40 }] },
      reviewThreads: {
        nodes: [
          {
            isResolved: true,
            resolvedBy: { login: 'ada' },
            comments: {
              nodes: [
                {
                  body: 'Why?',
                  author: { login: 'bob' },
                  pullRequestReview: { state: 'APPROVED' },
                  replyTo: null,
                },
                { body: 'So.', author: { login: 'ada' }, pullRequestReview: null, replyTo: { body: 'Why?' } },
              ],
            },
          },
        ],
      },
    });
  });

  test('finds events of the timeline by their kind', async () => {
    const told = await pull(
      'timelineItems(last: 1, itemTypes: [READY_FOR_REVIEW_EVENT, CONVERT_TO_DRAFT_EVENT]) { filteredCount nodes { __typename ... on ReadyForReviewEvent { createdAt actor { login } } } }',
    );
    expect(told).toEqual({
      timelineItems: {
        filteredCount: 2,
        nodes: [
          { __typename: 'ReadyForReviewEvent', createdAt: '2026-11-02T12:00:00Z', actor: { login: 'ada' } },
        ],
      },
    });
  });

  test('finds an object by its id', async () => {
    const id = at(await pull('reviewThreads(first: 1) { nodes { id } }'), 'reviewThreads', 'nodes', 0, 'id');
    const text = 'query Node($id: ID!) { node(id: $id) { ... on PullRequestReviewThread { path } } }';
    expect(at((await query(github, text, { id })).body, 'data', 'node')).toEqual({ path: 'src/a.ts' });
    expect(at((await query(github, text, { id: 'none' })).body, 'errors', 0, 'type')).toBe('NOT_FOUND');
  });
});
