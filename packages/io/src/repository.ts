import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Environment } from './environment.js';
import { askGit, type GitPlace, gitPlace, gitText } from './git.js';
import { noDirectory } from './git-error.js';

/** A repository that was looked at. `directory` is the root of its work tree, or its Git directory where there is none. */
export interface Repository extends GitPlace {
  readonly gitDirectory: string;
  /** Shared by all work trees of one repository. */
  readonly commonDirectory: string;
  /** Where Git looks for hooks here, `core.hooksPath` considered. */
  readonly hooksDirectory: string;
  readonly workTree: string | null;
  readonly shallow: boolean;
  readonly objectFormat: string;
}

/**
 * Finds the repository around `cwd`, or at `path` (relative to `cwd`), which is then read without the variables that name the
 * current one. Throws `GitError`, e.g. `not-a-repository` or `unsafe-ownership`.
 */
export async function openRepository(
  cwd: string,
  path?: string,
  environment: Environment = process.env,
): Promise<Repository> {
  const start = resolve(cwd, path ?? '.');
  if (!(await isFolder(start))) throw noDirectory(start);
  const other = path !== undefined && start !== resolve(cwd);
  const place = gitPlace(other ? start : undefined, environment);
  const here = { ...place, directory: start };
  const [
    gitDirectory = start,
    commonDirectory = gitDirectory,
    hooksDirectory = '',
    shallow,
    objectFormat = 'sha1',
    ...top
  ] = (await placesOf(here)).split('\n');
  const workTree = top.length === 0 ? null : top.join('\n');
  return {
    directory: workTree ?? gitDirectory,
    environment: absolute(here.environment, gitDirectory),
    gitDirectory,
    commonDirectory,
    hooksDirectory,
    workTree,
    shallow: shallow === 'true',
    objectFormat,
  };
}

/** What git says of itself here, a line each; the last is the work tree, and there is none where git has no such thing. */
async function placesOf(place: GitPlace): Promise<string> {
  const paths = ['--git-dir', '--git-common-dir', '--git-path', 'hooks'];
  const facts = ['--is-shallow-repository', '--show-object-format'];
  const command = ['rev-parse', '--path-format=absolute', ...paths, ...facts];
  return (await askGit(place, [...command, '--show-toplevel'])) ?? gitText(place, command);
}

/** Whether a folder of that name is there and may be looked at. */
export async function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (found) => found.isDirectory(),
    () => false,
  );
}

/** A Git directory that a hook was given relative to where it started must hold from the root of the work tree too. */
function absolute(environment: Environment, gitDirectory: string): Environment {
  return environment.GIT_DIR === undefined ? environment : { ...environment, GIT_DIR: gitDirectory };
}

/** Where HEAD stands: `sha` is null before the first commit, `branch` is null when HEAD is detached. */
export async function readHead(
  repo: GitPlace,
): Promise<{ readonly sha: string | null; readonly branch: string | null }> {
  const [sha, branch] = await Promise.all([
    askGit(repo, ['rev-parse', '--verify', '-q', 'HEAD^{commit}']),
    askGit(repo, ['symbolic-ref', '-q', '--short', 'HEAD']),
  ]);
  return { sha: sha || null, branch: branch || null };
}

/**
 * The branch that changes are merged to, as a name that resolves here: what the remote says, else `init.defaultBranch`, `main`
 * or `master` where they exist, else the current branch; null when there is nothing.
 */
export async function readDefaultBranch(repo: GitPlace): Promise<string | null> {
  const remote = await askGit(repo, ['symbolic-ref', '-q', '--short', 'refs/remotes/origin/HEAD']);
  if (remote !== null && remote !== '') return remote;
  const configured = await askGit(repo, ['config', 'init.defaultBranch']);
  const names = [configured ?? '', 'main', 'master'].filter((name) => name !== '');
  const refs = names.flatMap((name) => [`refs/heads/${name}`, `refs/remotes/origin/${name}`]);
  const found = new Set((await gitText(repo, ['for-each-ref', '--format=%(refname)', ...refs])).split('\n'));
  const ref = refs.find((candidate) => found.has(candidate));
  return ref?.replace(/^refs\/(?:heads|remotes)\//, '') ?? (await readHead(repo)).branch;
}

/** Name and address that a commit made here now would carry, or null where Git would refuse to guess. */
export async function readIdentity(
  repo: GitPlace,
): Promise<{ readonly name: string; readonly email: string } | null> {
  const ident = await askGit(repo, ['var', 'GIT_AUTHOR_IDENT']);
  const match = ident === null ? null : /^(.*) <([^<>]*)> \d+ [+-]\d+$/.exec(ident);
  return match === null ? null : { name: match[1] ?? '', email: match[2] ?? '' };
}

/** Committer date of the newest commit that HEAD reaches first, or undefined in an empty repository. */
export async function newestCommitAt(repo: GitPlace): Promise<string | undefined> {
  const seconds = await askGit(repo, ['log', '-1', '--no-show-signature', '--format=%ct', 'HEAD', '--']);
  if (seconds === null || seconds === '') return undefined;
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}Z`;
}
