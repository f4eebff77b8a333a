import type { AnyRule } from '../define.js';
import type { Finding } from '../schema/finding.js';
import type { Policy } from '../schema/policy.js';
import type { Report } from '../schema/report.js';
import { actionable, bySubject, type Group } from './group.js';
import { plain, truncate } from './sanitise.js';
import { describe, placeWords, sentence, type Wording } from './words.js';

/** One annotation of a run. Title and message are plain text without controls; only the message has line ends (`\n`). */
export interface Annotation {
  readonly level: 'error' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
  /** Only a document is a file that an annotation can point at. */
  readonly file?: string;
  readonly line?: number;
  readonly column?: number;
}

/** A step shows ten annotations of each level and drops the rest, and cuts a message at 4,096 characters. */
const ANNOTATIONS = 10;
const MESSAGE_UNITS = 4096;
const TITLE_COLUMNS = 120;

const LEVELS: Readonly<Record<Finding['severity'], Annotation['level']>> = {
  block: 'error',
  warn: 'warning',
  observe: 'notice',
};

/** The findings worth an annotation, blocking ones first; beyond ten, the last place says how many more there are. */
export function annotationsOf(
  report: Report,
  policy: Policy,
  rules: readonly AnyRule[],
): readonly Annotation[] {
  const all = findingAnnotations(report, { policy, rules });
  const rest = all.length - ANNOTATIONS + 1;
  if (rest <= 1) return all;
  const [next] = all.slice(ANNOTATIONS - 1);
  const message = 'The step summary has all of them.';
  return [
    ...all.slice(0, ANNOTATIONS - 1),
    { level: next?.level ?? 'notice', title: `forethought: ${rest} more entries`, message },
  ];
}

/** One annotation for each rule and subject that asks for something, blocking ones first. */
export function findingAnnotations(report: Report, wording: Wording): readonly Annotation[] {
  const groups = bySubject([...actionable(report.findings), ...blockingUnknown(report.findings)]);
  return groups.map((group) => annotationOf(group, wording, report.verdict));
}

/** Unknown answers of blocking rules: where they make the verdict *error* they stand out, elsewhere they only warn. */
function blockingUnknown(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter(({ outcome, severity }) => outcome === 'unknown' && severity === 'block');
}

function annotationOf(group: Group, wording: Wording, verdict: Report['verdict']): Annotation {
  const { first } = group;
  const head = describe(first, wording);
  const place = first.problem?.place;
  const isDocument = first.subject.kind === 'document';
  const title = isDocument || first.subject.kind === 'message' ? '' : ` ${plain(first.subject.title)}`;
  const lines = [
    `${placeWords(first)}${title}`,
    ...group.findings.map((finding) => sentence(describe(finding, wording))),
    ...head.skeleton.map((line) => (line === '' ? '' : `    ${line}`)),
    `${head.why} (${head.explain})`.trim(),
  ];
  const level = first.outcome === 'unknown' && verdict !== 'error' ? 'warning' : LEVELS[first.severity];
  return {
    level: first.outcome === 'error' ? 'error' : level,
    title: truncate(`${head.ruleId}: ${plain(head.question)}`, TITLE_COLUMNS),
    message: cut(lines.join('\n')),
    ...(isDocument ? { file: plain(first.subject.id) } : {}),
    ...(isDocument && place !== undefined ? { line: place.line, column: place.column } : {}),
  };
}

/** Cut before the limit and never within a surrogate pair. */
function cut(text: string): string {
  if (text.length <= MESSAGE_UNITS) return text;
  return `${text.slice(0, MESSAGE_UNITS - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
