import { applyWaivers, type Evidence, type Finding, type PullFact } from '@forethought/core';
import { rules } from '@forethought/rules';

/** Findings of a pull request with what was waived, and the waivers that took effect. */
export interface Waived {
  readonly findings: readonly Finding[];
  readonly waivers: NonNullable<PullFact['waivers']>;
}

/** What a reason of a waived finding ends with, in the words of `applyWaivers`. */
const APPROVED = /^([\s\S]*) \(approved by ([^\s,()]+), [^\s()]*\)$/;

/** Applies what the body asks for and somebody else with write permission approved; nothing where reviews or commits were not read. */
export function waived(pull: PullFact, evidence: Evidence, findings: readonly Finding[]): Waived {
  const { reviews, commits, bodyEditedAt } = pull;
  const subject = findings[0]?.subject;
  if (reviews === undefined || commits === undefined || bodyEditedAt === undefined || subject === undefined)
    return { findings, waivers: [] };
  const texts = reviews.map((review) => ({ ...review, body: review.body ?? '' }));
  const applied = applyWaivers(findings, [{ subject, evidence }], texts, {
    author: pull.author,
    createdAt: pull.createdAt,
    bodyEditedAt,
    commits: commits.map(({ sha, login, committedAt }) => ({ sha, login, committedAt })),
    head: pull.head.sha,
    ruleIds: [...new Set([...rules.map(({ id }) => id), ...findings.map(({ ruleId }) => ruleId)])],
  });
  const waivers = applied.findings.flatMap(({ ruleId, outcome, reason }) => {
    const [, why, approver] = APPROVED.exec(reason ?? '') ?? [];
    return outcome !== 'waived' || why === undefined || approver === undefined
      ? []
      : [{ rule: ruleId, reason: why, approver }];
  });
  return { findings: applied.findings, waivers };
}
