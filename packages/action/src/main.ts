import { setOutput } from '@actions/core';
import { PlanError } from '@forethought/core';
import { ConfigPlaceError } from '@forethought/io';
import { UsageError, type World } from 'forethought/engine';
import { deliver, deliverNothing } from './deliver.js';
import { readEvent } from './event.js';
import { choiceInput, InputError, readInputs } from './inputs.js';
import { log } from './log.js';
import { connectTo, judgeEvent, wordsOf } from './run.js';

/** The runner stops a cancelled step 7.5 s after SIGINT; everything under way is let go at once. */
const stop = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort(signal));
/** Where nobody reads the log any more, the verdict is still told by exit code and outputs. */
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

const world: World = {
  out: process.stdout,
  err: process.stderr,
  in: process.stdin,
  env: process.env,
  cwd: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
  now: new Date().toISOString(),
  signal: stop.signal,
};

/** Gates a change, or reports the week: what that needs is loaded only then. */
async function run(): Promise<void> {
  if (choiceInput('mode', ['check', 'report']) === 'check') return check();
  const { runReport } = await import('./report-run.js');
  await runReport(world);
}

/** Judges what the event is about and tells it wherever it was asked for; the job's result is the verdict. */
async function check(): Promise<void> {
  const inputs = readInputs();
  const event = readEvent(world.env['GITHUB_EVENT_NAME'] ?? '', world.env['GITHUB_EVENT_PATH']);
  const hub = connectTo(world, inputs);
  const outcome = await judgeEvent(world, inputs, hub, event);
  if ('nothing' in outcome) {
    await deliverNothing(world, outcome.nothing);
    return;
  }
  await deliver(world, inputs, hub, outcome);
  for (const notice of [...outcome.notices, ...outcome.report.notices]) log.info(notice);
  for (const warning of outcome.warnings) log.warning(warning);
  log.info(outcome.title);
  if (outcome.report.verdict === 'pass') return;
  const title = outcome.report.verdict === 'error' ? outcome.title : `forethought: ${outcome.title}`;
  log.failed(`${title}; the step summary says what is missing and what to paste`);
}

/** Nothing was judged, so nothing passes: the step fails with a title of its own. */
function giveUp(error: unknown): void {
  tellTrouble(error);
  try {
    setOutput('verdict', 'error');
  } catch {
    log.warning('the outputs could not be written; the step fails without them');
  }
}

function tellTrouble(error: unknown): void {
  if (stop.signal.aborted) {
    log.failed('forethought: stopped before there was a verdict');
    return;
  }
  const isMendable = [PlanError, UsageError, InputError, ConfigPlaceError].some(
    (kind) => error instanceof kind,
  );
  const what = isMendable ? "the configuration can't be used" : 'could not evaluate';
  log.failed(`forethought: ${what}: ${wordsOf(error)}`);
}

void run().catch(giveUp);
