import {
  commentMarker,
  counted,
  type Finding,
  type GateReport,
  gateTitle,
  type PatternMatch,
  type PullRequest,
  renderSummary,
  type Technology,
  touchedTechnologies,
  waiverWords,
} from '@forethought/core';
import { CONFIG_PATHS } from '@forethought/io';
import { rules } from '@forethought/rules';
import { countSubject, matchesIn, noCounts, reportOf } from 'forethought/engine';
import { policyOfAuthor, type Range } from './cases.js';
import { type JudgedPull, judgePull } from './judge-pull.js';
import type { Outcome } from './outcome.js';
import { pagesAt } from './pages.js';
import type { Session } from './session.js';
import type { Read } from './subject.js';
import { gateVerdict } from './verdict.js';

/** Judges a pull request, and what a merge queue made of it, and puts together all that is told of it. */
export async function runPull(session: Session, read: Read, queue?: Range): Promise<Outcome> {
  const { pull } = read;
  const judged = await judgePull(session, read, queue);
  const preview = await previewIfEdited(session, judged);
  const counts = noCounts();
  for (const { findings } of judged.subjects) countSubject(counts, findings, judged.source);
  const findings = judged.subjects.flatMap((subject) => subject.findings);
  const isBroken = (preview?.problems ?? []).length > 0;
  const verdict = isBroken && !judged.isAdvisory ? 'fail' : gateVerdict(findings);
  const report = reportOf(judged.source, { findings, counts }, { verdict });
  const waivers = judged.waivers.map((trouble) => waiverWords(trouble));
  const notices = [...read.notices, ...judged.notices, ...waivers];
  const weakened = weakenedWords(preview);
  const documentation = pagesAt(session.world.env);
  const gate: GateReport = {
    rules,
    ...(documentation === undefined ? {} : { documentation }),
    policy: policyOfAuthor(judged.source, pull.author),
    title: isBroken
      ? "the proposed configuration can't be used"
      : [gateTitle(report, judged.isAdvisory), ...weakened].join('; '),
    marker: commentMarker('gate', session.inputs.config ?? 'default'),
    report,
    pull: { ...pull, author: pull.author?.login ?? null, isDraft: judged.isAdvisory },
    policySha: read.baseTip,
    landing: judged.landing,
    ...(await context(session, judged, pull, findings)),
    ...(preview === undefined ? {} : { preview }),
    notices,
    ...(session.hub === undefined ? {} : { requests: session.hub.requests() }),
  };
  return {
    title: gate.title,
    report,
    policy: gate.policy,
    summary: renderSummary(gate),
    head: queue?.head ?? pull.head.sha,
    warnings: weakened.map((words) => `${words}; the step summary names each`),
    notices,
    gate,
  };
}

/** Few pull requests edit the policy; what shows the effect is loaded for those. */
async function previewIfEdited(session: Session, judged: JudgedPull): Promise<GateReport['preview']> {
  const plan = judged.source.config?.extends ?? '';
  const own = [...CONFIG_PATHS, session.inputs.config ?? '', /\.ya?ml$/.test(plan) ? plan : ''];
  if (!judged.files.some(({ path }) => own.includes(path) || isPlan(path))) return undefined;
  const { previewOf } = await import('./preview.js');
  return previewOf(session, judged);
}

/** A plan of the team's own may be one that only the head names. */
function isPlan(path: string): boolean {
  return /^plans\/[^/]{1,255}\.ya?ml$/.test(path);
}

/** Words for title and warning where what is proposed asks less than the policy of today. */
function weakenedWords(preview: GateReport['preview']): readonly string[] {
  const weaker = (preview?.changes ?? []).filter(({ what }) => what === 'weaker').length;
  return weaker === 0 ? [] : [`this change would weaken ${counted(weaker, 'setting')} of the policy`];
}

/**
 * What helps whoever writes the evidence: the patterns that the change calls for, and the documentation of what it touches. Where
 * nothing is open, nobody has to look anything up.
 */
async function context(
  { repo }: Session,
  { range, source, files, added }: JudgedPull,
  pull: PullRequest,
  findings: readonly Finding[],
): Promise<{ readonly patterns: readonly PatternMatch[]; readonly technologies: readonly Technology[] }> {
  const isOpen = findings.some(({ outcome }) => ['fail', 'error', 'unknown'].includes(outcome));
  return {
    patterns: await matchesIn(repo, range.base, files, added),
    technologies: isOpen ? touchedTechnologies(files, policyOfAuthor(source, pull.author), added) : [],
  };
}
