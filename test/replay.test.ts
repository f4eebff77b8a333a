import {
  type Finding,
  type ReplayReport,
  renderReplayMarkdown,
  renderReplayText,
  replay,
} from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const finding = (id: string, changed: Partial<Finding> = {}): Finding => ({
  ruleId: 'test-evidence',
  outcome: 'fail',
  severity: 'block',
  subject: { kind: 'commit', id, title: `feat: ${id}` },
  asked: true,
  problem: { code: 'missing', data: {} },
  ...changed,
});
const pass = (id: string): Finding => {
  const { problem: _, ...rest } = finding(id, { outcome: 'pass' });
  return rest;
};

describe('two judgements side by side', () => {
  test('say per rule what moved, with the changes and why', () => {
    const before = [[pass('a')], [finding('b')], [finding('c')], [], [finding('e', { severity: 'warn' })]];
    const after = [[finding('a')], [pass('b')], [finding('c')], [finding('d', { severity: 'warn' })], []];
    const summary = replay(before, after);
    expect({ ...summary, rules: summary.rules.length }).toEqual({
      changes: 5,
      blockedBefore: 2,
      blockedAfter: 2,
      rules: 1,
    });
    const [rule] = summary.rules;
    const ids = (moved: readonly { readonly subject: { readonly id: string } }[] = []) =>
      moved.map(({ subject }) => subject.id);
    expect([
      ids(rule?.newlyFail),
      ids(rule?.newlyPass),
      ids(rule?.newlyWarn),
      ids(rule?.noLongerWarn),
    ]).toEqual([['a'], ['b'], ['d'], ['e']]);
    expect(rule?.newlyFail[0]?.codes).toEqual(['missing']);
  });

  test('a failure that only warned before newly blocks, and the other way round', () => {
    const warns = [[finding('a', { severity: 'warn' })]];
    expect(replay(warns, [[finding('a')]]).rules[0]).toMatchObject({
      newlyFail: [{ codes: ['missing'] }],
      newlyWarn: [],
    });
    expect(replay([[finding('a')]], warns).rules[0]).toMatchObject({
      newlyPass: [{ codes: ['missing'] }],
      noLongerWarn: [],
    });
  });

  test('a change of several commits fails once, where one of them fails', () => {
    const after = [[pass('a'), finding('b', { severity: 'warn' }), finding('c'), finding('d')]];
    expect(replay([[pass('a')]], after)).toMatchObject({
      blockedAfter: 1,
      rules: [{ newlyFail: [{ subject: { id: 'c' } }] }],
    });
  });

  test('what could not be judged is counted apart, never as a pass', () => {
    const unknown = [[finding('a', { outcome: 'unknown' })]];
    expect(replay([[finding('a')]], unknown).rules[0]).toMatchObject({ newlyPass: [], unknown: 1 });
  });

  test('rules without a difference are left out, and those that newly block most lead', () => {
    const other = { ruleId: 'sources-consulted' };
    const before = [[pass('a'), pass('b')], [pass('b')], [finding('c')]];
    const after = [[finding('a'), finding('a', other)], [finding('b', other)], [finding('c')]];
    expect(replay(before, after).rules.map(({ ruleId }) => ruleId)).toEqual([
      'sources-consulted',
      'test-evidence',
    ]);
    expect(replay(before, before).rules).toEqual([]);
  });
});

describe('a replay in words', () => {
  const hostile = 'feat: @everyone \u001B[31m ::error::x `a` <b>';
  const report: ReplayReport = {
    before: 'forethought.yml',
    after: 'strict.yml',
    branch: 'main',
    changes: [
      {
        ruleId: 'test-evidence',
        kind: 'commit',
        aspect: 'severity',
        what: 'weaker',
        from: 'block',
        to: 'off',
      },
    ],
    replay: replay(
      [[pass('a')]],
      [[{ ...finding('a'), subject: { kind: 'commit', id: 'a', title: hostile } }]],
    ),
    notices: ['the branch has 1 change'],
  };

  test('leads with the sum, then settings, rules with their changes, notes', () => {
    const text = renderReplayText(report, { color: false });
    expect(text).toMatch(
      /^The last 1 change of main, judged by forethought\.yml and by strict\.yml\nBlocked: 0 of 1 before, 1 of 1 after\.\n/,
    );
    expect(text).toContain('weaker: test-evidence severity (commit): block → off');
    expect(text).toContain('would newly block: 1');
    expect(text).not.toContain('\u001B');
  });

  test('keeps text of others in code spans', () => {
    const markdown = renderReplayMarkdown(report);
    expect(markdown).toContain('``feat: @everyone ␛[31m ::error::x `a` <b>``');
    expect(markdown).toContain('## `test-evidence`');
  });
});
