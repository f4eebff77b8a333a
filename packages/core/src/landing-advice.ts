import { severityOn } from './judge.js';
import type { LandingPlan } from './landing.js';
import type { Kind } from './schema/common.js';
import type { Finding } from './schema/finding.js';
import type { Policy } from './schema/policy.js';

/** Code of the reason that a finding carries once it only advises; its detail is what lands in its place. */
export const DOES_NOT_LAND = 'does-not-land';

/**
 * Findings by what lands. A rule that has answered for a text that lands blocks only there: what it says of a text that a squash
 * replaces, or of the other kind where it asks of both, becomes a warning with `does-not-land: …` as its reason. Otherwise a rule
 * keeps its severity, and so does every rule while it is not known what lands. An exemption answers for nothing. Takes all findings of one pull request at once.
 */
export function adviseFindings(
  findings: readonly Finding[],
  plan: LandingPlan,
  policy: Policy,
): readonly Finding[] {
  const answered = new Set(
    findings.filter((each) => lands(each, plan) && each.outcome !== 'exempt').map((each) => each.ruleId),
  );
  const both = rulesOfBoth(policy);
  return findings.map((finding) => {
    const advises = answered.has(finding.ruleId) && (both.has(finding.ruleId) || isReplaced(finding, plan));
    if (finding.severity !== 'block' || !isOpen(finding) || lands(finding, plan) || !advises) return finding;
    const instead = plan.landing === 'pr-body' ? 'body' : plan.squash === 'messages' ? 'squash' : 'commits';
    return { ...finding, severity: 'warn', reason: `${DOES_NOT_LAND}: ${instead}` };
  });
}

/** Whether the text that a finding is about stays in the history, or may. A squash that leaves nothing keeps the body as the record. */
function lands({ subject }: Finding, plan: LandingPlan): boolean {
  if (subject.kind === 'pull-request') return plan.bodyLands !== false || plan.landing === 'pr-body';
  if (subject.kind === 'message') return plan.squash === 'messages' || plan.squash === 'single';
  if (subject.kind === 'commit') return plan.commitsStay !== false || plan.squash === 'single';
  return true;
}

/** A commit that does not stay: a squash lands another text in its place, the body or all messages joined. */
function isReplaced({ subject }: Finding, plan: LandingPlan): boolean {
  const replaces = plan.squash === 'messages' || plan.squash === 'body';
  return subject.kind === 'commit' && replaces && plan.commitsStay === false;
}

function isOpen({ outcome }: Finding): boolean {
  return outcome === 'fail' || outcome === 'error' || outcome === 'unknown';
}

/** Rules that the policy has in force for commits and for pull requests. */
function rulesOfBoth(policy: Policy): ReadonlySet<string> {
  const kinds = new Map<string, Set<Kind>>();
  for (const setting of policy.rules) {
    if (severityOn(setting, policy.asOf.slice(0, 10)) === 'off') continue;
    const known = kinds.get(setting.ruleId) ?? new Set<Kind>();
    for (const kind of setting.kinds) known.add(kind);
    kinds.set(setting.ruleId, known);
  }
  const found = [...kinds].filter(([, asked]) => asked.has('commit') && asked.has('pull-request'));
  return new Set(found.map(([ruleId]) => ruleId));
}
