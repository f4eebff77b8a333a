import { gateTitle, lostWords, renderMarkdown } from '@forethought/core';
import { askGit } from '@forethought/io';
import { rules } from '@forethought/rules';
import { countSubject, noCounts, reportOf } from 'forethought/engine';
import { EventError, type GateEvent, isNoCommit } from './event.js';
import { judgePush } from './judge-push.js';
import type { Outcome } from './outcome.js';
import type { Session } from './session.js';
import { gateVerdict } from './verdict.js';

type PushEvent = Extract<GateEvent, { kind: 'push' }>;

/** Audits what a push landed: the commits by the rules, and squashed messages against the bodies that they came from. */
export async function runPush(session: Session, event: PushEvent): Promise<Outcome> {
  const { after } = event;
  const base = await baseOf(session, event);
  const { subjects, source, losses, notices: told } = await judgePush(session, { base, head: after });
  const counts = noCounts();
  for (const { findings } of subjects) countSubject(counts, findings, source);
  const findings = subjects.flatMap((subject) => subject.findings);
  const policy = source.policyOf(null);
  const notices = [
    ...told,
    ...losses.map(
      ({ sha, number, lost }) => `${sha.slice(0, 12)} (#${number}): ${lostWords(lost, policy.sections)}`,
    ),
  ];
  const report = reportOf(source, { findings, counts }, { verdict: gateVerdict(findings), notices });
  return {
    title: gateTitle(report, false),
    report,
    policy,
    summary: renderMarkdown(report, { rules, policy }),
    head: after,
    warnings: [],
    notices,
  };
}

/**
 * Where what was pushed begins. A branch that is new begins where it left the default branch; the default branch itself, once it
 * is new, has its newest commit judged. Throws `EventError` where no beginning can be told.
 */
async function baseOf({ repo }: Session, { before, after, ref, defaultBranch }: PushEvent): Promise<string> {
  if (!isNoCommit(before)) return before;
  const isDefault = ref === `refs/heads/${defaultBranch}`;
  const base = isDefault
    ? await askGit(repo, ['rev-parse', '--verify', '--quiet', `${after}~1^{commit}`])
    : await askGit(repo, ['merge-base', `refs/remotes/origin/${defaultBranch}`, after]);
  if (base !== null && base !== '') return base;
  throw new EventError(
    'it is not known where the new branch leaves the default branch; give actions/checkout `fetch-depth: 0`, or audit the default branch alone',
  );
}
