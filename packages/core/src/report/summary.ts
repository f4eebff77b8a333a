import { isAscii } from '../recognise/words.js';
import type { Finding } from '../schema/finding.js';
import { type Block, fit, fold, type Part, tableBlocks } from './blocks.js';
import { gateParts } from './comment.js';
import type { GateReport } from './gate.js';
import { ruleLink } from './gate-entries.js';
import { OUTCOME_WORDS, outcomeWords } from './outcome.js';
import { cellSpan, codeSpan, inCell, neutral, neutralValue } from './quote.js';
import { describe, placeWords, SEVERITY_WORDS } from './words.js';

/** Bytes that one step's summary may have. https://docs.github.com/actions/reference/workflow-commands-for-github-actions#step-isolation-and-limits */
export const SUMMARY_BYTES = 1_048_576;

const PLACES = 100;
const ROWS = 200;

/** The step's summary: what the comment says, with every place and every answer in tables. At most 1 MiB as UTF-8. */
export function renderSummary(input: GateReport): string {
  const { pull } = input;
  const author = pull.author === null ? 'a deleted account' : codeSpan(pull.author);
  const link = /^https?:\/\/[\w.:/-]+$/.test(pull.url)
    ? `[Pull request ${pull.number}](${pull.url})`
    : `Pull request ${pull.number}`;
  const first = [
    `### forethought: ${neutral(input.title)}`,
    '',
    `${link} ${codeSpan(pull.title)} by ${author}`,
  ];
  return fit(first, [...gateParts(input, PLACES), ...everyAnswer(input)], {
    most: SUMMARY_BYTES,
    size: utf8Length,
    leftOut: (items) =>
      `*${items} more entries have no room in a step summary. \`forethought check\` prints all of them.*`,
  });
}

/** One row for each answer: place, rule, outcome, what was found or why. */
function everyAnswer(input: GateReport): readonly Part[] {
  const rows = input.report.findings.map((finding) => [
    `${cellSpan(placeWords(finding))} ${finding.subject.kind === 'document' ? '' : cellSpan(finding.subject.title)}`.trim(),
    inCell(ruleLink(finding.ruleId, input)),
    wordOf(finding),
    inCell(detailOf(finding, input)),
  ]);
  const blocks: readonly Block[] = tableBlocks(['Where', 'Rule', 'Answer', 'What was found'], rows, ROWS);
  return fold(`Every answer: ${rows.length}`, blocks);
}

function wordOf({ outcome, severity }: Finding): string {
  return outcome === 'fail' ? SEVERITY_WORDS[severity] : OUTCOME_WORDS[outcome];
}

function detailOf(finding: Finding, input: GateReport): string {
  if (finding.outcome === 'pass') return '';
  return finding.outcome === 'fail'
    ? describe(finding, input, codeSpan).actual
    : outcomeWords(finding, neutralValue);
}

/** Bytes of a text as UTF-8; half a surrogate pair counts as the replacement character that it becomes. */
export function utf8Length(text: string): number {
  if (isAscii(text)) return text.length;
  let bytes = 0;
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0;
    bytes += code < 0x80 ? 1 : code < 0x800 ? 2 : code < 0x10000 ? 3 : 4;
  }
  return bytes;
}
