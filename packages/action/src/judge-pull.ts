import {
  adviseFindings,
  applyWaivers,
  type FileChange,
  type Finding,
  foldedLines,
  fromText,
  type LandingPlan,
  landingOf,
  type MergeSettings,
  type Policy,
  type PullRequest,
  squashText,
  type WaiverText,
  type WaiverTrouble,
} from '@forethought/core';
import { readPullChanges, readTemplate } from '@forethought/io';
import { rules } from '@forethought/rules';
import { libraryFor, type PolicySource } from 'forethought/engine';
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
  readonly notices: readonly string[];
}

/**
 * Judges body, commits and the text that a squash will make of them, by the configuration at the tip of the base branch; and of a
 * merge queue's range what the queue made of them. Every end of a range has to be in the clone. Only where something is open it
 * matters whether all of it is older than the policy.
 */
export async function judgePull(session: Session, read: Read, queue?: Range): Promise<JudgedPull> {
  const { pull, baseTip } = read;
  const range = await readRange(session, { base: baseTip, head: pull.head.sha });
  const source = await policyAt(session, baseTip);
  const changes = await readPullChanges(session.repo, range.base, range.head, session.world);
  const judged = await judgeBy(session, read, { source, range, changes, queue });
  const isOpen = ({ outcome }: Finding): boolean => ['fail', 'error', 'unknown'].includes(outcome);
  if (!judged.subjects.some(({ findings }) => findings.some(isOpen))) return judged;
  const { sparingPolicy } = await import('./before-adoption.js');
  const sparing = await sparingPolicy(session, source, pull, range);
  if (sparing === undefined) return judged;
  const again = await judgeBy(session, read, { source: sparing.source, range, changes, queue });
  return { ...again, notices: sparing.notices };
}

/** What is judged, and by which policy. */
interface Matter {
  readonly source: PolicySource;
  readonly range: RangeCommits;
  readonly changes: Pick<JudgedPull, 'files' | 'added'>;
  readonly queue: Range | undefined;
}

async function judgeBy(
  session: Session,
  { pull, settings, baseTip }: Read,
  { source, range, changes: { files, added }, queue }: Matter,
): Promise<JudgedPull> {
  const isAdvisory = pull.isDraft && session.inputs.drafts === 'advise';
  const landing = landingOf(settings, pull, session.inputs.landing);
  const policy = policyOfAuthor(source, pull.author);
  const text = await bodyOf(session, pull, policy, range);
  const conversation = await conversationOf(session.hub, pull, policy, text.evidence);
  const commits = await judgeRange(session, source, range, pull);
  const library = () => libraryFor(session.repo, range.base, files, added);
  const whole = { source, pull, range, files, conversation, library, isRevert: revertsOnly(commits) };
  const body = await judgeWhole(session, whole, text);
  const squashed = await judgeSquash(session, whole, landing, settings, body);
  const queued =
    queue === undefined ? [] : await judgeRange(session, source, await readRange(session, queue), pull);
  const known = new Set(commits.map(({ subject }) => subject.id));
  const made = queued.filter(({ subject }) => !known.has(subject.id));
  const documents = await judgeDocuments(session, source, { pull, baseTip }, range, files);
  const parts = { proposed: [body, ...commits, ...squashed, ...documents], made, text, isAdvisory };
  const answers = settled(pull, source, landing, parts);
  return { ...answers, source, landing, range, files, added, isAdvisory, notices: [] };
}

/** Judged subjects before anything is waived: what the pull request proposes, and what a queue made of it. */
interface Parts {
  readonly proposed: readonly JudgedSubject[];
  readonly made: readonly JudgedSubject[];
  readonly text: WholeText;
  readonly isAdvisory: boolean;
}

/** Whether every commit takes back one that exists, as the platform's own button makes them. */
function revertsOnly(commits: readonly JudgedSubject[]): boolean {
  const isRevert = ({ findings }: JudgedSubject): boolean =>
    findings.some(({ outcome, reason }) => outcome === 'exempt' && reason?.startsWith('revert') === true);
  return commits.length > 0 && commits.every(isRevert);
}

