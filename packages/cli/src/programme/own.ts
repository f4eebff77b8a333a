import { type Programme, rosterEntry } from '@forethought/core';
import { askGit, type GitPlace, listTree, openRepository, type TreeFile } from '@forethought/io';
import { loadPolicies, type PolicySource } from '../policy-source.js';
import { UsageError, type World } from '../world.js';
import { readProgramme } from './record-world.js';

/** Options of every command that works on somebody's own files. */
export interface OwnOptions {
  readonly repo: string;
  readonly config?: string;
  readonly plan?: string;
  readonly engineer?: string;
  readonly asOf?: string;
  /** Print what the file would say, and write nothing. */
  readonly print?: boolean;
}

/** Whose files are worked on, where, and by which programme. */
export interface Own {
  readonly repo: GitPlace;
  readonly source: PolicySource;
  readonly login: string;
  readonly programme: Programme;
  /** Files of the work tree. */
  readonly files: readonly TreeFile[];
  /** Day, yyyy-mm-dd, in UTC. */
  readonly today: string;
}

/** Opens the repository and finds out who is asked and what the plan asks. Throws `UsageError` where nobody can tell. */
export async function startOwn(world: World, options: OwnOptions): Promise<Own> {
  const repo = await openRepository(world.cwd, options.repo);
  if (repo.workTree === null)
    throw new UsageError('a bare repository has no work tree to write to; name a clone with --repo');
  const source = await loadPolicies(world, repo, { ...options, withoutAdoption: true });
  const login = await ownLogin(world, repo, source, options.engineer);
  const files = await listTree(repo, 'worktree', { signal: world.signal });
  const programme = await readProgramme(repo, { source, files, signal: world.signal });
  return { repo, source, login, programme, files, today: source.asOf.slice(0, 10) };
}

const LOGIN = /^[a-z0-9][a-z0-9._-]{0,99}$/i;

/** Who is meant: the named engineer, or whoever of the roster has the address that Git knows. */
export async function ownLogin(
  world: World,
  repo: GitPlace,
  { config }: PolicySource,
  engineer: string | undefined,
): Promise<string> {
  const roster = config?.roster ?? [];
  if (engineer !== undefined) {
    const login = rosterEntry(roster, engineer)?.login ?? engineer;
    if (LOGIN.test(login)) return login;
    throw new UsageError(`${login}: no login; write it as in the roster, without @`);
  }
  const email = world.env['GIT_AUTHOR_EMAIL'] ?? (await askGit(repo, ['config', 'user.email']))?.trim() ?? '';
  if (email === '')
    throw new UsageError(
      'it is not known whose file it is: git has no user.email here; set it, or name the person with --engineer <login>',
    );
  const entry = rosterEntry(roster, email);
  if (entry !== undefined && LOGIN.test(entry.login)) return entry.login;
  const words =
    roster.length === 0
      ? 'it is not known whose file it is: forethought.yml has no roster'
      : `nobody in the roster has the address ${email}`;
  throw new UsageError(
    `${words}; forethought people enrol <login> --email ${email} adds the person, and --engineer <login> names one`,
  );
}
