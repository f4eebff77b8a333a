import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository, type Repository } from '@forethought/io';
import type { Hook } from './init-line.js';

/** Runs the husky that is installed here, which points `core.hooksPath` to its folder. Returns what it said, or what is missing. */
export function activateHusky(repo: Repository): string | undefined {
  const bin = join(repo.directory, 'node_modules', 'husky', 'bin.js');
  if (!existsSync(bin)) return 'husky is not installed here yet: npm install activates the hooks';
  const done = spawnSync(process.execPath, [bin], { cwd: repo.directory, encoding: 'utf8' });
  const words = `${done.stdout ?? ''}${done.stderr ?? ''}`.trim();
  return done.status === 0 && words === '' ? undefined : `husky: ${words}`;
}

/** Whether git would run commit-msg now, here and in new work trees, in one sentence. */
export async function liveness(repo: Repository): Promise<string> {
  if (!isHookLive(await openRepository(repo.directory), 'commit-msg'))
    return 'The hooks are not live here yet.';
  return isInstalled(repo)
    ? 'The hooks are live, in this work tree and in new ones.'
    : 'The hooks are live and check nothing until the package forethought is installed.';
}

/** Whether git finds an executable file for this hook. */
export function isHookLive({ hooksDirectory }: Repository, hook: Hook): boolean {
  try {
    accessSync(join(hooksDirectory, hook), constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Whether what the hooks call is installed in this work tree or in the main one, where they look for it. */
export function isInstalled({ directory, commonDirectory }: Repository): boolean {
  const bundle = join('node_modules', 'forethought', 'dist', 'hook.cjs');
  return [directory, join(commonDirectory, '..')].some((folder) => existsSync(join(folder, bundle)));
}
