import { type ConnectOptions, connect, type GitHub } from '@forethought/io/github';
import { afterEach, expect } from '@jest/globals';
import { type FakeGitHub, type GitHubOptions, startGitHub } from '../../github/github.js';
import type { StateInput } from '../../github/state/input.js';
import type { RecordedRequest } from '../../github/wire.js';

/** The instant at which every test starts. */
export const START = Date.parse('2026-11-22T10:00:00Z');

/** A clock that only moves when somebody sleeps, and that notes how long. */
export interface PlayedClock {
  readonly now: () => number;
  readonly sleep: (ms: number) => Promise<void>;
  readonly random: () => number;
  readonly slept: readonly number[];
}

/** A connection to an emulated GitHub, with what went over it. */
export interface Connection {
  readonly github: FakeGitHub;
  readonly hub: GitHub;
  readonly clock: PlayedClock;
  /** A second connection, with another token or other options. */
  readonly again: (options?: Partial<ConnectOptions>, token?: string) => GitHub;
  /** `METHOD path` of every request, in order. */
  readonly asked: () => readonly string[];
  /** Requests that write. */
  readonly writes: () => readonly RecordedRequest[];
}

/** How a connection is made. `socket`: over HTTP on loopback instead of in this process. */
export interface Wish extends Partial<ConnectOptions> {
  readonly server?: Omit<GitHubOptions, 'clock'>;
  readonly token?: string;
  readonly socket?: boolean;
}

/**
 * Starts emulated GitHubs that are stopped after each test of the file that calls this. Each test ends with the question whether
 * GitHub's own description allows everything that was sent.
 */
export function connections(): (state: StateInput, wish?: Wish) => Promise<Connection> {
  const started: FakeGitHub[] = [];
  afterEach(async () => {
    const all = started.splice(0);
    for (const github of all) await github.stop();
    expect(all.flatMap((github) => github.violations())).toEqual([]);
  });
  return async (state, { server = {}, token = 'actions-token', socket = false, ...options } = {}) => {
    const clock = playedClock();
    const github = await startGitHub(state, { ...server, clock });
    started.push(github);
    const [owner = '', repo = ''] = (state.repositories?.[0]?.name ?? '').split('/');
    const again = (more: Partial<ConnectOptions> = {}, by = token): GitHub =>
      connect(
        { apiUrl: github.apiUrl, graphqlUrl: github.graphqlUrl, token: by, owner, repo },
        {
          clock,
          userAgent: 'forethought-test',
          waitCapMs: 90_000,
          ...(socket ? {} : { fetch: github.fetch }),
          ...options,
          ...more,
        },
      );
    return {
      github,
      hub: again(),
      clock,
      again,
      asked: () => github.requests().map(({ method, path }) => `${method} ${path}`),
      writes: () => github.requests().filter(({ method, path }) => method !== 'GET' && path !== '/graphql'),
    };
  };
}

function playedClock(): PlayedClock {
  const slept: number[] = [];
  let now = START;
  return {
    now: () => now,
    sleep: async (ms) => {
      slept.push(ms);
      now += ms;
    },
    random: () => 0.5,
    slept,
  };
}

/** The error that a promise ends with. */
export async function failureOf(work: Promise<unknown>): Promise<unknown> {
  return work.then(
    (value) => {
      throw new Error(`it succeeded with ${JSON.stringify(value)}`);
    },
    (error: unknown) => error,
  );
}