/** The body as what stands for the whole change; what the template says itself counts for nothing. */
async function bodyOf(
  { repo }: Session,
  { number, title, body }: PullRequest,
  { sections }: Policy,
  { base }: Range,
): Promise<WholeText> {
  const template = await readTemplate(repo, base);
  const evidence = fromText(body, {
    kind: 'pull-request',
    index: sections,
    hashHeadings: 'count',
    title,
    ...(template === undefined ? {} : { template }),
  });
  return { subject: { kind: 'pull-request', id: String(number), title }, title, evidence };
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
  const { sections } = policyOfAuthor(around.source, pull.author);
  const evidence = fromText(text, { kind: 'commit', index: sections, hashHeadings: 'count' });
  if (landing.squash === 'messages')
    return [await judgeWhole(session, around, { ...squashOf(pull, text), evidence })];
  if (landing.squash !== 'body') return [];
  const { title } = pull;
  const { findings } = await judgeWhole(session, around, { subject: body.subject, title, evidence });
  const known = new Set(body.findings.map(({ ruleId }) => ruleId));
  return [{ subject: body.subject, findings: findings.filter(({ ruleId }) => !known.has(ruleId)) }];
}

function squashOf(pull: PullRequest, text: string): Pick<WholeText, 'subject' | 'title'> {
  const title = text.split('\n', 1)[0] ?? '';
  return { subject: { kind: 'message', id: `squash of #${pull.number}`, title }, title };
}

/**
 * Waivers first, then what lands and what only advises, then the leniency that a draft has. What a queue made is about to land
 * and advises only where the repository has chosen to land no text at all.
 */
function settled(
  pull: PullRequest,
  source: PolicySource,
  landing: LandingPlan,
  { proposed, made, text, isAdvisory }: Parts,
): Pick<JudgedPull, 'subjects' | 'waivers'> {
  const policy = policyOfAuthor(source, pull.author);
  const { findings, problems } = applyWaivers(
    [...proposed, ...made].flatMap((subject) => subject.findings),
    waiverTexts(pull, policy.sections, text),
    pull.reviews,
    {
      author: pull.author,
      createdAt: pull.createdAt,
      bodyEditedAt: pull.bodyEditedAt,
      commits: withoutMerges(pull, proposed),
      head: pull.head.sha,
      ruleIds: [...new Set([...rules.map(({ id }) => id), ...policy.rules.map(({ ruleId }) => ruleId)])],
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

/** Who brings a branch up to date on the platform writes nothing: a merge without anything of its own, made there, has no author. */
function withoutMerges(
  { commits }: PullRequest,
  judged: readonly JudgedSubject[],
): readonly PullRequest['commits'][number][] {
  const isClean = ({ outcome, reason }: Finding): boolean =>
    outcome === 'exempt' && reason?.startsWith('merge') === true;
  const clean = new Set(
    judged.filter(({ findings }) => findings.some(isClean)).map(({ subject }) => subject.id),
  );
  return commits.map((commit) =>
    commit.isPlatformMade === true && commit.parents > 1 && clean.has(commit.sha)
      ? { ...commit, login: null }
      : commit,
  );
}

function waiverTexts(
  pull: PullRequest,
  index: Parameters<typeof fromText>[1]['index'],
  { subject, evidence: body }: WholeText,
): readonly WaiverText[] {
  const asking = pull.commits.filter(({ message }) => /waive/i.test(message));
  const commits = asking.map(({ sha, message }) => ({
    subject: { kind: 'commit', id: sha, title: message.split('\n', 1)[0] ?? '' } as const,
    evidence: fromText(message, { kind: 'commit', index, hashHeadings: 'count' }),
  }));
  return [{ subject, evidence: body, folded: foldedLines(pull.body) }, ...commits];
}

/** A draft is told everything and stopped by nothing. */
function asAdvice(finding: Finding): Finding {
  return finding.severity === 'block' ? { ...finding, severity: 'warn' } : finding;
}
