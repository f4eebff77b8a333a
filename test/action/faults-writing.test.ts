/**
 * A platform that fails while it is written to, and runs that meet or are stopped: the verdict stands, and one comment is live in
 * the end. 10,000 schedules on a virtual clock: test/io/github/race.test.ts; a hundred with the built Action: test/bench/race.ts.
 */
import type { ChildProcess } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../github/faults.js';
import type { Gate } from '../helpers/gate-run.js';
import { pullOf } from '../helpers/gate-run.js';
import { gates, outputsOf } from '../helpers/gates.js';

const open = gates();
const COMMENTS = '/repos/octo/demo/issues/1/comments';
const MARKER = '<!-- forethought:v1 kind=gate key=default -->';
const BOT = 'github-actions[bot]';
const COMMENT = { inputs: { comment: 'true' } } as const;
const POST = { method: 'POST', path: COMMENTS } as const;
const live = ({ comments }: Gate) => comments().filter((body) => body.startsWith(MARKER));

describe('while the comment is written', () => {
  it.each<readonly [string, Fault]>([
    ['2: stored, and its reply lost', { ...POST, nth: 1, kind: 'reset', at: 'after' }],
    ['3: 502, and not stored', { ...POST, nth: 1, kind: 'status', status: 502 }],
    ['3: 502, and stored', { ...POST, nth: 1, kind: 'status', status: 502, at: 'after' }],
  ])('fault %s: there is one comment', async (_, fault) => {
    const gate = await open({ pull: { body: '' }, faults: [fault] });
    expect((await gate.start(COMMENT)).verdict).toBe('fail');
    expect(live(gate)).toHaveLength(1);
    gate.github.clearFaults();
    const before = gate.github.requests().length;
    expect((await gate.start(COMMENT)).verdict).toBe('fail');
    const writes = gate.github
      .requests()
      .slice(before)
      .filter(({ method, path }) => method !== 'GET' && path !== '/graphql');
    expect({ live: live(gate).length, writes }).toEqual({ live: 1, writes: [] });
  });

  it.each<readonly [string, Fault, string]>([
    ['10: locked', { ...POST, kind: 'refuse', as: 'locked' }, 'unlock'],
    ['10: gone', { ...POST, kind: 'refuse', as: 'gone' }, 'Features'],
    ['10: not found', { ...POST, kind: 'refuse', as: 'not-found' }, 'pull-requests: write'],
    ['9: a token that only reads', { ...POST, kind: 'refuse', as: 'read-only' }, 'pull-requests: write'],
    ['4: a limit of two hours', { ...POST, kind: 'secondary', retryAfter: '7200' }, 'wait until then'],
    [
      '1: a list that never comes',
      { method: 'GET', path: COMMENTS, kind: 'status', status: 503 },
      'githubstatus',
    ],
    [
      '36: a list on another server',
      { method: 'GET', path: COMMENTS, kind: 'redirect', to: 'http://127.0.0.1:9/a' },
      'token was not sent',
    ],
  ])('fault %s: one warning with its fix, and the verdict stands', async (_, fault, fix) => {
    const gate = await open({ pull: { body: '' }, faults: [fault] });
    const { verdict, stdout, summary } = await gate.start(COMMENT);
    expect({ verdict, live: live(gate) }).toEqual({ verdict: 'fail', live: [] });
    const warnings = stdout.split('\n').filter((line) => line.startsWith('::warning'));
    expect(warnings).toEqual([expect.stringContaining(fix)]);
    expect(summary).toContain('Documentation Reviewed');
  });

  it('fault 10: what can’t be commented on passes when it is clean, and does not when it is not', async () => {
    const gate = await open({ pull: { locked: true } });
    expect((await gate.start(COMMENT)).verdict).toBe('pass');
  });

  it('fault 12: a comment deleted between list and edit is made again', async () => {
    const change = { deleteComments: { repository: 'octo/demo', issue: 1 } };
    const comments = [{ body: `${MARKER}\nold`, author: BOT }];
    const faults = [{ method: 'PATCH', nth: 1, kind: 'meanwhile', change } as const];
    const gate = await open({ pull: { body: '', comments }, faults });
    expect((await gate.start(COMMENT)).verdict).toBe('fail');
    expect(live(gate)).toEqual([expect.stringContaining('Documentation Reviewed')]);
  });

  it('fault 14: duplicates heal to one, and nobody else’s is touched', async () => {
    const own = (text: string) => ({ body: `${MARKER}\n${text}`, author: BOT });
    const others = [
      { body: `${MARKER}\nmine`, author: 'eve' },
      { body: 'talk', author: BOT },
    ];
    const gate = await open({ pull: { body: '', comments: [own('a'), ...others, own('b'), own('c')] } });
    await gate.start(COMMENT);
    expect(live(gate)).toEqual([expect.stringContaining('Documentation Reviewed'), `${MARKER}\nmine`]);
    expect(gate.comments()).toContain('talk');
  });

  it('fault 36: where the repository moved, the comment follows', async () => {
    const gate = await open({ pull: { body: '' } });
    const to = `${gate.github.apiUrl}${COMMENTS}?per_page=100`;
    gate.github.script({ method: 'GET', path: COMMENTS, nth: 1, kind: 'redirect', status: 301, to });
    expect((await gate.start(COMMENT)).verdict).toBe('fail');
    expect(live(gate)).toHaveLength(1);
  });
});

