import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterEach, describe, expect, test } from '@jest/globals';
import { startGitHub } from './github.js';

let folder = '';
let child: ChildProcess | undefined;
afterEach(() => {
  child?.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** Starts the program with a state file and waits for what it prints. */
async function start(state: unknown, ...flags: readonly string[]): Promise<ReadonlyMap<string, string>> {
  folder = mkdtempSync(join(tmpdir(), 'forethought-server-'));
  const file = join(folder, 'state.json');
  writeFileSync(file, JSON.stringify(state));
  child = spawn(process.execPath, ['test/.build/github/main.js', '--port', '0', '--state', file, ...flags]);
  const told = new Map<string, string>();
  if (child.stdout === null) throw new Error('no output');
  for await (const line of createInterface(child.stdout)) {
    const [name = '', value = ''] = line.startsWith('listening on ')
      ? ['url', line.slice(13)]
      : line.split('=');
    told.set(name, value);
    if (line.startsWith('what happened')) break;
  }
  return told;
}

const headers = { 'user-agent': 'test', authorization: 'token actions-token' };

describe('the emulator as a program', () => {
  test('plays an Enterprise Server from a file, tells what happened, takes faults and stops', async () => {
    const fault = { path: '/repos/octo/demo', nth: 1, kind: 'status', status: 503 };
    const told = await start({ repositories: [{ name: 'octo/demo' }], faults: [fault] }, '--enterprise');
    const [url, api] = [told.get('url'), told.get('GITHUB_API_URL')];
    expect([api, told.get('GITHUB_GRAPHQL_URL')]).toEqual([`${url}/api/v3`, `${url}/api/graphql`]);
    const get = async (path: string) => (await fetch(`${api}${path}`, { headers })).status;
    expect([await get('/repos/octo/demo'), await get('/repos/octo/demo'), await get('/nowhere')]).toEqual([
      503, 200, 599,
    ]);
    await fetch(`${url}/_emulator/faults`, {
      method: 'POST',
      body: JSON.stringify({ kind: 'status', status: 500 }),
    });
    expect(await get('/repos/octo/demo')).toBe(500);
    const tell = async (what: string) => (await fetch(`${url}/_emulator/${what}`)).json();
    expect(await tell('requests')).toHaveLength(4);
    expect(await tell('violations')).toHaveLength(1);
    expect(await tell('state')).toMatchObject({ repositories: [{ name: 'demo' }] });
    child?.kill('SIGTERM');
    expect(await once(child as ChildProcess, 'exit')).toEqual([0, null]);
  });
});

describe('the emulator without a socket', () => {
  test('answers what the socket answers, on a clock that does not run', async () => {
    const slept: number[] = [];
    let now = Date.parse('2026-11-02T09:00:00Z');
    const sleep = async (ms: number): Promise<void> => {
      slept.push(ms);
      now += ms;
    };
    const github = await startGitHub(
      { repositories: [{ name: 'octo/demo', pulls: [{}] }] },
      { clock: { now: () => now, sleep } },
    );
    const path = `${github.apiUrl}/repos/octo/demo/pulls/1`;
    const [inside, outside] = [await github.fetch(path, { headers }), await fetch(path, { headers })];
    expect(await inside.json()).toEqual(await outside.json());
    github.script(
      { nth: 1, kind: 'latency', ms: 3_600_000 },
      { nth: 2, kind: 'reset' },
      { nth: 3, kind: 'hang' },
    );
    expect((await github.fetch(path, { headers })).headers.get('date')).toBe('Mon, 02 Nov 2026 10:00:00 GMT');
    await expect(github.fetch(path, { headers })).rejects.toThrow('fetch failed');
    await expect(github.fetch(path, { headers, signal: AbortSignal.timeout(20) })).rejects.toThrow('timeout');
    expect(slept).toEqual([3_600_000]);
    await github.stop();
  });

  test('two starts do not know of each other', async () => {
    const [one, other] = [await startGitHub({ repositories: [{ name: 'octo/one' }] }), await startGitHub()];
    expect((await other.fetch(`${other.apiUrl}/repos/octo/one`, { headers })).status).toBe(404);
    expect((await one.fetch(`${one.apiUrl}/repos/octo/one`, { headers })).status).toBe(200);
    await Promise.all([one.stop(), other.stop()]);
  });
});
