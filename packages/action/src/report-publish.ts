import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import * as actions from '@actions/core';
import {
  type Config,
  lastWeek,
  renderState,
  renderWeekly,
  requestWords,
  rowsIn,
  visibleRows,
  type WeeklyInput,
  type WeeklyWords,
  weeksToWrite,
  withoutPeople,
} from '@forethought/core';
import {
  findTrackingIssue,
  type GitHub,
  GitHubError,
  readWeeklyComments,
  type TrackingIssue,
  type WeeklyComment,
  writeWeekly,
} from '@forethought/io/github';
import type { World } from 'forethought/engine';
import { log } from './log.js';
import type { ReportInputs } from './report-inputs.js';
import { wordsOf } from './run.js';

/** The scope whose report the body of the issue shows. */
const BODY_SCOPE = 'team';

/** How a week becomes a report, and where the team keeps its tracking issue. */
export interface Publication {
  readonly make: (week: string) => Promise<WeeklyInput>;
  readonly words: WeeklyWords;
  readonly tracking: Partial<Config['report']>;
}

/**
 * Writes the report to the summary, and every week that is due to the tracking issue. Where there is no issue to write to, the summary
 * still has it: a warning says why and what to do.
 */
export async function publish(
  world: World,
  inputs: ReportInputs,
  hub: GitHub,
  { make, words, tracking }: Publication,
): Promise<void> {
  const target = inputs.week ?? lastWeek(world.now);
  const newest = await make(target);
  const parts = renderWeekly(newest, words);
  await writeSummary(world, [...parts, `Requests: ${requestWords(hub.requests())}.`]);
  writeOutputs(world, target, parts);
  await unlessUnwritable('the report', async () => {
    const issue = await issueOf(hub, inputs, { tracking, words }, newest);
    if (issue === undefined) return;
    const comments = (await readWeeklyComments(hub, issue.number)).filter(
      ({ scope }) => scope === inputs.scope,
    );
    await withdraw(hub, issue, inputs, comments, newest);
    for (const week of weeksOf(inputs, target, comments)) {
      const isNewest = week === target && comments.every((comment) => comment.week <= target);
      await writeWeekly(hub, issue, {
        week,
        scope: inputs.scope,
        parts: week === target ? parts : renderWeekly(await make(week), words),
        ...(isNewest && inputs.scope === BODY_SCOPE ? { body: renderState(newest, words) } : {}),
      });
      log.info(`report of ${week}: ${issue.url}`);
    }
  });
}

/** Writes to an issue; where that can't be, a warning says why and where the text is. */
export async function unlessUnwritable(what: string, write: () => Promise<void>): Promise<void> {
  try {
    await write();
  } catch (error) {
    if (!(error instanceof GitHubError) || !['read-only', 'locked', 'gone', 'not-found'].includes(error.kind))
      throw error;
    log.warning(`${what} could not be written to its issue: ${wordsOf(error)}; the step summary has it`);
  }
}

async function issueOf(
  hub: GitHub,
  { issue, label, createIssue }: ReportInputs,
  { tracking, words }: Pick<Publication, 'tracking' | 'words'>,
  newest: WeeklyInput,
): Promise<TrackingIssue | undefined> {
  const body = renderState(newest, words);
  const found = await findTrackingIssue(hub, {
    number: issue ?? tracking.issue,
    label: label ?? tracking.label,
    ...(createIssue ? { create: { title: `Progress by ${newest.planTitle}`, body } } : {}),
  });
  if ('trouble' in found) {
    log.warning(`${found.trouble.message}; ${found.trouble.fix}. The step summary has the report`);
    return undefined;
  }
  for (const notice of found.notices) log.warning(notice);
  if (found.state === 'closed')
    log.warning(`the tracking issue #${found.number} is closed; it is written to all the same`);
  if (!found.locked) return found;
  log.warning(`the tracking issue #${found.number} is locked; unlock it, the step summary has the report`);
  return undefined;
}

/** Takes people who are not shown by name any more out of every comment; the numbers of everybody else stay as they were. */
async function withdraw(
  hub: GitHub,
  issue: TrackingIssue,
  { scope }: ReportInputs,
  comments: readonly WeeklyComment[],
  newest: WeeklyInput,
): Promise<void> {
  const shown = new Set(visibleRows(newest).people.map(({ engineer }) => engineer));
  for (const week of new Set(comments.map((comment) => comment.week))) {
    const own = comments.filter((comment) => comment.week === week).sort((a, b) => a.part - b.part);
    const gone = new Set(own.flatMap(({ body }) => rowsIn(body)).filter((name) => !shown.has(name)));
    if (gone.size === 0) continue;
    const parts = own.filter(({ part }, at) => part === at + 1).map(({ body }) => withoutPeople(body, gone));
    await writeWeekly(hub, issue, { week, scope, parts });
  }
}

/** The weeks to write: with the input `week` that one alone. */
function weeksOf(
  { week }: ReportInputs,
  target: string,
  comments: readonly WeeklyComment[],
): readonly string[] {
  return week === undefined
    ? weeksToWrite(target, [...new Set(comments.map((comment) => comment.week))])
    : [target];
}

/** Adds to the step summary, where there is one. */
export async function writeSummary({ env }: World, parts: readonly string[]): Promise<void> {
  if ((env['GITHUB_STEP_SUMMARY'] ?? '') === '') return;
  try {
    await actions.summary.addRaw(parts.join('\n\n'), true).write();
  } catch {
    log.warning('the step summary could not be written');
  }
}

function writeOutputs({ env }: World, week: string, parts: readonly string[]): void {
  actions.setOutput('week', week);
  const folder = env['RUNNER_TEMP'] ?? '';
  if (folder === '') return;
  const file = join(folder, `forethought-${week}.md`);
  try {
    writeFileSync(file, parts.join('\n\n'));
    actions.setOutput('report-file', file);
  } catch {
    log.warning(`${file} could not be written`);
  }
}
