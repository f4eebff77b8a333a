import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import { countsLine } from './counts.js';
import { actionable, bySubject, type Group } from './group.js';
import { plain, truncate } from './sanitise.js';
import { describe, placeWords, sentence, type Wording } from './words.js';

const LEVELS: Readonly<Record<Finding['severity'], string>> = {
  block: 'error',
  warn: 'warning',
  observe: 'notice',
};
const TITLE_COLUMNS = 120;

/**
 * Findings as workflow commands, which GitHub shows as annotations; only documents carry a file. A last notice counts the rest.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(report: Report, wording: Wording): string {
  const groups = bySubject([...actionable(report.findings), ...blockingUnknown(report.findings)]);
  const notices = report.notices.map((notice) => command('notice', { title: 'forethought' }, plain(notice)));
  return `${[
    ...groups.map((group) => annotation(group, wording, report.verdict)),
    ...notices,
    command('notice', { title: `forethought: ${report.verdict}` }, countsLine(report)),
  ].join('\n')}\n`;
}

/** Unknown answers of blocking rules: where they make the verdict *error* they stand out, elsewhere they only warn. */
export function blockingUnknown(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ outcome, severity }) => outcome === 'unknown' && severity === 'block');
}

function annotation(group: Group, wording: Wording, verdict: Report['verdict']): string {
  const { first } = group;
  const head = describe(first, wording);
  const place = first.problem?.place;
  const document = first.subject.kind === 'document';
  const properties: Record<string, string> = {
    ...(document ? { file: plain(first.subject.id) } : {}),
    ...(document && place !== undefined ? { line: String(place.line), col: String(place.column) } : {}),
    title: truncate(`${head.ruleId}: ${head.question}`, TITLE_COLUMNS),
  };
  const title = document || first.subject.kind === 'message' ? '' : ` ${plain(first.subject.title)}`;
  const lines = [
    `${placeWords(first)}${title}`,
    ...group.findings.map((finding) => sentence(describe(finding, wording))),
    ...head.skeleton.map((line) => (line === '' ? '' : `    ${line}`)),
    `${head.why} (${head.explain})`.trim(),
  ];
  const level = first.outcome === 'unknown' && verdict !== 'error' ? 'warning' : LEVELS[first.severity];
  return command(first.outcome === 'error' ? 'error' : level, properties, lines.join('\n'));
}

function command(name: string, properties: Readonly<Record<string, string>>, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(value)}`);
  return `::${name}${list.length === 0 ? '' : ` ${list.join(',')}`}::${escapeData(message)}`;
}

/** Escapes the message of a workflow command. */
export function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** Escapes a property of a workflow command. */
export function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
