import { spawn } from 'node:child_process';
import type { Measure } from '@forethought/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type FakeGitHub, startGitHub } from '../github/github.js';
import type { PullInput } from '../github/state/input.js';
import { makeRepository, type Outcome, type TestRepository } from '../helpers/repository.js';
import { forethought, MAIN } from './cli.js';

const DAY = 86_400_000;
/** Everything happens in the weeks before the test, as the command reads the clock. */
const ago = (days: number): string =>
  `${new Date(Date.now() - days * DAY).toISOString().slice(0, 10)}T10:00:00Z`;
const day = (days: number): string => ago(days).slice(0, 10);

const CONFIG = `extends: sre-training
roster:
  - { login: ada, emails: [ada@example.org], named: true }
  - { login: ben, emails: [ben@example.org] }
  - { login: carl, emails: [carl@example.org] }
  - { login: grace, emails: [grace@example.org], roles: [senior] }
`;
const CURRICULUM = `modules:
  queues-workshop: { title: Queues under load, form: course }
certificates:
  triage:
    title: Triage Certified
    withinDays: { days: 10, strictly: false }
    modules: [queues-workshop]
    requirements:
      - { id: signed, title: Signed off, needs: { kind: sign-offs, as: sign-off, role: senior, atLeast: 1 } }
      - { id: runbook, title: A runbook that a senior approved, needs: { kind: documents, document: runbook, atLeast: 1, approvedBy: senior } }
monthly:
  - { id: tests, title: Nothing came up that a test would have told, metric: untested-issues, target: '0' }
`;

let repo: TestRepository;
let github: FakeGitHub;

/** A record of somebody who was certified so many days ago, five days after they began. */
function record(login: string, pull: number, certified: number): string {
  return `login: ${login}
joined: ${day(certified + 100)}
certificates:
  triage:
    started: ${day(certified + 5)}
    modules: { queues-workshop: { completed: ${day(certified + 3)} } }
    signOffs: [{ as: sign-off, by: grace, on: ${day(certified + 1)}, pull: ${pull} }]
    certified: ${day(certified)}
`;
}

/** A runbook that passes its rule. */
const RUNBOOK = `# The queue grows

## Trigger

The alert \`QueueOld\` fires: the oldest message is older than five minutes.

## Checks

- \`kubectl get pods -l app=worker\`: all ready, none restarting

## Mitigation

1. \`kubectl scale deploy/worker --replicas=8\`; after a minute the age falls

## Rollback

Scale back to three workers once the age is below ten seconds.

## Escalation

After 20 minutes call the engineer on call for the broker.
`;

/** A branch with the record of somebody and a runbook of theirs, approved by whoever is named and merged on the day of the certificate. */
function merged(number: number, login: string, approver: string, certified: number): PullInput {
  const who = { author: `${login} <${login}@example.org>` };
  const files = {
    [`training/people/${login}.yml`]: record(login, number, certified),
    [`docs/runbooks/queue-of-${login}.md`]: RUNBOOK,
  };
  repo.git('checkout', '-q', '-b', `record-${login}`);
  const head = repo.commit(files, `docs: the record of ${login}\n`, { ...who, date: ago(certified + 2) });
  repo.git('checkout', '-q', 'main');
  repo.git('merge', '-q', '--no-ff', '--no-commit', `record-${login}`);
  const message = `Merge pull request #${number} from record-${login}\n`;
  const mergeCommit = repo.commit({}, message, { ...who, date: ago(certified) });
  return {
    ...{
      number,
      author: login,
      title: `The record of ${login}`,
      state: 'merged',
      mergedBy: login,
      mergeCommit,
    },
    ...{ createdAt: ago(certified + 2), updatedAt: ago(certified), closedAt: ago(certified) },
    head: { ref: `record-${login}`, sha: head },
    reviews: [{ state: 'APPROVED', author: approver, submittedAt: ago(certified + 1), commit: head }],
  };
}

beforeAll(async () => {
  repo = makeRepository();
  repo.commit({ 'forethought.yml': CONFIG, 'training/curriculum.yml': CURRICULUM }, 'chore: adopt\n', {
    date: ago(600),
  });
  const pulls = [
    // Longer ago than the days that are read at once.
    merged(1, 'carl', 'grace', 500),
    merged(2, 'ada', 'grace', 35),
    merged(3, 'ben', 'ada', 35),
  ];
  const issues = [{ number: 4, author: 'ada', title: 'It broke', labels: ['bug'], createdAt: ago(20) }];
  github = await startGitHub({
    repositories: [{ name: 'octo/demo', private: true, git: `${repo.path}/.git`, pulls, issues }],
  });
}, 60_000);

