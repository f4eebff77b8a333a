import { maskSecrets, runsOn, type Stage, type TestedRun } from '@forethought/core';
import { keepTestedRecord, openRepository } from '@forethought/io';
import type { HookPlace } from '../hook-place.js';
import type { World } from '../world.js';
import { recordedRuns } from './recorded-runs.js';
import { type Ending, runCommand } from './run-command.js';
import { type Snapshot, takeSnapshot } from './snapshot.js';
import { recordedWords } from './words.js';

/** What was there to test before the command began, or why nothing of it can be recorded. */
type Before = { readonly place: HookPlace; readonly found: Snapshot } | { readonly problem: string };

/**
 * Runs a command and records what came out, with the tree that it ran on, under the Git directory. The exit code is the command's
 * own; whatever keeps the run from being recorded is said in one line and changes nothing.
 */
export async function testCommand(
  world: World,
  words: readonly string[],
  options: { readonly stage?: Stage | undefined },
): Promise<number> {
  const before = await look(world);
  if (world.signal.aborted) return 130;
  const started = process.hrtime.bigint();
  const ending = await runCommand(words, world.cwd);
  const durationMs = Number((process.hrtime.bigint() - started) / 1_000_000n);
  if ('trouble' in ending) {
    world.err.write(`forethought: ${ending.trouble}\n`);
    return ending.exit;
  }
  const said =
    'problem' in before
      ? notRecorded(before.problem)
      : record(world, words, options.stage, before, { ending, durationMs });
  if (said !== '') world.err.write(`forethought: ${said}\n`);
  return ending.exit;
}

async function look(world: World): Promise<Before> {
  try {
    const repo = await openRepository(world.cwd);
    if (repo.workTree === null) return { problem: 'this repository has no work tree' };
    const place: HookPlace = {
      root: repo.directory,
      gitDir: repo.gitDirectory,
      env: repo.environment,
      now: Date.parse(world.now),
    };
    const found = takeSnapshot(place);
    return 'problem' in found ? found : { place, found };
  } catch (error) {
    return { problem: error instanceof Error ? (error.message.split('\n', 1)[0] ?? '') : String(error) };
  }
}

function record(
  world: World,
  words: readonly string[],
  stage: Stage | undefined,
  { place, found }: Extract<Before, { place: HookPlace }>,
  {
    ending,
    durationMs,
  }: { readonly ending: Extract<Ending, { signal?: NodeJS.Signals }>; readonly durationMs: number },
): string {
  const after = takeSnapshot(place);
  const run: TestedRun = {
    schema: 1,
    command: maskSecrets(words),
    exit: ending.exit,
    ...(ending.signal === undefined ? {} : { signal: ending.signal }),
    result: ending.exit === 0 ? 'passed' : 'failed',
    startedAt: world.now,
    durationMs,
    ...(stage === undefined ? {} : { stage }),
    ...found,
    changedFiles: 'problem' in after || after.tree !== found.tree || after.tested !== found.tested,
  };
  try {
    keepTestedRecord(place.gitDir, world.now, run);
  } catch (error) {
    return notRecorded(error instanceof Error ? error.message : String(error));
  }
  const own = runsOn(recordedRuns(place.gitDir), run.tested).find(
    ({ startedAt, command }) => startedAt === run.startedAt && command.join('\0') === run.command.join('\0'),
  );
  return recordedWords(own ?? { ...run, earlier: { passed: 0, failed: 0 } }, world.err.isTTY === true);
}

function notRecorded(why: string): string {
  return `this run is not recorded: ${why}`;
}
