import {
  evidenceOutcome,
  type Facts,
  type Finding,
  type Outcome,
  type StoredVerdict,
  type Subject,
} from '@forethought/core';

/** What one rule answered with several findings is the gravest of them. */
const GRAVITY: readonly Outcome[] = [
  'fail',
  'error',
  'unknown',
  'waived',
  'exempt',
  'pass',
  'not-applicable',
];

/** One answer for each rule, in the order of the rules' ids: what is stored of findings. Whether a run was recorded is stored apart. */
export function verdictsOf(findings: readonly Finding[]): StoredVerdict[] {
  const byRule = new Map<string, StoredVerdict>();
  for (const finding of findings) {
    const { ruleId, asked } = finding;
    const outcome = evidenceOutcome(finding);
    const known = byRule.get(ruleId);
    if (known !== undefined && GRAVITY.indexOf(known.outcome) <= GRAVITY.indexOf(outcome)) continue;
    byRule.set(ruleId, { rule: ruleId, outcome, asked });
  }
  return [...byRule.values()].sort((a, b) => (a.rule < b.rule ? -1 : 1));
}

/** Stored answers as findings again, to measure by. They say nothing about how strictly a rule spoke, or what was missing. */
export function findingsOf({ commits, pulls = [] }: Pick<Facts, 'commits' | 'pulls'>): Finding[] {
  return [
    ...commits.flatMap(({ sha, verdicts = [] }) =>
      asFindings(verdicts, { kind: 'commit', id: sha, title: '' }),
    ),
    ...pulls.flatMap(({ number, verdicts = [] }) =>
      asFindings(verdicts, { kind: 'pull-request', id: `#${number}`, title: '' }),
    ),
  ];
}

function asFindings(verdicts: readonly StoredVerdict[], subject: Subject): Finding[] {
  return verdicts.map(({ rule, outcome, asked }) => ({
    ruleId: rule,
    outcome,
    severity: 'observe',
    subject,
    asked,
  }));
}
