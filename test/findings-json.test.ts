import { type Finding, findingsJson, toJson } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';

const subject = { title: 'feat: "quoted" \u202e and \u2028', id: 'c0ffee', kind: 'commit' } as const;
const bare: Finding = { outcome: 'pass', ruleId: 'test-evidence', asked: null, subject, severity: 'block' };
const findings: readonly Finding[] = [
  bare,
  { ...bare, asked: true, practiceId: 'A1.3' },
  { ...bare, outcome: 'not-applicable', asked: false, reason: 'na: \u0007 nothing\u009b' },
  { ...bare, subject: { ...subject, id: 'decaf' } },
  {
    ...bare,
    outcome: 'fail',
    reason: 'because',
    practiceId: 'A2',
    problem: { place: { column: 2, line: 1 }, data: { zeta: ['b', 'a'], alpha: 3 }, code: 'missing' },
  },
];

describe('findings as lines of JSON', () => {
  test('are what the general writer makes of each', () => {
    expect(findingsJson(findings)).toBe(findings.map((finding) => toJson(finding, 0)).join(',\n'));
  });

  test('read back as they were', () => {
    expect(JSON.parse(`[${findingsJson(findings)}]`)).toEqual(findings);
  });

  test('of no subject are nothing', () => {
    expect(findingsJson([])).toBe('');
  });
});
