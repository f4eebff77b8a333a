import { describe, expect, test } from '@jest/globals';
import { fastImport } from '../helpers/fast-import.js';
import { repositories } from '../helpers/made.js';
import { DOCUMENTED, forethought, manyCommits } from './cli.js';

const make = repositories();
/** Several batches of git's output. */
const COMMITS = 1500;
const DAYS = ['--since', '2025-12-01', '--until', '2026-02-01'];

interface Printed {
  readonly counts: { readonly subjects: number; readonly judged: number; readonly failed: number };
  readonly findings: readonly {
    readonly ruleId: string;
    readonly outcome: string;
    readonly asked: boolean | null;
    readonly subject: { readonly id: string; readonly title: string };
  }[];
  readonly measures: readonly {
    readonly metricId: string;
    readonly engineer: string;
    readonly denominator: number | null;
    readonly numerator: number | null;
  }[];
}

describe('a history that is judged as it streams by', () => {
  test('is reported whole: every commit in its order, under its own name, and in the measures', async () => {
    const repo = make();
    await fastImport(repo, manyCommits(COMMITS));
    repo.git('reset', '-q', '--hard', 'main');
    const documented = repo.commit({ 'src/last.ts': 'export const last = 1;\n' }, DOCUMENTED, {
      date: '2026-01-20T12:00:00Z',
    });
    const { code, stdout } = forethought(repo, ['report', '--source', 'git', '--format', 'json', ...DAYS]);
    expect(code).toBe(0);
    const report = JSON.parse(stdout) as Printed;
    expect(stdout).toBe(`${JSON.stringify(report, null, 2)}\n`);
    const asked = report.findings.filter(({ ruleId }) => ruleId === 'sources-consulted');
    expect(asked.map(({ subject }) => subject.id)).toEqual(repo.git('rev-list', 'main').split('\n'));
    expect(asked[0]).toMatchObject({ outcome: 'pass', subject: { id: documented, title: 'feat: values' } });
    expect(asked.at(-2)).toMatchObject({ outcome: 'fail', subject: { title: 'feat: change 1' } });
    const failing = asked.filter(({ outcome }) => outcome === 'fail');
    expect(report.counts).toMatchObject({ subjects: COMMITS + 1, judged: COMMITS, exempt: 1 });
    const everybody = report.measures.find(
      ({ metricId, engineer }) => metricId === 'test-evidence-coverage' && engineer === '*',
    );
    const counted = report.findings.filter(
      ({ ruleId, outcome, asked: had }) => ruleId === 'test-evidence' && had === true && outcome === 'fail',
    );
    expect(everybody).toMatchObject({ denominator: counted.length, numerator: 0 });
    expect(counted.length).toBeGreaterThan(40);
    const text = forethought(repo, ['report', '--source', 'git', ...DAYS]).stdout;
    expect(text).toContain(`${COMMITS + 1} commits: ${COMMITS} judged, 1 exempt`);
    expect(text).toContain(`sources-consulted  ${failing.length} commits`);
  });

  test('is collected as one document, redacted by one key', async () => {
    const repo = make();
    await fastImport(repo, manyCommits(COMMITS));
    const { stdout } = forethought(repo, ['collect', ...DAYS]);
    const facts = JSON.parse(stdout) as { readonly commits: readonly { readonly sha: string }[] };
    expect(stdout).toBe(`${JSON.stringify(facts, null, 1)}\n`);
    expect(facts.commits.map(({ sha }) => sha)).toEqual(repo.git('rev-list', 'main').split('\n'));
    const hidden = JSON.parse(forethought(repo, ['collect', '--redact', ...DAYS]).stdout) as {
      readonly commits: readonly { readonly author: { readonly email: string } }[];
    };
    expect(new Set(hidden.commits.map(({ author }) => author.email)).size).toBe(1);
    expect(hidden.commits).toHaveLength(COMMITS);
  });

  test('may hold no commit at all', () => {
    const repo = make();
    const { stdout } = forethought(repo, ['collect']);
    expect(stdout).toBe(`${JSON.stringify(JSON.parse(stdout), null, 1)}\n`);
    const report = forethought(repo, ['report', '--source', 'git', '--format', 'json']).stdout;
    expect(JSON.parse(report)).toMatchObject({ findings: [], counts: { subjects: 0 } });
  });
});
