import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { makeRepository } from './helpers/repository.js';

const EVALUATE = fileURLToPath(new URL('../../packages/cli/dist/evaluate.js', import.meta.url));
const ROWS = [
  commit(1, 'feat: pool\n\nTest Plan: `go test ./pool -run TestIdle`\n', 'substantive', 'substantive'),
  commit(2, 'feat: pool\n\nTest Plan: unit tests\n', 'claimed', 'claimed'),
  commit(3, 'feat: pool\n\nTest Plan: TBD\n', 'none', 'placeholder'),
  commit(4, 'feat: pool\n', 'claimed', 'claimed'),
  { ...commit(5, 'feat: pool\n\nTest Plan: unit tests\n', 'none', 'absent'), borderline: true },
  { id: 6, body: '## Test Plan\n\nCI\n', labels: { testEvidence: 'none', testStatement: 'absent' } },
  { path: 'template.md', text: '## Test Plan\n\n<!-- how was it tested? -->\n' },
];
let folder = '';
let file = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'forethought-evaluate-'));
  file = join(folder, 'rows.jsonl');
  writeFileSync(file, ROWS.map((row) => `${JSON.stringify(row)}\n`).join(''));
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function commit(id: number, message: string, testEvidence: string, testStatement: string): object {
  return {
    id,
    message,
    borderline: false,
    labels: { testEvidence, testStatement, fix: false, revert: false },
  };
}

function evaluate(...args: readonly string[]) {
  return spawnSync(process.execPath, [EVALUATE, ...args], { encoding: 'utf8' });
}

test('figures leave borderline rows out and name what disagrees', () => {
  const { stdout, status } = evaluate(file, '--json');
  expect(status).toBe(0);
  const report = JSON.parse(stdout);
  expect(report.testEvidence).toMatchObject({ precision: 2 / 3, recall: 2 / 3, n: 5, positives: 3 });
  expect(report.testEvidence.disagreements).toEqual([
    { id: '4', expected: true, got: false },
    { id: '6', expected: false, got: true },
  ]);
  expect(report.byKind.commit.testSubstantive).toMatchObject({ precision: 1, recall: 1, n: 4, positives: 1 });
  expect(report.placeholdersRefused).toMatchObject({ recall: 1, n: 2 });
  expect(report.revert).toMatchObject({ precision: null, recall: null, n: 4, positives: 0 });
});

test('the words carry the same figures with their intervals', () => {
  const { stdout } = evaluate(file);
  expect(stdout).toMatch(
    /testEvidence +precision 1\.000 \[0\.34, 1\.00\] +recall 0\.667 .*n 4 \(3 positive\)/,
  );
  expect(stdout).toContain('4 missed');
  expect(stdout).toContain('6 wrongly found');
});

test.each([
  [[], /usage/],
  [['nowhere.jsonl'], /nowhere\.jsonl/],
  [['--plan', 'nothing', 'x'], /./],
])('%j ends with 2 and says why', (args, words) => {
  const { status, stderr } = evaluate(...args);
  expect(status).toBe(2);
  expect(stderr).toMatch(words);
});

test('a line that is no row is named', () => {
  const broken = join(folder, 'broken.jsonl');
  writeFileSync(broken, '{"id":1}\n');
  const { status, stderr } = evaluate(broken);
  expect(status).toBe(2);
  expect(stderr).toContain('broken.jsonl:1');
});

