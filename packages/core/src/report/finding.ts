import type { Finding } from '../schema/finding.js';
import { actionable, bySubject, type Group } from './group.js';
import { type Paint, paint } from './paint.js';
import { plain, truncate, wrap } from './sanitise.js';
import { closed, type Description, describe, placeWords, SEVERITY_WORDS, type Wording } from './words.js';

/** How findings are printed. `width` is the terminal's columns. */
export interface FindingOptions extends Wording {
  readonly color: boolean;
  readonly width?: number;
  /** Most entries to print; the rest is counted. */
  readonly maxFindings?: number;
}

const DEFAULT_COLUMNS = 100;
const DEFAULT_FINDINGS = 10;

/** The failing findings as text for a terminal, blocking ones first, at most eight lines each beside the text to paste, a blank line between; empty when nothing fails. */
export function renderFindings(findings: readonly Finding[], options: FindingOptions): string {
  const groups = bySubject(actionable(findings));
  const most = options.maxFindings ?? DEFAULT_FINDINGS;
  const blocks = groups.slice(0, most).map((group) => findingLines(group, options).join('\n'));
  const rest = groups.length - most;
  if (rest > 0) blocks.push(`and ${rest} more`);
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n`;
}

/** The lines of one group: where, question, what was found and expected, the next step, lines to paste, why. */
export function findingLines(group: Group, options: FindingOptions, lead?: string): readonly string[] {
  const colors = paint(options.color);
  const columns = options.width ?? DEFAULT_COLUMNS;
  const head = describe(group.first, options);
  const lines = [
    lead ?? headline(group.first, colors, columns),
    `  ${colors.bold(truncate(head.question, columns - 2))}`,
    ...problemLines(group, options, columns),
  ];
  const paste = head.skeleton.filter((line) => line !== '').map((line) => `      ${line}`);
  const last = whyLines(head.why, head.explain, columns - 2);
  return [...lines, ...paste, ...last.map((line) => colors.dim(`  ${line}`))];
}

function headline(finding: Finding, colors: Paint, columns: number): string {
  const word = finding.outcome === 'error' ? 'not judged' : SEVERITY_WORDS[finding.severity];
  const shown = finding.severity === 'block' ? colors.red(word) : colors.yellow(word);
  const where = placeWords(finding);
  const room = columns - word.length - where.length - finding.ruleId.length - 6;
  const title =
    finding.subject.kind === 'message' || room < 12 ? '' : truncate(plain(finding.subject.title), room);
  return [shown, colors.bold(finding.ruleId), where, title].filter((part) => part !== '').join('  ');
}

/** What was found and expected, then the next step, two lines each at most; several problems are told in one breath. */
function problemLines(group: Group, options: FindingOptions, columns: number): readonly string[] {
  const described = group.findings.map((finding) => describe(finding, options));
  const distinct = (of: (words: Description) => string): readonly string[] => [...new Set(described.map(of))];
  const found = `Found: ${closed(distinct(({ actual }) => actual).join('; '))}`;
  const expected = distinct((words) => words.expected)
    .filter((text) => text !== '')
    .join('; ');
  const next = distinct(({ fix }) => fix)
    .filter((text) => text !== '')
    .join(' ');
  return indent([
    ...wrap(expected === '' ? found : `${found} Expected: ${closed(expected)}`, columns - 2, 2),
    ...(next === '' ? [] : wrap(`Next: ${next}`, columns - 2, 2)),
  ]);
}

/** Why the rule is there and how to read on, on one line where it fits. */
function whyLines(why: string, explain: string, columns: number): readonly string[] {
  if (why === '') return [explain];
  const together = `${why} (${explain})`;
  return together.length <= columns ? [together] : [truncate(why, columns), explain];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
