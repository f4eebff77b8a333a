import * as actions from '@actions/core';
import { PlanError, renderFindings, renderMarkdown } from '@forethought/core';
import { rules } from '@forethought/rules';
import { UsageError, type World } from 'forethought/engine';
import { EVENTS, readEvent } from './event.js';
import { judgePullRequest } from './gate.js';

const world: World = {
  out: process.stdout,
  err: process.stderr,
  in: process.stdin,
  env: process.env,
  cwd: process.env['GITHUB_WORKSPACE'] ?? process.cwd(),
  now: new Date().toISOString(),
  signal: new AbortController().signal,
};

/** Judges the pull request of the event: job result, step summary and the output `verdict`. */
async function run(): Promise<void> {
  const name = process.env['GITHUB_EVENT_NAME'] ?? '';
  const path = process.env['GITHUB_EVENT_PATH'];
  const event = EVENTS.includes(name) && path !== undefined ? readEvent(path) : undefined;
  if (event === undefined) {
    fail('error', `the event ${name || '(none)'} carries no pull request; run this on: ${EVENTS.join(', ')}`);
    return;
  }
  const { report, source } = await judgePullRequest(world, event);
  const policy = source.policyOf(null);
  actions.info(`Policy of ${event.base}`);
  actions.info(renderFindings(report.findings, { rules, policy, color: false }));
  actions.summary.addRaw(renderMarkdown(report, { rules, policy }), true);
  await actions.summary.write();
  actions.setOutput('verdict', report.verdict);
  actions.setOutput('findings', JSON.stringify(report.findings));
  if (report.verdict !== 'pass')
    actions.setFailed(`forethought: ${report.verdict}; the step summary says what is missing`);
}

function fail(verdict: 'error', message: string): void {
  actions.setOutput('verdict', verdict);
  actions.setFailed(`forethought could not evaluate: ${message}`);
}

await run().catch((error: unknown) => {
  const isMendable = error instanceof PlanError || error instanceof UsageError;
  const words = error instanceof Error ? error.message : String(error);
  fail('error', isMendable ? `the configuration can't be used: ${words}` : words);
});
