import { type SpawnSyncReturns, spawnSync } from 'node:child_process';
import { isolatedEnv } from '../../helpers/repository.js';

const MAX_BYTES = 256 * 1024 * 1024;

function spawnGit(path: string, args: readonly string[], input: string | Buffer): SpawnSyncReturns<Buffer> {
  const result = spawnSync('git', ['-C', path, ...args], {
    env: { ...isolatedEnv(path), GIT_CONFIG_GLOBAL: '/dev/null' },
    input,
    maxBuffer: MAX_BYTES,
  });
  if (result.error !== undefined) throw result.error;
  return result;
}

/** What git says in the repository at `path`, apart from the machine's configuration; `null` when it fails. */
export function askGit(path: string, args: readonly string[], input: string | Buffer = ''): Buffer | null {
  const { status, stdout } = spawnGit(path, args, input);
  return status === 0 ? stdout : null;
}

/** The same where failing is a fault of the test: throws with the command and git's words. */
export function runGit(path: string, args: readonly string[], input: string | Buffer = ''): string {
  const { status, stdout, stderr } = spawnGit(path, args, input);
  if (status !== 0) throw new Error(`git ${args.join(' ')} failed in ${path}: ${stderr.toString('utf8')}`);
  return stdout.toString('utf8').replace(/\n$/, '');
}
