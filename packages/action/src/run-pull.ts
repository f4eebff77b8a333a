import {
  commentMarker,
  counted,
  type GateReport,
  gateTitle,
  matchPatterns,
  type PatternMatch,
  type PullRequest,
  readPatternLibrary,
  renderSummary,
  type Technology,
  touchedTechnologies,
  waiverWords,
} from '@forethought/core';
import { readFileAt } from '@forethought/io';
import { rules } from '@forethought/rules';
import { countSubject, noCounts, reportOf } from 'forethought/engine';
import { policyOfAuthor, type Range } from './cases.js';
import { type JudgedPull, judgePull } from './judge-pull.js';
import type { Outcome } from './outcome.js';
import { previewOf } from './preview.js';
import type { Session } from './session.js';
import type { Read } from './subject.js';
import { gateVerdict } from './verdict.js';

/** Where a team keeps its pattern library unless its plan says otherwise. */
const LIBRARY = 'COMMON_PATTERNS.md';

/** Judges a pull request, and what a merge queue made of it, and puts together all that is told of it. */
export async function runPull(session: Session, read: Read, queue?: Range): Promise<Outcome> {
  const { pull } = read;
  const judged = await judgePull(session, read, queue);
  const preview = await previewOf(session, judged);
  const counts = noCounts();
  for (const { findings } of judged.subjects) countSubject(counts, findings, judged.source);
  const findings = judged.subjects.flatMap((subject) => subject.findings);
  const isBroken = (preview?.problems ?? []).length > 0;
  const verdict = isBroken && !judged.isAdvisory ? 'fail' : gateVerdict(findings);
  const report = reportOf(judged.source, { findings, counts }, { verdict });
  const notices = [...read.notices, ...judged.waivers.map((trouble) => waiverWords(trouble))];
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
    ...(await context(session, judged, pull)),
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

/** Words for title and warning where what is proposed asks less than the policy of today. */
function weakenedWords(preview: GateReport['preview']): readonly string[] {
  const weaker = (preview?.changes ?? []).filter(({ what }) => what === 'weaker').length;
  return weaker === 0 ? [] : [`this change would weaken ${counted(weaker, 'setting')} of the policy`];
}

/** Where the pages of the Action's own version can be read; nowhere for one that is used from a folder. */
function pagesAt(env: Session['world']['env']): string | undefined {
  const [server, own, ref] = [
    env['GITHUB_SERVER_URL'],
    env['GITHUB_ACTION_REPOSITORY'],
    env['GITHUB_ACTION_REF'],
  ];
  const isKnown = /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(own ?? '') && /^[\w./-]{1,100}$/.test(ref ?? '');
  return isKnown ? `${server ?? 'https://github.com'}/${own}/blob/${ref}/docs/` : undefined;
}

/** What helps whoever writes the evidence: the patterns that the change calls for, and the documentation of what it touches. */
async function context(
  { repo }: Session,
  { range, source, files, added }: JudgedPull,
  pull: PullRequest,
): Promise<{ readonly patterns: readonly PatternMatch[]; readonly technologies: readonly Technology[] }> {
  const library = await readFileAt(repo, range.base, LIBRARY);
  const { entries } = readPatternLibrary(library ?? '');
  const addedLines = [...added.values()].flatMap((text) => text.split('\n'));
  return {
    patterns: matchPatterns(entries, { paths: files.map(({ path }) => path), addedLines }),
    technologies: touchedTechnologies(files, policyOfAuthor(source, pull.author), added),
  };
}
