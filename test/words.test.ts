import {
  type AnyRule,
  describe as describeFinding,
  type Example,
  type Finding,
  renderFindings,
  runExample,
} from '@forethought/core';
import { rules } from '@forethought/rules';
import { describe, expect, test } from '@jest/globals';
import { policy } from './helpers/policy.js';

const all: readonly AnyRule[] = rules;

/** The findings that an example of a rule gives. */
function findingsOf(rule: AnyRule, example: Example): readonly Finding[] {
  const result = runExample(rule, example, policy);
  const problems = 'problems' in result ? result.problems : [];
  return problems.map((problem) => ({
    ruleId: rule.id,
    outcome: 'fail',
    severity: 'block',
    subject: { kind: example.kind === 'commit' ? 'message' : example.kind, id: 'message', title: 'Title' },
    problem,
    asked: true,
  }));
}

const failing = all.flatMap((rule) =>
  rule.examples
    .filter((example: Example) => Array.isArray(example.expect))
    .map((example: Example) => [rule.id, example.name, rule, example] as const),
);

test('every rule has failing examples to put into words', () => {
  expect(new Set(failing.map(([id]) => id))).toEqual(new Set(all.map(({ id }) => id)));
});

/** Lines to paste stand deeper than words do. */
function isPaste(line: string): boolean {
  return line.startsWith('      ');
}

describe.each(failing)('%s: %s', (_, __, rule, example) => {
  const findings = findingsOf(rule, example);

  test.each([80, 100])(
    'takes eight lines or fewer beside the text to paste at %d columns, question first, next step there',
    (width) => {
      const text = renderFindings(findings, { rules: all, policy, color: false, width });
      const lines = text.trimEnd().split('\n');
      expect(lines.filter((line) => !isPaste(line)).length).toBeLessThanOrEqual(8);
      expect(lines[1]).toMatch(/\?$/);
      expect(lines.filter((line) => line.startsWith('  Next: '))).toHaveLength(1);
      expect(lines.at(-1)).toContain(`forethought explain ${rule.id}`);
      expect(text).not.toMatch(/\byour?\b|no-verify/i);
    },
  );

  test('the text to paste is whole, at any width', () => {
    const { skeleton } = describeFinding(findings[0] as Finding, { rules: all, policy });
    const text = renderFindings(findings, { rules: all, policy, color: false, width: 40 });
    expect(text.split('\n').filter(isPaste)).toEqual(
      skeleton.filter((line) => line !== '').map((line) => `      ${line}`),
    );
  });

  test('every value that the words name is there', () => {
    expect(findings.length).toBeGreaterThan(0);
    for (const finding of findings) {
      const { actual, expected, fix } = describeFinding(finding, { rules: all, policy });
      for (const words of [actual, expected, fix]) expect(words).not.toMatch(/\{[A-Za-z]+\}|^$/);
    }
  });
});

test('an unknown rule and an unknown code still ask and point on', () => {
  const finding: Finding = {
    ruleId: 'new',
    outcome: 'fail',
    severity: 'warn',
    subject: { kind: 'commit', id: 'c1', title: 'Title' },
    problem: { code: 'odd', data: {} },
    asked: true,
  };
  expect(describeFinding(finding, { rules: all, policy })).toMatchObject({
    question: 'What does new ask for?',
    actual: 'odd',
    explain: 'forethought explain new',
  });
});
