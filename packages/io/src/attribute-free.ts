import { join } from 'node:path';
import type { Environment } from './environment.js';
import { type GitPlace, gitText } from './git.js';

/**
 * Variables under which git, started in this Git directory, finds no `.gitattributes`: not in the checkout, which may be the change's
 * own, and not in the index. The directory stands for the work tree, as no commit can put a file there, and no index has that name.
 * What stays is `info/attributes`, which belongs to the clone. Absolute paths.
 */
export function attributeFree(gitDirectory: string): Environment {
  return {
    GIT_DIR: gitDirectory,
    GIT_WORK_TREE: gitDirectory,
    GIT_INDEX_FILE: join(gitDirectory, 'forethought-no-index'),
    GIT_ATTR_NOSYSTEM: '1',
    GIT_ATTR_SOURCE: undefined,
  };
}

const known = new WeakMap<GitPlace, Promise<GitPlace>>();

/**
 * The same repository for reading sizes: otherwise `*.ts -diff` in a change would make its code binary, and so weigh nothing. Only
 * revisions can be read there, neither index nor work tree. Throws `GitError` where there is no repository.
 */
export function withoutAttributes(repo: GitPlace): Promise<GitPlace> {
  const found = known.get(repo) ?? find(repo);
  known.set(repo, found);
  found.catch(() => known.delete(repo));
  return found;
}

async function find(repo: GitPlace): Promise<GitPlace> {
  const opened =
    'gitDirectory' in repo && typeof repo.gitDirectory === 'string' ? repo.gitDirectory : undefined;
  const directory = opened ?? (await gitText(repo, ['rev-parse', '--absolute-git-dir']));
  return { directory, environment: { ...repo.environment, ...attributeFree(directory) } };
}
