#!/usr/bin/env node
import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { policiesFor } from '@forethought/core';
import { builtInPlans, rules } from '@forethought/rules';
import { parseRows, type Row } from './evaluate-rows.js';
import { type Score, type Scores, scoreRows } from './evaluate-score.js';

const USAGE = 'usage: npm run evaluate -- <corpus.jsonl…> [--plan <id>] [--json]';

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { json: { type: 'boolean' }, plan: { type: 'string' } },
  });
  if (positionals.length === 0) throw new Error(USAGE);
  const texts = await Promise.all(
    positionals.map(async (file) => parseRows(await readFile(file, 'utf8'), file)),
  );
  const report = evaluate(texts.flat(), values.plan ?? 'devops-elite');
  process.stdout.write(values.json === true ? `${JSON.stringify(report, null, 2)}\n` : inWords(report));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 2;
}

/** Scores over all rows by question, and again by kind of text. */
type Report = Scores & { readonly schema: 1; readonly byKind: Readonly<Record<string, Scores>> };

function evaluate(rows: readonly Row[], planId: string): Report {
  const plan = builtInPlans.find((candidate) => candidate.plan === planId);
  if (plan === undefined) throw new Error(`no plan is called ${planId}`);
  const asOf = new Date().toISOString();
  const { sections } = policiesFor({ plan, plans: builtInPlans, config: undefined, rules })(null, asOf);
  const kinds = [...new Set(rows.map(({ kind }) => kind))];
  const byKind = kinds.map((kind) => [
    kind,
    scoreRows(
      rows.filter((row) => row.kind === kind),
      sections,
    ),
  ]);
  return { schema: 1, ...scoreRows(rows, sections), byKind: Object.fromEntries(byKind) } as Report;
}

function inWords({ byKind }: Report): string {
  return Object.entries(byKind)
    .flatMap(([kind, scores]) => [
      `${kind}`,
      ...Object.entries(scores)
        .filter(([, { n }]) => n > 0)
        .flatMap(([key, score]) => lines(key, score)),
      '',
    ])
    .join('\n');
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
