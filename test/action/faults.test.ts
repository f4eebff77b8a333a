/**
 * A platform that fails while it is read, through the built Action: the verdict is the same or there is none, and never a pass by
 * accident. Each case of the client by itself stands in test/io/github/faults.test.ts and retry.test.ts (rows 6, 7, 16 and a
 * used-up limit under status 200, which is waited for, only there). Row 11 (too long) can't happen: test/report/comment.test.ts. Rows 33 and 34 belong to the weekly report.
 */
import { describe, expect, it } from '@jest/globals';
import type { Fault } from '../github/faults.js';
import { documented, SOURCE } from '../helpers/gate-run.js';
import { blockedTitles, gates, openFindings, UNDOCUMENTED } from '../helpers/gates.js';

const open = gates();
const GRAPHQL = { path: '/graphql' } as const;
const FAILING = { title: 'feat: a body', body: '' } as const;
const TIME = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/;

describe('while the pull request is read', () => {
  it.each<readonly [string, Fault]>([
    ['1: 502', { ...GRAPHQL, nth: 1, kind: 'status', status: 502 }],
    ['1: a reset', { ...GRAPHQL, nth: 1, kind: 'reset' }],
    [
      '8: GraphQL’s own trouble under 200',
      { ...GRAPHQL, nth: 1, kind: 'graphql', as: 'something-went-wrong' },
    ],
    ['15: half an answer', { ...GRAPHQL, nth: 1, kind: 'truncated' }],
    ['15: a page of HTML', { ...GRAPHQL, nth: 1, kind: 'html', status: 200 }],
  ])('fault %s, once, costs a request and nothing else', async (_, fault) => {
    const { start, github } = await open({ pull: FAILING, faults: [fault] });
    const run = await start();
    expect({ verdict: run.verdict, blocked: blockedTitles(run) }).toEqual({
      verdict: 'fail',
      blocked: ['feat: a body'],
    });
    expect(github.requests()).toHaveLength(2);
    expect(run.summary).toContain('1 retry');
  });

  it.each<readonly [string, Fault]>([
    ['1: always 502', { ...GRAPHQL, kind: 'status', status: 502 }],
    ['8: always trouble under 200', { ...GRAPHQL, kind: 'graphql', as: 'something-went-wrong' }],
    ['15: always an empty answer', { ...GRAPHQL, kind: 'empty' }],
  ])('fault %s, leaves no verdict and says so', async (_, fault) => {
    const { start } = await open({ faults: [fault] });
    const { verdict, code, stdout } = await start();
    expect({ verdict, code }).toEqual({ verdict: 'error', code: 1 });
    expect(stdout).toContain('could not evaluate');
    expect(stdout).toContain('githubstatus.com');
  });

  it.each<readonly [string, Fault]>([
    ['4: a secondary limit of two hours', { ...GRAPHQL, kind: 'secondary', retryAfter: '7200' }],
    ['5: the hourly limit', { ...GRAPHQL, kind: 'primary' }],
  ])('fault %s, ends the run at once with the time to come back', async (_, fault) => {
    const { start, github } = await open({ faults: [fault] });
    const { verdict, stdout } = await start();
    expect(verdict).toBe('error');
    expect(stdout).toMatch(TIME);
    expect(github.requests()).toHaveLength(1);
  });

  it('fault 8: reviews that stay away are not read as none', async () => {
    const config =
      'extends: devops-elite\nmode: standard\nrules:\n  challenge-protocol: block\n  self-review: block\n';
    const missing = ['repository', 'pullRequest', 'reviews'];
    const faults = [{ ...GRAPHQL, text: 'reviews(', kind: 'graphql', as: 'partial', missing } as const];
    const { start } = await open({ config, faults });
    const { verdict, summary } = await start();
    expect(verdict).toBe('error');
    expect(summary).toContain('its reviews were not read');
  });

  it('fault 9: a token that nobody knows: nothing is judged, and the token is not printed', async () => {
    const { start } = await open({ pull: FAILING });
    const run = await start({ token: 'expired', inputs: { comment: 'true' } });
    expect(run.verdict).toBe('error');
    expect(run.stdout).toContain('could not evaluate');
    expect(run.stdout).not.toContain('expired');
  });

  it('fault 10: a pull request that is gone is judged from the snapshot where there is one, else not', async () => {
    const gone = { kind: 'refuse', as: 'not-found' } as const;
    const faults = [
      { ...GRAPHQL, ...gone },
      { path: '/repos/octo/demo/pulls/**', ...gone },
    ];
    const { start } = await open({ pull: FAILING, faults });
    expect((await start()).verdict).toBe('fail');
    const dispatched = await start({ event: 'workflow_dispatch', inputs: { 'pull-request': '1' } });
    expect(dispatched.verdict).toBe('error');
  });
});

describe('more than a page', () => {
  const commits = Array.from({ length: 260 }, (_, at) => ({
    ...documented(),
    message: documented().message.replace('feat: values', `feat: number ${at + 1}`),
    files: { [`src/${at}.ts`]: SOURCE },
  }));
  const third = { ...UNDOCUMENTED, message: 'feat: number 3\n', files: { 'src/2.ts': SOURCE } };
  const many = commits.map((commit, at) => (at === 2 ? third : commit));

  it('fault 18: of 260 commits every one is judged: number 3 is the undocumented one', async () => {
    const { start } = await open({ pull: { commits: many } });
    const run = await start();
    expect({ verdict: run.verdict, blocked: blockedTitles(run) }).toEqual({
      verdict: 'fail',
      blocked: ['feat: number 3'],
    });
    expect(run.summary).toContain('261 subjects');
  });

  it('fault 17: a second page that never comes hides no commit', async () => {
    const faults = [{ ...GRAPHQL, text: 'after', nth: [2, 3, 4, 5, 6, 7, 8], kind: 'reset' } as const];
    const { start } = await open({ pull: { commits: many }, faults });
    const run = await start();
    expect({ verdict: run.verdict, blocked: blockedTitles(run) }).toEqual({
      verdict: 'fail',
      blocked: ['feat: number 3'],
    });
  });
});

describe('an Enterprise Server', () => {
  it('fault 37: is asked under its own paths, and linked by its own address', async () => {
    const { start, github, comments } = await open({ enterprise: true, pull: FAILING });
    const inputs = { comment: 'true', 'check-run': 'true', 'commit-status': 'true' };
    const { verdict } = await start({ inputs });
    expect({ verdict, comments: comments().length }).toEqual({ verdict: 'fail', comments: 1 });
    expect(github.requests().filter(({ path }) => path.includes('outside'))).toEqual([]);
    expect(comments()[0]).not.toContain('github.com');
  });

  it('fault 37: without GraphQL is read by REST, and every commit is judged', async () => {
    const { start } = await open({
      enterprise: true,
      without: ['graphql'],
      pull: { ...FAILING, commits: [UNDOCUMENTED] },
    });
    const run = await start();
    expect(run.verdict).toBe('fail');
    expect(blockedTitles(run)).toEqual(['feat: a body', 'feat: values']);
    expect(openFindings(run).map(({ outcome }) => outcome)).not.toContain('error');
  });
});
