import { readFileSync } from 'node:fs';
import { openRepository } from '@forethought/io';
import { exitCodeOf, sayError } from './failure.js';
import { prePush } from './hook-outgoing.js';
import { processWorld } from './process-world.js';

/** Entry of `hooks/pre-push`: arguments and standard input as git's pre-push hook gets them; exit codes as of `forethought check`. */
const world = processWorld();

try {
  const input = process.stdin.isTTY ? '' : readFileSync(0, 'utf8');
  const repo = await openRepository(world.cwd);
  const remote = process.argv[2] ?? process.env['PRE_COMMIT_REMOTE_NAME'] ?? 'origin';
  process.exitCode = await prePush(world, repo, remote, input);
} catch (error) {
  sayError(world, error);
  process.exitCode = exitCodeOf(error, world.signal);
}
