import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { readFilesAt, type Standing, standingOf } from './file-at.js';
import type { GitPlace } from './git.js';

/** Where a repository may keep its configuration. Nowhere else is looked, neither above nor below. */
export const CONFIG_PATHS = ['forethought.yml', '.github/forethought.yml'] as const;

/** There are two configurations, and nobody could say which one counts. */
export class ConfigPlaceError extends Error {
  override readonly name = 'ConfigPlaceError';
  readonly fix = `keep ${CONFIG_PATHS[0]} and remove ${CONFIG_PATHS[1]}, or the other way round`;

  constructor(where: string) {
    super(`${CONFIG_PATHS.join(' and ')} are both there ${where}; only one of them can count`);
  }
}

/** A configuration as it was found. `file` counts from the root of the repository. */
export interface FoundConfig {
  readonly file: string;
  readonly text: string;
}

/**
 * Finds the configuration in the work tree, or at `rev`; a bare repository is asked at HEAD. `path` names another file. Throws
 * `ConfigPlaceError` when both usual places are taken, `GitError` when there is no such revision.
 */
export async function findConfig(
  repo: GitPlace,
  { rev, path }: { readonly rev?: string | undefined; readonly path?: string | undefined } = {},
): Promise<FoundConfig | undefined> {
  const paths: readonly string[] = path === undefined ? CONFIG_PATHS : [path];
  const texts = await textsOf(repo, await standingOf(repo, rev), paths);
  const found = paths.flatMap((file, at) => {
    const text = texts[at];
    return text === undefined ? [] : [{ file, text }];
  });
  if (found.length > 1) throw new ConfigPlaceError(rev === undefined ? 'in the work tree' : `at ${rev}`);
  return found[0];
}

async function textsOf(
  repo: GitPlace,
  standing: Standing,
  paths: readonly string[],
): Promise<readonly (string | undefined)[]> {
  if (standing === 'nowhere') return [];
  if (standing !== 'work-tree') return readFilesAt(repo, standing.rev, paths);
  return Promise.all(paths.map((path) => readFile(join(repo.directory, path), 'utf8').catch(missing)));
}

/** A file that is not there is an answer; one that can't be read is trouble. */
function missing(cause: NodeJS.ErrnoException): undefined {
  if (cause.code === 'ENOENT' || cause.code === 'ENOTDIR') return undefined;
  throw cause;
}
