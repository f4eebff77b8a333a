import { gateTitle, lostWords, renderMarkdown } from '@forethought/core';
import { askGit } from '@forethought/io';
import { rules } from '@forethought/rules';
import { countSubject, noCounts, reportOf } from 'forethought/engine';
import { adoptionAt } from './before-adoption.js';
import { policyAt } from './cases.js';
import { EventError, type GateEvent, isNoCommit } from './event.js';
import { judgePush } from './judge-push.js';
import type { Nothing, Outcome } from './outcome.js';
import type { Session } from './session.js';
import { gateVerdict } from './verdict.js';

type PushEvent = Extract<GateEvent, { kind: 'push' }>;

/** Audits what a push landed: the commits by the rules, and squashed messages against the bodies that they came from. */
export async function runPush(session: Session, event: PushEvent): Promise<Outcome | Nothing> {
  const { after } = event;
  const base = await baseOf(session, event);
  if (base === undefined) return { nothing: 'the new branch has no policy, so nothing is asked of it' };
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
 * is new, at the commit that brought the policy, and nothing is asked where there is none. Throws `EventError` where no beginning
 * can be told.
 */
async function baseOf(
  session: Session,
  { before, after, ref, defaultBranch }: PushEvent,
): Promise<string | undefined> {
  if (!isNoCommit(before)) return before;
  if (ref === `refs/heads/${defaultBranch}`) {
    const adoption = await adoptionAt(session, after, await policyAt(session, after));
    return adoption?.sha;
  }
  const base = await askGit(session.repo, ['merge-base', `refs/remotes/origin/${defaultBranch}`, after]);
  if (base !== null && base !== '') return base;
  throw new EventError(
    'it is not known where the new branch leaves the default branch; give actions/checkout `fetch-depth: 0`, or audit the default branch alone',
  );
}
