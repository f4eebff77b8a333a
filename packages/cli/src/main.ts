#!/usr/bin/env node
import { setFlagsFromString } from 'node:v8';
import { CommanderError } from 'commander';
import { exitCodeOf, sayError } from './failure.js';
import { processWorld } from './process-world.js';
import { buildProgram, refuseMistyped } from './program.js';
import { withCommandApart } from './tested/command-words.js';
import { EXIT } from './world.js';

// What a run leaves behind is collected early instead of letting the heap grow: a long range takes hardly more than a short one.
setFlagsFromString('--heap-growing-percent=10');
// What lives shortly stays in a small space: at its default this grows to 32 MiB, and is no faster.
setFlagsFromString('--semi-space-growth-factor=1');

const world = processWorld();

quietWhenReaderLeaves();

let code: number = EXIT.pass;
try {
  const program = buildProgram(world, (value) => {
    code = value;
  });
  refuseMistyped(program, world, process.argv[2]);
  await program.parseAsync(withCommandApart(process.argv.slice(2)), { from: 'user' });
} catch (error) {
  code = error instanceof CommanderError ? usageCode(error) : exitCodeOf(error, world.signal);
  if (!(error instanceof CommanderError)) sayError(world, error);
}
process.exitCode = code;

/** `forethought … | head` ends the reader early: that is no failure of ours. */
function quietWhenReaderLeaves(): void {
  for (const stream of [process.stdout, process.stderr]) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error;
      process.exit(code);
    });
  }
}

function usageCode(error: CommanderError): number {
  return error.exitCode === 0 ? EXIT.pass : EXIT.configuration;
}