afterAll(async () => {
  expect(github.violations()).toEqual([]);
  await github.stop();
  repo.cleanup();
});

/** Runs the command beside the server, which lives in this process. */
function run(...args: readonly string[]): Promise<Outcome> {
  const env = {
    ...repo.env,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_TOKEN: 'actions-token',
  };
  const where = ['--source', 'github', '--github', 'octo/demo'];
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args, ...where], { cwd: repo.path, env });
    const [out, err]: [Buffer[], Buffer[]] = [[], []];
    child.stdout.on('data', (chunk: Buffer) => out.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => err.push(chunk));
    child.once('error', reject);
    child.once('close', (code) =>
      resolve({
        code: code ?? -1,
        stdout: Buffer.concat(out).toString(),
        stderr: Buffer.concat(err).toString(),
      }),
    );
  });
}

describe('records held against the platform', () => {
  interface Told {
    readonly people: readonly {
      readonly login: string;
      readonly ways: readonly {
        readonly state: string;
        readonly missing: readonly { readonly why: string }[];
      }[];
    }[];
    readonly measures: readonly Partial<Measure>[];
  }
  const told = async (...args: readonly string[]): Promise<Told> => {
    const { stdout, stderr } = await run('report', '--programme', '--format', 'json', ...args);
    if (stdout === '') throw new Error(stderr);
    return JSON.parse(stdout) as Told;
  };
  const ways = ({ people }: Told) =>
    people.map(({ login, ways: [way] }) => [
      login,
      way?.state,
      ...(way?.missing ?? []).map(({ why }) => why),
    ]);

  test('a signature is an approving review, however long ago, and a document counts by its own', async () => {
    const view = await told();
    expect(ways(view)).toEqual([
      ['ada', 'held'],
      ['ben', 'claimed', '0 of 1; grace has not approved the pull request', '0 of 1'],
      ['carl', 'held'],
    ]);
  }, 60_000);

  test('measures ask for the same evidence: a refuted certificate is not held', async () => {
    const { measures } = await told();
    const of = (id: string) =>
      measures.find(({ metricId, engineer }) => metricId === id && engineer === '*') ?? {};
    // Ada and carl hold theirs within ten days, ben claims his; carl was certified more than a year ago, which completion looks past.
    expect(of('completion-rate')).toMatchObject({ numerator: 1, denominator: 2 });
    expect(of('time-to-proficiency')).toMatchObject({ numerator: 2, denominator: 3 });
    expect(of('retention')).toMatchObject({ numerator: 1, denominator: 1 });
  }, 60_000);

  test('a pull request that could not be read leaves what hangs on it unknown, and nothing refuted', async () => {
    github.script({ path: '/graphql', text: 'NamedPulls', kind: 'status', status: 422 });
    const view = await told();
    github.clearFaults();
    expect(ways(view).at(-1)).toEqual([
      'carl',
      'held',
      'nobody looked up the reviews',
      'of some it is not known who wrote them or whether they pass',
    ]);
    const retention = view.measures.find(
      ({ metricId, engineer }) => metricId === 'retention' && engineer === '*',
    );
    expect(retention).toMatchObject({ state: 'no-data', reason: '1 could not be judged' });
  }, 60_000);

  test('review reads issues and pull requests, and for publishing shows who agreed', async () => {
    const { code, stdout } = await run('review', '--plan', 'devops-elite');
    expect(code).toBe(0);
    expect(stdout).toContain('Nothing came up that a test would have told');
    expect(stdout).not.toContain('were not read');
    expect([...stdout.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual([
      'ada',
      'ben',
      'carl',
      'grace',
    ]);
    const published = (await run('review', '--plan', 'devops-elite', '--published')).stdout;
    expect([...published.matchAll(/^\| `(\w+)`/gm)].map(([, name]) => name)).toEqual(['ada']);
  }, 60_000);

  test('facts that were collected say the same again without the platform', async () => {
    const made = await run('collect', '--output', 'facts.json');
    expect(made.code).toBe(0);
    const again = forethought(repo, ['report', '--programme', '--format', 'json', '--facts', 'facts.json']);
    expect(ways(JSON.parse(again.stdout) as Told).map(([, state]) => state)).toEqual([
      'held',
      'claimed',
      'held',
    ]);
  }, 60_000);
});
