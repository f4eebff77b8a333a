import {
  adviseFindings,
  applyWaivers,
  type FileChange,
  type Finding,
  fromText,
  type LandingPlan,
  landingOf,
  type MergeSettings,
  type PullRequest,
  squashText,
  type WaiverText,
  type WaiverTrouble,
} from '@forethought/core';
import { readPullChanges } from '@forethought/io';
import { rules } from '@forethought/rules';
import type { PolicySource } from 'forethought/engine';
import {
  type JudgedSubject,
  judgeRange,
  judgeWhole,
  policyAt,
  policyOfAuthor,
  type Range,
  type RangeCommits,
  readRange,
  type Surroundings,
  type WholeText,
} from './cases.js';
import { conversationOf } from './conversation.js';
import { judgeDocuments } from './judge-documents.js';
import type { Session } from './session.js';
import type { Read } from './subject.js';

/** Findings of one pull request, a list per subject, with the policy that they come from. */
export interface JudgedPull {
  readonly subjects: readonly JudgedSubject[];
  readonly source: PolicySource;
  readonly landing: LandingPlan;
  readonly range: RangeCommits;
  /** All that the range changes since its merge base. */
  readonly files: readonly FileChange[];
  /** Added lines as one text per path, as far as they were read. */
  readonly added: ReadonlyMap<string, string>;
  readonly waivers: readonly WaiverTrouble[];
  /** A draft that is only advised. */
  readonly isAdvisory: boolean;
}

/**
 * Judges body, commits and the text that a squash will make of them, by the configuration at the tip of the base branch; and of a
 * merge queue's range what the queue made of them. Every end of a range has to be in the clone.
 */
export async function judgePull(
  session: Session,
  { pull, settings, baseTip }: Read,
  queue?: Range,
): Promise<JudgedPull> {
  const isAdvisory = pull.isDraft && session.inputs.drafts === 'advise';
  const range = await readRange(session, { base: baseTip, head: pull.head.sha });
  const source = await policyAt(session, baseTip, range, pull);
  const landing = landingOf(settings, pull, session.inputs.landing);
  const conversation = await conversationOf(session.hub, pull, policyOfAuthor(source, pull.author));
  const { files, added } = await readPullChanges(session.repo, range.base, range.head, session.world);
  const commits = await judgeRange(session, source, range, pull);
  const whole = { source, pull, range, files, conversation, isRevert: revertsOnly(commits) };
  const body = await judgeWhole(session, whole, bodyOf(pull));
  const squashed = await judgeSquash(session, whole, landing, settings, body);
  const queued =
    queue === undefined ? [] : await judgeRange(session, source, await readRange(session, queue), pull);
  const known = new Set(commits.map(({ subject }) => subject.id));
  const made = queued.filter(({ subject }) => !known.has(subject.id));
  const documents = await judgeDocuments(session, source, pull.author, range, files);
  const parts = { proposed: [body, ...commits, ...squashed, ...documents], made, isAdvisory };
  return { ...settled(pull, source, landing, parts), source, landing, range, files, added, isAdvisory };
}

/** Judged subjects before anything is waived: what the pull request proposes, and what a queue made of it. */
interface Parts {
  readonly proposed: readonly JudgedSubject[];
  readonly made: readonly JudgedSubject[];
  readonly isAdvisory: boolean;
}

/** Whether every commit takes back one that exists, as the platform's own button makes them. */
function revertsOnly(commits: readonly JudgedSubject[]): boolean {
  const isRevert = ({ findings }: JudgedSubject): boolean =>
    findings.some(({ outcome, reason }) => outcome === 'exempt' && reason?.startsWith('revert') === true);
  return commits.length > 0 && commits.every(isRevert);
}

function bodyOf(pull: PullRequest): WholeText {
  const subject = { kind: 'pull-request', id: String(pull.number), title: pull.title } as const;
  return { kind: 'pull-request', subject, text: pull.body, title: pull.title };
}

/**
 * Where a squash is all that lands, its text stands for the commits: the rules on commits ask it. Where it is the body, that is
 * where the answer belongs, and what was asked of the body already is not asked twice.
 */
async function judgeSquash(
  session: Session,
  around: Surroundings,
  landing: LandingPlan,
  settings: MergeSettings | null,
  body: JudgedSubject,
): Promise<readonly JudgedSubject[]> {
  const { pull } = around;
  const text = squashText(landing, settings, pull);
  if (text === undefined || landing.commitsStay !== false) return [];
  if (landing.squash === 'messages') return [await judgeWhole(session, around, squashOf(pull, text))];
  if (landing.squash !== 'body') return [];
  const { findings } = await judgeWhole(session, around, { ...bodyOf(pull), kind: 'commit', text });
  const known = new Set(body.findings.map(({ ruleId }) => ruleId));
  return [{ subject: body.subject, findings: findings.filter(({ ruleId }) => !known.has(ruleId)) }];
}

function squashOf(pull: PullRequest, text: string): WholeText {
  const title = text.split('\n', 1)[0] ?? '';
  const subject = { kind: 'message', id: `squash of #${pull.number}`, title } as const;
  return { kind: 'commit', subject, text, title };
}

/**
 * Waivers first, then what lands and what only advises, then the leniency that a draft has. What a queue made is about to land
 * and advises only where the repository has chosen to land no text at all.
 */
function settled(
  pull: PullRequest,
  source: PolicySource,
  landing: LandingPlan,
  { proposed, made, isAdvisory }: Parts,
): Pick<JudgedPull, 'subjects' | 'waivers'> {
  const policy = policyOfAuthor(source, pull.author);
  const { findings, problems } = applyWaivers(
    [...proposed, ...made].flatMap((subject) => subject.findings),
    waiverTexts(pull, policy.sections),
    pull.reviews,
    {
      author: pull.author,
      createdAt: pull.createdAt,
      bodyEditedAt: pull.bodyEditedAt,
      commits: pull.commits,
      head: pull.head.sha,
      ruleIds: rules.map(({ id }) => id),
    },
  );
  const count = proposed.reduce((sum, subject) => sum + subject.findings.length, 0);
  const advised = adviseFindings(findings.slice(0, count), landing, policy);
  const landed = findings.slice(count).map((one) => (landing.squash === 'blank' ? asAdvice(one) : one));
  const all = [...advised, ...landed].map((finding) => (isAdvisory ? asAdvice(finding) : finding));
  let at = 0;
  const subjects = [...proposed, ...made].map((subject) => {
    at += subject.findings.length;
    return { ...subject, findings: all.slice(at - subject.findings.length, at) };
  });
  return { subjects, waivers: problems };
}

function waiverTexts(
  pull: PullRequest,
  index: Parameters<typeof fromText>[1]['index'],
): readonly WaiverText[] {
  const body = fromText(pull.body, { kind: 'pull-request', index, hashHeadings: 'count' });
  const commits = pull.commits.map(({ sha, message }) => ({
    subject: { kind: 'commit', id: sha, title: message.split('\n', 1)[0] ?? '' } as const,
    evidence: fromText(message, { kind: 'commit', index, hashHeadings: 'count' }),
  }));
  return [{ subject: bodyOf(pull).subject, evidence: body }, ...commits];
}

/** A draft is told everything and stopped by nothing. */
function asAdvice(finding: Finding): Finding {
  return finding.severity === 'block' ? { ...finding, severity: 'warn' } : finding;
}
