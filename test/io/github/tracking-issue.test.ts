import {
  findTrackingIssue,
  GitHubError,
  type TrackingIssue,
  type TrackingTrouble,
} from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import type { IssueInput } from '../../github/state/input.js';
import { deleteIssue, renameRepository, transferIssue } from '../../github/state/moves.js';
import { type Connection, connections, failureOf } from './connection.js';

const open = connections();
const BOT = 'github-actions[bot]';
const LABEL = 'forethought';
const create = { title: 'Progress against the plan', body: 'Nothing yet.' };

const state = (...issues: readonly IssueInput[]) => ({ repositories: [{ name: 'octo/demo', issues }] });
const repositoryOf = ({ github }: Connection) => {
  const [repository] = github.state().repositories;
  if (repository === undefined) throw new Error('no repository');
  return repository;
};
const found = (answer: TrackingIssue | TrackingTrouble): TrackingIssue => {
  if ('trouble' in answer) throw new Error(answer.trouble.message);
  return answer;
};
const kindOf = (answer: TrackingIssue | TrackingTrouble) =>
  'trouble' in answer ? answer.trouble.kind : `#${answer.number}`;

describe('the tracking issue by its number', () => {
  test('is told as it is: open or closed, locked, whose', async () => {
    const at = await open(
      state({ author: BOT, body: 'Here.' }, { author: 'ann', state: 'closed', locked: true }),
    );
    expect(await findTrackingIssue(at.hub, { number: 1 })).toEqual({
      number: 1,
      url: 'https://github.com/octo/demo/issues/1',
      state: 'open',
      locked: false,
      body: 'Here.',
      isOwn: true,
      notices: [],
    });
    expect(found(await findTrackingIssue(at.hub, { number: 2 }))).toMatchObject({
      state: 'closed',
      locked: true,
      isOwn: false,
    });
  });

  test('decides alone: neither a label nor a new issue takes its place', async () => {
    const at = await open(state({ labels: [LABEL] }));
    expect(kindOf(await findTrackingIssue(at.hub, { number: 7, label: LABEL, create }))).toBe('not-found');
    expect(at.writes()).toEqual([]);
  });

  test('deleted, transferred and pull requests are troubles with a next step', async () => {
    const at = await open({
      repositories: [{ name: 'octo/demo', issues: [{}, {}], pulls: [{}] }, { name: 'octo/other' }],
    });
    const other = at.github.state().repositories[1];
    if (other === undefined) throw new Error('no other repository');
    deleteIssue(repositoryOf(at), 2);
    transferIssue(at.github.world, repositoryOf(at), 3, { repository: other, number: 9 });
    const answers = await Promise.all([1, 2, 3].map((number) => findTrackingIssue(at.hub, { number })));
    expect(answers.map(kindOf)).toEqual(['pull-request', 'deleted', 'transferred']);
    expect(answers[2]).toMatchObject({
      trouble: { message: '#3 was transferred to https://github.com/octo/other/issues/9' },
    });
    for (const answer of answers)
      expect(answer).toMatchObject({ trouble: { fix: expect.stringContaining('report.issue') } });
  });

  test('is the same one after its repository got another name', async () => {
    const at = await open(state({ author: BOT }));
    renameRepository(repositoryOf(at), 'renamed');
    expect(found(await findTrackingIssue(at.hub, { number: 1 })).url).toBe(
      'https://github.com/octo/renamed/issues/1',
    );
  });

  test('a server in trouble is no answer about the issue', async () => {
    const at = await open(state({}));
    at.github.script({ path: '/repos/octo/demo/issues/1', kind: 'status', status: 503 });
    expect(await failureOf(findTrackingIssue(at.hub, { number: 1 }))).toMatchObject({ kind: 'unavailable' });
  });
});

