import { type MonthlyWriting, readMonthlyIssues, rewriteMonthly, writeMonthly } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import type { IssueInput } from '../../github/state/input.js';
import { deleteIssue } from '../../github/state/moves.js';
import { type Connection, connections, failureOf } from './connection.js';

const open = connections();
const BOT = 'github-actions[bot]';
const REVIEW: MonthlyWriting = {
  ...{ month: '2026-10', scope: 'team', title: 'Review of October 2026', text: 'Three of five hold.' },
};
const BODY =
  '<!-- forethought:monthly:2026-10:team -->\n\nThree of five hold.\n\n<!-- forethought:monthly:2026-10:team:end -->';

const state = (...issues: readonly IssueInput[]) => ({ repositories: [{ name: 'octo/demo', issues }] });
const issuesOf = ({ github }: Connection) => github.state().repositories[0]?.issues ?? [];

describe('the issue of a month', () => {
  test('is opened once with its label and markers, and not written where nothing changed', async () => {
    const at = await open(state());
    expect(await writeMonthly(at.hub, REVIEW)).toMatchObject({ outcome: 'created', number: 1, doubles: [] });
    expect(issuesOf(at)).toMatchObject([{ title: REVIEW.title, labels: ['forethought-review'], body: BODY }]);
    expect(await writeMonthly(at.hub, REVIEW)).toMatchObject({ outcome: 'unchanged', number: 1 });
    expect(at.writes()).toHaveLength(1);
  });

  test('gets the new text between its markers, whatever else somebody wrote, and under whatever title and label', async () => {
    const body = `To talk about on Friday.\n\n${BODY}\n\n- [x] quotas`;
    const at = await open(state({ author: BOT, title: 'October', labels: ['team'], body }));
    const written = await writeMonthly(at.hub, { ...REVIEW, text: 'Four of five hold.' });
    expect(written).toMatchObject({ outcome: 'updated', number: 1 });
    expect(issuesOf(at)[0]).toMatchObject({ title: 'October', body: body.replace('Three', 'Four') });
  });

  test.each([
    ['closed', { state: 'closed' }],
    ['locked', { locked: true }],
  ] as const)('%s: it stays as it is, and no other one is opened', async (outcome, more) => {
    const at = await open(state({ author: BOT, labels: ['forethought-review'], body: BODY, ...more }));
    expect(await writeMonthly(at.hub, { ...REVIEW, text: 'Other.' })).toMatchObject({ outcome, number: 1 });
    expect(at.writes()).toEqual([]);
  });

  test('deleted, or without its markers: it is opened again', async () => {
    const at = await open(state({ author: BOT, labels: ['forethought-review'], body: 'All gone.' }));
    expect(await writeMonthly(at.hub, REVIEW)).toMatchObject({ outcome: 'created', number: 2 });
    const [repository] = at.github.state().repositories;
    if (repository === undefined) throw new Error('no repository');
    deleteIssue(repository, 2);
    expect(await writeMonthly(at.hub, REVIEW)).toMatchObject({ outcome: 'created', number: 3 });
  });

  test('somebody else’s with the same markers, and another month’s or scope’s, is not it', async () => {
    const other = (name: string) => BODY.replaceAll('2026-10:team', name);
    const at = await open(
      state(
        { author: 'ann', labels: ['forethought-review'], body: BODY },
        { author: BOT, labels: ['forethought-review'], body: other('2026-09:team') },
        { author: BOT, labels: ['forethought-review'], body: other('2026-10:payments') },
      ),
    );
    expect(await writeMonthly(at.hub, REVIEW)).toMatchObject({ outcome: 'created', number: 4 });
    const found = await readMonthlyIssues(at.hub, '2026-10-01T00:00:00Z');
    expect(found.map(({ number, month, scope, text }) => [number, month, scope, text])).toEqual([
      [2, '2026-09', 'team', 'Three of five hold.'],
      [3, '2026-10', 'payments', 'Three of five hold.'],
      [4, '2026-10', 'team', 'Three of five hold.'],
    ]);
  });

  test('of several the oldest is kept, and the others that are open are closed', async () => {
    const own = { author: BOT, labels: ['forethought-review'], body: BODY };
    const at = await open(state(own, own, { ...own, state: 'closed' }));
    expect(await writeMonthly(at.hub, REVIEW)).toMatchObject({
      ...{ outcome: 'unchanged', number: 1, doubles: [2] },
    });
    expect(issuesOf(at).map(({ state: each, stateReason }) => [each, stateReason])).toEqual([
      ['open', null],
      ['closed', 'not_planned'],
      ['closed', expect.anything()],
    ]);
  });

  test('two runs at once leave one open, and a lost answer opens no second one', async () => {
    const at = await open(state());
    await Promise.all([writeMonthly(at.hub, REVIEW), writeMonthly(at.again(), REVIEW)]);
    expect(issuesOf(at).filter((each) => each.state === 'open')).toHaveLength(1);
    const lost = await open(state());
    lost.github.script({
      method: 'POST',
      path: '/repos/octo/demo/issues',
      kind: 'reset',
      at: 'after',
      nth: 1,
    });
    expect((await writeMonthly(lost.hub, REVIEW)).number).toBe(1);
    expect(issuesOf(lost)).toHaveLength(1);
  });

  test('is no place for a week’s report, whatever label it carries', async () => {
    const { findTrackingIssue } = await import('@forethought/io/github');
    const at = await open(state({ author: BOT, labels: ['forethought'], body: BODY }));
    expect(await findTrackingIssue(at.hub, {})).toMatchObject({ trouble: { kind: 'none' } });
  });

  test('a past one is rewritten though it is closed, and a token that only reads is told', async () => {
    const own = { author: BOT, labels: ['forethought-review'], body: BODY, state: 'closed' } as const;
    const at = await open(state(own));
    const [issue] = await readMonthlyIssues(at.hub, '2026-11-01T00:00:00Z');
    if (issue === undefined) throw new Error('no issue');
    await rewriteMonthly(at.hub, issue, 'Nobody is named here.');
    expect(issuesOf(at)[0]).toMatchObject({
      state: 'closed',
      body: expect.stringContaining('Nobody is named'),
    });
    const reading = await open({
      ...state(),
      tokens: { 'actions-token': { permissions: { issues: 'read' } } },
    });
    expect(await failureOf(writeMonthly(reading.hub, REVIEW))).toMatchObject({ kind: 'read-only' });
  });
});
