import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { askGit, completeClone, GitError, openRepository, type Repository } from '@forethought/io';
import type { World } from 'forethought/engine';
import { log } from './log.js';

/** Commits that a run needs, each with the ref under which the server has it. */
export interface Wanted {
  readonly sha: string;
  readonly ref: string;
}

/** Where the commits may be fetched from. */
export interface Server {
  /** Address of the repository, for a run without a checkout. */
  readonly url: string;
  readonly token: string;
}

/** Where this run's repository is. */
export function serverOf({ env }: World, token: string): Server {
  const { GITHUB_SERVER_URL: server = 'https://github.com', GITHUB_REPOSITORY: repository = '' } = env;
  return { url: `${server}/${repository}`, token };
}

/** The commits could not be brought here, so nothing can be judged. */
export class CloneError extends Error {
  override readonly name = 'CloneError';
}

/**
 * The repository with all that is judged in it. What a shallow checkout lacks is fetched, objects only: no file of the head is
 * written and nothing of it runs. Without a checkout there is a repository of its own in the runner's temporary folder, with the
 * contents of files there, or fetched when they are asked for.
 */
export async function prepareRepository(
  world: World,
  wanted: readonly Wanted[],
  server: Server,
  contents: 'now' | 'later' = 'later',
): Promise<Repository> {
  const found = await existing(world);
  const scratch = join(world.env['RUNNER_TEMP'] ?? tmpdir(), 'forethought-');
  const complete = await completeClone(found ?? (await mkdtemp(scratch)), {
    remote: found === undefined ? server.url : 'origin',
    refs: wanted,
    token: server.token,
    contents,
    signal: world.signal,
  });
  if (complete.fetched) log.info('fetched what the checkout lacks');
  if (complete.missing.length > 0) throw new CloneError(complete.missing.map(({ fix }) => fix).join('; '));
  return complete.repository;
}

/**
 * Refuses a run with the base's token in which a checkout of the head lies ready: whatever a later step starts from it would hold
 * that token. The product itself runs nothing of it. https://docs.github.com/actions/reference/security/securely-using-pull_request_target
 */
export async function refuseHeadCheckout(repo: Repository, head: string): Promise<void> {
  if (repo.workTree === null) return;
  const isBelow = await askGit(repo, ['merge-base', '--is-ancestor', head, 'HEAD']);
  if (isBelow === null) return;
  throw new CloneError(
    'under pull_request_target the head of the pull request is checked out, where a later step could run it with the token of the base; leave out the ref of actions/checkout, or use pull_request',
  );
}

async function existing({ cwd, env }: World): Promise<Repository | undefined> {
  try {
    return await openRepository(cwd, undefined, env);
  } catch (error) {
    if (error instanceof GitError && error.trouble === 'not-a-repository') return undefined;
    throw error;
  }
}
