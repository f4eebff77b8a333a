import type { Change } from '../change.js';
import { isOfficial, officialSources } from '../official.js';
import { recordedOn, testedTrees } from '../recorded.js';
import { ruleNamed } from '../rule-name.js';
import type { Section } from '../schema/evidence.js';
import type { Commit, FileChange } from '../schema/facts.js';
import type { Finding } from '../schema/finding.js';
import { groupBy } from './group.js';
import { OUTCOME_WORDS, outcomeWords } from './outcome.js';
import { paint } from './paint.js';
import { pad, plain, truncate, wrap } from './sanitise.js';
import { counted, describe, SEVERITY_WORDS, sentence, subjectName, type Wording } from './words.js';

/** One change with everything that was concluded about it. */
export interface Why {
  readonly change: Change;
  readonly findings: readonly Finding[];
  /** The stored commit, where the change is one. */
  readonly commit?: Commit;
}

/** How the derivation is printed. */
export interface WhyOptions extends Wording {
  readonly color: boolean;
  readonly width?: number;
}

const COLUMNS = 100;
const FILES = 5;
const NAME_COLUMNS = 24;

/** How a verdict came about, step by step: the facts that were read, the evidence found in the text, and each rule's answer. */
export function renderWhy(why: Why, options: WhyOptions): string {
  const colors = paint(options.color);
  const columns = options.width ?? COLUMNS;
  const { subject } = why.change;
  const lines = [
    `${colors.bold(subjectName(subject))}  ${plain(subject.title)}`,
    colors.bold('Facts'),
    ...factLines(why),
    colors.bold('Evidence'),
    ...evidenceLines(why, options),
    colors.bold('Findings'),
  ].map((line) => truncate(line, columns + escapeLength(line)));
  return `${[...lines, ...findingLines(why.findings, options, columns)].join('\n')}\n`;
}

