#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { type Policy, policiesFor } from '@forethought/core';
import { openRepository } from '@forethought/io';
import { builtInPlans, rules } from '@forethought/rules';
import { scoreDocuments } from './evaluate-documents.js';
import { parseHistory, scoreHistory } from './evaluate-history.js';
import { parseCorpus, templatesIn } from './evaluate-rows.js';
import { type Score, type Scores, scoreRows } from './evaluate-score.js';
import { scoreTemplates } from './evaluate-templates.js';

const USAGE = `usage: npm run evaluate -- <corpus.jsonl…> [--documents <folder>] [--plan <id>] [--json]
       npm run evaluate -- --history <pairs.json> --repo <clone> [--name <owner/name>] [--plan <id>] [--json]`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      json: { type: 'boolean' },
      plan: { type: 'string' },
      documents: { type: 'string' },
      history: { type: 'string' },
      repo: { type: 'string' },
      name: { type: 'string' },
    },
  });
  const policy = policyOf(values.plan ?? 'devops-elite');
  const report =
    values.history !== undefined && values.repo !== undefined && positionals.length === 0
      ? await evaluateHistory(values.history, values.repo, policy, values.name)
      : await evaluate(positionals, policy, values.documents);
  process.stdout.write(values.json === true ? asJson(report) : inWords(report));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** Scores over all rows by question, and again by kind of text. */
interface Report {
  readonly schema: 1;
  readonly scores: Scores;
  readonly byKind: Readonly<Record<string, Scores>>;
  /** Documents without a text to read. */
  readonly documentsNotMeasured?: number;
}

function policyOf(planId: string): Policy {
  const plan = builtInPlans.find((candidate) => candidate.plan === planId);
  if (plan === undefined) throw new Error(`no plan is called ${planId}`);
  return policiesFor({ plan, plans: builtInPlans, config: undefined, rules })(null, new Date().toISOString());
}

async function evaluateHistory(
  file: string,
  clone: string,
  policy: Policy,
  name: string | undefined,
): Promise<Report> {
  const history = parseHistory(await readFile(file, 'utf8'), file);
  const repo = await openRepository(clone);
  const scores = await scoreHistory(repo, history, policy, name);
  return { schema: 1, scores, byKind: { history: scores } };
}

async function evaluate(
  files: readonly string[],
  policy: Policy,
  folder: string | undefined,
): Promise<Report> {
  if (files.length === 0) throw new Error(USAGE);
  const texts = await Promise.all(files.map(async (file) => parseCorpus(await readFile(file, 'utf8'), file)));
  const rows = texts.flatMap((corpus) => corpus.rows);
  const pointers = texts.flatMap((corpus) => corpus.pointers);
  const templates = templatesIn(rows);
  const byKind: [string, Scores][] = [...new Set(rows.map(({ kind }) => kind))].map((kind) => [
    kind,
    scoreRows(
      rows.filter((row) => row.kind === kind),
      policy.sections,
    ),
  ]);
  const known = templates.length === 0 ? {} : scoreTemplates(templates, policy);
  if (templates.length > 0) byKind.push(['template', known]);
  const documents = await scoreDocuments(pointers, folder, policy);
  if (pointers.length > 0) byKind.push(['document', documents.scores]);
  return {
    schema: 1,
    scores: {
      ...scoreRows(rows, policy.sections),
      ...known,
      ...(pointers.length > 0 ? documents.scores : {}),
    },
    byKind: Object.fromEntries(byKind),
    ...(pointers.length > 0 ? { documentsNotMeasured: documents.notMeasured } : {}),
  };
}

function asJson({ scores, byKind, ...rest }: Report): string {
  return `${JSON.stringify({ ...rest, ...scores, byKind }, null, 2)}\n`;
}

function inWords({ byKind, documentsNotMeasured = 0 }: Report): string {
  const unread =
    documentsNotMeasured === 0
      ? ''
      : `${documentsNotMeasured} documents have no text below --documents, and were not measured\n`;
  const told = Object.entries(byKind)
    .flatMap(([kind, scores]) => [
      `${kind}`,
      ...Object.entries(scores)
        .filter(([, { n }]) => n > 0)
        .flatMap(([key, score]) => lines(key, score)),
      '',
    ])
    .join('\n');
  return told + unread;
}

function lines(key: string, score: Score): readonly string[] {
  const head = `  ${key.padEnd(20)} precision ${share(score.precision, score.precisionInterval)}  recall ${share(score.recall, score.recallInterval)}  n ${score.n} (${score.positives} positive)`;
  const wrong = score.disagreements.map(
    ({ id, expected }) => `${id} ${expected ? 'missed' : 'wrongly found'}`,
  );
  return wrong.length === 0 ? [head] : [head, `    ${wrong.join(', ')}`];
}

function share(value: number | null, range: readonly [number, number] | null): string {
  if (value === null || range === null) return '–'.padEnd(17);
  return `${value.toFixed(3)} [${range[0].toFixed(2)}, ${range[1].toFixed(2)}]`;
}