describe('two runs of the built Action at once', () => {
  it.each([0, 40, 150])(
    'fault 13: leave one comment, also %s ms apart and with a slow server',
    async (gap) => {
      const faults = [
        { ...POST, nth: 1, kind: 'latency', ms: 60 },
        { method: 'GET', path: COMMENTS, nth: 2, kind: 'latency', ms: 30 },
      ] as const;
      const gate = await open({ pull: { body: '' }, faults });
      const second = wait(gap).then(() => gate.start(COMMENT));
      const runs = await Promise.all([gate.start(COMMENT), second]);
      expect(runs.map(({ verdict }) => verdict)).toEqual(['fail', 'fail']);
      expect(live(gate)).toHaveLength(1);
    },
  );
});

describe('a run that is stopped', () => {
  /** Ends the process as a runner does: a signal when this request hangs, and after 7.5 s there is no mercy. */
  function stopped(gate: Gate, signal: NodeJS.Signals, count: number) {
    return (child: ChildProcess): void => {
      const look = setInterval(() => {
        if (gate.github.requests().length < count) return;
        clearInterval(look);
        child.kill(signal);
        setTimeout(() => child.kill('SIGKILL'), 7500).unref();
      }, 20);
      child.once('exit', () => clearInterval(look));
    };
  }

  it.each<readonly [string, NodeJS.Signals, Fault, number]>([
    ['while the pull request is read', 'SIGTERM', { path: '/graphql', kind: 'hang' }, 1],
    ['by SIGINT too', 'SIGINT', { path: '/graphql', kind: 'hang' }, 1],
    ['while the comment is stored', 'SIGTERM', { ...POST, kind: 'hang', at: 'after' }, 3],
    ['before the comment is stored', 'SIGTERM', { ...POST, kind: 'hang' }, 3],
  ])(
    'fault 28: %s ends by itself, without a verdict, and the next run converges',
    async (_, signal, fault, count) => {
      const gate = await open({ pull: { body: '' }, faults: [fault] });
      const run = await gate.start({ ...COMMENT, during: stopped(gate, signal, count) });
      expect({ code: run.code, verdict: outputsOf(run).get('verdict') }).toEqual({
        code: 1,
        verdict: 'error',
      });
      expect(run.stdout).toContain('stopped before there was a verdict');
      expect(live(gate).length).toBeLessThanOrEqual(1);
      gate.github.clearFaults();
      expect((await gate.start(COMMENT)).verdict).toBe('fail');
      expect(live(gate)).toEqual([expect.stringContaining('Documentation Reviewed')]);
      expect(pullOf(gate.github).comments).toHaveLength(1);
    },
  );
});
