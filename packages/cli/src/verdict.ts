import { type Finding, type Measure, REPORT_SCHEMA, type Report, type Verdict } from '@forethought/core';
import type { PolicySource } from './policy-source.js';
import { VERSION } from './version.js';
import { EXIT } from './world.js';

/** Sums findings up: *fail* when a blocking rule failed, *error* when one could not run. Unknown fails nothing here. */
export function verdictOf(findings: readonly Finding[]): Verdict {
  let verdict: Verdict = 'pass';
  for (const { severity, outcome } of findings) {
    if (severity !== 'block') continue;
    if (outcome === 'error') return 'error';
    if (outcome === 'fail') verdict = 'fail';
  }
  return verdict;
}

/** The exit code that a verdict stands for. */
export function exitCodeFor(verdict: Verdict): number {
  return { pass: EXIT.pass, fail: EXIT.violations, error: EXIT.couldNotEvaluate }[verdict];
}

/** Counts of a report, kept while findings stream by, so that a long range needs no memory for its passes. */
export interface Counts {
  subjects: number;
  judged: number;
  exempt: number;
  failed: number;
  wouldBlock: number;
}

/** No subject yet. */
export function noCounts(): Counts {
  return { subjects: 0, judged: 0, exempt: 0, failed: 0, wouldBlock: 0 };
}

/**
 * Adds one subject. It *would block* when a rule failed on it that blocks today or would in *standard* mode. What is exempt from
 * most rules and failed by one that asks all the same, as a revert without a reason, was judged.
 */
export function countSubject(counts: Counts, findings: readonly Finding[], source: PolicySource): void {
  counts.subjects += 1;
  let [isFailed, isExempt, wouldBlock] = [false, false, false];
  for (const finding of findings) {
    if (finding.outcome === 'exempt') isExempt = true;
    if (finding.outcome !== 'fail') continue;
    isFailed = true;
    wouldBlock ||= source.wouldBlock(finding);
  }
  if (isExempt && !isFailed) counts.exempt += 1;
  else counts.judged += 1;
  if (isFailed) counts.failed += 1;
  if (wouldBlock) counts.wouldBlock += 1;
}

/** A report of what was judged. */
export function reportOf(
  source: PolicySource,
  found: { readonly findings: readonly Finding[]; readonly counts: Counts },
  extra: {
    readonly measures?: readonly Measure[];
    readonly notices?: readonly string[];
    readonly verdict?: Verdict;
  } = {},
): Report {
  return {
    schema: REPORT_SCHEMA,
    tool: { name: 'forethought', version: VERSION },
    asOf: source.asOf,
    plan: source.plan.plan,
    mode: source.config?.mode ?? 'observe',
    ...(source.policyFrom === undefined ? {} : { policyFrom: source.policyFrom }),
    verdict: extra.verdict ?? verdictOf(found.findings),
    counts: { ...found.counts },
    findings: [...found.findings],
    measures: [...(extra.measures ?? [])],
    notices: [...(extra.notices ?? [])],
  };
}
