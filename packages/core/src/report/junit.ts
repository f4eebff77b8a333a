import type { Finding } from '../schema/finding.js';
import type { Report } from '../schema/report.js';
import { type Group, groupBy } from './group.js';
import { outcomeWords } from './outcome.js';
import { plain } from './sanitise.js';
import { describe, placeWords, SEVERITY_WORDS, sentence, subjectName, type Wording } from './words.js';

/** Everything that XML 1.0 §2.2 does not allow. */
const FORBIDDEN = /[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu;

type Standing = 'passed' | 'failure' | 'error' | 'skipped';

/**
 * Findings as JUnit XML: one suite per kind of subject, one case per subject and rule. Only what blocks is a failure; warnings
 * pass with their words in `system-out`, and what was not judged is skipped, or an error where it made the verdict *error*.
 */
export function renderJunit(report: Report, wording: Wording): string {
  const suites = groupBy(report.findings, ({ subject }) => subject.kind).map((suite) =>
    suiteXml(suite, wording, report.verdict),
  );
  const total = (of: Standing): number => suites.reduce((sum, suite) => sum + suite.counts[of], 0);
  const tests = suites.reduce((sum, suite) => sum + suite.tests, 0);
  return `${[
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="forethought" tests="${tests}" failures="${total('failure')}" errors="${total('error')}" skipped="${total('skipped')}">`,
    ...suites.flatMap((suite) => suite.lines),
    '</testsuites>',
  ].join('\n')}\n`;
}

interface Suite {
  readonly tests: number;
  readonly counts: Readonly<Record<Standing, number>>;
  readonly lines: readonly string[];
}

function suiteXml(suite: Group, wording: Wording, verdict: Report['verdict']): Suite {
  const cases = groupBy(suite.findings, ({ ruleId, subject }) => JSON.stringify([ruleId, subject.id]));
  const counts = { passed: 0, failure: 0, error: 0, skipped: 0 };
  for (const group of cases) counts[standingOf(group.first, verdict)] += 1;
  const name = escapeXml(suite.first.subject.kind);
  return {
    tests: cases.length,
    counts,
    lines: [
      `  <testsuite name="${name}" tests="${cases.length}" failures="${counts.failure}" errors="${counts.error}" skipped="${counts.skipped}">`,
      ...cases.flatMap((group) => caseXml(group, wording, verdict)),
      '  </testsuite>',
    ],
  };
}

function standingOf(finding: Finding, verdict: Report['verdict']): Standing {
  if (finding.outcome === 'pass') return 'passed';
  if (finding.outcome === 'fail') return finding.severity === 'block' ? 'failure' : 'passed';
  if (finding.outcome === 'error') return 'error';
  const decides = finding.outcome === 'unknown' && finding.severity === 'block' && verdict === 'error';
  return decides ? 'error' : 'skipped';
}

function caseXml(
  { first, findings }: Group,
  wording: Wording,
  verdict: Report['verdict'],
): readonly string[] {
  const { kind, title } = first.subject;
  const named = kind === 'document' || kind === 'message' ? '' : ` ${plain(title)}`;
  const open = `    <testcase classname="${escapeXml(first.ruleId)}" name="${escapeXml(`${subjectName(first.subject)}${named}`)}"`;
  const body = bodyXml(first, findings, wording, standingOf(first, verdict));
  return body === undefined ? [`${open}/>`] : [`${open}>`, `      ${body}`, '    </testcase>'];
}

function bodyXml(
  first: Finding,
  findings: readonly Finding[],
  wording: Wording,
  standing: Standing,
): string | undefined {
  if (standing === 'skipped') return `<skipped message="${escapeXml(outcomeWords(first))}"/>`;
  if (first.outcome === 'pass') return undefined;
  const described = findings.map((finding) => describe(finding, wording));
  const [head] = described;
  if (head === undefined) return undefined;
  const lines = findings.map((finding, at) => `${placeWords(finding)}: ${sentence(described[at] ?? head)}`);
  const text = escapeXml([...lines, ...head.skeleton, head.explain].join('\n'));
  if (standing === 'passed')
    return `<system-out>${escapeXml(SEVERITY_WORDS[first.severity])}: ${text}</system-out>`;
  return `<${standing} type="${escapeXml(first.ruleId)}" message="${escapeXml(head.question)}">${text}</${standing}>`;
}

/** Text for an XML element or attribute: markup escaped, line ends kept as references, characters that XML forbids removed. */
export function escapeXml(text: string): string {
  return text
    .replace(FORBIDDEN, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll('\n', '&#10;')
    .replaceAll('\r', '&#13;')
    .replaceAll('\t', '&#9;');
}
