import type { Finding } from '../schema/finding.js';
import { type Block, block, fold, type Part, tableBlocks } from './blocks.js';
import { countsLine } from './counts.js';
import type { GateReport, RequestCount } from './gate.js';
import { ruleLink } from './gate-entries.js';
import { groupBy } from './group.js';
import { landingWords } from './landing-sentence.js';
import { OUTCOME_WORDS, reasonOf } from './outcome.js';
import { codeSpan, inCell, neutral, neutralValue } from './quote.js';
import { counted, subjectName, type Wording } from './words.js';

const NAMES = 3;

/** What passed, is exempt, does not apply or was waived: one row for each rule and answer. */
export function answersFold(title: string, answered: readonly Finding[], wording: Wording): readonly Part[] {
  const groups = groupBy(answered, ({ ruleId, outcome, reason }) =>
    JSON.stringify([ruleId, outcome, reason]),
  );
  const rows = groups.map(({ first, findings }) => [
    inCell(ruleLink(first.ruleId, wording)),
    first.outcome === 'fail' ? 'would help' : OUTCOME_WORDS[first.outcome],
    inCell(reasonOf(first, neutralValue)),
    inCell(subjectsWords(findings)),
  ]);
  const counts = new Map<string, number>();
  for (const { outcome } of answered) counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
  const words: readonly (readonly [Finding['outcome'], string])[] = [
    ['pass', 'passed'],
    ['waived', 'waived'],
    ['exempt', 'exempt'],
    ['not-applicable', 'not applicable'],
    ['unknown', 'unknown'],
    ['fail', 'in text that does not land'],
  ];
  const parts = words.flatMap(([outcome, word]) => {
    const count = counts.get(outcome) ?? 0;
    return count === 0 ? [] : [`${count} ${word}`];
  });
  const table = tableBlocks(['Rule', 'Answer', 'Why', 'Where'], rows, 40);
  return fold(`${title}: ${parts.join(', ')}`, table);
}

/** The subjects of an answer: the description, documents by name, and commits by name or number. */
function subjectsWords(findings: readonly Finding[]): string {
  const subjects = [...new Map(findings.map(({ subject }) => [subject.kind + subject.id, subject])).values()];
  const commits = subjects.filter(({ kind }) => kind === 'commit');
  const others = subjects.filter(({ kind }) => kind !== 'commit');
  const names = others.slice(0, NAMES).map((subject) => {
    if (subject.kind === 'pull-request') return 'description';
    return subject.kind === 'message' ? 'squash message' : codeSpan(subjectName(subject));
  });
  const rest = others.length > NAMES ? [`${others.length - NAMES} more`] : [];
  const listed =
    commits.length > NAMES
      ? [counted(commits.length, 'commit')]
      : commits.map(({ id }) => codeSpan(id.slice(0, 12)));
  return [...names, ...rest, ...listed].join(', ');
}

/** Entries of the pattern library that fit the change: title, why it was matched, what prevents it. */
export function patternsFold({ patterns }: GateReport): readonly Part[] {
  const blocks = patterns.flatMap(({ entry, because }) => {
    const reasons = because.map(codeSpan).join(', ');
    const lines = [
      `**${neutral(entry.title)}** (${neutral(entry.category)})`,
      '',
      ...(reasons === '' ? [] : [`- Matched by: ${reasons}`]),
      `- Problem: ${neutral(entry.problem)}`,
      `- Prevention: ${neutral(entry.prevention)}`,
    ];
    return block(lines, 1);
  });
  const title = `${counted(patterns.length, 'known pattern')} ${patterns.length === 1 ? 'fits' : 'fit'} this change`;
  return fold(title, blocks);
}

/** Official documentation of the technologies that changed. */
export function technologiesFold({ technologies }: GateReport): readonly Part[] {
  const lines = technologies.map(({ title, docs }) => `- ${neutral(title)}: ${docs.map(docLink).join(', ')}`);
  const names = technologies.map(({ title }) => title).join(', ');
  const isPlain =
    names.length <= 80 && (/^[A-Za-z0-9 .,+/()-]*$/.test(names) || /^[\p{L}\p{N} .,+/()-]*$/u.test(names));
  const what = isPlain ? names : counted(technologies.length, 'technology', 'technologies');
  const title = `Official documentation of what changed: ${what}`;
  return fold(title, block(lines, technologies.length));
}

/** A host with its path, as the policy has it; anything else is no address and stands in code. */
function docLink(doc: string): string {
  const bare = doc.startsWith('https://') ? doc.slice('https://'.length) : doc;
  const isAddress = /^[a-z0-9.-]+\.[a-z]{2,}(?:\/[\w./~%+-]*)?$/i.test(bare);
  return isAddress ? `[${codeSpan(bare)}](https://${bare})` : codeSpan(doc);
}

/** By what was judged and what lands, with the notes about the run and its requests. */
export function policyFold(input: GateReport, notes: readonly string[]): readonly Part[] {
  const { report, policySha, landing, requests } = input;
  const sha =
    policySha === '' ? '' : ` at \`${policySha.replace(/[^0-9a-f]/gi, '').slice(0, 12)}\` of the base branch`;
  const lines = [
    `- Policy: plan ${codeSpan(report.plan)}, mode *${report.mode}*${sha}, as of ${report.asOf.slice(0, 10)}.`,
    `- What lands: ${landingWords(landing)}`,
    `- Counts: ${countsLine(report)}`,
    ...(requests === undefined ? [] : [`- Requests: ${requestWords(requests)}.`]),
    ...notes.map((note) => `- ${neutral(note)}`),
  ];
  return fold('How this was judged', block(lines));
}

/** What a run asked of the platform. */
export function requestWords({ rest, graphql, points, retries }: RequestCount): string {
  const graph = graphql === 0 ? 'none to GraphQL' : `${graphql} to GraphQL for ${counted(points, 'point')}`;
  return `${rest} to REST, ${graph}, ${counted(retries, 'retry', 'retries')}`;
}

/** Notes that a reader needs at once, and those that can wait in the fold. */
export function notesOf(notes: readonly string[], most: number): readonly Block[] {
  return block(
    notes.slice(0, most).map((note) => `- ${neutral(note)}`),
    Math.min(most, notes.length),
  );
}
