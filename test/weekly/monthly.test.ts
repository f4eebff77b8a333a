import { monthBefore } from '@forethought/core';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { IssueState } from '../github/state/model.js';
import { commitConfig, type PlayedWeeks, playTwelveWeeks } from '../helpers/twelve-weeks.js';
import { configText, MEMBERS } from '../helpers/twelve-weeks-people.js';
import { type WeeklyRun, type WeeklyRunner, weeklyRunner } from '../helpers/weekly-run.js';

const LIMIT = 120_000;
const NAMED = MEMBERS.filter(({ slot }) => slot % 3 === 0).map(({ login }) => login);

const ALWAYS = { store: 'forethought-facts', 'create-issue': 'true' };

let played: PlayedWeeks;
let runner: WeeklyRunner;

/** A run for the week that is shown; the month is named, as these weeks are over. */
function report(inputs: Readonly<Record<string, string>> = {}): Promise<WeeklyRun> {
  return runner.run({
    inputs: { week: '2026-W43', ...ALWAYS, 'monthly-review': '2026-10', ...inputs },
  });
}

function reviews(): readonly IssueState[] {
  const issues = played.github.state().repositories[0]?.issues ?? [];
  return issues.filter(({ labels }) => labels.includes('forethought-review'));
}

function writesOf(from: number): readonly string[] {
  const requests = played.github.requests().slice(from);
  return requests
    .filter(({ method, path }) => method !== 'GET' && !path.endsWith('/graphql'))
    .map(({ method, path }) => `${method} ${path}`);
}

beforeAll(async () => {
  played = await playTwelveWeeks();
  runner = weeklyRunner(played, 'octo/plan');
  played.show('2026-W43');
});

afterAll(async () => {
  await runner.stop();
  await played.stop();
});

describe('the review of a month', () => {
  test(
    'is opened as an issue of its own, with the five items together and by person who is named',
    async () => {
      const run = await report();
      expect(run.code).toBe(0);
      const [issue, ...others] = reviews();
      expect(others).toEqual([]);
      expect(issue).toMatchObject({ title: 'Review of October 2026', state: 'open' });
      const body = issue?.body ?? '';
      expect(body.split('\n', 1)[0]).toBe('<!-- forethought:monthly:2026-10:team -->');
      expect(body.match(/^\| \d \| /gm)).toHaveLength(5);
      expect([...body.matchAll(/^\| `([a-z0-9-]+)`/gm)].map(([, login]) => login)).toEqual([...NAMED].sort());
      for (const { login } of MEMBERS) if (!NAMED.includes(login)) expect(body).not.toContain(login);
      expect(body).not.toMatch(/(^|[^\w`])@[a-z]/m);
      expect(run.summary).toContain('## Review of October 2026');
      expect(played.github.violations()).toEqual([]);
    },
    LIMIT,
  );

  test(
    'the same month again writes nothing, and what came since changes the same issue',
    async () => {
      const from = played.github.requests().length;
      expect((await report()).code).toBe(0);
      expect(writesOf(from)).toEqual([]);
      const before = reviews()[0]?.body;
      played.show('2026-W47');
      expect((await report({ week: '2026-W47' })).code).toBe(0);
      expect(reviews()).toHaveLength(1);
      expect(reviews()[0]?.body).not.toBe(before);
    },
    LIMIT,
  );

  test(
    'closed it stays as it was, except for whoever withdraws',
    async () => {
      const [issue] = reviews();
      if (issue === undefined) throw new Error('no review');
      Object.assign(issue, { state: 'closed' });
      expect((await report({ week: '2026-W47' })).stdout).toContain('is closed and stays as it is');
      const before = issue.body;
      commitConfig(
        played,
        configText().replace(/( {2}- login: ada-1\n(?: {4}.*\n)*?) {4}named: true\n/, '$1'),
      );
      expect((await report({ week: '2026-W47' })).code).toBe(0);
      expect(before).toContain('`ada-1`');
      expect(issue.body).not.toContain('ada-1');
      expect(issue.body).toContain('`dan-4`');
      expect(reviews()).toHaveLength(1);
    },
    LIMIT,
  );

  test(
    'without a week it is the month that is over',
    async () => {
      const month = monthBefore(new Date().toISOString());
      expect((await runner.run({ inputs: { ...ALWAYS, 'monthly-review': 'true' } })).code).toBe(0);
      const made = reviews().filter(({ body }) =>
        body.includes(`<!-- forethought:monthly:${month}:team -->`),
      );
      expect(made).toHaveLength(1);
    },
    LIMIT,
  );

  test(
    'true beside one week reviews no month, and what is no month that is over is refused',
    async () => {
      const before = reviews().length;
      expect((await report({ week: '2026-W47', 'monthly-review': 'true' })).code).toBe(0);
      expect(reviews()).toHaveLength(before);
      for (const wrong of ['2026-13', 'october', '2999-01']) {
        const run = await report({ 'monthly-review': wrong });
        expect(run.code).toBe(1);
        expect(run.stdout).toContain('the input monthly-review is');
      }
      expect(reviews()).toHaveLength(before);
    },
    LIMIT,
  );
});
