import { type Change, fromText, judge, policyFor } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';
import { answerOf, CONVERSATION, read, review } from './helpers/reviews.js';

const FOUR =
  'Assumptions: clocks agree within a second\nPrerequisites: the secret is there\nWhat if it fails: the database answers\nSimpler way: a cookie could not be revoked\n';

describe('what was not read', () => {
  test.each(['challenge-protocol', 'self-review', 'design-approved-first'])(
    '%s stays unknown without the conversation',
    (id) => {
      expect(answerOf(id, undefined)).toMatchObject({
        outcome: 'unknown',
        reason: 'needs conversation',
        needs: expect.arrayContaining(['conversation']),
      });
    },
  );

  test('a list that could not be read is not taken for an empty one', () => {
    const unread = { ...CONVERSATION, reviews: undefined, threads: undefined };
    expect(answerOf('challenge-protocol', unread).outcome).toBe('unknown');
    expect(answerOf('self-review', unread).outcome).toBe('unknown');
    expect(answerOf('self-review', { ...CONVERSATION, threads: undefined }).outcome).toBe('unknown');
    const approved = [review('grace', 'approved', '2026-03-03T10:00:00Z', 'LGTM')];
    const noThreads = { ...CONVERSATION, reviews: approved, threads: undefined };
    expect(answerOf('challenge-protocol', noThreads).outcome).toBe('unknown');
  });

  test('what is known is enough where it answers', () => {
    const reviews = [review('grace', 'approved', '2026-03-03T10:00:00Z', FOUR)];
    expect(answerOf('challenge-protocol', { ...CONVERSATION, reviews, threads: undefined }).outcome).toBe(
      'pass',
    );
  });

  test('designs that nobody looked up are asked for', () => {
    const text = 'Design: docs/designs/cache.md\n';
    const unread = { ...CONVERSATION, designs: undefined };
    expect(answerOf('design-approved-first', unread, { text })).toMatchObject({
      outcome: 'unknown',
      reason: 'needs designs',
    });
    expect(answerOf('design-approved-first', CONVERSATION, { text }).reason).toBe('needs designs');
    const unbegun = { ...CONVERSATION, startedAt: undefined };
    expect(answerOf('design-approved-first', unbegun, { text }).reason).toBe('needs conversation');
  });
});

describe('challenge-protocol', () => {
  const judged = (...reviews: readonly ReturnType<typeof review>[]) =>
    answerOf('challenge-protocol', { ...CONVERSATION, reviews });

  test('an approval that somebody took back, or that is the author’s own, is none', () => {
    const first = review('grace', 'approved', '2026-03-03T10:00:00Z', 'LGTM');
    expect(judged(first).code).toBe('unanswered');
    expect(judged(first, review('grace', 'changes-requested', '2026-03-03T11:00:00Z'))).toMatchObject({
      outcome: 'not-applicable',
      reason: 'no approving review yet; branch protection asks for the review',
    });
    expect(judged(review('ada', 'approved', '2026-03-03T10:00:00Z', FOUR)).outcome).toBe('not-applicable');
  });

  test('answers of several reviewers are not added up', () => {
    const half = [
      'Assumptions: clocks agree within a second\nPrerequisites: the secret is there',
      'What if it fails: the database answers\nSimpler way: a cookie could not be revoked',
    ];
    const [one, other] = half.map((text, at) =>
      review(`reviewer${at}`, 'approved', '2026-03-03T10:00:00Z', text),
    );
    if (one === undefined || other === undefined) throw new Error('two reviews');
    expect(judged(one, other).code).toBe('too-few');
    const again = review('reviewer0', 'commented', '2026-03-03T09:00:00Z', half[1]);
    expect(judged(one, again).outcome).toBe('pass');
  });

  test('approvals of accounts that are gone count, each for itself', () => {
    expect(judged(review(null, 'approved', '2026-03-03T10:00:00Z', 'LGTM')).code).toBe('unanswered');
  });

  test('a plan that forbids N/A does not ask where nobody has approved', () => {
    const plan = builtInPlans.find(({ plan: id }) => id === 'devops-elite');
    if (plan === undefined) throw new Error('no plan');
    const strict = policyFor({
      plan,
      config: undefined,
      mode: 'strict',
      rules,
      engineer: null,
      asOf: '2026-11-22T00:00:00Z',
    });
    const forbidding = {
      ...strict,
      rules: strict.rules.map((setting) => ({ ...setting, forbidNotApplicable: true })),
    };
    const change: Change = {
      subject: { kind: 'pull-request', id: '12', title: 'Cache sessions' },
      evidence: read('Sessions are cached.\n'),
      files: [{ path: 'src/session.ts', status: 'M', added: 900, deleted: 0 }],
      linesRead: true,
      attributesRead: true,
      labels: [],
      draft: false,
      conversation: CONVERSATION,
    };
    const { findings } = judge(change, forbidding, rules);
    const outcomes = Object.fromEntries(findings.map(({ ruleId, outcome }) => [ruleId, outcome]));
    expect(outcomes).toMatchObject({
      'challenge-protocol': 'not-applicable',
      'revert-explained': 'not-applicable',
    });
  });
});

