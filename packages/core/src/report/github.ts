import type { Report } from '../schema/report.js';
import { type Annotation, findingAnnotations } from './annotations.js';
import { countsLine } from './counts.js';
import { plain } from './sanitise.js';
import type { Wording } from './words.js';

/**
 * Findings as workflow commands, which GitHub shows as annotations; only documents carry a file. A last notice counts the rest.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(report: Report, wording: Wording): string {
  const notices = report.notices.map((notice) => command('notice', { title: 'forethought' }, plain(notice)));
  return `${[
    ...findingAnnotations(report, wording).map(annotationCommand),
    ...notices,
    command('notice', { title: `forethought: ${report.verdict}` }, countsLine(report)),
  ].join('\n')}\n`;
}

function annotationCommand({ level, title, message, file, line, column }: Annotation): string {
  const properties = {
    ...(file === undefined ? {} : { file }),
    ...(line === undefined ? {} : { line: String(line) }),
    ...(column === undefined ? {} : { col: String(column) }),
    title,
  };
  return command(level, properties, message);
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
