import type { IssueFact } from '@forethought/core';
import { passingWords } from '../gate-pages.js';
import { type WholeList, wholeList } from '../pages.js';
import {
  accountOf,
  countAt,
  listAt,
  maybeText,
  maybeTime,
  member,
  shaAt,
  textAt,
  timeAt,
  truthAt,
  wordAt,
} from '../value.js';
import { askPage } from './ask.js';
import { labelEvents } from './pull-values.js';
import { type IssueList, issueListQuery, issuesQuery } from './queries.js';
import { orUnread } from './reading.js';
import { booked, emit, markRead, type Run, readAt, spansOf } from './run.js';
import { holes, instant, type Span } from './spans.js';

const SECOND = 1000;
/** The last instant that there is. */
const OPEN_END = 8.64e15;

/**
 * Reads the issues that changed since they were read last, the first changed first: one that changes meanwhile comes again at the end.
 */
export async function collectIssues(run: Run, repository: string): Promise<void> {
  for (const hole of holes(spansOf(run, 'issues'), { low: run.since, high: OPEN_END }))
    await fill(run, hole, repository);
  await emit(run, {});
}

/**
 * Reads a hole page by page. The next page begins at the instant where the last one ended, whose issues wait for it: they may be more.
 * Where that is one and the same instant, it goes on by its cursor.
 */
async function fill(run: Run, hole: Span, repository: string): Promise<void> {
  const seen = new Set<string>();
  let [from, after, size]: [number, string | null, number] = [hole.low, null, 100];
  for (;;) {
    const variables = { since: instant(from), after };
    const answer = await booked(run, 'other', () => askPage(run, issuesQuery, variables, size));
    size = answer.size;
    const { nodes, last, hasMore, cursor } = pageIn(hole, answer.data);
    const waits = hasMore && last > from;
    const isDue = (node: unknown): boolean =>
      !seen.has(keyOf(node)) && changed(node) <= hole.high && !(waits && changed(node) === last);
    const due = nodes.filter(isDue);
    for (const node of due) seen.add(keyOf(node));
    const issues: IssueFact[] = [];
    for (const node of due) issues.push(...(await readIssue(run, node, repository)));
    const high = Math.min(hasMore ? last - SECOND : last, hole.high);
    if (issues.length === due.length) markRead(run, 'issues', { low: from, high });
    await emit(run, { issues });
    if (!hasMore) return;
    after = last > from ? null : cursor;
    from = last;
  }
}

/** A page with the instant of its last issue; it has more only where that lies in the hole. */
function pageIn(hole: Span, data: unknown) {
  const connection = member(data, 'repository', 'issues');
  const nodes = listAt(connection, 'nodes');
  const last = nodes.length === 0 ? Number.NaN : changed(nodes.at(-1));
  const hasMore = truthAt(connection, 'pageInfo', 'hasNextPage') && last <= hole.high;
  return { nodes, last, hasMore, cursor: maybeText(connection, 'pageInfo', 'endCursor') };
}

function changed(node: unknown): number {
  return Date.parse(timeAt(node, 'updatedAt'));
}

function keyOf(node: unknown): string {
  return `${countAt(node, 'number')} ${textAt(node, 'updatedAt')}`;
}

async function readIssue(run: Run, node: unknown, repository: string): Promise<readonly IssueFact[]> {
  const lists = {
    labels: await issueList(run, node, 'labels'),
    events: await issueList(run, node, 'timelineItems'),
  };
  const fact = orUnread(run, countAt(node, 'number'), () => issueFact(node, lists, readAt(run), repository));
  return fact === undefined ? [] : [fact];
}

interface IssueLists {
  readonly labels: WholeList;
  readonly events: WholeList;
}

function issueFact(node: unknown, { labels, events }: IssueLists, at: string, repository: string): IssueFact {
  const state = wordAt(node, ['OPEN', 'CLOSED'], 'state') === 'OPEN' ? 'open' : 'closed';
  return {
    number: countAt(node, 'number'),
    url: textAt(node, 'url'),
    title: textAt(node, 'title'),
    body: maybeText(node, 'body') ?? '',
    author: accountOf(member(node, 'author')),
    createdAt: timeAt(node, 'createdAt'),
    updatedAt: timeAt(node, 'updatedAt'),
    closedAt: maybeTime(node, 'closedAt'),
    state,
    isNotPlanned: ['NOT_PLANNED', 'DUPLICATE'].includes(maybeText(node, 'stateReason') ?? ''),
    labels: labels.nodes.map((label) => textAt(label, 'name')),
    ...(events.why === undefined ? { labelEvents: [...labelEvents(events.nodes)] } : {}),
    closedBy: state === 'open' ? null : closerOf(events.nodes, repository),
    readAt: at,
    missing: events.why === undefined ? [] : [{ what: 'timeline', why: events.why }],
  };
}

/** What closed it the last time; null for somebody's click, and for a pull request of another repository. */
function closerOf(events: readonly unknown[], repository: string): IssueFact['closedBy'] {
  const last = events.filter((event) => member(event, '__typename') === 'ClosedEvent').at(-1);
  const closer = member(last, 'closer');
  const type = member(closer, '__typename');
  if (type === 'Commit') return { kind: 'commit', sha: shaAt(closer, 'oid') };
  if (type !== 'PullRequest' || textAt(closer, 'repository', 'nameWithOwner') !== repository) return null;
  return { kind: 'pull', number: countAt(closer, 'number') };
}

async function issueList(run: Run, node: unknown, list: IssueList): Promise<WholeList> {
  const first = member(node, list);
  if (first === null) return { kind: 'list', nodes: [] };
  if (first === undefined) {
    const why = run.gaps.find(({ what }) => what === 'timeline')?.why ?? 'the answer does not hold it';
    return { kind: 'list', nodes: [], why };
  }
  const number = countAt(node, 'number');
  const whole = await wholeList(first, {
    words: passingWords,
    next: async (after) => {
      const { data } = await askPage(run, (wish) => issueListQuery(list, wish), { number, after });
      return member(data, 'repository', 'issue', list);
    },
  });
  return whole.kind === 'list' ? whole : { kind: 'list', nodes: [] };
}
