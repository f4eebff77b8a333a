import { connect, type GitHub, nodeFetch, placeFrom, realClock } from '@forethought/io/github';
import type { World } from 'forethought/engine';
import { EventError, type GateEvent, isNoCommit } from './event.js';
import type { Inputs } from './inputs.js';
import { log } from './log.js';
import type { Nothing, Outcome } from './outcome.js';
import { prepareRepository, refuseHeadCheckout, serverOf, type Wanted } from './prepare.js';
import { runPull } from './run-pull.js';
import { type Read, readSubject } from './subject.js';

/** How long all waits for the platform may take together in one run. */
const WAIT_CAP_MS = 90_000;

/** Opens the connection to the repository's own server; without a token there is none. Throws `EventError` without a repository. */
export function connectTo({ env, signal }: World, { token }: Inputs): GitHub | undefined {
  if (token === '') return undefined;
  const repository = env['GITHUB_REPOSITORY'] ?? '';
  if (!/^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(repository))
    throw new EventError('GITHUB_REPOSITORY names no owner/name; run this as a step of a workflow');
  const place = placeFrom(env, token, repository);
  return connect(place, {
    clock: realClock,
    userAgent: 'forethought',
    waitCapMs: WAIT_CAP_MS,
    signal,
    fetch: nodeFetch,
  });
}

/** Judges what the event is about. */
export async function judgeEvent(
  world: World,
  inputs: Inputs,
  hub: GitHub | undefined,
  event: GateEvent,
): Promise<Outcome | Nothing> {
  if (event.kind === 'push') return judgePushed(world, inputs, hub, event);
  const read = await readSubject(
    hub,
    numberOf(event, inputs),
    event.kind === 'pull-request' ? event.pull : undefined,
  );
  const { pull, baseTip } = read;
  const nothing = landedAlready(event, pull);
  if (nothing !== undefined) return { nothing };
  if (event.kind === 'merge-group' && pull.base.ref !== event.baseRef) {
    const where = `the queue is for ${event.baseRef}, and pull request #${pull.number} for ${pull.base.ref}`;
    throw new EventError(`${where}; put it into the queue again`);
  }
  const queue = event.kind === 'merge-group' ? { base: event.base, head: event.head } : undefined;
  const repo = await prepare(world, inputs, [
    { sha: baseTip, ref: `refs/heads/${pull.base.ref}` },
    { sha: pull.head.sha, ref: `refs/pull/${pull.number}/head` },
    ...(queue === undefined ? [] : [queue.base, queue.head].map((sha) => ({ sha, ref: sha }))),
  ]);
  if (event.kind === 'pull-request' && event.name === 'pull_request_target') {
    await refuseHeadCheckout(repo, pull.head.sha);
  }
  log.info(`pull request #${pull.number} at ${pull.head.sha}, policy of ${baseTip}`);
  return runPull({ world, inputs, hub, repo }, read, queue);
}

async function judgePushed(
  world: World,
  inputs: Inputs,
  hub: GitHub | undefined,
  event: Extract<GateEvent, { kind: 'push' }>,
): Promise<Outcome | Nothing> {
  if (isNoCommit(event.after)) return { nothing: 'the branch was deleted, nothing landed' };
  if (event.ref.startsWith('refs/tags/')) return { nothing: 'a tag was pushed, nothing landed' };
  const wanted = [event.after, event.before].filter((sha) => !isNoCommit(sha));
  const refs = wanted.map((sha) => ({ sha, ref: event.ref }));
  const repo = await prepare(world, inputs, refs);
  const { runPush } = await import('./run-push.js');
  return runPush({ world, inputs, hub, repo }, event);
}

/** What has landed leaves nothing to judge, and its comment and checks as they are. Throws `EventError` where a verdict was asked for. */
function landedAlready(event: GateEvent, { state, number }: Read['pull']): string | undefined {
  if (state === 'open' || event.kind === 'merge-group') return undefined;
  const what = `pull request #${number} is already ${state}: nothing is judged`;
  if (state === 'merged' && event.kind === 'pull-request') return what;
  throw new EventError(state === 'closed' ? `${what}; it is judged once it is open again` : what);
}

function numberOf(
  event: Exclude<GateEvent, { kind: 'push' }>,
  { pullRequest }: Inputs,
): Read['pull']['number'] {
  if (event.kind === 'pull-request') return event.pull.number;
  if (event.kind === 'merge-group') return event.number;
  if (pullRequest !== undefined) return pullRequest;
  throw new EventError('workflow_dispatch needs the input pull-request: the number of the one to judge');
}

function prepare(world: World, { token }: Inputs, wanted: readonly Wanted[]) {
  return prepareRepository(world, wanted, serverOf(world, token));
}

/** What went wrong, as one line with its next step. */
export function wordsOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return 'fix' in error && typeof error.fix === 'string' ? `${error.message}; ${error.fix}` : error.message;
}
