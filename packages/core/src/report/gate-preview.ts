import type { PolicyChange } from '../policy-diff.js';
import type { ReplayedChange, ReplaySummary } from '../replay.js';
import { type Block, block, fold, type Part, part, tableBlocks } from './blocks.js';
import type { GateReport, PolicyPreview } from './gate.js';
import { ruleLink } from './gate-entries.js';
import { cellSpan, codeSpan, inCell, neutral } from './quote.js';
import { counted, subjectName, type Wording } from './words.js';

const KINDS: Readonly<Record<NonNullable<PolicyChange['kind']>, string>> = {
  commit: 'commits',
  'pull-request': 'pull requests',
  document: 'documents',
};
const ORDER: readonly PolicyChange['what'][] = ['weaker', 'changed', 'stronger'];
const VERBS: Readonly<Record<PolicyChange['what'], string>> = {
  weaker: 'weaker',
  stronger: 'stronger',
  changed: 'changed otherwise',
};
const NAMES = 3;
/** Changes of settings that a reader sees without unfolding anything. */
const OPEN_ROWS = 12;

/** What a pull request that edits the policy would change: one sentence to see at once, tables folded. Weaker rules come first. */
export function previewParts({ preview, ...wording }: GateReport): readonly Part[] {
  if (preview === undefined) return [];
  const isBroken = (preview.problems ?? []).length > 0;
  const sum = `${isBroken ? 'What is proposed could not be read as a policy.' : sumOf(preview)} Nothing of it counts yet: this run was judged by the policy of the base branch.`;
  const problems = (preview.problems ?? []).map(
    (problem) => `- The proposed policy can't be used: ${neutral(problem)}`,
  );
  return [
    part(
      ['#### This pull request changes the policy'],
      [...block([sum], 1), ...block(problems, problems.length)],
    ),
    ...changesFold(preview.changes, wording),
    ...replayFold(preview.replay, wording),
  ];
}

function sumOf({ changes, replay }: PolicyPreview): string {
  const counts = ORDER.flatMap((what) => {
    const count = changes.filter((change) => change.what === what).length;
    return count === 0 ? [] : [`${counted(count, 'setting')} ${VERBS[what]}`];
  });
  const sum = counts.length === 0 ? 'No setting becomes weaker or stronger.' : `${counts.join(', ')}.`;
  if (replay === undefined || replay.changes === 0) return sum;
  const { blockedBefore, blockedAfter } = replay;
  return `${sum} Of the last ${counted(replay.changes, 'merged change')}, the policy of today blocks ${blockedBefore} and the new one ${blockedAfter}.`;
}

function changesFold(changes: readonly PolicyChange[], wording: Wording): readonly Part[] {
  const sorted = ORDER.flatMap((what) => changes.filter((change) => change.what === what));
  const rows = sorted.map(({ ruleId, kind, aspect, what, from, to }) => [
    what === 'weaker' ? '**weaker**' : what,
    ruleId === undefined ? 'all rules' : inCell(ruleLink(ruleId, wording)),
    `${cellSpan(aspect)}${kind === undefined ? '' : ` for ${KINDS[kind]}`}`,
    cellSpan(from),
    cellSpan(to),
  ]);
  const columns = ['', 'Rule', 'Setting', 'Before', 'After'];
  const title = `${counted(changes.length, 'change')} of settings`;
  return fold(title, tableBlocks(columns, rows, 40), changes.length <= OPEN_ROWS);
}

function replayFold(replay: ReplaySummary | undefined, wording: Wording): readonly Part[] {
  if (replay === undefined || replay.rules.length === 0) return [];
  const rows = replay.rules.map((rule) => [
    inCell(ruleLink(rule.ruleId, wording)),
    namesOf(rule.newlyFail),
    namesOf(rule.newlyPass),
    namesOf(rule.newlyWarn),
    namesOf(rule.noLongerWarn),
    rule.unknown === 0 ? '' : String(rule.unknown),
  ]);
  const columns = [
    'Rule',
    'Newly blocked',
    'No longer blocked',
    'Newly warned',
    'No longer warned',
    'Unknown',
  ];
  const blocks: readonly Block[] = tableBlocks(columns, rows, 40);
  return fold(`The last ${counted(replay.changes, 'merged change')} under both policies`, blocks);
}

function namesOf(changes: readonly ReplayedChange[]): string {
  if (changes.length === 0) return '';
  const names = changes.slice(0, NAMES).map(({ subject }) => codeSpan(subjectName(subject)));
  const rest = changes.length > NAMES ? ', …' : '';
  return inCell(`${changes.length}: ${names.join(', ')}${rest}`);
}