describe('the tracking issue by its label', () => {
  test('is the oldest open one of our own, else the oldest open one, and several are said', async () => {
    const at = await open(
      state(
        { labels: [LABEL], author: BOT, state: 'closed' },
        { labels: [LABEL], author: 'ann', createdAt: '2026-01-01T00:00:00Z' },
        { labels: [LABEL], author: BOT, createdAt: '2026-03-01T00:00:00Z' },
        { labels: [LABEL], author: BOT, createdAt: '2026-02-01T00:00:00Z' },
        { labels: ['team'], author: 'ann' },
      ),
    );
    const own = found(await findTrackingIssue(at.hub, {}));
    expect(own).toMatchObject({ number: 4, isOwn: true });
    expect(own.notices).toEqual(['3 open issues carry the label forethought (#2, #4, #3); #4 is used']);
    expect(found(await findTrackingIssue(at.hub, { label: 'team', create }))).toMatchObject({
      number: 5,
      isOwn: false,
      notices: [],
    });
    expect(at.writes()).toEqual([]);
  });

  test('a pull request with the label is none, and without any nothing is made unasked', async () => {
    const at = await open({ repositories: [{ name: 'octo/demo', pulls: [{ labels: [LABEL] }] }] });
    expect(kindOf(await findTrackingIssue(at.hub, { label: LABEL }))).toBe('none');
    expect(at.writes()).toEqual([]);
  });
});

describe('a new tracking issue', () => {
  test('carries the label and the state between markers, and is found the next time', async () => {
    const at = await open(state());
    const made = found(await findTrackingIssue(at.hub, { create }));
    expect(made).toMatchObject({ number: 1, isOwn: true, notices: [] });
    expect(repositoryOf(at).issues[0]).toMatchObject({
      title: create.title,
      labels: [LABEL],
      body: '<!-- forethought:state -->\n\nNothing yet.\n\n<!-- forethought:state:end -->',
    });
    expect(found(await findTrackingIssue(at.hub, { create })).number).toBe(1);
    expect(at.writes()).toHaveLength(1);
  });

  test('is not made twice where somebody took the label away', async () => {
    const at = await open(state({ author: 'ann' }));
    await findTrackingIssue(at.hub, { create });
    for (const issue of repositoryOf(at).issues) issue.labels = [];
    expect(found(await findTrackingIssue(at.hub, { create }))).toMatchObject({
      number: 2,
      notices: ['#2 is used, which does not carry the label forethought'],
    });
  });

  test('is not made twice when the answer got lost', async () => {
    const at = await open(state());
    at.github.script({ method: 'POST', path: '/repos/octo/demo/issues', kind: 'reset', at: 'after', nth: 1 });
    expect(found(await findTrackingIssue(at.hub, { create })).number).toBe(1);
    expect(repositoryOf(at).issues).toHaveLength(1);
  });

  test('of two that were made at the same moment one stays open', async () => {
    const at = await open(state());
    const [one, other] = await Promise.all([
      findTrackingIssue(at.hub, { create }),
      findTrackingIssue(at.again(), { create }),
    ]);
    const states = repositoryOf(at).issues.map(({ state, stateReason }) => [state, stateReason]);
    expect(states).toEqual([
      ['open', null],
      ['closed', 'not_planned'],
    ]);
    expect([found(one).number, found(other).number]).toEqual([1, 1]);
  });

  test('is not possible where issues are switched off, or where the token only reads', async () => {
    const off = await open({ repositories: [{ name: 'octo/demo', hasIssues: false, issues: [{}] }] });
    expect(kindOf(await findTrackingIssue(off.hub, { create }))).toBe('issues-disabled');
    expect(kindOf(await findTrackingIssue(off.hub, { number: 1 }))).toBe('issues-disabled');
    const reading = await open({
      ...state(),
      tokens: { 'actions-token': { permissions: { issues: 'read' } } },
    });
    const error = await failureOf(findTrackingIssue(reading.hub, { create }));
    expect(error).toBeInstanceOf(GitHubError);
    expect(error).toMatchObject({ kind: 'read-only', fix: expect.stringContaining('issues: write') });
  });
});
