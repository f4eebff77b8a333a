import type { AnyRule } from '../define.js';
import { ruleNamed } from '../rule-name.js';
import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import { countsLine } from './counts.js';
import { toJson } from './json.js';
import { plain } from './sanitise.js';
import { counted, describe, documentationOf, sentence, type Wording } from './words.js';

const LEVELS: Readonly<Record<Finding['severity'], 'error' | 'warning' | 'note'>> = {
  block: 'error',
  warn: 'warning',
  observe: 'note',
};

/**
 * Findings about documents as SARIF 2.1.0; nothing else has a file to point at, so the rest is counted in a notification of
 * the run. https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 */
export function renderSarif(report: Report, wording: Wording): string {
  const failing = report.findings.filter(({ outcome }) => outcome === 'fail');
  const documents = failing.filter(({ subject }) => subject.kind === 'document');
  const ids = [...new Set(documents.map(({ ruleId }) => ruleId))].sort();
  const run = {
    tool: {
      driver: {
        name: report.tool.name,
        version: report.tool.version,
        rules: ids.map((id) => ruleOf(id, wording)),
      },
    },
    columnKind: 'utf16CodeUnits',
    invocations: [
      {
        executionSuccessful: report.verdict !== 'error',
        toolExecutionNotifications: notifications(report, failing.length - documents.length),
      },
    ],
    results: documents.map((finding) => resultOf(finding, ids.indexOf(finding.ruleId), wording)),
  };
  return `${toJson({ $schema: 'https://json.schemastore.org/sarif-2.1.0.json', version: '2.1.0', runs: [run] })}\n`;
}

function ruleOf(id: string, wording: Wording): Readonly<Record<string, unknown>> {
  const rule: AnyRule | undefined = ruleNamed(wording.rules, id);
  const page = documentationOf('rules', id, wording);
  return {
    id,
    shortDescription: { text: rule?.summary ?? id },
    fullDescription: { text: rule?.question ?? id },
    help: { text: `${rule?.why ?? ''} (forethought explain ${id})`.trim() },
    ...(page.includes('://') ? { helpUri: page } : {}),
  };
}

function resultOf(finding: Finding, ruleIndex: number, wording: Wording): Readonly<Record<string, unknown>> {
  const words = describe(finding, wording);
  const place = finding.problem?.place ?? { line: 1, column: 1 };
  return {
    ruleId: finding.ruleId,
    ruleIndex,
    level: LEVELS[finding.severity],
    message: { text: `${words.question} ${sentence(words)}`.trim() },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: toUri(finding.subject.id) },
          region: { startLine: place.line, startColumn: place.column },
        },
      },
    ],
  };
}

/** A repository path as a relative URI reference (RFC 3986 §4.2); lone surrogates can't be encoded and are replaced. */
function toUri(path: string): string {
  return plain(path).split('/').map(encodeURIComponent).join('/');
}

function notifications(report: Report, elsewhere: number): readonly unknown[] {
  const count = `${countsLine(report)} Not listed here, as they have no file: ${counted(elsewhere, 'finding')} on commits, messages and pull requests.`;
  return [
    { level: 'note', message: { text: count } },
    ...report.notices.map((notice) => ({ level: 'note', message: { text: plain(notice) } })),
  ];
}
