import type { Finding } from '@forethought/core';

const SEVERITIES: readonly Finding['severity'][] = ['observe', 'warn', 'block'];

/** Findings of one subject under two policies: of each rule those of the policy that asks more. */
export function stricterOf(one: readonly Finding[], other: readonly Finding[]): readonly Finding[] {
  const ids = [...new Set([...one, ...other].map(({ ruleId }) => ruleId))];
  return ids.flatMap((id) => {
    const [first, second] = [one, other].map((list) => list.filter(({ ruleId }) => ruleId === id));
    return strictness(second ?? []) > strictness(first ?? []) ? (second ?? []) : (first ?? []);
  });
}

/** What stops the change comes first, then what is open at all, then what would have stopped it. */
function strictness(findings: readonly Finding[]): number {
  const of = ({ outcome, severity }: Finding): number => {
    const open = outcome === 'fail' ? 2 : outcome === 'error' || outcome === 'unknown' ? 1 : 0;
    const stops = open > 0 && severity === 'block' ? 100 : 0;
    return 1 + stops + open * 10 + SEVERITIES.indexOf(severity);
  };
  return Math.max(0, ...findings.map(of));
}
