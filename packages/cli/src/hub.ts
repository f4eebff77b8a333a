import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { askGit, openRepository } from '@forethought/io';
import type { GitHub } from '@forethought/io/github';
import { VERSION } from './version.js';
import { UsageError, type World } from './world.js';

/** Which repository on the platform, and with which token. */
export interface HubOptions {
  /** A folder, whose remote `origin` is asked, or `owner/name`. */
  readonly repo: string;
  /** Variable that holds the token; default GITHUB_TOKEN or GH_TOKEN. */
  readonly tokenEnv?: string;
  /** The command as an error's example shows it. */
  readonly command: string;
  /** How long all waits for the platform may take together. */
  readonly waitCapMs: number;
}

/** Opens a connection for a command at a terminal. Nothing is sent yet. Throws `UsageError` without a token or a repository. */
export async function openHub(
  world: World,
  { repo, tokenEnv, command, waitCapMs }: HubOptions,
): Promise<{ readonly hub: GitHub; readonly name: string }> {
  const { connect, placeFrom, realClock, webUrl } = await import('@forethought/io/github');
  const token = tokenOf(world, tokenEnv, command);
  const name = await repositoryOf(world, repo, webUrl(placeFrom(world.env, token, '')));
  const hub = connect(placeFrom(world.env, token, name), {
    clock: realClock,
    userAgent: `forethought/${VERSION}`,
    waitCapMs,
    signal: world.signal,
  });
  return { hub, name };
}

/** The next step for whoever sits at a terminal, where the token comes from the environment and not from the job. */
export function tokenFix({ kind, fix }: { readonly kind: string; readonly fix: string }): string {
  return kind === 'unauthorised'
    ? 'put a valid token into GITHUB_TOKEN, or name another variable with --token-env'
    : fix;
}

/** Throws `UsageError` where there is none. */
function tokenOf({ env }: World, name: string | undefined, command: string): string {
  const names = name === undefined ? ['GITHUB_TOKEN', 'GH_TOKEN'] : [name];
  const token = names.map((each) => env[each]).find((value) => value !== undefined && value !== '');
  if (token !== undefined) return token;
  throw new UsageError(
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set; with the GitHub CLI: GITHUB_TOKEN=$(gh auth token) forethought ${command}`,
  );
}

/** `owner/name` as given, or that of the remote `origin`. A folder of the name wins, as it is what can be seen. */
async function repositoryOf(world: World, given: string, server: string): Promise<string> {
  const isFolder = statSync(resolve(world.cwd, given), { throwIfNoEntry: false })?.isDirectory() === true;
  if (!isFolder) {
    if (isName(given)) return given;
    throw new UsageError(`${given} is neither a folder nor owner/name`);
  }
  const repo = await openRepository(world.cwd, given);
  const url = (await askGit(repo, ['remote', 'get-url', 'origin'])) ?? '';
  const name = nameIn(url, new URL(server));
  if (name !== undefined) return name;
  throw new UsageError(
    `the remote origin is no repository of ${server}; name one with --repo owner/name, and set GITHUB_API_URL where it is on another server`,
  );
}

/** The token goes to the server that the environment names; a remote on another host never changes that. */
function nameIn(remote: string, { hostname, pathname }: URL): string | undefined {
  const scp = /^(?:[^@/\s]{1,100}@)?([\w.-]{1,253}):(?!\/)(\S{1,500})$/.exec(remote);
  const url = URL.canParse(remote) && scp === null ? new URL(remote) : undefined;
  const [host, path] = scp === null ? [url?.hostname, url?.pathname] : [scp[1], scp[2]];
  if (host?.toLowerCase() !== hostname.toLowerCase()) return undefined;
  const below = (path ?? '')
    .replace(/^\/+/, '')
    .replace(/\/+$/, '')
    .replace(/\.git$/, '');
  const prefix = pathname.replace(/^\/+/, '');
  const name = prefix !== '' && below.startsWith(`${prefix}/`) ? below.slice(prefix.length + 1) : below;
  return isName(name) ? name : undefined;
}

function isName(text: string): boolean {
  return /^[\w.-]{1,100}\/[\w.-]{1,100}$/.test(text) && !text.split('/').some((part) => /^\.+$/.test(part));
}