test('a history is scored by pairs, reverts and candidates, and what disagrees is named', () => {
  const repository = makeRepository();
  try {
    const first = repository.commit({ 'pool.ts': 'a()\nb()\n' }, 'feat: pool (#1)');
    const fix = repository.commit({ 'pool.ts': 'a(1)\nb()\n' }, 'fix: pool (#2)\n\nThis was broken by #1.\n');
    const back = repository.commit({ 'pool.ts': 'a()\nb()\n' }, 'Revert "fix: pool (#2)" (#3)\n');
    const silent = repository.commit({ 'pool.ts': 'a()\nb(1)\n' }, 'fix: fill (#4)\n');
    const pairs = join(folder, 'pairs.json');
    const pair = (of: string, culprit: string) => ({ fix: of, culprit, days: 1 });
    writeFileSync(
      pairs,
      JSON.stringify({
        fixForward: [pair(fix, first), pair(silent, first)],
        notPairs: [],
        reverts: [{ revert: back, reverted: fix, days: 1 }],
      }),
    );
    const { stdout, stderr } = evaluate('--history', pairs, '--repo', repository.path, '--json');
    expect(stderr).toBe('');
    const { statedPairs, reverts, candidates } = JSON.parse(stdout);
    expect(statedPairs).toMatchObject({ precision: 1, recall: 0.5, n: 2, positives: 2 });
    expect(statedPairs.disagreements).toEqual([{ id: silent.slice(0, 12), expected: true, got: false }]);
    expect(reverts).toMatchObject({ precision: 1, recall: 1, n: 1 });
    expect(candidates).toMatchObject({ precision: 1, recall: 1, n: 2 });
    writeFileSync(pairs, JSON.stringify({ fixForward: [{ fix: 1 }], notPairs: [], reverts: [] }));
    expect(evaluate('--history', pairs, '--repo', repository.path).stderr).toMatch(/fixForward\[0\]/);
  } finally {
    repository.cleanup();
  }
});

test('a section on risks counts as soon as something stands in it', () => {
  const rows = [
    {
      id: 'a',
      message: 'feat: pool\n\nRisks:\n- the pool is empty -> a caller waits for a second\n',
      labels: { risk: 'present', riskForm: 'text' },
    },
    { id: 'b', message: 'feat: pool\n\nRisks:\n- N/A\n', labels: { risk: 'none', riskForm: 'placeholder' } },
    { id: 'c', message: 'feat: pool\n\nIt is risky.\n', labels: { risk: 'present', riskForm: 'text' } },
  ];
  const corpus = write('risks.jsonl', rows);
  const { risk, riskTold } = JSON.parse(evaluate(corpus, '--json').stdout);
  expect(risk).toMatchObject({ precision: 1, recall: 0.5, n: 3, positives: 2 });
  expect(riskTold.disagreements).toEqual([{ id: 'c', expected: true, got: false }]);
});

test('a template is refused as it stands and passes with a line below each section, found or added', () => {
  const corpus = write('templates.jsonl', [
    { path: 'a.md', text: '## How was this tested?\n\n<!-- how? -->\n\nTests\n-----\n' },
    { path: 'b.md', text: '## Summary\n\n- [ ] I have read the guide\n\n## References\n' },
  ]);
  const { templatesRefused, templatesFilled } = JSON.parse(evaluate(corpus, '--json').stdout);
  expect(templatesRefused).toMatchObject({ recall: 1, n: 2, disagreements: [] });
  expect(templatesFilled).toMatchObject({ recall: 1, n: 2, disagreements: [] });
});

test('documents are read where their texts lie, and the others are counted as not measured', () => {
  const present = { status: 'present' };
  const corpus = write('docs.jsonl', [
    {
      repo: 'acme/shop',
      path: 'docs/pool.md',
      parts: { rollbackPlan: present, failureModes: present, architectureDiagram: present },
    },
    { repo: 'acme/shop', path: 'docs/gone.md', parts: { slo: present } },
  ]);
  mkdirSync(join(folder, 'acme/shop/docs'), { recursive: true });
  writeFileSync(
    join(folder, 'acme/shop/docs/pool.md'),
    '# Pool\n\n## Rollback\n\nThe tag is moved back.\n\n## Architecture\n\n```mermaid\nflowchart LR\n  caller --> pool\n```\n',
  );
  const report = JSON.parse(evaluate(corpus, '--documents', folder, '--json').stdout);
  expect(report.documentsNotMeasured).toBe(1);
  expect(report.documents).toMatchObject({ precision: 1, recall: 2 / 3, n: 7, positives: 3 });
  expect(report.documents.disagreements).toEqual([
    { id: 'docs/pool.md failureModes', expected: true, got: false },
  ]);
  expect(report.architectureDiagram).toMatchObject({ precision: 1, recall: 1 });
  expect(evaluate(corpus).stdout).toContain('2 documents have no text');
});

function write(name: string, rows: readonly object[]): string {
  const path = join(folder, name);
  writeFileSync(path, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
  return path;
}
