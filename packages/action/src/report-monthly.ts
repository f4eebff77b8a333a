import {
  type MonthlyInput,
  monthlyTitle,
  monthsToWrite,
  renderMonthly,
  rowsIn,
  visibleRows,
  type WeeklyWords,
  withoutPeople,
} from '@forethought/core';
import {
  type GitHub,
  type MonthlyIssue,
  type MonthlyWritten,
  readMonthlyIssues,
  rewriteMonthly,
  writeMonthly,
} from '@forethought/io/github';
import type { World } from 'forethought/engine';
import { log } from './log.js';
import type { ReportInputs } from './report-inputs.js';
import { unlessUnwritable, writeSummary } from './report-publish.js';

/** How a month becomes a review. */
export interface MonthlyPublication {
  readonly make: (month: string) => MonthlyInput;
  readonly words: WeeklyWords;
}

const CLOSING = [
  'What does not hold is a question to talk about here. The text is kept up to date while what came of the month is still being found out; closing the issue ends that.',
];

/**
 * Opens the issue with the review of a month, or brings it up to date, with those of earlier months that are still open and young. The
 * step summary has it in any case.
 */
export async function publishMonthly(
  world: World,
  inputs: ReportInputs,
  hub: GitHub,
  { make, words }: MonthlyPublication,
): Promise<void> {
  const target = inputs.month;
  if (target === undefined) return;
  const newest = make(target);
  if (newest.items.length === 0) {
    log.warning(
      'the plan asks nothing of a month, so there is no review; programme.monthly in a plan of the team’s own brings one',
    );
    return;
  }
  const textOf = (input: MonthlyInput): string => renderMonthly(input, words, CLOSING);
  await writeSummary(world, [`## ${monthlyTitle(target)}`, textOf(newest)]);
  await unlessUnwritable(`the review of ${target}`, async () => {
    const all = await readMonthlyIssues(hub, `${target}-01T00:00:00Z`);
    const standing = all.filter(({ scope }) => scope === inputs.scope);
    await withdrawMonths(hub, standing, newest);
    for (const month of monthsToWrite(target, standing, world.now)) {
      const { scope } = inputs;
      const title = scope === 'team' ? monthlyTitle(month) : `${monthlyTitle(month)} (${scope})`;
      const text = textOf(month === target ? newest : make(month));
      tell(month, await writeMonthly(hub, { month, scope, title, text }));
    }
  });
}

function tell(month: string, { outcome, number, url, doubles, notices }: MonthlyWritten): void {
  for (const notice of notices) log.warning(notice);
  if (doubles.length > 0)
    log.warning(
      `${doubles.map((double) => `#${double}`).join(', ')} had the review of ${month} too and were closed; #${number} is kept`,
    );
  if (outcome === 'locked')
    log.warning(`the review of ${month}, #${number}, is locked; unlock it, the step summary has the review`);
  else if (outcome === 'closed') log.info(`review of ${month}: ${url} is closed and stays as it is`);
  else log.info(`review of ${month}: ${url} (${outcome})`);
}

/** Takes people who are not shown by name any more out of the reviews of all months, closed ones too; the rest of them stays as it was. */
async function withdrawMonths(
  hub: GitHub,
  standing: readonly MonthlyIssue[],
  newest: MonthlyInput,
): Promise<void> {
  const shown = new Set(visibleRows(newest).people.map(({ engineer }) => engineer));
  for (const issue of standing) {
    const gone = new Set(rowsIn(issue.text).filter((name) => !shown.has(name)));
    if (gone.size > 0) await rewriteMonthly(hub, issue, withoutPeople(issue.text, gone));
  }
}
