import { existsSync, lstatSync, mkdirSync, realpathSync, writeFileSync } from 'node:fs';
import { dirname, join, sep } from 'node:path';
import { renderComment, renderSarif } from '@forethought/core';
import { type GitHub, GitHubError, upsertComment, writeCheckRun, writeStatus } from '@forethought/io/github';
import { rules } from '@forethought/rules';
import type { World } from 'forethought/engine';
import { InputError, type Inputs } from './inputs.js';
import { log } from './log.js';
import type { Outcome } from './outcome.js';

/** What was asked for beyond the job's own result: a file of SARIF, and where the platform can be written to, comment, check run and status. */
export async function deliverExtras(
  world: World,
  inputs: Inputs,
  hub: GitHub | undefined,
  outcome: Outcome,
): Promise<void> {
  const { report, policy } = outcome;
  if (inputs.sarifFile !== undefined)
    writeSarif(world, inputs.sarifFile, renderSarif(report, { rules, policy }));
  if (hub === undefined) return;
  if (inputs.comment && outcome.gate !== undefined) await extra('comment', () => comment(hub, outcome));
  if (inputs.checkRun !== undefined) await extra('check run', () => checkRun(hub, inputs, outcome));
  if (inputs.status !== undefined) await extra('commit status', () => status(hub, inputs, world, outcome));
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
