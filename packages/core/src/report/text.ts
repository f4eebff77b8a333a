import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import { countsLine } from './counts.js';
import { type FindingOptions, findingLines } from './finding.js';
import { actionable, byProblem, type Group, subjectsOf } from './group.js';
import { type FindingsInShort, inShort } from './in-short.js';
import { paint } from './paint.js';
import { plain, truncate, wrap } from './sanitise.js';
import { type ScoreRoom, scoreLines } from './score-table.js';
import { closed, describe, SEVERITY_WORDS, subjectName } from './words.js';

export { type FindingsInShort, startSummary } from './in-short.js';

/** How a report is printed at a terminal. */
export interface TextOptions extends FindingOptions {
  /** Lines that the whole report may take; default 40, and as many as there are for the findings of one change or document. */
  readonly maxLines?: number;
  /** The findings in place of the report's, where these are too many to hold. */
  readonly told?: FindingsInShort;
}

const REPORT_LINES = 40;
const FINDINGS = 10;
const ROWS = 20;
/** Rows are dropped for findings down to so many, then lines of what is told aside. */
const LEAST_ROWS = 6;
/** The one finding that there is gets at least this room. */
const LEAST_FINDING_LINES = 8;
/** A blank line, the title, and the hint below. */
const AROUND_ENTRIES = 3;
const COLUMNS = 100;

/**
 * A whole report for a terminal: what was judged, at most ten entries worth acting on, and the scores. It never exceeds
 * `maxLines`, and findings of one subject or of documents are told whole; within the default of 40 every entry has at least its line, and at most twenty
 * engineers have a row. Findings are expected newest first.
 */
export function renderText(report: Report, options: TextOptions): string {
  const told = options.told ?? inShort(report.findings);
  const isOfFiles = told.kinds.size === 1 && told.kinds.has('document');
  const isToMend = report.measures.length === 0 && (told.ofOne !== undefined || isOfFiles);
  const most = options.maxLines ?? (isToMend ? Number.POSITIVE_INFINITY : REPORT_LINES);
  const head = headLines(report, { ...options, told });
  const end = closing(report, options, most, most - head.length - leastLines(told, options));
  const findings = entryLines(told, options, most - head.length - end.length);
  return `${[...head, ...findings, ...end].slice(0, most).join('\n')}\n`;
}

/** Lines that findings get at least. */
function leastLines(told: FindingsInShort, { maxFindings = FINDINGS }: TextOptions): number {
  const count = Math.min((told.ofOne ?? told.groups).length, maxFindings);
  return count === 0 ? 0 : Math.max(count + AROUND_ENTRIES, LEAST_FINDING_LINES);
}

/**
 * What is missing in one person's commits, whole: each thing once with the commits that it is missing in, the text that would have passed,
 * and the command that makes a pattern of it. What blocks comes first, the newest commit leads; empty where nothing is missing.
 */
export function renderMisses(findings: readonly Finding[], options: FindingOptions): string {
  const groups = byProblem(actionable(findings));
  const shown = groups.slice(0, options.maxFindings ?? FINDINGS);
  const rest = groups.length - shown.length;
  const blocks = shown.map((group) => missLines(group, options).join('\n'));
  return [...blocks, ...(rest > 0 ? [`and ${rest} more`] : [])].map((block) => `${block}\n`).join('\n');
}

/** Commits of one entry that are listed. */
const COMMITS = 5;

function missLines(group: Group, options: FindingOptions): readonly string[] {
  const { first } = group;
  const [lead = '', ...lines] = findingLines({ first, findings: [first] }, options, missHead(group, options));
  const subjects = [...new Map(group.findings.map(({ subject }) => [subject.id, subject])).values()];
  const room = (options.width ?? COLUMNS) - 20;
  const commits = subjects
    .slice(0, COMMITS)
    .map((subject) => `    ${subjectName(subject)}  ${truncate(plain(subject.title), room)}`);
  const rest = subjects.length - COMMITS;
  const pattern = `forethought pattern add --from-finding ${first.ruleId.split('/', 1)[0]} --change ${first.subject.id.slice(0, 12)}`;
  return [
    lead,
    ...commits,
    ...(rest > 0 ? [`    and ${rest} more`] : []),
    ...lines,
    `  As a pattern: ${pattern}`,
  ];
}

