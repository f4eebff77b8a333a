import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { runGit } from '../github/git/run.js';
import { type PlayedWeeks, playTwelveWeeks } from '../helpers/twelve-weeks.js';
import { MEMBERS, WEEKS } from '../helpers/twelve-weeks-people.js';
import { type WeeklyRun, type WeeklyRunner, weeklyRunner } from '../helpers/weekly-run.js';

const STORE = 'forethought-facts';

let played: PlayedWeeks;
let runner: WeeklyRunner;
const runs: { readonly week: string; readonly run: WeeklyRun; readonly requests: number }[] = [];

/** One run for the week that is shown, and what it asked. */
async function report(week: string): Promise<WeeklyRun> {
  const before = played.github.requests().length;
  const run = await runner.run({ inputs: { week, store: STORE, 'create-issue': 'true' } });
  runs.push({ week, run, requests: played.github.requests().length - before });
  return run;
}

function tracking() {
  const issues = played.github.state().repositories[0]?.issues ?? [];
  return issues.filter(({ labels }) => labels.includes('forethought'));
}

function writes(from: number): readonly string[] {
  return played.github
    .requests()
    .slice(from)
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/graphql'))
    .map(({ method, path }) => `${method} ${path}`);
}

beforeAll(async () => {
  played = await playTwelveWeeks();
  runner = weeklyRunner(played, 'octo/plan');
  for (const week of WEEKS) {
    played.show(week);
    await report(week);
  }
}, 600_000);

afterAll(async () => {
  await runner.stop();
  await played.stop();
});

test('every week ends well, on one tracking issue with one comment a week', () => {
  expect(runs.map(({ run }) => run.code)).toEqual(WEEKS.map(() => 0));
  const [issue, ...others] = tracking();
  expect(others).toEqual([]);
  const markers = (issue?.comments ?? []).map(({ body }) => body.split('\n', 1)[0]);
  expect(markers).toEqual(WEEKS.map((week) => `<!-- forethought:weekly:${week}:team -->`));
  expect(played.github.violations()).toEqual([]);
});

test('rows are those who are named, alphabetical, and nobody is mentioned', () => {
  const body = tracking()[0]?.comments.at(-1)?.body ?? '';
  const rows = [...body.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, login]) => login);
  const named = MEMBERS.filter(({ slot }) => slot % 3 === 0).map(({ login }) => login);
  expect(rows).toEqual([...named].sort());
  expect(body).not.toMatch(/(^|[^\w`])@[a-z]/m);
  for (const { login, slot } of MEMBERS) if (slot % 3 !== 0) expect(body).not.toContain(login);
});

test('the same week again writes nothing', async () => {
  const from = played.github.requests().length;
  const last = WEEKS.at(-1) ?? '';
  expect((await report(last)).code).toBe(0);
  expect(writes(from)).toEqual([]);
}, 120_000);

test('a week costs what the week brings: no more requests in the twelfth than in the fourth', () => {
  const requests = runs.map((one) => one.requests);
  expect(requests[11]).toBeLessThanOrEqual((requests[3] ?? 0) * 1.5);
});

test('the store is one commit without a parent, and holds no text and no address', () => {
  expect(runGit(played.git, ['rev-list', '--count', STORE]).trim()).toBe('1');
  const files = runGit(played.git, ['ls-tree', '--name-only', '-r', STORE]).trim().split('\n');
  expect(files.filter((file) => file.endsWith('.ndjson')).length).toBeGreaterThanOrEqual(WEEKS.length);
  const whole = files.map((file) => runGit(played.git, ['show', `${STORE}:${file}`])).join('\n');
  expect(whole).toContain('"verdicts"');
  expect(whole).not.toMatch(/@example\.org/);
  expect(whole).not.toMatch(/"(?:body|message|title)":"[^"]*(?:Documentation Reviewed|Test Evidence)/);
});

test('a whole week of absence is in nobody’s row, and the body of the issue shows the current state', () => {
  const issue = tracking()[0];
  expect(issue?.body).toContain('<!-- forethought:state -->');
  expect(issue?.body).toContain('week 47 of 2026');
});
