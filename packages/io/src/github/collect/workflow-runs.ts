import type { WorkflowRunFact } from '@forethought/core';
import type { GitHub } from '../connect.js';
import { GitHubError } from '../error.js';
import { isTooSlow } from '../gate-pages.js';
import { countAt, idAt, listAt, maybeText, textAt, timeAt } from '../value.js';
import { emit, markRead, type Run, spansOf } from './run.js';
import { holes, instant, type Span, shortened } from './spans.js';

const SECOND = 1000;
const DAY = 24 * 3600 * SECOND;
/** Runs are read again for so long, as they may end late or be run again. */
const REREAD = 2 * DAY;
/** A run ends within 35 days, or not at all. https://docs.github.com/actions/reference/limits */
const LONGEST = 35 * DAY;
/** GitHub gives no more than this for one window, and may count no further. https://docs.github.com/rest/actions/workflow-runs */
const CAP = 1000;
const SMALLEST_PAGE = 25;

/**
 * Reads the runs of the wanted workflow that were made since they were read last, by windows of time that hold fewer than the
 * platform's cap.
 */
export async function collectWorkflowRuns(run: Run): Promise<void> {
  const { workflow } = run;
  if (workflow === undefined) return;
  const high = Math.floor(run.asOf / SECOND) * SECOND;
  const done = shortened(spansOf(run, 'workflowRuns'), REREAD);
  for (const hole of holes(done, { low: run.since, high })) await readWindow(run, workflow, hole);
  await emit(run, {});
}

/** Reads a window, in halves where it holds too many. Does not go past a second that holds as many as GitHub gives. */
async function readWindow(run: Run, workflow: string, window: Span): Promise<void> {
  const found = await askWindow(run.hub, workflow, window, 100);
  if (found === 'too-many') {
    if (window.low >= window.high) {
      throw new GitHubError(
        'unavailable',
        `${instant(window.low)} holds ${CAP} workflow runs or more, and GitHub gives no more of one second`,
        'name the one workflow that deploys under `deployment.workflow`',
      );
    }
    const middle = Math.floor((window.low + window.high) / 2 / SECOND) * SECOND;
    await readWindow(run, workflow, { low: window.low, high: middle });
    return readWindow(run, workflow, { low: middle + SECOND, high: window.high });
  }
  for (const span of finished(found, window, run.asOf)) markRead(run, 'workflowRuns', span);
  await emit(run, { workflowRuns: found });
}

/** The window without the time in which runs began that go on: it is read again. */
function finished(runs: readonly WorkflowRunFact[], { low, high }: Span, asOf: number): readonly Span[] {
  const open = runs
    .filter(({ conclusion }) => conclusion === null)
    .map(({ createdAt }) => Date.parse(createdAt))
    .filter((at) => at > asOf - LONGEST);
  if (open.length === 0) return [{ low, high }];
  const [first, last] = [Math.min(...open), Math.max(...open)];
  return [
    { low, high: first - SECOND },
    { low: last + SECOND, high },
  ].filter((span) => span.low <= span.high);
}

/** All runs of a window, in smaller pages where the server takes too long. */
async function askWindow(
  hub: GitHub,
  workflow: string,
  window: Span,
  perPage: number,
): Promise<readonly WorkflowRunFact[] | 'too-many'> {
  try {
    const found = new Map<string, WorkflowRunFact>();
    for (let page = 1; page <= CAP / SMALLEST_PAGE; page++) {
      const data = await askRuns(hub, workflow, window, { page, per_page: perPage });
      const total = countAt(data, 'total_count');
      if (total >= CAP) return 'too-many';
      const runs = listAt(data, 'workflow_runs').map(runFact);
      for (const one of runs) found.set(one.id, one);
      if (runs.length < perPage || found.size >= total) break;
    }
    return [...found.values()];
  } catch (error) {
    if (!isTooSlow(error) || perPage <= SMALLEST_PAGE) throw error;
    return askWindow(hub, workflow, window, Math.floor(perPage / 2));
  }
}

async function askRuns(
  { api, where }: GitHub,
  workflow: string,
  { low, high }: Span,
  paging: { readonly page: number; readonly per_page: number },
): Promise<unknown> {
  const wish = { ...where, ...paging, created: `${instant(low)}..${instant(high)}` };
  const { data } =
    workflow === '*'
      ? await api.rest.actions.listWorkflowRunsForRepo(wish)
      : await api.rest.actions.listWorkflowRuns({ ...wish, workflow_id: workflow });
  return data;
}

/** One run as REST gives it. `workflow` is the path of its file, without the `@ref` of a reusable one. */
export function runFact(raw: unknown): WorkflowRunFact {
  const isDone = textAt(raw, 'status') === 'completed';
  const [workflow = ''] = textAt(raw, 'path').split('@');
  return {
    id: idAt(raw, 'id'),
    workflow,
    event: textAt(raw, 'event'),
    sha: textAt(raw, 'head_sha'),
    branch: maybeText(raw, 'head_branch'),
    attempt: Math.max(1, countAt(raw, 'run_attempt')),
    conclusion: maybeText(raw, 'conclusion'),
    createdAt: timeAt(raw, 'created_at'),
    finishedAt: isDone ? timeAt(raw, 'updated_at') : null,
    url: textAt(raw, 'html_url'),
  };
}
