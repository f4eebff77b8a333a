import { statSync } from 'node:fs';
import { resolve } from 'node:path';
import { checkSafeguards, type DoctorReport, doctorJson, renderDoctor } from '@forethought/core';
import { askGit, openRepository } from '@forethought/io';
import { type DoctorOptions, exitCodeOfLevels } from './doctor-options.js';
import { write } from './sink.js';
import { VERSION } from './version.js';
import { EXIT, UsageError, type World, wantsColor } from './world.js';

/** How long all waits for the platform may take together. */
const WAIT_CAP_MS = 60_000;
const CONFIGS = ['forethought.yml', '.github/forethought.yml'];

/** Reads the settings around the gate and says what only they can close. */
export async function doctorGitHub(world: World, options: DoctorOptions): Promise<number> {
  const { connect, GitHubError, placeFrom, readFile, readSafeguards, realClock, webUrl } = await import(
    '@forethought/io/github'
  );
  const token = tokenOf(world, options.tokenEnv);
  const server = webUrl(placeFrom(world.env, token, ''));
  const name = await repositoryOf(world, options.repo, server);
  const clock = { clock: realClock, userAgent: `forethought/${VERSION}`, waitCapMs: WAIT_CAP_MS };
  const hub = connect(placeFrom(world.env, token, name), { ...clock, signal: world.signal });
  try {
    const safeguards = await readSafeguards(hub);
    const { defaultBranch: branch } = safeguards;
    const paths = options.config === undefined ? CONFIGS : [options.config];
    let policyPath: string | null = null;
    for (const path of paths) {
      if (policyPath === null && (await readFile(hub, branch, path)) !== undefined) policyPath = path;
    }
    const { check } = options;
    const diagnosis = checkSafeguards({ safeguards, repository: hub.where.repo, policyPath, check });
    await write(world, render(world, { repository: name, branch, ...diagnosis }, options.format));
    return exitCodeOfLevels(diagnosis.gaps.map(({ level }) => level));
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    world.err.write(`forethought: ${error.message}; ${fixFor(error)}\n`);
    return EXIT.couldNotEvaluate;
  }
}

/** At a terminal the token comes from the environment and not from the job. */
function fixFor({ kind, fix }: { readonly kind: string; readonly fix: string }): string {
  return kind === 'unauthorised'
    ? 'put a valid token into GITHUB_TOKEN, or name another variable with --token-env'
    : fix;
}

function render(world: World, report: DoctorReport, format: DoctorOptions['format']): string {
  if (format === 'json') return doctorJson(report);
  return renderDoctor(report, { color: wantsColor(world), width: Math.min(world.out.columns ?? 100, 120) });
}

/** Throws `UsageError` where there is none: without one the settings of a branch can't be read. */
function tokenOf({ env }: World, name: string | undefined): string {
  const names = name === undefined ? ['GITHUB_TOKEN', 'GH_TOKEN'] : [name];
  const token = names.map((each) => env[each]).find((value) => value !== undefined && value !== '');
  if (token !== undefined) return token;
  throw new UsageError(
    `${names.join(' and ')} ${names.length > 1 ? 'are' : 'is'} not set; a token that reads contents and administration shows everything (with the GitHub CLI: GITHUB_TOKEN=$(gh auth token) forethought doctor --github)`,
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
