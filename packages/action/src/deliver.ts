import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as actions from '@actions/core';
import { annotationsOf } from '@forethought/core';
import type { GitHub } from '@forethought/io/github';
import { rules } from '@forethought/rules';
import type { World } from 'forethought/engine';
import type { Inputs } from './inputs.js';
import { log } from './log.js';
import type { Outcome } from './outcome.js';

/** The most characters of the output `findings`; a job may keep 1 MB of outputs in all. */
const MOST_OUTPUT = 400_000;

/**
 * Tells the outcome wherever it was asked for. Annotations, summary and outputs need no permission; comment, check run and
 * status are extras, and what keeps them from being written is a warning and never a verdict.
 */
export async function deliver(
  world: World,
  inputs: Inputs,
  hub: GitHub | undefined,
  outcome: Outcome,
): Promise<void> {
  const { report, policy, summary } = outcome;
  for (const { level, title, message, file, line } of annotationsOf(report, policy, rules)) {
    const properties = {
      title,
      ...(file === undefined ? {} : { file }),
      ...(line === undefined ? {} : { startLine: line }),
    };
    ({ error: actions.error, warning: actions.warning, notice: actions.notice })[level](message, properties);
  }
  await writeSummary(world, summary);
  writeOutputs(world, outcome);
  const { sarifFile, comment, checkRun, status } = inputs;
  if (!comment && [sarifFile, checkRun, status].every((wish) => wish === undefined)) return;
  const { deliverExtras } = await import('./deliver-extras.js');
  await deliverExtras(world, inputs, hub, outcome);
}

/** Tells that there was nothing to judge; comment, check run and status stay as they are. */
export async function deliverNothing(world: World, why: string): Promise<void> {
  log.info(`forethought: ${why}`);
  await writeSummary(world, `### forethought: ${why}\n`);
  actions.setOutput('verdict', 'pass');
  actions.setOutput('findings', '[]');
}

async function writeSummary({ env }: World, text: string): Promise<void> {
  if ((env['GITHUB_STEP_SUMMARY'] ?? '') === '') return;
  try {
    await actions.summary.addRaw(text, true).write();
  } catch {
    log.warning('the step summary could not be written; the log and the outputs have the verdict');
  }
}

function writeOutputs({ env }: World, { report, summary }: Outcome): void {
  const open = report.findings.filter(({ outcome }) => ['fail', 'error', 'unknown'].includes(outcome));
  const kept = [...open];
  let json = JSON.stringify(kept);
  while (json.length > MOST_OUTPUT) {
    kept.length = Math.floor(kept.length / 2);
    json = JSON.stringify(kept);
  }
  actions.setOutput('verdict', report.verdict);
  actions.setOutput('findings', json);
  const folder = env['RUNNER_TEMP'] ?? '';
  if (folder === '') return;
  const file = join(folder, 'forethought-summary.md');
  try {
    writeFileSync(file, summary);
    actions.setOutput('summary-file', file);
  } catch {
    log.warning('the summary could not be written to RUNNER_TEMP');
  }
}
