import type { Report } from '../schema/report.js';
import { countsLine } from './counts.js';
import { type FindingOptions, findingLines } from './finding.js';
import { actionable, byProblem, bySubject, type Group, subjectsOf } from './group.js';
import { paint } from './paint.js';
import { plain, truncate, wrap } from './sanitise.js';
import { type ScoreRoom, scoreLines } from './score-table.js';
import { closed, describe, SEVERITY_WORDS, subjectName } from './words.js';

/** How a report is printed at a terminal. */
export interface TextOptions extends FindingOptions {
  /** Lines that the whole report may take; default 40. */
  readonly maxLines?: number;
}

const REPORT_LINES = 40;
const FINDINGS = 10;
const ROWS = 20;
/** Findings get at least this room, and the legend and the notices what is left. */
const LEAST_FINDING_LINES = 10;
const COLUMNS = 100;

/**
 * A whole report for a terminal: what was judged, at most ten entries worth acting on, and the scores. It never exceeds
 * `maxLines`; within the default of 40, twenty engineers have a row. Findings are expected newest first.
 */
export function renderText(report: Report, options: TextOptions): string {
  const most = options.maxLines ?? REPORT_LINES;
  const rows = most > REPORT_LINES ? Number.POSITIVE_INFINITY : ROWS;
  const head = headLines(report, options);
  const roomy = closing(report, options, { rows, legendLines: 2, noticeLines: 3 });
  const isTight = most - head.length - roomy.length < LEAST_FINDING_LINES;
  const end = isTight ? closing(report, options, { rows, legendLines: 1, noticeLines: 1 }) : roomy;
  const findings = entryLines(report, options, most - head.length - end.length);
  return `${[...head, ...findings, ...end].slice(0, most).join('\n')}\n`;
}

/** What comes after the findings: scores, then notices. */
function closing(
  report: Report,
  options: TextOptions,
  room: ScoreRoom & { readonly noticeLines: number },
): readonly string[] {
  const scores = report.measures.length === 0 ? [] : ['', ...scoreLines(report, options, room)];
  return [...scores, ...noticeLines(report, options, room.noticeLines)];
}

function headLines(report: Report, options: TextOptions): readonly string[] {
  const colors = paint(options.color);
  const paintOf = { pass: colors.green, fail: colors.red, error: colors.red }[report.verdict];
  const verdict = report.measures.length === 0 ? ` ${paintOf(report.verdict)}` : '';
  const observing = report.mode === 'observe' ? ', observing: nothing blocks' : '';
  const title = `${colors.bold('forethought')}${verdict}: plan ${plain(report.plan)}${observing}, as of ${report.asOf.slice(0, 10)}`;
  return [title, ...wrap(countsLine(report), options.width ?? COLUMNS, 2)];
}

/** As much of every entry as the room allows: one line each, then four, then the whole of it, from the first entry on. */
function entryLines(report: Report, options: TextOptions, room: number): readonly string[] {
  const failing = actionable(report.findings);
  const single = new Set(failing.map(({ subject }) => `${subject.kind} ${subject.id}`)).size === 1;
  const groups = single ? bySubject(failing) : byProblem(failing);
  if (groups.length === 0 || room < 4) return [];
  const shown = groups.slice(0, Math.min(options.maxFindings ?? FINDINGS, room - 3));
  const rest = groups.length - shown.length;
  const title = ['', paint(options.color).bold('Worth acting on')];
  const { lines, isWhole } = fit(shown, options, room - title.length - 1);
  const tail = [
    rest > 0 ? `and ${rest} more` : '',
    isWhole ? '' : 'forethought explain <rule> tells the next step',
  ];
  const told = tail.filter((part) => part !== '').join('; ');
  return [...title, ...lines, ...(told === '' ? [] : [`  ${told}`])];
}

/** `isWhole` says that every entry has room for its next step. */
function fit(
  groups: readonly Group[],
  options: TextOptions,
  room: number,
): { readonly lines: readonly string[]; readonly isWhole: boolean } {
  const entries = groups.map((group) => ({ group, lines: [entryHead(group, options)] as readonly string[] }));
  let used = entries.length;
  for (const grow of [shortEntry, longEntry]) {
    for (const entry of entries) {
      const lines = grow(entry.group, options);
      if (lines.length <= entry.lines.length || used - entry.lines.length + lines.length > room) continue;
      used += lines.length - entry.lines.length;
      entry.lines = lines;
    }
  }
  return {
    lines: entries.flatMap(({ lines }) => lines),
    isWhole: entries.every(({ lines }) => lines.length > 1),
  };
}

function entryHead(group: Group, options: TextOptions): string {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const { severity, ruleId, subject, outcome } = group.first;
  const word = outcome === 'error' ? 'not judged' : SEVERITY_WORDS[severity];
  const count = subjectsOf(group);
  const where =
    count === 1
      ? `${subjectName(subject)}${linesOf(group)}`
      : `${count} ${plural(subject.kind)}, newest ${subjectName(subject)}`;
  const room = columns - word.length - ruleId.length - where.length - 6;
  const title = subject.kind === 'message' || room < 12 ? '' : truncate(plain(subject.title), room);
  const shown = severity === 'block' ? colors.red(word) : colors.yellow(word);
  return [shown, colors.bold(ruleId), where, title].filter((part) => part !== '').join('  ');
}

/** Where in a document the problems stand: the first few lines of it. */
function linesOf({ first, findings }: Group): string {
  if (first.subject.kind !== 'document') return '';
  const lines = new Set(findings.flatMap(({ problem }) => problem?.place?.line ?? []));
  return lines.size === 0 ? '' : `:${[...lines].slice(0, 3).join(',')}`;
}

function plural(kind: Group['first']['subject']['kind']): string {
  return kind === 'pull-request' ? 'pull requests' : `${kind}s`;
}

function shortEntry(group: Group, options: TextOptions): readonly string[] {
  const columns = (options.width ?? COLUMNS) - 2;
  const words = describe(group.first, options);
  return [
    entryHead(group, options),
    ...[words.question, `Found: ${closed(words.actual)}`, words.fix === '' ? '' : `Next: ${words.fix}`]
      .filter((line) => line !== '')
      .map((line) => `  ${truncate(line, columns)}`),
  ];
}

function longEntry(group: Group, options: TextOptions): readonly string[] {
  const alone: Group = subjectsOf(group) === 1 ? group : { first: group.first, findings: [group.first] };
  return findingLines(alone, options, entryHead(group, options));
}

/** Each notice in two lines at most; what has no room is counted. */
function noticeLines(report: Report, options: TextOptions, most: number): readonly string[] {
  const columns = options.width ?? COLUMNS;
  const lines = report.notices.flatMap((notice) =>
    wrap(plain(notice), columns - 6, 2).map((line, at) => (at === 0 ? `note: ${line}` : `      ${line}`)),
  );
  const rest = lines.slice(most - 1).filter((line) => line.startsWith('note: ')).length;
  if (lines.length <= most) return lines;
  return [
    ...lines.slice(0, most - 1),
    `note: ${rest === report.notices.length ? '' : 'and '}${rest} more; --format json has them all`,
  ];
}
