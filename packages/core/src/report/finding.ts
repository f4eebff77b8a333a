import type { Finding } from '../schema/finding.js';
import { actionable, bySubject, type Group } from './group.js';
import { type Paint, paint } from './paint.js';
import { displayWidth, plain, truncate, wrap } from './sanitise.js';
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
/** Where a finding is longer, the reason why is left to `explain`. */
const USUAL_LINES = 8;
/** Lines of what was found and expected, and problems of one rule that are told with it. */
const FOUND_LINES = 10;
const TOLD_PROBLEMS = 12;

/** The failing findings as text for a terminal, blocking ones first, a blank line between; empty when nothing fails. Sentences are whole: what was found may take ten lines, the next step as many as it needs. */
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
    ...wrap(head.question, columns - 2).map((line) => `  ${colors.bold(line)}`),
    ...problemLines(group, options, columns),
  ];
  const paste = head.skeleton.filter((line) => line !== '').map((line) => `      ${line}`);
  const why = whyLines(head.why, head.explain, columns - 2);
  const last = lines.length + why.length > USUAL_LINES ? [head.explain] : why;
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

/** What was found and expected, then the next step; several problems are told in one breath, each with its line where they have one. */
function problemLines(group: Group, options: FindingOptions, columns: number): readonly string[] {
  const described = group.findings.map((finding) => describe(finding, options));
  const distinct = (of: (words: Description) => string): readonly string[] =>
    [...new Set(described.map(of))].filter((text) => text !== '');
  const places = new Set(group.findings.map(lineOf));
  const actual = [
    ...new Set(
      described.map((words, at) =>
        places.size > 1 ? `${lineOf(group.findings[at])}${words.actual}` : words.actual,
      ),
    ),
  ];
  const rest = actual.length - TOLD_PROBLEMS;
  const told = [...actual.slice(0, TOLD_PROBLEMS), ...(rest > 0 ? [`and ${rest} more`] : [])];
  const found = `Found: ${closed(told.join('; '))}`;
  const expected = distinct((words) => words.expected).join('; ');
  const next = distinct(({ fix }) => fix).join(' ');
  return indent([
    ...wrap(expected === '' ? found : `${found} Expected: ${closed(expected)}`, columns - 2, FOUND_LINES),
    ...(next === '' ? [] : wrap(`Next: ${next}`, columns - 2)),
  ]);
}

function lineOf(finding: Finding | undefined): string {
  const line = finding?.problem?.place?.line;
  return line === undefined ? '' : `line ${line}: `;
}

/** Why the rule is there and how to read on; the command stands whole on one line. */
function whyLines(why: string, explain: string, columns: number): readonly string[] {
  if (why === '') return [explain];
  const lines = wrap(why, columns, 3);
  const together = `${lines.at(-1)} (${explain})`;
  return displayWidth(together) <= columns ? [...lines.slice(0, -1), together] : [...lines, explain];
}

function indent(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}
