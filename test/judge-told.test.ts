import { type Change, fromText, judge, type Need } from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const TEXT =
  'fix: count expiry on the server\n\nTest Evidence:\n- `npm test`: 412 passed, 0 failed on both hosts\n- by hand: nobody was logged out\n';
const TOLD = {
  lessons: { miss: { change: '#407', kind: 'fix-forward', lessons: [] } },
  earlier: { earlier: new Map<string, string>() },
  causes: { causes: { existing: new Set<string>(), candidates: [] } },
} as const;

const title = TEXT.split('\n', 1)[0] ?? '';
const change: Change = {
  subject: { kind: 'commit', id: 'c0ffee', title },
  evidence: fromText(TEXT, { kind: 'commit', index: policy.sections, hashHeadings: 'count' }),
  files: [{ path: 'src/session.ts', status: 'M', added: 80, deleted: 20 }],
  linesRead: true,
  attributesRead: true,
  labels: [],
  draft: false,
};

describe('facts that are told while a change is judged', () => {
  test('lead to what they lead to when they are known before', () => {
    const asked: Need[] = [];
    const tell = (_: Change, __: unknown, need: Need) => {
      asked.push(need);
      return need === 'lessons' || need === 'earlier' || need === 'causes' ? TOLD[need] : undefined;
    };
    const told = judge(change, policy, rules, undefined, { tell });
    const { miss } = TOLD.lessons;
    const known = judge({ ...change, miss, ...TOLD.earlier, ...TOLD.causes }, policy, rules);
    expect(asked).toEqual(expect.arrayContaining(['lessons', 'earlier', 'causes']));
    expect(told.findings).toEqual(known.findings);
    expect(told.needs).toEqual(known.needs);
  });

  test('are part of the change that is handed on, where more has to be looked up', () => {
    const tell = (_: Change, __: unknown, need: Need) => (need === 'lessons' ? TOLD.lessons : undefined);
    const { needs, change: after, answers } = judge(change, policy, rules, undefined, { tell });
    expect(needs).toContain('earlier');
    expect(needs).not.toContain('lessons');
    expect(after.miss).toBe(TOLD.lessons.miss);
    expect([...answers.values()].some(({ need }) => need === 'earlier')).toBe(true);
  });
});
