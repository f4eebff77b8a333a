import { collectForge, connect, type GitHub, readWeeklyComments, writeWeekly } from '@forethought/io/github';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { configFrom } from '../helpers/team.js';
import { COUNTED, type PlayedWeeks, playTwelveWeeks } from '../helpers/twelve-weeks.js';
import { makeHistory } from '../helpers/twelve-weeks-git.js';
import { AWAY, configText, member, WEEKS } from '../helpers/twelve-weeks-people.js';
import { runGit } from './git/run.js';

let played: PlayedWeeks;

beforeAll(async () => {
  played = await playTwelveWeeks();
});
afterAll(async () => {
  await played.stop();
  expect(played.github.violations()).toEqual([]);
});

function repositoryOf() {
  const [found] = played.github.state().repositories;
  if (found === undefined) throw new Error('no repository');
  return found;
}

function connection(): GitHub {
  const { github, clock } = played;
  const place = { apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl, token: 'actions-token' };
  return connect(
    { ...place, owner: 'octo', repo: 'plan' },
    { clock, userAgent: 'test', waitCapMs: 90_000, fetch: github.fetch },
  );
}

const log = (...args: readonly string[]): readonly string[] =>
  runGit(played.git, ['log', '--first-parent', ...args, 'main']).split('\n');

describe('the played weeks', () => {
  test('begin with nothing and go on week by week', () => {
    expect([repositoryOf().pulls, log('--format=%s')]).toEqual([[], ['chore: begin']]);
    const counts = WEEKS.map((week) => {
      played.show(week);
      const { pulls, issues, deployments } = repositoryOf();
      const landed = pulls.filter(({ state }) => state === 'merged').length;
      return [pulls.length, landed, issues.length, deployments.length];
    });
    const rising = [...counts].sort((a, b) => (a[0] ?? 0) - (b[0] ?? 0));
    expect(counts).toEqual(rising);
    expect(counts.at(-1)?.[1]).toBe(log('--format=%s').filter((line) => / \(#\d+\)$/.test(line)).length);
  });

  test('hold what was counted by hand', () => {
    const { deployments, issues, pulls } = repositoryOf();
    const production = deployments.filter(
      ({ environment, statuses }) =>
        environment === 'production' && statuses.some(({ state }) => state === 'success'),
    );
    const incidents = issues.filter(({ labels }) => labels.includes('incident'));
    const bots = pulls.filter(
      ({ author, state }) => author?.endsWith('[bot]') === true && state === 'merged',
    );
    expect([production.length, incidents.length, bots.length]).toEqual([
      COUNTED.productionDeployments,
      COUNTED.incidents,
      COUNTED.botChanges,
    ]);
    expect(Math.round((COUNTED.failedDeployments / COUNTED.productionDeployments) * 1000)).toBe(174);
    expect(Math.round((COUNTED.incidents / COUNTED.productionDeployments) * 1000)).toBe(261);
  });

  test('go back in production once, to what stood there before', () => {
    const shas = repositoryOf()
      .deployments.filter(({ environment }) => environment === 'production')
      .map(({ sha }) => sha);
    const back = shas.filter((sha, index) => index > 1 && sha === shas[index - 2] && sha !== shas[index - 1]);
    expect(back).toHaveLength(1);
  });

  test('undo a change, undo that again, and undo another for good', () => {
    const { numberOf, shaOf } = played.history.known;
    const bodyOf = (key: string) =>
      repositoryOf().pulls.find(({ number }) => number === numberOf(key))?.body ?? '';
    expect(bodyOf('again-x')).toContain(`This reverts commit ${shaOf('revert-x')}.`);
    const has = (key: string, slot: number) =>
      runGit(played.git, [
        'ls-tree',
        '--name-only',
        'main',
        `src/${member(slot).login}/case-${numberOf(key)}.ts`,
      ]);
    expect([has('1/1', 1) === '', has('4/12', 12) === '']).toEqual([false, true]);
  });

  test('leave one member away, and have a co-author, an unknown address and an old one', () => {
    const { login, email } = member(AWAY.slot);
    const landed = log('--format=%cI %ae').filter((line) => line.endsWith(email));
    const weeks = landed.map((line) =>
      Math.floor((Date.parse(line.slice(0, 25)) - Date.parse('2026-08-31')) / 604_800_000),
    );
    expect(AWAY.weeks.filter((week) => weeks.includes(week))).toEqual([]);
    expect(log('--format=%(trailers:key=Co-authored-by,valueonly)').filter((line) => line !== '')).toEqual([
      `${member(4).name} <${member(4).email}>`,
    ]);
    expect(log('--format=%ae')).toContain('someone@laptop.local');
    expect(log('--format=%ae').filter((line) => line.startsWith('old.')).length).toBeGreaterThan(0);
    expect(configFrom(configText())?.roster.find((entry) => entry.login === login)?.away).toHaveLength(1);
  });

  test('are the same every time', () => {
    const tip = played.history.main.at(-1)?.sha;
    const again = makeHistory(`${played.git}-again`);
    expect(again.main.at(-1)?.sha).toBe(tip);
  });
});

describe('a run over them', () => {
  test('finds everything, and only what is new the next time', async () => {
    const hub = connection();
    let watermark: Readonly<Record<string, string>> = {};
    const read = async (week: string) => {
      played.show(week);
      const numbers = new Set<number>();
      const summary = await collectForge(hub, {
        asOf: new Date(played.clock.now()).toISOString(),
        since: '2026-08-24T00:00:00Z',
        watermark,
        lagDays: 7,
        onBatch: async (batch) => {
          watermark = batch.watermark;
          for (const { number } of batch.pulls) numbers.add(number);
        },
      });
      expect(summary.gaps).toEqual([]);
      return numbers;
    };
    const all = await read('2026-W37');
    expect(all.size).toBe(repositoryOf().pulls.length);
    const next = await read('2026-W38');
    expect(next.size).toBeLessThan(repositoryOf().pulls.length);
    const missing = repositoryOf().pulls.filter(({ number }) => !all.has(number) && !next.has(number));
    expect(missing).toEqual([]);
  });

  test('keeps what it wrote from one week to the next', async () => {
    const hub = connection();
    const issue = await hub.api.rest.issues.create({
      ...hub.where,
      title: 'Progress',
      labels: ['forethought'],
    });
    const { number } = issue.data;
    for (const week of ['2026-W38', '2026-W39']) {
      played.show(week);
      const text = `<!-- forethought:weekly:${week}:team -->\n\nWeek ${week}.`;
      await writeWeekly(hub, { number }, { week, scope: 'team', parts: [text] });
    }
    const written = await readWeeklyComments(hub, number);
    expect(written.map(({ week }) => week)).toEqual(['2026-W38', '2026-W39']);
    expect(repositoryOf().pulls.some((pull) => pull.number === number)).toBe(false);
  });
});
