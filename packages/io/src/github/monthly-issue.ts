import type { GitHub } from './connect.js';
import { type BlockName, monthlyMarkerIn, stateBlock, textOfBlock, updateIssueBody } from './issue-state.js';
import { closeAsDouble, type FoundIssue, listIssues, listOwnIssues, openOnce } from './own-issue.js';

/** The label that the review of a month is opened with. */
export const REVIEW_LABEL = 'forethought-review';

/** The issue of this token's own account with the review of a month. `text` is what stands between our markers. */
export interface MonthlyIssue extends FoundIssue {
  /** `2026-10`. */
  readonly month: string;
  readonly scope: string;
  readonly text: string;
}

/** The review of one month for its issue. */
export interface MonthlyWriting {
  readonly month: string;
  readonly scope: string;
  readonly title: string;
  readonly text: string;
}

/** What became of it. A closed or locked issue is left as it is; `doubles` are others of the same month that were closed. */
export interface MonthlyWritten {
  readonly outcome: 'created' | 'updated' | 'unchanged' | 'closed' | 'locked';
  readonly number: number;
  readonly url: string;
  readonly doubles: readonly number[];
  readonly notices: readonly string[];
}

/**
 * The reviews of months that this token's account opened, oldest first, open and closed: those with the label, and whatever lost it
 * and was changed since an instant. Throws `GitHubError`.
 */
export async function readMonthlyIssues(hub: GitHub, since: string): Promise<readonly MonthlyIssue[]> {
  const labelled = await listIssues(hub, { labels: REVIEW_LABEL, state: 'all' });
  const own = await listOwnIssues(hub, { state: 'all', since });
  const all = new Map([...labelled, ...own].map((issue) => [issue.number, issue]));
  return [...all.values()]
    .sort((a, b) => a.number - b.number)
    .flatMap((issue) => {
      const name = issue.isOwn ? monthlyMarkerIn(issue.body) : undefined;
      const [, month = '', scope = ''] = name?.split(':') ?? [];
      return name === undefined ? [] : [{ ...issue, month, scope, text: textOfBlock(issue.body, name) }];
    });
}

/**
 * Opens the issue of a month where there is none, else brings the text between our markers up to date: without a write where nothing
 * changed, and leaving every other word alone. Of several the oldest is kept and the others are closed. Throws `GitHubError`.
 */
export async function writeMonthly(
  hub: GitHub,
  { month, scope, title, text }: MonthlyWriting,
): Promise<MonthlyWritten> {
  const name: BlockName = `monthly:${month}:${scope}`;
  const find = async () => (await sameMonth(hub, month, scope))[0];
  const [kept, ...others] = await sameMonth(hub, month, scope);
  if (kept === undefined) {
    const body = stateBlock(text, name);
    const { number, url, notices } = await openOnce(hub, { title, body, label: REVIEW_LABEL }, find);
    return { outcome: 'created', number, url, notices, doubles: [] };
  }
  const doubles = others.filter(({ state }) => state === 'open');
  for (const double of doubles) await closeAsDouble(hub, double);
  const { number, url, locked, state } = kept;
  const told = { number, url, notices: [], doubles: doubles.map((double) => double.number) };
  if (locked) return { ...told, outcome: 'locked' };
  if (state === 'closed') return { ...told, outcome: 'closed' };
  const written = await updateIssueBody(hub, number, text, name);
  return { ...told, outcome: written === 'updated' ? 'updated' : 'unchanged' };
}

/** Puts another text between the markers of a review, open or closed. Throws `GitHubError`. */
export async function rewriteMonthly(
  hub: GitHub,
  { number, month, scope }: Pick<MonthlyIssue, 'number' | 'month' | 'scope'>,
  text: string,
): Promise<void> {
  await updateIssueBody(hub, number, text, `monthly:${month}:${scope}`);
}

/** Nobody opens the review of a month before it is there to be measured. */
async function sameMonth(hub: GitHub, month: string, scope: string): Promise<readonly MonthlyIssue[]> {
  const all = await readMonthlyIssues(hub, `${month}-01T00:00:00Z`);
  return all.filter((issue) => issue.month === month && issue.scope === scope);
}
