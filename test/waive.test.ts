import {
  applyWaivers,
  type Finding,
  fromText,
  type Kind,
  type Review,
  type Subject,
  WAIVER_REQUESTED,
  type WaiverContext,
  waiverWords,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const body: Subject = { kind: 'pull-request', id: '12', title: 'feat: x' };
const commit = (id: string): Subject => ({ kind: 'commit', id, title: 'feat: x' });
const fails = (subject: Subject, ruleId = 'pre-mortem', code = 'missing'): Finding => ({
  ruleId,
  outcome: 'fail',
  severity: 'block',
  subject,
  asked: true,
  problem: { code, data: {} },
});
const text = (subject: Subject, kind: Kind, written: string) => ({
  subject,
  evidence: fromText(written, { kind, index: policy.sections, hashHeadings: 'count' }),
});
const asked = text(body, 'pull-request', '## What\n\nWaive: pre-mortem - rehearsed in the game day\n');
const inCommit = (id: string) =>
  text(commit(id), 'commit', 'feat: x\n\nWords.\n\nWaive: pre-mortem - rehearsed\n');
const context: WaiverContext = {
  author: { login: 'ada', kind: 'user' },
  createdAt: '2026-11-20T10:00:00Z',
  bodyEditedAt: '2026-11-20T12:00:00Z',
  commits: ['c1', 'c2', 'c3'].map((sha) => ({ sha, login: 'bob', committedAt: '2026-11-20T09:00:00Z' })),
  head: 'c3',
  ruleIds: rules.map(({ id }) => id),
};
const review = (changed: Partial<Review> = {}): Review => ({
  id: 'r1',
  author: { login: 'grace', kind: 'user' },
  state: 'approved',
  submittedAt: '2026-11-20T13:00:00Z',
  body: '',
  commit: 'c3',
  canPush: true,
  url: 'https://github.com/o/r/pull/12#pullrequestreview-1',
  ...changed,
});
const granted =
  'rehearsed in the game day (approved by grace, https://github.com/o/r/pull/12#pullrequestreview-1)';

describe('a waiver takes effect', () => {
  test('by an approving review after the last edit, and holds for the body and its commits', () => {
    const { findings, problems } = applyWaivers(
      [fails(body), fails(commit('c1')), fails(body, 'test-evidence')],
      [asked],
      [review()],
      context,
    );
    expect(findings.map(({ outcome, reason, problem }) => [outcome, reason, problem?.code])).toEqual([
      ['waived', granted, undefined],
      ['waived', granted, undefined],
      ['fail', undefined, 'missing'],
    ]);
    expect(problems).toEqual([]);
  });

  test('once for a rule with several problems', () => {
    const { findings } = applyWaivers(
      [fails(body), fails(body, 'pre-mortem', 'repeated')],
      [asked],
      [review()],
      context,
    );
    expect(findings.map(({ outcome }) => outcome)).toEqual(['waived']);
  });

  test('for one commit and the squash of it, by a review of that commit or a later one', () => {
    const found = [
      fails(commit('c1')),
      fails(commit('c2')),
      fails({ kind: 'message', id: 'squash', title: '' }),
    ];
    const outcomes = (asking: string, seen: string | null) =>
      applyWaivers(found, [inCommit(asking)], [review({ commit: seen })], context).findings.map(
        ({ outcome }) => outcome,
      );
    expect(outcomes('c2', 'c2')).toEqual(['fail', 'waived', 'fail']);
    expect(outcomes('c2', 'c3')).toEqual(['fail', 'waived', 'waived']);
    expect(outcomes('c2', 'c1')).toEqual(['fail', 'fail', 'fail']);
    expect(outcomes('c2', null)).toEqual(['fail', 'fail', 'fail']);
    expect(outcomes('c2', 'gone')).toEqual(['fail', 'fail', 'fail']);
  });

  test('after the creation where the body was never edited', () => {
    const early = review({ submittedAt: '2026-11-20T11:00:00Z' });
    expect(
      applyWaivers([fails(body)], [asked], [early], { ...context, bodyEditedAt: null }).problems,
    ).toEqual([]);
  });
});

describe('a waiver takes no effect', () => {
  test.each<[string, string, readonly Review[]]>([
    ['without a review', 'no-approval', []],
    ['by a comment', 'no-approval', [review({ state: 'commented' })]],
    ['by the author', 'self-approval', [review({ author: { login: 'Ada', kind: 'user' } })]],
    ['by a bot', 'bot-approval', [review({ author: { login: 'robot', kind: 'bot' } })]],
    ['by somebody who can not push', 'no-permission', [review({ canPush: false })]],
    ['by somebody whose permission is unknown', 'unknown-permission', [review({ canPush: null })]],
    ['by a deleted account', 'no-approval', [review({ author: null })]],
    ['before the last edit', 'outdated-approval', [review({ submittedAt: '2026-11-20T11:59:59Z' })]],
    [
      'in the second of the last edit',
      'outdated-approval',
      [review({ submittedAt: '2026-11-20T12:00:00Z' })],
    ],
    [
      'at an earlier instant in another zone',
      'outdated-approval',
      [review({ submittedAt: '2026-11-20T13:30:00+02:00' })],
    ],
    ['of an earlier commit', 'outdated-approval', [review({ commit: 'c2' })]],
    ['by whoever made a commit', 'self-approval', [review({ author: { login: 'Bob', kind: 'user' } })]],
    ['once dismissed', 'withdrawn-approval', [review({ state: 'dismissed' })]],
    [
      'once the same person asks for changes',
      'no-approval',
      [review({ id: 'r2', state: 'changes-requested', submittedAt: '2026-11-20T14:00:00Z' }), review()],
    ],
  ])('%s: %s', (_, code, reviews) => {
    const { findings, problems } = applyWaivers([fails(body)], [asked], reviews, context);
    expect(findings).toEqual([{ ...fails(body), reason: `${WAIVER_REQUESTED}: ${code}` }]);
    expect(problems).toEqual([
      expect.objectContaining({ code, rule: 'pre-mortem', subject: body, place: { line: 3, column: 1 } }),
    ]);
  });

  test('by the author of the commit that asks', () => {
    const own = review({ author: { login: 'bob', kind: 'user' } });
    expect(applyWaivers([fails(commit('c2'))], [inCommit('c2')], [own], context).problems).toMatchObject([
      { code: 'self-approval', by: 'bob' },
    ]);
  });

  test('but another approval, or a comment after it, does not take it away', () => {
    const reviews = [
      review({ author: { login: 'joan', kind: 'user' }, state: 'changes-requested' }),
      review(),
      review({ id: 'r2', state: 'commented', submittedAt: '2026-11-20T15:00:00Z' }),
    ];
    expect(applyWaivers([fails(body)], [asked], reviews, context).findings).toMatchObject([
      { outcome: 'waived' },
    ]);
  });

  test('without a rule that exists, or a reason; each said in words', () => {
    const wrong = text(body, 'pull-request', 'Waive: pre-mortm - because\n\nWaive: pre-mortem\n\nWaive:\n');
    const { findings, problems } = applyWaivers([fails(body)], [wrong], [review()], context);
    expect(findings).toEqual([fails(body)]);
    expect(problems.map(({ code }) => code)).toEqual(['unknown-rule', 'no-reason', 'no-rule']);
    expect(problems.map((problem) => waiverWords(problem))).toEqual([
      expect.stringContaining('(perhaps `pre-mortem`?)'),
      expect.stringContaining('gives no reason'),
      expect.stringContaining('names no rule'),
    ]);
  });

  test('and is told as idle for a rule that does not fail', () => {
    const passing: Finding = {
      ruleId: 'pre-mortem',
      outcome: 'pass',
      severity: 'block',
      subject: body,
      asked: true,
    };
    const { findings, problems } = applyWaivers([passing], [asked], [], context);
    expect(findings).toEqual([passing]);
    expect(problems.map(({ code, rule }) => [code, rule])).toEqual([['idle', 'pre-mortem']]);
    const open: Finding = { ...passing, outcome: 'unknown' };
    expect(applyWaivers([open], [asked], [], context).problems).toEqual([]);
  });
});
