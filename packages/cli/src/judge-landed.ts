import { type Finding, fromText } from '@forethought/core';
import { rules } from '@forethought/rules';
import type { JudgedCommit } from './judge-commits.js';
import { type Lookups, settle } from './settle.js';

/**
 * Where a squash landed a pull request's body as the message, the body meets the rules on pull requests too. The commit stays
 * the subject; rules that judged the commit already are left out. These findings feed measures and fail nothing.
 */
export async function judgeLanded(
  bodies: readonly JudgedCommit[],
  lookups: Lookups,
): Promise<readonly Finding[]> {
  if (bodies.length === 0) return [];
  const cases = bodies.map(({ id, change, policy, at, commit }) => {
    const read = { kind: 'pull-request', index: policy.sections, hashHeadings: 'count' } as const;
    return { id, change: { ...change, evidence: fromText(commit.message ?? '', read) }, policy, at };
  });
  const settled = await settle(cases, rules, lookups);
  return settled.flatMap(({ findings }, at) => {
    const known = new Set(bodies[at]?.findings.map((finding) => finding.ruleId));
    return findings.filter((finding) => !known.has(finding.ruleId));
  });
}
