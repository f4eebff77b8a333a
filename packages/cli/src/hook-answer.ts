import { join, relative } from 'node:path';
import {
  type AnyRule,
  type CleanSettings,
  type Finding,
  type Policy,
  renderFindings,
  shellWord,
} from '@forethought/core';
import type { GitFacts } from './hook-facts.js';
import { fixupHints } from './hook-fixup.js';
import { tryGit } from './hook-git.js';
import { keepMessage, repairedMessage, repairOf } from './hook-keep.js';
import { type HookPlace, hasState } from './hook-place.js';
import type { Settled } from './hook-settle.js';

/** What the hook says and whether git may go on. */
export interface Answer {
  readonly isBlocked: boolean;
  /** For standard error, whole lines; empty when there is nothing to say. */
  readonly words: string;
}

/** Everything that an answer is made from. */
export interface Judged extends Settled {
  readonly place: HookPlace;
  readonly bytes: Buffer;
  readonly settings: CleanSettings;
  readonly facts: GitFacts;
  readonly policy: Policy;
  readonly rules: readonly AnyRule[];
  /** Rules that would block in *standard* mode. */
  readonly standard: readonly string[];
  readonly color: boolean;
}

/** Puts a judgement into words; a rejected message is kept, and the command to go on with it is the last thing said. */
export function answer(judged: Judged): Answer {
  const findings = distinctFindings(judged);
  const failing = findings.filter(({ outcome }) => outcome === 'fail');
  const blocking = failing.filter(({ severity }) => severity === 'block');
  const spoken = failing.filter(({ severity }) => severity !== 'observe');
  const { rules, policy, color } = judged;
  const errors = [
    ...new Set(findings.filter(({ outcome }) => outcome === 'error').map(({ ruleId }) => ruleId)),
  ];
  const paragraphs = [
    ...(spoken.length === 0 ? [] : [renderFindings(spoken, { rules, policy, color }).trimEnd()]),
    ...hints(judged, blocking),
    ...observed(judged, failing),
    ...(errors.length === 0
      ? []
      : [`forethought: ${errors.join(', ')} could not be judged here; CI judges again`]),
  ];
  if (blocking.length > 0) {
    const title = judged.readings[0]?.evidence.title ?? '';
    paragraphs.push(...fixupHints(judged.place, title), retry(judged, blocking));
  }
  return {
    isBlocked: blocking.length > 0,
    words: paragraphs.length === 0 ? '' : `${paragraphs.join('\n\n')}\n`,
  };
}

/** The findings of the text that survives, and those of other forms in which alone a rule fails. */
export function distinctFindings({ readings }: Settled): readonly Finding[] {
  const [first, ...others] = readings;
  const known = first?.findings ?? [];
  const failing = new Set(known.filter(({ outcome }) => outcome === 'fail').map(({ ruleId }) => ruleId));
  const more: Finding[] = [];
  for (const finding of others.flatMap((reading) => reading.findings)) {
    if (finding.outcome !== 'fail' || failing.has(finding.ruleId)) continue;
    more.push(finding);
  }
  return [
    ...known,
    ...new Map(more.map((finding) => [`${finding.ruleId} ${finding.problem?.code}`, finding])).values(),
  ];
}

/** Why a message that looks complete is not: only another form of it fails. */
function hints({ readings }: Judged, blocking: readonly Finding[]): readonly string[] {
  const isComplete = readings[0]?.findings.every(
    ({ outcome, severity }) => outcome !== 'fail' || severity !== 'block',
  );
  if (blocking.length === 0 || isComplete !== true) return [];
  return [
    'Comment lines or a cut line stand among the evidence. Git may store the message in a form in which they cut it short.',
  ];
}

/** One line for what only counts: which rules would have blocked. */
function observed({ policy, standard }: Judged, failing: readonly Finding[]): readonly string[] {
  const ids = failing.filter(({ ruleId, severity }) => severity === 'observe' && standard.includes(ruleId));
  const names = [...new Set(ids.map(({ ruleId }) => ruleId))];
  if (names.length === 0) return [];
  const mode = policy.mode === 'observe' ? ' (observing, nothing blocks)' : '';
  return [
    `forethought${mode}: would have blocked for ${names.join(', ')}; forethought explain ${names[0]} says more`,
  ];
}

function retry(judged: Judged, blocking: readonly Finding[]): string {
  const { place, bytes, settings, policy, rules } = judged;
  const evidence = judged.readings[0]?.evidence;
  const repair =
    evidence === undefined
      ? { labels: new Map(), skeletons: [] }
      : repairOf(evidence, blocking, rules, policy);
  const file = keepMessage(place.gitDir, repairedMessage(bytes, settings, repair));
  const shown = relative(join(place.root, place.env['GIT_PREFIX'] ?? ''), file);
  const labels = repair.labels.size > 0 ? ', its headings written as labels' : '';
  const added = `${labels}${repair.skeletons.length > 0 ? ', with the missing sections to fill in' : ''}`;
  return `No commit was made. The message is kept${added}; to go on with it:\n  ${retryCommand(judged, shown)}`;
}

/** The command that opens the kept message for the same commit. */
function retryCommand(judged: Judged, file: string): string {
  const { place, facts, isAmend } = judged;
  const author = place.env['GIT_AUTHOR_EMAIL'];
  const isOthers =
    !isAmend &&
    !hasState(place, 'CHERRY_PICK_HEAD') &&
    author !== undefined &&
    author !== (facts.config.get('user.email') ?? author);
  const words = [
    'git commit',
    ...(isAmend ? ['--amend'] : []),
    ...(isOthers ? [`--author=${shellWord(`${place.env['GIT_AUTHOR_NAME'] ?? ''} <${author}>`)}`] : []),
    '-e',
    '-F',
    shellWord(file),
    ...whatWasStaged(judged),
  ];
  return words.join(' ');
}

/** `-a` and named paths live in a temporary index that is gone by now, so the command has to say them again. */
function whatWasStaged({ place, facts }: Judged): readonly string[] {
  const index = place.env['GIT_INDEX_FILE'] ?? '';
  if (/(?:^|\/)next-index-\d+\.lock$/.test(index)) {
    const prefix = place.env['GIT_PREFIX'] ?? '';
    return ['--', ...facts.files.map((file) => shellWord(relative(prefix, file.path)))];
  }
  const isEverything =
    /(?:^|\/)index\.lock$/.test(index) && tryGit(place, ['diff', '--quiet', '--no-ext-diff']) !== undefined;
  return isEverything ? ['-a'] : [];
}
