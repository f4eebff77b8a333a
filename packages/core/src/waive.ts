import type { Place } from './schema/common.js';
import type { Evidence } from './schema/evidence.js';
import type { Finding, Subject } from './schema/finding.js';
import type { Account, PullCommit, Review } from './schema/pull.js';
import { approvalOf, type Objection } from './waive-approval.js';
import { type WaiverProblem, type WaiverRequest, waiverRequests } from './waiver.js';

/** A text that may ask for waivers: the body of a pull request, or one of its commits with its sha as the subject's id. */
export interface WaiverText {
  readonly subject: Subject;
  readonly evidence: Evidence;
  /** First and last line of what the text folds away: a request there is not seen by who approves. */
  readonly folded?: readonly [first: number, last: number] | undefined;
}

/** What decides whether a request is granted. Times are the platform's. */
export interface WaiverContext {
  /** Whoever opened the pull request. */
  readonly author: Account | null;
  readonly createdAt: string;
  readonly bodyEditedAt: string | null;
  /** Commits of the pull request, oldest first: an approval covers those that stood there when it was given. */
  readonly commits: readonly Pick<PullCommit, 'sha' | 'login' | 'committedAt'>[];
  /** Sha of the newest commit. */
  readonly head: string;
  readonly ruleIds: readonly string[];
}

/** A request that took no effect, and why. */
export interface WaiverTrouble {
  readonly code: WaiverProblem['code'] | Objection['code'] | 'folded' | 'idle';
  readonly subject: Subject;
  readonly place: Place;
  /** The rule asked for, or the text that names none. */
  readonly rule: string;
  /** The login whose approval did not count. */
  readonly by?: string;
  /** The rule that was probably meant, in words, or nothing. */
  readonly hint?: string;
}

/** Findings with what was waived, and the requests that took no effect. */
export interface WaiverResult {
  readonly findings: readonly Finding[];
  readonly problems: readonly WaiverTrouble[];
}

/** Code of the reason of a failure for which a waiver was asked and not granted; its detail is the code of what is missing. */
export const WAIVER_REQUESTED = 'waiver-requested';

interface Request extends WaiverRequest {
  readonly subject: Subject;
}

interface Pending {
  readonly request: Request;
  readonly code: Objection['code'];
}

interface Granted {
  readonly request: Request;
  readonly isOfHead: boolean;
  readonly reason: string;
}

/**
 * Turns failures into waived ones where a text of the pull request asks for it and somebody else who can push approved after the
 * request was last edited and the last commit was pushed. What a body asks holds for the pull request and its commits, what a commit asks for that commit and
 * for a squash of it. A request without approval leaves the failure and says so in its reason; a request of a
 * description for a rule that fails nowhere is told as idle. What the rule `waiver` has told of a text is not told again.
 */
export function applyWaivers(
  findings: readonly Finding[],
  texts: readonly WaiverText[],
  reviews: readonly Review[],
  context: WaiverContext,
): WaiverResult {
  const problems: WaiverTrouble[] = [];
  const granted: Granted[] = [];
  const pending: Pending[] = [];
  for (const request of requestsOf(findings, texts, context, problems)) {
    if (!findings.some((finding) => covers(request, finding))) {
      const { rule, place, subject } = request;
      if (isIdle(request, findings)) problems.push({ code: 'idle', rule, place, subject });
      continue;
    }
    const answer = approvalOf(request.subject, reviews, context);
    if ('code' in answer) {
      pending.push({ request, code: answer.code });
      const { rule, place, subject } = request;
      problems.push({ ...answer, rule, place, subject });
    } else
      granted.push({
        request,
        isOfHead: answer.isOfHead,
        reason: `${request.reason} (approved by ${answer.login}, ${answer.url})`,
      });
  }
  return { findings: settled(findings, granted, pending), problems };
}

/** A rule of which several problems are waived gives one finding, as the judge does for records of the base branch. */
function settled(
  findings: readonly Finding[],
  granted: readonly Granted[],
  pending: readonly Pending[],
): readonly Finding[] {
  const seen = new Set<string>();
  return findings.flatMap((finding) => {
    const grant = granted.find((each) => grants(each, finding));
    if (grant === undefined) {
      const wait = pending.find(({ request }) => covers(request, finding));
      return wait === undefined ? [finding] : [{ ...finding, reason: `${WAIVER_REQUESTED}: ${wait.code}` }];
    }
    const key = `${finding.ruleId} ${finding.subject.kind} ${finding.subject.id}`;
    if (seen.has(key)) return [];
    seen.add(key);
    const { problem: _, ...rest } = finding;
    return [{ ...rest, outcome: 'waived', reason: grant.reason }];
  });
}

function requestsOf(
  findings: readonly Finding[],
  texts: readonly WaiverText[],
  { ruleIds }: WaiverContext,
  problems: WaiverTrouble[],
): readonly Request[] {
  return texts
    .filter(({ subject }) => subject.kind === 'pull-request' || subject.kind === 'commit')
    .flatMap(({ subject, evidence, folded: [first, last] = [1, 0] }) => {
      const read = waiverRequests(evidence, ruleIds);
      const isTold = findings.some(
        (finding) =>
          finding.ruleId === 'waiver' &&
          finding.outcome === 'fail' &&
          finding.subject.kind === subject.kind &&
          finding.subject.id === subject.id,
      );
      for (const { code, text, hint, place } of isTold ? [] : read.problems) {
        problems.push({ code, subject, place, rule: text.trim(), ...(hint === '' ? {} : { hint }) });
      }
      const isFolded = ({ place: { line } }: WaiverRequest): boolean => line >= first && line <= last;
      for (const { rule, place } of read.requests.filter(isFolded)) {
        problems.push({ code: 'folded', subject, place, rule });
      }
      return read.requests
        .filter((request) => !isFolded(request))
        .map((request) => ({ ...request, subject }));
    });
}

/** A request of a description covers all its commits: nothing of that rule fails, and nothing is unknown. One of a commit is the rule's to tell. */
function isIdle({ rule, subject }: Request, findings: readonly Finding[]): boolean {
  const isOpen = ({ outcome, ruleId }: Finding): boolean =>
    ruleId === rule && (outcome === 'fail' || outcome === 'unknown' || outcome === 'error');
  return subject.kind === 'pull-request' && !findings.some(isOpen);
}

/** A squash holds all commits: what was granted for it was granted by somebody who saw the newest. */
function grants({ request, isOfHead }: Granted, finding: Finding): boolean {
  return covers(request, finding) && (isOfHead || finding.subject.kind !== 'message');
}

function covers({ rule, subject }: Request, finding: Finding): boolean {
  if (finding.outcome !== 'fail' || finding.ruleId !== rule || finding.subject.kind === 'document')
    return false;
  if (subject.kind === 'pull-request' || finding.subject.kind === 'message') return true;
  return finding.subject.kind === 'commit' && finding.subject.id === subject.id;
}
