import { collectForge, connect, type ForgeBatch, type ForgeSummary } from '@forethought/io/github';
import { type FakeGitHub, startGitHub } from '../github/github.js';
import type { PullInput } from '../github/state/input.js';
import type { BenchRow } from './row.js';

const PULLS = 300;
const DAY = 24 * 3600_000;
const AS_OF = '2026-11-22T10:00:00Z';
const CLOCK = { now: () => Date.parse(AS_OF), sleep: async () => {}, random: () => 0.5 };

/** What GitHub counts, per 100 pull requests with three commits, four reviews, five threads and six checks of its head. */
export async function run(): Promise<readonly BenchRow[]> {
  const github = await startGitHub(
    { repositories: [{ name: 'octo/demo', pulls: Array.from({ length: PULLS }, (_, at) => pull(at)) }] },
    { clock: CLOCK },
  );
  try {
    check(github);
    const whole = await collect(github, {});
    if (whole.summary.counts.pulls !== PULLS) throw new Error(`${whole.summary.counts.pulls} were read`);
    change(github, PULLS / 20);
    const again = await collect(github, whole.watermark);
    const detail = `${PULLS} pull requests, ${whole.summary.requests.graphql} requests, ${whole.summary.points} points`;
    const row = (name: string, points: number, limit: number): BenchRow => {
      const ratio = (points * 100) / PULLS;
      return {
        name: `GraphQL points per 100 pull requests: ${name}`,
        ratio,
        limit,
        ok: ratio <= limit,
        detail,
      };
    };
    const { base, talk, checks } = whole.summary.pointsFor;
    const ratio = again.summary.points / whole.summary.points;
    return [
      row('text, labels, reviews, commits, merge', base, 5),
      row('files, timeline, threads', talk, 25),
      row('checks', checks, 60),
      {
        name: 'GraphQL points of a run in which one in twenty changed, times the whole',
        ratio,
        limit: 0.2,
        ok: ratio <= 0.2 && again.summary.counts.pulls === PULLS / 20,
        detail: `${again.summary.points} points for ${again.summary.counts.pulls} pull requests`,
      },
    ];
  } finally {
    await github.stop();
  }
}

function instant(daysAgo: number): string {
  return new Date(Date.parse(AS_OF) - daysAgo * DAY).toISOString().replace('.000Z', 'Z');
}

/** One pull request of the last hundred days before the lag. */
function pull(at: number): PullInput {
  const when = instant(20 + ((PULLS - at) * 100) / PULLS);
  const comments = [{ author: 'bob', body: 'What if it is empty?', createdAt: when }];
  return {
    number: at + 1,
    title: `feat: part ${at}`,
    body: 'What changed, and why it had to. '.repeat(40),
    author: 'ada',
    state: 'merged',
    createdAt: when,
    updatedAt: when,
    closedAt: when,
    labels: ['feature', 'deploy'],
    commits: [1, 2, 3].map((part) => ({ message: `part ${part}`, files: { [`src/${at}-${part}.ts`]: 'x' } })),
    timeline: [{ kind: 'labeled', at: when, actor: 'bob', label: 'feature' }],
    reviews: [1, 2, 3, 4].map(() => ({ state: 'COMMENTED', author: 'bob', submittedAt: when })),
    threads: [1, 2, 3, 4, 5].map(() => ({ path: `src/${at}-1.ts`, comments })),
  };
}

/** Six statuses on the head of every pull request. */
function check(github: FakeGitHub): void {
  const [repository] = github.state().repositories;
  for (const { head } of repository?.pulls ?? []) {
    for (const context of ['build', 'test', 'lint', 'types', 'docs', 'plan']) {
      const status = { description: null, targetUrl: null, creator: 'ada', createdAt: instant(20) };
      const id = github.state().nextId++;
      repository?.statuses.push({ ...status, id, sha: head.sha, context, state: 'success' });
    }
  }
}

function change(github: FakeGitHub, count: number): void {
  for (const one of github.state().repositories[0]?.pulls.slice(0, count) ?? []) one.updatedAt = instant(16);
}

async function collect(
  github: FakeGitHub,
  watermark: ForgeBatch['watermark'],
): Promise<{ readonly summary: ForgeSummary; readonly watermark: ForgeBatch['watermark'] }> {
  const { apiUrl, graphqlUrl, fetch } = github;
  const place = { apiUrl, graphqlUrl, token: 'actions-token', owner: 'octo', repo: 'demo' };
  const hub = connect(place, {
    clock: CLOCK,
    userAgent: 'forethought-bench',
    waitCapMs: 0,
    timeoutMs: 60_000,
    fetch,
  });
  let stored = watermark;
  const query = { asOf: AS_OF, since: instant(150), lagDays: 14, watermark };
  const summary = await collectForge(hub, {
    ...query,
    onBatch: async (batch) => {
      stored = batch.watermark;
    },
  });
  return { summary, watermark: stored };
}
