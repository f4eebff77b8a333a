import {
  type Evidence,
  fromText,
  isFix,
  isMerge,
  isRevert,
  type Kind,
  looksAutomated,
  references,
  type SectionIndex,
  sectionOf,
  sourcesIn,
  tellsRisk,
  testStatement,
} from '@forethought/core';

/** One labelled text: a commit message, or a pull request's title and body. */
export interface Row {
  readonly id: string;
  readonly kind: Kind;
  readonly text: string;
  readonly title: string;
  readonly borderline: boolean;
  readonly labels: Readonly<Record<string, unknown>>;
}

/** What is measured: whether a row is labelled for it (`undefined`: no such label), and whether the recogniser says so. */
export interface Question {
  readonly key: string;
  readonly expected: (row: Row) => boolean | undefined;
  readonly got: (row: Row, evidence: Evidence) => boolean;
}

/** Labels of texts that say nothing about testing although a place for it is there. */
const REFUSED: readonly unknown[] = ['placeholder', 'waived', 'planned', 'deferred', 'instructions'];

/** A pull-request template is a body that says nothing yet. */
const TEMPLATE: Row['labels'] = { testStatement: 'instructions' };

/** The questions in the order in which they are reported. */
export const questions: readonly Question[] = [
  {
    key: 'testEvidence',
    expected: isNot('testEvidence', 'none'),
    got: (_, evidence) => isEvidence(evidence),
  },
  {
    key: 'testSubstantive',
    expected: is('testEvidence', 'substantive'),
    got: (_, evidence) => testStatement(evidence).state === 'substantive',
  },
  { key: 'sources', expected: is('sources', 'present'), got: (_, evidence) => namesSource(evidence) },
  { key: 'fix', expected: isTrue('fix'), got: (row) => isFix(textOf(row)) },
  { key: 'revert', expected: isTrue('revert'), got: (row) => isRevert(textOf(row)) },
  { key: 'merge', expected: isTrue('merge'), got: (row) => isMerge(textOf(row)) },
  { key: 'bot', expected: isTrue('bot'), got: (row) => looksAutomated(textOf(row)) },
  { key: 'risk', expected: is('risk', 'present'), got: (_, evidence) => saysRisk(evidence) },
  {
    key: 'riskTold',
    expected: is('riskForm', 'text'),
    got: (_, evidence) => saysRisk(evidence) && tellsRisk(sectionOf(evidence, 'pre-mortem')?.entries ?? []),
  },
  {
    key: 'placeholdersRefused',
    expected: ({ labels }) => (REFUSED.includes(labels.testStatement) ? true : undefined),
    got: (_, evidence) => !isEvidence(evidence),
  },
];

/** A labelled document of somebody else: where it lies, and by part whether it is there. Its text is no part of the corpus. */
export interface Pointer {
  readonly repo: string;
  readonly path: string;
  readonly parts: Readonly<Record<string, { readonly status: string }>>;
}

/** What a corpus holds: texts, and documents that it only points to. */
export interface Corpus {
  readonly rows: readonly Row[];
  readonly pointers: readonly Pointer[];
}

/** Reads a corpus as JSON Lines; throws with the line number where one is no row. */
export function parseCorpus(text: string, file: string): Corpus {
  const rows: Row[] = [];
  const pointers: Pointer[] = [];
  for (const [index, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const place = `${file}:${index + 1}`;
    const value = readJson(line, place);
    const pointer = typeof value === 'object' && value !== null ? pointerIn({ ...value }) : undefined;
    if (pointer === undefined) rows.push(toRow(value, place));
    else pointers.push(pointer);
  }
  return { rows, pointers };
}

/** A row that points to a document, or nothing where it is another row. */
function pointerIn(row: Readonly<Record<string, unknown>>): Pointer | undefined {
  const { repo, path, parts } = row;
  if (typeof repo !== 'string' || typeof path !== 'string' || typeof parts !== 'object' || parts === null)
    return undefined;
  return { repo, path, parts: { ...parts } as Pointer['parts'] };
}

/** The pull-request templates among the rows. */
export function templatesIn(rows: readonly Row[]): readonly Row[] {
  return rows.filter(({ labels }) => labels === TEMPLATE);
}

function readJson(line: string, place: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw new Error(`${place}: not a line of JSON; a row holds id, labels, and message or body`);
  }
}

function toRow(value: unknown, place: string): Row {
  const row: Readonly<Record<string, unknown>> =
    typeof value === 'object' && value !== null ? { ...value } : {};
  const { id, path, message, body, title } = row;
  const text = [message, body, row.text].find((each) => typeof each === 'string');
  const labels = text !== undefined && text === row.text ? TEMPLATE : row.labels;
  if (typeof text !== 'string' || typeof labels !== 'object' || labels === null) {
    throw new Error(
      `${place}: no row; it holds labels and message (commits) or body (pull requests), or a template's text`,
    );
  }
  return {
    id: String(id ?? path ?? place),
    kind: text === message ? 'commit' : 'pull-request',
    text,
    title: typeof title === 'string' ? title : '',
    borderline: row.borderline === true,
    labels: labels === TEMPLATE ? TEMPLATE : { ...labels },
  };
}

/** The Evidence of a row, as the judge would see it. */
export function evidenceOf(row: Row, index: SectionIndex): Evidence {
  return fromText(row.text, { kind: row.kind, index, hashHeadings: 'count' });
}

function textOf(row: Row): string {
  return row.kind === 'commit' ? row.text : `${row.title}\n\n${row.text}`;
}

function isEvidence(evidence: Evidence): boolean {
  const { state } = testStatement(evidence);
  return state === 'claimed' || state === 'substantive';
}

/** Whether anything outside review, build, picture and template links could be a source; paths can't be looked up here and don't count. */
function namesSource(evidence: Evidence): boolean {
  const trailers = evidence.trailers.map(({ key, value, place }) => ({
    kind: 'text' as const,
    text: value,
    depth: 0,
    references: references(`${key}: ${value}`, place),
    place,
  }));
  const entries = [
    ...evidence.sections.flatMap((section) => section.entries),
    ...evidence.prose,
    ...trailers,
  ];
  return sourcesIn(entries, new Set()).counted.length > 0;
}

/** Whether a section asks what could go wrong, and something stands in it. */
function saysRisk(evidence: Evidence): boolean {
  const state = sectionOf(evidence, 'pre-mortem')?.state;
  return state === 'claimed' || state === 'substantive';
}

function is(label: string, value: string): Question['expected'] {
  return ({ labels }) => (typeof labels[label] === 'string' ? labels[label] === value : undefined);
}

function isNot(label: string, value: string): Question['expected'] {
  return ({ labels }) => (typeof labels[label] === 'string' ? labels[label] !== value : undefined);
}

function isTrue(label: string): Question['expected'] {
  return ({ labels }) => (typeof labels[label] === 'boolean' ? labels[label] : undefined);
}
