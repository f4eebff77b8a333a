import { describe, type Finding, type Policy } from '@forethought/core';
import { rules } from '@forethought/rules';

/** What is wrong, a line each, by rule: what was found and what to do. Places are left out, which move with every edit. */
export function problemLines(findings: readonly Finding[], policy: Policy): readonly string[] {
  return findings
    .filter(({ outcome }) => outcome === 'fail' || outcome === 'error')
    .map((finding) => {
      const { actual, fix } = describe(finding, { rules, policy });
      return `${finding.ruleId}: ${actual}${fix === '' ? '' : `. ${fix}`}`;
    });
}
