/**
 * Reads a whole history with its changed files, judges it and measures what the messages carry, all as it streams by. Prints how many
 * commits there were and the counts of each measure.
 */
import { type MetricTallies, measureTallies, mergeTallies, tallyMetrics } from '@forethought/core';
import { openRepository, readCommitBatches, readMailmap } from '@forethought/io';
import { metrics } from '@forethought/rules';
import { type JudgedCommit, judgeCommits, loadPolicies } from 'forethought/engine';

const MEASURED = new Set(['pre-mortem-coverage', 'documentation-coverage', 'test-evidence-coverage']);
const wanted = metrics.filter(({ id }) => MEASURED.has(id));
const asOf = new Date().toISOString();
const repo = await openRepository(process.cwd());
const world = {
  out: process.stdout,
  err: process.stderr,
  in: process.stdin,
  env: process.env,
  cwd: process.cwd(),
  now: asOf,
  signal: new AbortController().signal,
};
const source = await loadPolicies(world, repo, {});
const [range = 'HEAD'] = process.argv.slice(2);
const batches = readCommitBatches({
  repo,
  revs: [range],
  withFiles: 'names',
  mergeFiles: 'none',
  mailmap: await readMailmap(repo),
});

let parts: (readonly MetricTallies[])[] = [];
let commits = 0;
for await (const judged of judgeCommits(batches, { repo, source, linesRead: false })) {
  commits += judged.length;
  parts.push(tallied(judged));
  if (parts.length >= 64) parts = [merged()];
}
const policy = source.policyOf(null);
const window = { from: '2005-01-01', to: asOf.slice(0, 10) };
const measures = measureTallies(merged(), { policy, metrics: wanted, engineers: [], asOf, window });
const counts = measures.filter(({ denominator }) => (denominator ?? 0) > 0);
const words = counts.map(({ metricId, numerator, denominator }) => `${metricId} ${numerator}/${denominator}`);
process.stdout.write(`${commits} commits, ${words.join(', ')}\n`);

/** The counts of one batch: they add up to those of the whole. */
function tallied(judged: readonly JudgedCommit[]): readonly MetricTallies[] {
  const authors = new Map(judged.map(({ commit }) => [commit.sha, [commit.author.name]]));
  return tallyMetrics(wanted, {
    facts: {
      schema: 1,
      asOf,
      repository: { name: 'history', head: null },
      sources: [{ id: 'git', state: 'complete', missing: [] }],
      commits: judged.map(({ commit }) => commit),
      documents: [],
    },
    findings: judged.flatMap(({ findings }) => findings),
    engineersOf: (sha) => authors.get(sha) ?? [],
    landedBody: () => false,
  });
}

function merged(): readonly MetricTallies[] {
  return wanted.map(({ id }) => mergeTallies(id, parts.flat()));
}
