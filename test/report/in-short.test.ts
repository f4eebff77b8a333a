import { type Finding, renderMarkdown, renderText, startSummary } from '@forethought/core';
import { describe, expect, test } from '@jest/globals';
import { random } from '../helpers/random.js';
import { findingValue, measuresFor, policyValue, reportValue, sourcesRule } from '../helpers/values.js';

const OUTCOMES: readonly Finding['outcome'][] = ['fail', 'fail', 'error', 'pass', 'waived', 'unknown'];
const SEVERITIES: readonly Finding['severity'][] = ['observe', 'warn', 'block'];
const RULES = ['sources-consulted', 'test-evidence', 'pre-mortem'];
const wording = { rules: [sourcesRule], policy: policyValue(), color: false, maxLines: 10_000 };

/** Answers about so many commits, a few for each. */
function answersAbout(count: number, seed: number): readonly (readonly Finding[])[] {
  const source = random(seed);
  return Array.from({ length: count }, (_, number) => {
    const subject = { kind: 'commit' as const, id: `${number}`.padStart(40, 'a'), title: `change ${number}` };
    return Array.from({ length: 1 + source.below(4) }, () =>
      findingValue({
        subject,
        ruleId: source.pick(RULES),
        outcome: source.pick(OUTCOMES),
        severity: source.pick(SEVERITIES),
      }),
    );
  });
}

describe('findings in short', () => {
  test.each([0, 1, 2, 40])('of %i commits read as all of them do', (count) => {
    for (let seed = 1; seed <= 20; seed += 1) {
      const answers = answersAbout(count, seed);
      const summary = startSummary();
      for (const findings of answers) summary.add(findings);
      const told = summary.inShort();
      const measures = seed % 2 === 0 ? measuresFor(2) : [];
      const [whole, empty] = [reportValue(answers.flat(), { measures }), reportValue([], { measures })];
      expect(renderText(empty, { ...wording, told })).toBe(renderText(whole, wording));
      expect(renderMarkdown(empty, { ...wording, told })).toBe(renderMarkdown(whole, wording));
    }
  });

  test('keep what is told of a thousand commits in three of them', () => {
    const summary = startSummary();
    for (const findings of answersAbout(1000, 7)) summary.add(findings);
    const { groups } = summary.inShort();
    expect(groups.length).toBeGreaterThan(0);
    for (const { findings, subjects = 0 } of groups) {
      expect(new Set(findings.map(({ subject }) => subject.id)).size).toBe(3);
      expect(subjects).toBeGreaterThan(20);
    }
  });
});
