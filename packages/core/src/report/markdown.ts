import type { Report } from '../schema/report.js';
import { countsLine } from './counts.js';
import { actionable, byProblem, type Group, subjectsOf } from './group.js';
import type { FindingsInShort } from './in-short.js';
import { codeBlock, codeSpan, neutral } from './quote.js';
import { plain } from './sanitise.js';
import { scoreMarkdown } from './score-markdown.js';
import { closed, describe, documentationOf, placeWords, SEVERITY_WORDS, type Wording } from './words.js';

/** How a report is written as Markdown. */
export interface MarkdownOptions extends Wording {
  readonly maxFindings?: number;
  /** The findings in place of the report's, where these are too many to hold. */
  readonly told?: FindingsInShort;
}

const FINDINGS = 10;
const PLACES = 3;

/** A whole report as GitHub Markdown: verdict, findings, scores, notes. Text of others stands in code spans and can't mention, link or break out. */
export function renderMarkdown(report: Report, options: MarkdownOptions): string {
  const groups = options.told?.groups ?? byProblem(actionable(report.findings));
  const shown = groups.slice(0, options.maxFindings ?? FINDINGS);
  const rest = groups.length - shown.length;
  const lines = [
    `# forethought: ${report.verdict}`,
    '',
    `Plan ${codeSpan(report.plan)}, mode *${report.mode}*, as of ${report.asOf.slice(0, 10)}.`,
    countsLine(report, options.told),
    ...(shown.length === 0 ? [] : ['', '## Worth acting on']),
    ...shown.flatMap((group) => entry(group, options)),
    ...(rest > 0 ? ['', `And ${rest} more.`] : []),
    ...(report.measures.length === 0 ? [] : ['', ...scoreMarkdown(report, options)]),
    ...(report.notices.length === 0 ? [] : ['', '## Notes', '']),
    ...report.notices.map((notice) => `- ${neutral(notice)}`),
  ];
  return `${lines.join('\n')}\n`;
}

function entry(group: Group, options: MarkdownOptions): readonly string[] {
  const { first } = group;
  const words = describe(first, options, codeSpan);
  const count = subjectsOf(group);
  const severity = first.outcome === 'error' ? 'could not be evaluated' : SEVERITY_WORDS[first.severity];
  const page = documentationOf('rules', first.ruleId, options);
  return [
    '',
    `### ${neutral(words.question)}`,
    '',
    `[\`${first.ruleId}\`](${page}) ${severity}${count > 1 ? ` on ${count} subjects` : ''}.`,
    '',
    `- Found: ${closed(words.actual)}`,
    ...(words.expected === '' ? [] : [`- Expected: ${closed(words.expected)}`]),
    ...(words.fix === '' ? [] : [`- Next: ${words.fix}`]),
    `- Where: ${places(group)}`,
    ...(words.skeleton.length === 0 ? [] : ['', ...codeBlock(words.skeleton)]),
    ...(words.why === '' ? [] : ['', words.why]),
  ];
}

/** The newest few places of a group; titles are somebody's text, so they stand in code. */
function places(group: Group): string {
  const seen = new Map(
    group.findings.map((finding) => [`${finding.subject.kind} ${finding.subject.id}`, finding]),
  );
  const shown = [...seen.values()].slice(0, PLACES).map((finding) => {
    const title = finding.subject.kind === 'document' ? '' : codeSpan(finding.subject.title);
    return [codeSpan(plain(placeWords(finding))), title].filter((part) => part !== '').join(' ');
  });
  const rest = subjectsOf(group) - shown.length;
  return `${shown.join(', ')}${rest > 0 ? ` and ${rest} more` : ''}`;
}
