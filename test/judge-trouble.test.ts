import { type AnyRule, type Change, fromText, judge } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const change: Change = {
  subject: { kind: 'commit', id: 'x', title: 'feat: a thing' },
  evidence: fromText('feat: a thing\n', { kind: 'commit', index: policy.sections, hashHeadings: 'count' }),
  files: [{ path: 'src/a.ts', status: 'M', added: 900, deleted: 0 }],
  linesRead: true,
  attributesRead: true,
  labels: [],
  draft: false,
};

/** The rules, one of which breaks as it is asked. */
function withBroken(id: string, trouble: unknown): readonly AnyRule[] {
  const check = (): never => {
    throw trouble;
  };
  return rules.map((rule) => (rule.id === id ? { ...rule, check } : rule));
}

describe('a rule that breaks', () => {
  test.each([
    [new Error('no such part'), 'no such part'],
    ['a word', 'a word'],
    [undefined, 'undefined'],
  ])('with %p is an error of that rule, and the others answer as ever', (trouble, reason) => {
    const all = judge(change, policy, rules).findings;
    const { findings } = judge(change, policy, withBroken('sources-consulted', trouble));
    const isBroken = ({ ruleId }: { readonly ruleId: string }): boolean => ruleId === 'sources-consulted';
    expect(findings.filter(isBroken)).toEqual([expect.objectContaining({ outcome: 'error', reason })]);
    expect(all.filter(isBroken)).toEqual([expect.objectContaining({ outcome: 'fail' })]);
    const others = findings.filter((finding) => !isBroken(finding));
    expect(others).toEqual(all.filter((finding) => !isBroken(finding)));
    expect(others.some(({ outcome }) => outcome === 'fail')).toBe(true);
  });
});
