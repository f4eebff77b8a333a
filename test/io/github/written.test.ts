import { type CheckAnnotation, type CheckRun, writeCheckRun, writeStatus } from '@forethought/io/github';
import { describe, expect, test } from '@jest/globals';
import { type Connection, connections } from './connection.js';

const open = connections();
const STATE = { repositories: [{ name: 'octo/demo', pulls: [{}] }] };
const headOf = ({ github }: Connection) => github.state().repositories[0]?.pulls[0]?.head.sha ?? '';
const RUNS = '/repos/octo/demo/check-runs';

describe('a commit status', () => {
  const STATUS = {
    context: 'forethought',
    state: 'failure',
    description: 'Two sections are missing',
    targetUrl: 'https://example.org/run/1',
  } as const;
  const statuses = ({ github }: Connection) => github.state().repositories[0]?.statuses ?? [];

  test('is sent once, and again only when it changes', async () => {
    const at = await open(STATE);
    const sha = headOf(at);
    expect(await writeStatus(at.hub, sha, STATUS)).toBe('created');
    expect(await writeStatus(at.hub, sha, STATUS)).toBe('unchanged');
    expect(await writeStatus(at.hub, sha, { ...STATUS, context: 'other' })).toBe('created');
    expect(await writeStatus(at.hub, sha, { ...STATUS, state: 'success' })).toBe('created');
    expect(await writeStatus(at.hub, sha, STATUS)).toBe('created');
    expect(statuses(at)).toHaveLength(4);
    expect(at.writes()).toHaveLength(4);
  });

  test('fault 2: stored with its reply lost, it is not sent again', async () => {
    const at = await open(STATE);
    at.github.script({
      method: 'POST',
      path: '/repos/octo/demo/statuses/*',
      nth: 1,
      kind: 'reset',
      at: 'after',
    });
    expect(await writeStatus(at.hub, headOf(at), STATUS)).toBe('created');
    expect(statuses(at)).toHaveLength(1);
  });

  test('fault 3: not stored, it is sent again', async () => {
    const at = await open(STATE);
    at.github.script({
      method: 'POST',
      path: '/repos/octo/demo/statuses/*',
      nth: 1,
      kind: 'status',
      status: 502,
    });
    expect(await writeStatus(at.hub, headOf(at), STATUS)).toBe('created');
    expect(statuses(at)).toHaveLength(1);
  });

  test('a long description is cut between characters, and stays the same the next time', async () => {
    const at = await open(STATE);
    const long = { ...STATUS, description: '😀'.repeat(200), targetUrl: null };
    expect(await writeStatus(at.hub, headOf(at), long)).toBe('created');
    expect(await writeStatus(at.hub, headOf(at), long)).toBe('unchanged');
    expect(statuses(at)[0]?.description).toBe(`${'😀'.repeat(69)}…`);
  });
});

describe('a check run', () => {
  const annotation = (at: number): CheckAnnotation => ({
    path: 'a.md',
    startLine: at,
    endLine: at,
    level: 'failure',
    message: `number ${at}`,
  });
  const annotations = (count: number) => Array.from({ length: count }, (_, at) => annotation(at + 1));
  const RUN: CheckRun = {
    name: 'forethought',
    conclusion: 'failure',
    title: 'Two sections',
    summary: 'Missing.',
    annotations: [],
    detailsUrl: 'https://example.org',
  };
  const runs = ({ github }: Connection) => github.state().repositories[0]?.checkRuns ?? [];

  test('is made once for each name and commit, and updated in place', async () => {
    const at = await open(STATE);
    const sha = headOf(at);
    expect(await writeCheckRun(at.hub, sha, RUN)).toBe('created');
    expect(await writeCheckRun(at.hub, sha, RUN)).toBe('unchanged');
    expect(await writeCheckRun(at.hub, sha, { ...RUN, conclusion: 'success', title: 'All there' })).toBe(
      'updated',
    );
    expect(runs(at)).toHaveLength(1);
    expect(runs(at)[0]).toMatchObject({ conclusion: 'success', title: 'All there', status: 'completed' });
    expect(await writeCheckRun(at.hub, sha, { ...RUN, name: 'other' })).toBe('created');
  });

  test('annotations go in requests of fifty, each of them once', async () => {
    const at = await open(STATE);
    const run = { ...RUN, annotations: annotations(120) };
    expect(await writeCheckRun(at.hub, headOf(at), run)).toBe('created');
    expect(await writeCheckRun(at.hub, headOf(at), run)).toBe('unchanged');
    expect(at.writes().map(({ method }) => method)).toEqual(['POST', 'PATCH', 'PATCH']);
    expect(runs(at)[0]?.annotations.map(({ message }) => message)).toEqual(
      run.annotations.map(({ message }) => message),
    );
  });

  test('more annotations are added to those that are there', async () => {
    const at = await open(STATE);
    await writeCheckRun(at.hub, headOf(at), { ...RUN, annotations: annotations(2) });
    expect(await writeCheckRun(at.hub, headOf(at), { ...RUN, annotations: annotations(3) })).toBe('updated');
    expect(runs(at)).toHaveLength(1);
    expect(runs(at)[0]?.annotations).toHaveLength(3);
  });

  test('an annotation that no longer holds goes with the run that had it', async () => {
    const at = await open(STATE);
    await writeCheckRun(at.hub, headOf(at), { ...RUN, annotations: annotations(2) });
    const clean: CheckRun = { ...RUN, conclusion: 'success' };
    expect(await writeCheckRun(at.hub, headOf(at), clean)).toBe('created');
    expect(await writeCheckRun(at.hub, headOf(at), clean)).toBe('unchanged');
    expect(runs(at).at(-1)).toMatchObject({ conclusion: 'success', annotations: [] });
  });

  test.each(['POST', 'PATCH'])('fault 2: a %s whose reply is lost adds nothing twice', async (method) => {
    const at = await open(STATE);
    const path = method === 'POST' ? RUNS : `${RUNS}/*`;
    at.github.script({ method, path, nth: 1, kind: 'reset', at: 'after' });
    await writeCheckRun(at.hub, headOf(at), { ...RUN, annotations: annotations(120) });
    expect(runs(at)).toHaveLength(1);
    expect(runs(at)[0]?.annotations).toHaveLength(120);
  });

  test('the check run of a job that bears the same name is left alone', async () => {
    const at = await open(STATE);
    const sha = headOf(at);
    const job = { ...at.hub.where, head_sha: sha, name: 'forethought', status: 'in_progress' as const };
    await at.hub.api.rest.checks.create(job);
    expect(await writeCheckRun(at.hub, sha, RUN)).toBe('created');
    expect(runs(at).map(({ status }) => status)).toEqual(['in_progress', 'completed']);
  });

  test('texts are cut where GitHub would refuse them', async () => {
    const at = await open(STATE);
    const run = { ...RUN, summary: `a${'😀'.repeat(40_000)}` };
    expect(await writeCheckRun(at.hub, headOf(at), run)).toBe('created');
    expect(await writeCheckRun(at.hub, headOf(at), run)).toBe('unchanged');
    const summary = runs(at)[0]?.summary ?? '';
    expect(summary.length).toBeLessThanOrEqual(65_535);
    expect(Buffer.from(summary).toString()).toBe(summary);
  });
});
