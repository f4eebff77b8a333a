import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync } from 'node:fs';
import { join } from 'node:path';
import { openRepository, type Repository } from '@forethought/io';

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
  const { hooksDirectory } = await openRepository(repo.directory);
  try {
    accessSync(join(hooksDirectory, 'commit-msg'), constants.X_OK);
  } catch {
    return 'The hooks are not live here yet.';
  }
  const isInstalled = existsSync(join(repo.directory, 'node_modules', 'forethought', 'dist', 'hook.cjs'));
  return isInstalled
    ? 'The hooks are live, in this work tree and in new ones.'
    : 'The hooks are live and check nothing until the package forethought is installed.';
}