function missHead(group: Group, options: FindingOptions): string {
  const { bold, red, yellow } = paint(options.color);
  const { severity, ruleId } = group.first;
  const count = subjectsOf(group);
  const word = (severity === 'block' ? red : yellow)(SEVERITY_WORDS[severity]);
  return `${word}  ${bold(ruleId)}  ${count} ${count === 1 ? 'commit' : 'commits'}`;
}

/** What comes after the findings: scores, then notices. Where `room` is short, rows go first, then what is told aside. */
function closing(report: Report, options: TextOptions, most: number, room: number): readonly string[] {
  const made = (wanted: ScoreRoom & { readonly noticeLines: number }): readonly string[] => {
    const scores = report.measures.length === 0 ? [] : ['', ...scoreLines(report, options, wanted)];
    return [...scores, ...noticeLines(report, options, wanted.noticeLines)];
  };
  const all = Number.POSITIVE_INFINITY;
  if (most > REPORT_LINES) return made({ rows: all, besideLines: all, legendLines: 4, noticeLines: 3 });
  const roomy = { besideLines: 2, legendLines: 2, noticeLines: 3 };
  for (let rows = ROWS; rows >= LEAST_ROWS; rows -= 1) {
    const lines = made({ rows, ...roomy });
    if (lines.length <= room) return lines;
  }
  return made({ rows: LEAST_ROWS, besideLines: 1, legendLines: 1, noticeLines: 2 });
}

function headLines(report: Report, options: TextOptions): readonly string[] {
  const colors = paint(options.color);
  const paintOf = { pass: colors.green, fail: colors.red, error: colors.red }[report.verdict];
  const verdict = report.measures.length === 0 ? ` ${paintOf(report.verdict)}` : '';
  const observing = report.mode === 'observe' ? ', observing: nothing blocks' : '';
  const title = `${colors.bold('forethought')}${verdict}: plan ${plain(report.plan)}${observing}, as of ${report.asOf.slice(0, 10)}`;
  return [title, ...wrap(countsLine(report, options.told), options.width ?? COLUMNS, 2)];
}

/** As much of every entry as the room allows: one line each, then four or more, then the whole of it, from the first entry on. */
function entryLines(told: FindingsInShort, options: TextOptions, room: number): readonly string[] {
  const groups = told.ofOne ?? told.groups;
  if (groups.length === 0 || room < 4) return [];
  const shown = groups.slice(0, Math.min(options.maxFindings ?? FINDINGS, room - AROUND_ENTRIES));
  const rest = groups.length - shown.length;
  const title = ['', paint(options.color).bold('Worth acting on')];
  const { lines, isWhole } = fit(shown, options, room - title.length - 1);
  const tail = [
    rest > 0 ? `and ${rest} more` : '',
    isWhole ? '' : 'forethought explain <rule> tells the next step',
  ];
  const hint = tail.filter((part) => part !== '').join('; ');
  return [...title, ...lines, ...(hint === '' ? [] : [`  ${hint}`])];
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
    ...[words.question, `Found: ${closed(words.actual)}`].map((line) => `  ${truncate(line, columns)}`),
    ...(words.fix === '' ? [] : wrap(`Next: ${words.fix}`, columns).map((line) => `  ${line}`)),
  ];
}

function longEntry(group: Group, options: TextOptions): readonly string[] {
  const alone: Group = subjectsOf(group) === 1 ? group : { first: group.first, findings: [group.first] };
  return findingLines(alone, options, entryHead(group, options));
}

/** Each notice in two lines at most, or in one where that makes room for all; what has none is counted. */
function noticeLines(report: Report, options: TextOptions, most: number): readonly string[] {
  const columns = options.width ?? COLUMNS;
  const within = (linesOfOne: number): readonly string[] =>
    report.notices.flatMap((notice) =>
      wrap(plain(notice), columns - 6, linesOfOne).map((line, at) =>
        at === 0 ? `note: ${line}` : `      ${line}`,
      ),
    );
  const lines = within(2).length <= most ? within(2) : within(1);
  const rest = lines.slice(most - 1).filter((line) => line.startsWith('note: ')).length;
  if (lines.length <= most) return lines;
  return [
    ...lines.slice(0, most - 1),
    `note: ${rest === report.notices.length ? '' : 'and '}${rest} more; --format json has them all`,
  ];
}
