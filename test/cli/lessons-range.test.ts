import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { makeRepository, type TestRepository } from '../helpers/repository.js';
import { forethought, sourceLines } from './cli.js';

/** As many as are looked up in one run, and five more. */
const FIXES = 65;

let repo: TestRepository;

/** A pattern names the change that all fixes repair; a branch from before the adoption is merged among them. */
beforeAll(() => {
  repo = makeRepository();
  repo.commit({ 'a.ts': sourceLines(5) }, 'chore: begin');
  repo.git('branch', 'beside');
  const cause = repo.commit({ 'b.ts': sourceLines(20) }, 'feat: b');
  repo.git('tag', 'first');
  repo.commit(
    { 'forethought.yml': 'mode: strict\nrules: { lesson-recorded: block, test-evidence/recorded: off }\n' },
    'chore: adopt',
  );
  repo.git('checkout', '-q', 'beside');
  repo.commit({ 's.ts': sourceLines(30) }, 'feat: under way', { date: '2026-01-05T09:00:30Z' });
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--no-ff', '-m', 'Merge beside', 'beside');
  const pattern = `---\nkind: common-patterns\n---\n\n# Common patterns\n\n## b\n\nOrigin: ${cause}\n`;
  repo.commit({ 'COMMON_PATTERNS.md': pattern }, 'docs: pattern');
  for (let at = 0; at < FIXES; at += 1)
    repo.commit({ [`fix-${at}.ts`]: sourceLines(5) }, `fix: part ${at}\n\nFixes: ${cause} ("feat: b")\n`);
});
afterAll(() => repo.cleanup());

function outcomes(from: string): Readonly<Record<string, number>> {
  const args = ['check', '--from', from, '--to', 'main', '--format', 'json', '--no-cache'];
  const { findings } = JSON.parse(forethought(repo, args).stdout);
  const counts: Record<string, number> = {};
  for (const { ruleId, outcome, subject } of findings)
    if (ruleId === 'lesson-recorded' && subject.title.startsWith('fix: '))
      counts[outcome] = (counts[outcome] ?? 0) + 1;
  return counts;
}

describe('lessons of a long range', () => {
  test('beyond the bound of look-ups are unknown, and none is called missing', () => {
    expect(outcomes(`main~${FIXES}`)).toEqual({ pass: 60, unknown: 5 });
  });

  test('are not looked up twice where a commit turns out to be older than the adoption', () => {
    expect(outcomes('first')).toEqual({ pass: 60, unknown: 5 });
  });

  test('are found whatever the work tree says of documents', () => {
    repo.write({ '.gitattributes': '*.md binary\n' });
    expect(outcomes('main~3')).toEqual({ pass: 3 });
  });
});
