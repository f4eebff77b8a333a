import { afterEach, describe, expect, test } from '@jest/globals';
import { runGit } from '../github/git/run.js';
import type { IssueState } from '../github/state/model.js';
import {
  commitConfig,
  type PlayedWeeks,
  playTwelveWeeks,
  type WeeksOptions,
} from '../helpers/twelve-weeks.js';
import { configText } from '../helpers/twelve-weeks-people.js';
import { type WeeklyRunner, weeklyRunner } from '../helpers/weekly-run.js';

const WEEK = '2026-W37';
const STORE = 'forethought-facts';
const LIMIT = 120_000;

let started: { readonly played: PlayedWeeks; readonly runner: WeeklyRunner }[] = [];

afterEach(async () => {
  for (const { played, runner } of started) {
    await runner.stop();
    await played.stop();
  }
  started = [];
});

async function team(options: WeeksOptions = {}) {
  const played = await playTwelveWeeks(options);
  played.show(WEEK);
  const runner = weeklyRunner(played, 'octo/plan');
  started.push({ played, runner });
  const report = (inputs: Readonly<Record<string, string>> = {}) =>
    runner.run({ inputs: { week: WEEK, store: STORE, 'create-issue': 'true', ...inputs } });
  const issues = (): readonly IssueState[] => played.github.state().repositories[0]?.issues ?? [];
  const tracking = () => issues().filter(({ labels }) => labels.includes('forethought'));
  const comments = () => tracking().flatMap((issue) => issue.comments.map(({ body }) => body));
  return { played, runner, report, issues, tracking, comments };
}

describe('the tracking issue', () => {
  test(
    'closed: written to and said',
    async () => {
      const { report, tracking, comments } = await team();
      await report();
      const number = String(tracking()[0]?.number);
      const issue = tracking()[0];
      if (issue !== undefined) Object.assign(issue, { state: 'closed' });
      const run = await report({ issue: number });
      expect(run.code).toBe(0);
      expect(run.stdout).toContain('is closed');
      expect(comments()).toHaveLength(1);
    },
    LIMIT,
  );

  test.each(['locked', 'missing'] as const)(
    '%s: nothing is written, the summary has the report',
    async (what) => {
      const { report, tracking, comments } = await team();
      await report({ store: 'none' });
      const [issue] = tracking();
      if (issue !== undefined) Object.assign(issue, { locked: what === 'locked', comments: [] });
      const number = what === 'missing' ? '4242' : String(issue?.number);
      const run = await report({ issue: number, store: 'none' });
      expect(run.code).toBe(0);
      expect(run.stdout).toMatch(what === 'locked' ? /locked; unlock it/ : /no issue #4242/);
      expect(run.summary).toContain('week 37 of 2026');
      expect(comments()).toEqual([]);
    },
    LIMIT,
  );
});

describe('who is shown', () => {
  test(
    'somebody who withdraws is gone from the past comment too',
    async () => {
      const { played, report, comments } = await team();
      await report();
      expect(comments()[0]).toContain('| `ada-1`');
      commitConfig(
        played,
        configText().replace('  - login: ada-1\n    emails: [ada1@example.org]\n', '  - login: ada-1\n'),
      );
      const withdrawn = configText().replace(/( {2}- login: ada-1\n(?: {4}.*\n)*?) {4}named: true\n/, '$1');
      commitConfig(played, withdrawn);
      expect((await report({ week: '2026-W36' })).code).toBe(0);
      expect(comments()).toHaveLength(2);
      for (const body of comments()) expect(body).not.toContain('`ada-1`');
    },
    LIMIT,
  );

  test(
    'a public repository shows no names unless the team allows it',
    async () => {
      const { played, report, comments } = await team({ isPublic: true });
      expect((await report()).code).toBe(0);
      expect(comments()[0]).not.toMatch(/^\| `/m);
      commitConfig(played, configText().replace('report:\n', 'report:\n  public: true\n'));
      await report();
      expect(comments()[0]).toContain('| `ada-1`');
    },
    LIMIT,
  );

  test(
    'nobody is enrolled: the programme is said, and no row',
    async () => {
      const { played, report, comments } = await team();
      commitConfig(played, 'extends: devops-elite\nmode: standard\n');
      const run = await report();
      expect(run.code).toBe(0);
      expect(comments()[0]).toContain('0 engineers follow');
      expect(comments()[0]).not.toMatch(/^\| `/m);
    },
    LIMIT,
  );
});

describe('trouble', () => {
  test(
    'a limit that is used up: what is there is reported as incomplete, and the next run goes on',
    async () => {
      const { played, report, comments } = await team();
      played.github.script({
        path: '/graphql',
        text: 'PullDetail',
        kind: 'primary',
        status: 403,
        reset: '4102444800',
      });
      const run = await report();
      expect(run.code).toBe(0);
      expect(comments()[0]).toContain('**Incomplete:**');
      played.github.clearFaults();
      expect((await report()).code).toBe(0);
      expect(comments()).toHaveLength(1);
      expect(comments()[0]).not.toContain('**Incomplete:**');
    },
    LIMIT,
  );

  test(
    'killed at any moment: the next run ends where an undisturbed one ends',
    async () => {
      // A second run reads the tracking issue, too.
      const whole = await team();
      await whole.report();
      await whole.report();
      const files = (git: string) => runGit(git, ['ls-tree', '-r', STORE, '--', 'facts']);
      const { played, runner, report, comments } = await team();
      const inputs = { week: WEEK, store: STORE, 'create-issue': 'true' };
      for (const killAfterMs of [250, 700, 1200, 1700, 2400, 3100]) {
        await runner.run({ inputs, killAfterMs });
      }
      expect((await report()).code).toBe(0);
      expect((await report()).code).toBe(0);
      expect(comments()).toHaveLength(1);
      expect(files(played.git).split('\n').length).toBe(files(whole.played.git).split('\n').length);
      expect(comments()[0]).toBe(whole.comments()[0]);
    },
    LIMIT * 2,
  );

  test(
    'two runs at once leave one issue with one comment',
    async () => {
      const { report, tracking, comments } = await team();
      const runs = await Promise.all([report(), report()]);
      expect(runs.map(({ code }) => code)).toEqual([0, 0]);
      expect(tracking().filter(({ state }) => state === 'open')).toHaveLength(1);
      const open = tracking().filter(({ state }) => state === 'open');
      expect(open.flatMap((issue) => issue.comments)).toHaveLength(1);
      expect(comments().length).toBeGreaterThan(0);
    },
    LIMIT,
  );

  test.each([
    ['week', '2026-W99', /2026-W99.*written 2026-W47/],
    ['week', '2999-W01', /has not begun/],
    ['store', '../facts', /name of a branch/],
    ['issue', 'first', /number such as 42/],
    ['mode', 'weekly', /check, report/],
  ])(
    'the input %s of %s is refused with what would be right',
    async (name, value, words) => {
      const { report, issues } = await team();
      const before = issues().length;
      const run = await report({ [name]: value });
      expect(run.code).toBe(1);
      expect(run.stdout).toMatch(words);
      expect(issues()).toHaveLength(before);
    },
    LIMIT,
  );
});
