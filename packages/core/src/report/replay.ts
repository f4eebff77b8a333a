import type { PolicyChange } from '../policy-diff.js';
import type { ReplayedChange, ReplayedRule, ReplaySummary } from '../replay.js';
import { quotePlain } from './outcome.js';
import { type Paint, paint } from './paint.js';
import { codeSpan } from './quote.js';
import { counted, subjectName } from './words.js';

/** What a replay shows: how two policies differ, and how the same changes fare under both. */
export interface ReplayReport {
  /** Where each policy came from: a revision, a file, or `forethought.yml`. */
  readonly before: string;
  readonly after: string;
  readonly branch: string;
  readonly changes: readonly PolicyChange[];
  readonly replay: ReplaySummary;
  readonly notices: readonly string[];
}

/** The four ways in which an answer moves, in the order in which they matter. */
const MOVES: readonly (readonly [keyof ReplayedRule & `${string}${'Fail' | 'Pass' | 'Warn'}`, string])[] = [
  ['newlyFail', 'would newly block'],
  ['newlyPass', 'would no longer block'],
  ['newlyWarn', 'would newly warn'],
  ['noLongerWarn', 'would no longer warn'],
];
/** Subjects that are named of each move. */
const NAMED = 5;

/** A replay for the terminal. Titles are other people's text and lose their controls. */
export function renderReplayText(report: ReplayReport, options: { readonly color: boolean }): string {
  const style = paint(options.color);
  const { replay } = report;
  const lines = [
    style.bold(summaryLine(report)),
    blockedLine(replay),
    ...section(
      'Settings',
      report.changes.map((change) => `  ${changeText(change, quotePlain, style)}`),
    ),
    ...replay.rules.flatMap((rule) => ['', style.bold(rule.ruleId), ...movesText(rule, style)]),
    ...section(
      'Notes',
      report.notices.map((notice) => `  ${quotePlain(notice)}`),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

/** The same as GitHub Markdown, other people's text in code spans. */
export function renderReplayMarkdown(report: ReplayReport): string {
  const { replay } = report;
  const lines = [
    '# forethought: replay',
    '',
    summaryLine({
      ...report,
      before: codeSpan(report.before),
      after: codeSpan(report.after),
      branch: codeSpan(report.branch),
    }),
    blockedLine(replay),
    ...section('## Settings', gap(report.changes.map((change) => `- ${changeText(change, codeSpan)}`))),
    ...replay.rules.flatMap((rule) => ['', `## \`${rule.ruleId}\``, '', ...movesMarkdown(rule)]),
    ...section('## Notes', gap(report.notices.map((notice) => `- ${codeSpan(notice)}`))),
  ];
  return `${lines.join('\n')}\n`;
}

function summaryLine({ before, after, branch, replay }: ReplayReport): string {
  return `The last ${counted(replay.changes, 'change')} of ${branch}, judged by ${before} and by ${after}`;
}

function blockedLine({ changes, blockedBefore, blockedAfter, rules }: ReplaySummary): string {
  const sum = `Blocked: ${blockedBefore} of ${changes} before, ${blockedAfter} of ${changes} after.`;
  return rules.length === 0 ? `${sum} No rule answers differently.` : sum;
}

function section(title: string, lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', title, ...lines];
}

function gap(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : ['', ...lines];
}

function changeText(change: PolicyChange, quote: (text: string) => string, style?: Paint): string {
  const { ruleId, kind, aspect, what, from, to, onlyFor } = change;
  const word = what === 'weaker' ? (style?.yellow(what) ?? `**${what}**`) : what;
  const rule = ruleId === undefined ? '' : `${ruleId} `;
  const where = [kind, onlyFor?.join(', ')].filter((part) => part !== undefined).map(quote);
  const limits = where.length === 0 ? '' : ` (${where.join(', ')})`;
  return `${word}: ${rule}${quote(aspect)}${limits}: ${quote(from)} → ${quote(to)}`;
}

function movesText(rule: ReplayedRule, style: Paint): readonly string[] {
  const lines = MOVES.flatMap(([move, words]) => {
    const moved = rule[move];
    if (moved.length === 0) return [];
    const rest = moved.length > NAMED ? [style.dim(`    and ${moved.length - NAMED} more`)] : [];
    return [
      `  ${words}: ${moved.length}`,
      ...moved.slice(0, NAMED).map((each) => `    ${movedText(each, quotePlain)}`),
      ...rest,
    ];
  });
  return [...lines, ...(rule.unknown === 0 ? [] : [`  could not be judged: ${rule.unknown}`])];
}

function movesMarkdown(rule: ReplayedRule): readonly string[] {
  const lines = MOVES.flatMap(([move, words]) => {
    const moved = rule[move];
    if (moved.length === 0) return [];
    const rest = moved.length > NAMED ? [`  - and ${moved.length - NAMED} more`] : [];
    return [
      `- ${words}: ${moved.length}`,
      ...moved.slice(0, NAMED).map((each) => `  - ${movedText(each, codeSpan)}`),
      ...rest,
    ];
  });
  return [...lines, ...(rule.unknown === 0 ? [] : [`- could not be judged: ${rule.unknown}`])];
}

function movedText({ subject, codes }: ReplayedChange, quote: (text: string) => string): string {
  const why = codes.length === 0 ? '' : ` (${codes.join(', ')})`;
  return `${subjectName(subject)} ${quote(subject.title)}${why}`;
}
