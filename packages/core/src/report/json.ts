import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';

/** Characters that JSON leaves alone and a terminal does not: DEL, C1 and bidirectional controls, line separators, lone surrogates. */
const UNSAFE = /[\u007F-\u009F\u061C\u200E\u200F\u2028-\u202E\u2066-\u2069]/g;

/** Keys that lead their object, in this order; all others follow in the order of code units. */
const LEADING: readonly string[] = [
  'schema',
  'tool',
  'verdict',
  'asOf',
  'plan',
  'mode',
  'policyFrom',
  'counts',
  'notices',
  'findings',
  'measures',
  'ruleId',
  'metricId',
  'outcome',
  'engineer',
  'severity',
  'state',
  'subject',
  'place',
  'kind',
  'id',
  'title',
];

/** A report as JSON: two spaces, stable key order, and no character that could steer a terminal. Reading it back gives the same values. */
export function renderJson(report: Report): string {
  return `${toJson(report)}\n`;
}

/**
 * The same a piece at a time, for reports that are too long for one text. Findings stand apart, in place of the report's, and may be
 * made as they are asked for.
 */
export function* jsonPieces(report: Report, findings: Iterable<Finding>): Generator<string, void, undefined> {
  const { measures, findings: _, ...rest } = report;
  yield toJson(rest).slice(0, -2);
  yield* listPieces('findings', findings);
  yield* listPieces('measures', measures);
  yield '\n}\n';
}

function* listPieces(name: string, values: Iterable<unknown>): Generator<string, void, undefined> {
  let before = `,\n  "${name}": [\n    `;
  for (const value of values) {
    yield before + toJson(value).replaceAll('\n', '\n    ');
    before = ',\n    ';
  }
  yield before === ',\n    ' ? '\n  ]' : `,\n  "${name}": []`;
}

/** Any plain value as stable JSON, safe to print, indented by so many spaces; 0 keeps it on one line. */
export function toJson(value: unknown, spaces = 2): string {
  return safe(JSON.stringify(value, ordered, spaces));
}

/** Findings as JSON, a line each with commas between: the same as `toJson` makes of each, at a fraction of the cost. */
export function findingsJson(findings: readonly Finding[]): string {
  let last: Finding['subject'] | undefined;
  let subject = '';
  let text = '';
  for (const finding of findings) {
    if (finding.subject !== last) {
      last = finding.subject;
      subject = subjectJson(last);
    }
    const { head, tail } = formOf(finding);
    const { problem, reason } = finding;
    const what = problem === undefined ? '' : `,"problem":${safe(JSON.stringify(problem, ordered))}`;
    const why = reason === undefined ? '' : `,"reason":${safe(JSON.stringify(reason))}`;
    text += `${text === '' ? '' : ',\n'}${head}${subject}${tail}${what}${why}}`;
  }
  return text;
}

/** A subject as it stands in the JSON of its findings. */
export function subjectJson({ kind, id, title }: Finding['subject']): string {
  return safe(JSON.stringify({ kind, id, title }));
}

/** What stands around the subject in the lines of one setting with one outcome: the same text for thousands of subjects. */
interface Form extends Pick<Finding, 'outcome' | 'severity' | 'asked' | 'practiceId'> {
  readonly head: string;
  readonly tail: string;
}

/** By the rule's id. A policy has few; those of another one, with rules of other names, are not kept for ever. */
const forms = new Map<string, Form[]>();
const MOST_FORMS = 1000;

function formOf({ ruleId, outcome, severity, asked, practiceId }: Finding): Form {
  let known = forms.get(ruleId);
  if (known === undefined) {
    if (forms.size >= MOST_FORMS) forms.clear();
    known = [];
    forms.set(ruleId, known);
  }
  for (const form of known) {
    const isSame = form.outcome === outcome && form.severity === severity && form.asked === asked;
    if (isSame && form.practiceId === practiceId) return form;
  }
  const head = `{"ruleId":${JSON.stringify(ruleId)},"outcome":"${outcome}","severity":"${severity}","subject":`;
  const practice = practiceId === undefined ? '' : `,"practiceId":${JSON.stringify(practiceId)}`;
  const made: Form = {
    outcome,
    severity,
    asked,
    practiceId,
    head: safe(head),
    tail: safe(`,"asked":${asked}${practice}`),
  };
  known.push(made);
  return made;
}

function safe(json: string): string {
  return json.replace(UNSAFE, (found) => `\\u${found.charCodeAt(0).toString(16).padStart(4, '0')}`);
}

function ordered(_key: string, value: unknown): unknown {
  if (value === null || typeof value !== 'object' || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1)));
}

function rank(key: string): number {
  const at = LEADING.indexOf(key);
  return at === -1 ? LEADING.length : at;
}