describe('self-review', () => {
  const thread = (at: string, isResolved: boolean) => ({
    id: at,
    path: 'src/session.ts',
    isResolved,
    isOutdated: false,
    comments: [
      {
        author: { login: 'Ada', kind: 'user' as const },
        body: 'The key may hold a colon.',
        createdAt: at,
        url: '',
      },
    ],
  });

  test('a draft is not asked yet', () => {
    expect(answerOf('self-review', CONVERSATION).code).toBe('missing');
    expect(answerOf('self-review', CONVERSATION, { draft: true })).toMatchObject({
      outcome: 'not-applicable',
      reason: 'draft',
    });
  });

  test('of several comments as many as asked for have to be settled, others may stay open', () => {
    const threads = [thread('2026-03-02T10:00:00Z', true), thread('2026-03-02T11:00:00Z', false)];
    expect(answerOf('self-review', { ...CONVERSATION, threads }).outcome).toBe('pass');
  });

  test('instants are compared, whatever their offset', () => {
    const reviews = [review('grace', 'commented', '2026-03-02T12:30:00+02:00', 'I read it.')];
    const threads = [thread('2026-03-02T11:00:00Z', true)];
    expect(answerOf('self-review', { ...CONVERSATION, reviews, threads }).code).toBe('late');
    const earlier = [thread('2026-03-02T10:00:00Z', true)];
    expect(answerOf('self-review', { ...CONVERSATION, reviews, threads: earlier }).outcome).toBe('pass');
  });

  test('nobody’s comments are the author’s where the account is gone', () => {
    expect(answerOf('self-review', { ...CONVERSATION, author: null }).outcome).toBe('not-applicable');
  });
});

describe('design-approved-first', () => {
  const approved = (reference: string, approvedAt: string | null) => ({
    reference,
    approvedAt,
    approver: 'grace',
  });
  const judged = (text: string, ...designs: readonly ReturnType<typeof approved>[]) =>
    answerOf('design-approved-first', { ...CONVERSATION, designs }, { text });

  test('every design that is named has to be approved in time', () => {
    const text = 'Design: docs/designs/a.md and docs/designs/b.md\n';
    const a = approved('docs/designs/a.md', '2026-03-01T09:00:00Z');
    expect(judged(text, a, approved('docs/designs/b.md', '2026-03-01T09:00:00Z')).outcome).toBe('pass');
    expect(judged(text, a, approved('docs/designs/b.md', null)).code).toBe('not-approved');
    expect(judged(text, a, approved('docs/designs/b.md', '2026-03-02T09:00:00Z')).code).toBe('approved-late');
  });

  test('of designs that are only mentioned one is enough', () => {
    const text = 'Follows docs/designs/a.md, which replaces docs/designs/b.md.\n';
    const a = approved('docs/designs/a.md', '2026-03-01T09:00:00Z');
    expect(judged(text, a, approved('docs/designs/b.md', null)).outcome).toBe('pass');
    expect(judged(text, approved('docs/designs/b.md', null)).code).toBe('not-approved');
  });

  test('a small change needs none', () => {
    const files: Change['files'] = [{ path: 'src/session.ts', status: 'M', added: 90, deleted: 0 }];
    expect(answerOf('design-approved-first', CONVERSATION, { files })).toMatchObject({
      outcome: 'not-applicable',
      reason: 'small',
    });
    expect(answerOf('design-approved-first', CONVERSATION, { files, labels: ['feature'] }).code).toBe(
      'missing',
    );
  });
});

describe('revert-explained', () => {
  const message = `Revert "a"\n\nThis reverts commit ${'5'.repeat(40)}.\n`;
  const evidence = fromText(message, { kind: 'commit', index: policy.sections, hashHeadings: 'count' });
  const judged = (more: Partial<Change>) => {
    const { outcome } = answerOf('revert-explained', undefined, { evidence, ...more });
    return { outcome, sources: answerOf('sources-consulted', undefined, { evidence, ...more }).outcome };
  };

  test('is asked of a revert, which is exempt from everything else', () => {
    const exemption = { kind: 'revert', detail: '' } as const;
    expect(judged({ exemption, isRevert: true })).toEqual({ outcome: 'fail', sources: 'exempt' });
  });

  test('is not asked of a bot’s revert, nor of what was made before the adoption', () => {
    for (const kind of ['bot', 'before-adoption'] as const) {
      expect(judged({ exemption: { kind, detail: '' }, isRevert: false })).toEqual({
        outcome: 'exempt',
        sources: 'exempt',
      });
    }
  });

  test('is not asked where the sha was looked up and is none, and takes the text at its word where nobody looked', () => {
    expect(judged({ isRevert: false })).toEqual({ outcome: 'not-applicable', sources: 'fail' });
    expect(judged({})).toEqual({ outcome: 'fail', sources: 'fail' });
  });
});
