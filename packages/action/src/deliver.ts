import { existsSync, lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import * as actions from '@actions/core';
import { annotationsOf, renderComment, renderSarif } from '@forethought/core';
import { type GitHub, GitHubError, upsertComment, writeCheckRun, writeStatus } from '@forethought/io/github';
import { rules } from '@forethought/rules';
import type { World } from 'forethought/engine';
import { InputError, type Inputs } from './inputs.js';
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
  if (inputs.sarifFile !== undefined)
    writeSarif(world, inputs.sarifFile, renderSarif(report, { rules, policy }));
  if (hub === undefined) return;
  if (inputs.comment && outcome.gate !== undefined) await extra('comment', () => comment(hub, outcome));
  if (inputs.checkRun !== undefined) await extra('check run', () => checkRun(hub, inputs, outcome));
  if (inputs.status !== undefined) await extra('commit status', () => status(hub, inputs, world, outcome));
}

/** Tells that there was nothing to judge; comment, check run and status stay as they are. */
export async function deliverNothing(world: World, why: string): Promise<void> {
  log.info(`forethought: ${why}`);
  await writeSummary(world, `### forethought: ${why}\n`);
  actions.setOutput('verdict', 'pass');
  actions.setOutput('findings', '[]');
}

async function comment(hub: GitHub, { gate, report }: Outcome): Promise<string> {
  if (gate === undefined) return 'none';
  const isClean = report.verdict === 'pass' && report.findings.every(({ outcome }) => outcome !== 'fail');
  return upsertComment(hub, gate.pull.number, {
    marker: gate.marker,
    body: renderComment(gate),
    createIfMissing: !isClean || gate.preview !== undefined,
  });
}

async function checkRun(
  hub: GitHub,
  { checkRun: name }: Inputs,
  { title, report, summary, head }: Outcome,
): Promise<unknown> {
  return writeCheckRun(hub, head, {
    name: name ?? 'forethought',
    conclusion: report.verdict === 'pass' ? 'success' : 'failure',
    title,
    summary,
    annotations: [],
  });
}

async function status(
  hub: GitHub,
  { status: context }: Inputs,
  world: World,
  { title, report, head }: Outcome,
): Promise<unknown> {
  return writeStatus(hub, head, {
    context: context ?? 'forethought',
    state: ({ pass: 'success', fail: 'failure', error: 'error' } as const)[report.verdict],
    description: title,
    targetUrl: runUrl(world),
  });
}

/** An extra that can't be written is told and changes nothing else. */
async function extra(what: string, write: () => Promise<unknown>): Promise<void> {
  try {
    log.info(`${what}: ${String(await write())}`);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    log.warning(`the ${what} was not written: ${error.message}; ${error.fix}. The verdict stands without it`);
  }
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

/** Writes below the workspace and nowhere else: a link that leads out of it is refused before anything is made. */
function writeSarif({ cwd }: World, path: string, text: string): void {
  const file = join(cwd, path);
  let above = dirname(file);
  while (!existsSync(above)) above = dirname(above);
  const isInside = `${realpathSync(above)}${sep}`.startsWith(`${realpathSync(cwd)}${sep}`);
  if (!isInside || lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) {
    throw new InputError('the input sarif-file leads out of the repository; name a plain path inside it');
  }
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, text);
}

/** Address of the run, for what links to it. https://docs.github.com/actions/reference/variables-reference */
function runUrl({ env }: World): string {
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository, GITHUB_RUN_ID: run } = env;
  return `${server ?? ''}/${repository ?? ''}/actions/runs/${run ?? ''}`;
}