/** Columns that colour codes seem to take and do not. */
function escapeLength(line: string): number {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: our own colour codes begin with ESC
  return (line.match(/\u001B\[\d{1,2}m/g) ?? []).join('').length;
}

function factLines({ change, commit }: Why): readonly string[] {
  const lines: string[] = [];
  if (commit !== undefined) {
    const parents = counted(commit.parents.length, 'parent');
    lines.push(`  by ${plain(commit.author.name)}, committed ${commit.committedAt}, ${parents}`);
  }
  if (change.type !== undefined) lines.push(`  type ${plain(change.type)}`);
  if (change.labels.length > 0) lines.push(`  labels ${change.labels.map(plain).join(', ')}`);
  lines.push(...testedLines(change));
  if (change.exemption !== undefined) {
    lines.push(
      `  exempt: ${[change.exemption.kind, plain(change.exemption.detail)].filter(Boolean).join(' ')}`,
    );
  }
  return [...lines, ...fileLines(change)];
}

/** On which tree tests were recorded, by the text's own word; a squash repeats what its pull request's commits said of theirs. */
function testedLines({ evidence, tree }: Change): readonly string[] {
  const trees = testedTrees(evidence);
  if (trees.length === 0) return [];
  const named = trees.map((value) => plain(value).slice(0, 12)).join(', ');
  if (tree === null) return [`  tests recorded on trees of the pull request's commits: ${named}`];
  const recorded = recordedOn(evidence, tree);
  if (recorded === null) return [`  tests recorded on tree ${named}`];
  return [`  tests recorded on ${recorded ? 'this very tree' : 'another tree'}: ${named}`];
}

function fileLines({ files, linesRead }: Change): readonly string[] {
  if (files === undefined) return ['  changed files: not read'];
  const sum = (of: (file: FileChange) => number | null): number =>
    files.reduce((total, file) => total + (of(file) ?? 0), 0);
  const size = linesRead ? `+${sum((file) => file.added)} −${sum((file) => file.deleted)}` : 'size not read';
  const shown = files.slice(0, FILES).map((file) => `    ${file.status} ${plain(file.path)}`);
  const rest = files.length - shown.length;
  return [
    `  ${counted(files.length, 'changed file')}, ${size}`,
    ...shown,
    ...(rest > 0 ? [`    and ${rest} more`] : []),
  ];
}

/** Sections that were found, then those that the rules in force looked for and did not find. */
function evidenceLines(
  { change, findings }: Why,
  { rules, policy, width: columns = COLUMNS }: WhyOptions,
): readonly string[] {
  const { sections, doomed } = change.evidence;
  const asked = findings.flatMap(({ ruleId }) => ruleNamed(rules, ruleId)?.sections ?? []);
  const absent = [...new Set(asked)].filter((name) => !sections.some((section) => section.name === name));
  return [
    ...sections.map(sectionLine),
    ...doomed.map(
      ({ title, place }) => `  ${pad(plain(title), NAME_COLUMNS)}line ${place.line}, deleted by Git`,
    ),
    ...absent.map(
      (name) => `  ${pad(plain(policy.sections.words[name]?.title ?? name), NAME_COLUMNS)}absent`,
    ),
    ...officialLines(change, policy).flatMap((line) =>
      wrap(line, columns - 6).map((part, at) => `${at === 0 ? '  ' : '      '}${part}`),
    ),
  ];
}

const HOSTS = 3;

/** Which of the references are official documentation of what the change touches, as `documentation-coverage` counts them, and where that begins. */
function officialLines(change: Change, policy: WhyOptions['policy']): readonly string[] {
  const { evidence, files, existingPaths, exemption } = change;
  if (exemption !== undefined) return [];
  const { technologies, official, verdict } = officialSources(evidence, files, policy, existingPaths);
  if (verdict === null || technologies.length === 0) return [];
  const count = evidence.sections.flatMap(({ entries }) =>
    entries.flatMap(({ references }) => references),
  ).length;
  return technologies.map(({ title, docs }) => {
    const own = official.filter((reference) => isOfficial(reference, [{ docs }])).length;
    const more = docs.length > HOSTS ? ', …' : '';
    return `official for ${plain(title)}: ${own} of ${counted(count, 'reference')}; its documentation: ${docs.slice(0, HOSTS).map(plain).join(', ')}${more}`;
  });
}

function sectionLine(section: Section): string {
  const references = section.entries.flatMap((entry) => entry.references);
  const targets = references.slice(0, 2).map(({ target }) => plain(target));
  const named =
    references.length === 0 ? '' : `, ${counted(references.length, 'reference')}: ${targets.join(', ')}`;
  const reason = section.reason === undefined ? '' : ` (${plain(section.reason)})`;
  return `  ${pad(plain(section.title), NAME_COLUMNS)}${section.state}${reason}, ${section.style} at line ${section.place.line}, ${counted(section.entries.length, 'entry', 'entries')}${named}`;
}

function findingLines(findings: readonly Finding[], options: WhyOptions, columns: number): readonly string[] {
  if (findings.length === 0) return ['  no rule in force'];
  return groupBy(findings, ({ ruleId }) => ruleId).flatMap(({ first, findings: same }) => {
    const practice = first.practiceId === undefined ? '' : `, practice ${first.practiceId}`;
    const failing = first.outcome === 'fail';
    const word = failing ? `fails, ${SEVERITY_WORDS[first.severity]}` : OUTCOME_WORDS[first.outcome];
    const told = failing || first.outcome === 'pass' ? word : outcomeWords(first);
    return [
      `  ${pad(first.ruleId, NAME_COLUMNS)}${told}${practice}`,
      ...(failing ? same.flatMap((finding) => failureLines(finding, options, columns)) : []),
    ];
  });
}

/** What was found and the next step, whole, with the lines to paste. */
function failureLines(finding: Finding, options: WhyOptions, columns: number): readonly string[] {
  const words = describe(finding, options);
  return [
    ...wrap(sentence(words), columns - 4).map((line) => `    ${line}`),
    ...words.skeleton.filter((line) => line !== '').map((line) => `      ${line}`),
  ];
}
