import { isAbsolute, resolve } from 'node:path';
import { isoWeek } from '@forethought/core';
import { type GitPlace, openBranchStore, openFolderStore, type Store } from '@forethought/io';
import type { PolicySource } from '../policy-source.js';
import type { World } from '../world.js';
import { loginIn } from './login-in.js';
import { memoryStore } from './memory-store.js';

/** `branch:<name>` is a branch of the clone, everything else a folder; without a name nothing is kept. */
export function openStore(
  world: World,
  repo: GitPlace,
  source: PolicySource,
  { repository, store }: { readonly repository: string; readonly store: string | undefined },
): Store {
  if (store === undefined) return memoryStore();
  const options = {
    repository,
    weekOf: isoWeek,
    loginOf: loginIn(source),
    key: world.env['FORETHOUGHT_STORE_KEY'] || undefined,
    signal: world.signal,
  };
  if (!store.startsWith('branch:'))
    return openFolderStore(isAbsolute(store) ? store : resolve(world.cwd, store), options);
  return openBranchStore(repo, {
    ...options,
    branch: store.slice('branch:'.length),
    author: { name: 'forethought', email: 'forethought@users.noreply.github.com' },
  });
}
