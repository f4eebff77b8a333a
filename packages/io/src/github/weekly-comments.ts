import { firstLine, ownComments, upsertComment } from './comment.js';
import { isSameText, type OwnComment } from './comment-steps.js';
import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { updateIssueBody } from './issue-state.js';
import { paceWrite } from './pace-write.js';
import type { TrackingIssue } from './tracking-issue.js';

/** A comment of our own with a week's report. `part` counts from 1. */
export interface WeeklyComment extends OwnComment {
  /** `2026-W47`. */
  readonly week: string;
  readonly scope: string;
  readonly part: number;
}

/**
 * One week's report. Each part begins with its own marker line, `<!-- forethought:weekly:2026-W47:team -->`, from the second on with
 * `:2` at its end; no parts at all take the week away. `body` is the current state for the body of the issue.
 */
export interface WeeklyWriting {
  readonly week: string;
  readonly scope: string;
  readonly parts: readonly string[];
  readonly body?: string | undefined;
}

/** What became of each part in order, how many comments went as no longer needed, and what became of the issue's body. */
export interface WeeklyWritten {
  readonly parts: readonly ('created' | 'updated' | 'unchanged')[];
  readonly removed: number;
  readonly body: 'updated' | 'unchanged' | 'no-place' | null;
}

/** The reports of this token's own account on the issue, oldest first: for catching up, and for editing past ones. Throws `GitHubError`. */
export async function readWeeklyComments(hub: GitHub, number: number): Promise<readonly WeeklyComment[]> {
  const own = await ownComments(hub, number, (line) => markerOf(line) !== undefined);
  return own.flatMap((comment) => {
    const marker = markerOf(firstLine(comment.body));
    return marker === undefined ? [] : [{ ...comment, ...marker }];
  });
}

/**
 * Leaves exactly one comment for each part of this week and scope, edited in place, with no write where nothing changed and at least
 * a second between two writes. Throws `GitHubError` as `upsertComment` does; what was written before stays, and the next run goes on.
 */
export async function writeWeekly(
  hub: GitHub,
  issue: Pick<TrackingIssue, 'number'>,
  { week, scope, parts, body }: WeeklyWriting,
): Promise<WeeklyWritten> {
  const wanted = parts.map((text, index) => ({
    text,
    marker: demandMarker(text, { week, scope, part: index + 1 }),
  }));
  const stored = (await readWeeklyComments(hub, issue.number)).filter(
    (comment) => comment.week === week && comment.scope === scope,
  );
  const written: WeeklyWritten['parts'][number][] = [];
  for (const [index, { text, marker }] of wanted.entries()) {
    const same = stored.filter(({ part }) => part === index + 1);
    written.push(await writePart(hub, issue.number, { marker, text, same }));
  }
  const extras = stored.filter(({ part }) => part > parts.length);
  for (const { id } of extras) await remove(hub, id);
  const state = body === undefined ? null : await updateIssueBody(hub, issue.number, body);
  return { parts: written, removed: extras.length, body: state };
}

interface Part {
  readonly marker: string;
  readonly text: string;
  readonly same: readonly OwnComment[];
}

async function writePart(
  hub: GitHub,
  number: number,
  { marker, text, same }: Part,
): Promise<WeeklyWritten['parts'][number]> {
  const [only] = same;
  if (only !== undefined && same.length === 1 && isSameText(only.body, text)) return 'unchanged';
  await paceWrite(hub);
  const outcome = await upsertComment(hub, number, { marker, body: text, createIfMissing: true });
  return outcome === 'none' ? 'unchanged' : outcome;
}

/** What somebody took away already is gone as well. */
async function remove(hub: GitHub, id: string): Promise<void> {
  await paceWrite(hub);
  try {
    await hub.api.rest.issues.deleteComment({ ...hub.where, comment_id: Number(id) });
  } catch (error) {
    if (!(error instanceof GitHubError) || error.kind !== 'not-found') throw error;
  }
}

/** Reads a marker line: `<!-- forethought:weekly:WEEK:SCOPE -->`, and `:PART` before the end. */
function markerOf(line: string): Pick<WeeklyComment, 'week' | 'scope' | 'part'> | undefined {
  const found = /^<!-- forethought:weekly:(\d{4}-W\d\d):([^\s:]{1,100})(?::([1-9]\d{0,2}))? -->$/.exec(line);
  if (found === null) return undefined;
  const [, week = '', scope = '', part = '1'] = found;
  return { week, scope, part: Number(part) };
}

function demandMarker(text: string, wanted: Pick<WeeklyComment, 'week' | 'scope' | 'part'>): string {
  const line = firstLine(text);
  const found = markerOf(line);
  if (found?.week === wanted.week && found.scope === wanted.scope && found.part === wanted.part) return line;
  throw new Error(`part ${wanted.part} of ${wanted.week} does not begin with its marker, but with ${line}`);
}
