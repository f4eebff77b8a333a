import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { isBy, readIdentity } from './identity.js';
import { paceWrite } from './pace-write.js';
import { countAt, listAt, maybeText, member, textAt, timeAt, truthAt } from './value.js';

/** An issue as it was found. `isOwn`: this token's account opened it. `notices` say what was not plain about it. */
export interface FoundIssue {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'closed';
  readonly locked: boolean;
  readonly body: string;
  readonly isOwn: boolean;
  readonly notices: readonly string[];
}

/** Which issues are listed; `since` is the instant of their last change, or later. */
export interface IssueFilter {
  readonly labels?: string;
  readonly creator?: string;
  readonly state: 'open' | 'all';
  readonly since?: string;
}

/** Issues, oldest first, without pull requests. Throws `GitHubError`. */
export async function listIssues(hub: GitHub, filter: IssueFilter): Promise<readonly FoundIssue[]> {
  const pages = await hub.api.paginate(hub.api.rest.issues.listForRepo, {
    ...hub.where,
    ...filter,
    sort: 'created',
    direction: 'asc',
    per_page: 100,
  });
  const issues = listAt(pages).filter((issue) => member(issue, 'pull_request') === undefined);
  issues.sort((a, b) => Date.parse(timeAt(a, 'created_at')) - Date.parse(timeAt(b, 'created_at')));
  return Promise.all(issues.map((issue) => issueOf(hub, issue)));
}

/** Issues that this token's own account opened. Throws `GitHubError`. */
export async function listOwnIssues(
  hub: GitHub,
  filter: Omit<IssueFilter, 'creator'>,
): Promise<readonly FoundIssue[]> {
  const { login, isBot } = await readIdentity(hub);
  const own = await listIssues(hub, { ...filter, creator: isBot ? `${login}[bot]` : login });
  return own.filter(({ isOwn }) => isOwn);
}

/** An answer of the platform as an issue. */
export async function issueOf(hub: GitHub, issue: unknown): Promise<FoundIssue> {
  return {
    number: countAt(issue, 'number'),
    url: textAt(issue, 'html_url'),
    state: textAt(issue, 'state') === 'open' ? 'open' : 'closed',
    locked: truthAt(issue, 'locked'),
    body: maybeText(issue, 'body') ?? '',
    isOwn: isBy(await readIdentity(hub), issue),
    notices: [],
  };
}

/** An issue that is to be opened. */
export interface NewIssue {
  readonly title: string;
  readonly body: string;
  readonly label: string;
}

const MOST_CREATES = 2;
const SETTLING = 2000;

/**
 * Opens an issue, and takes the one that another run opened at the same moment in its place; `find` looks for it. A create without an
 * answer is never repeated before a look. Throws `GitHubError`.
 */
export async function openOnce(
  hub: GitHub,
  fresh: NewIssue,
  find: () => Promise<FoundIssue | undefined>,
): Promise<FoundIssue> {
  for (let tries = 1; ; tries++) {
    try {
      return await settled(hub, await post(hub, fresh), find);
    } catch (error) {
      if (!(error instanceof GitHubError) || !error.ambiguous) throw error;
      await hub.clock.sleep(SETTLING, hub.signal);
      const stored = await find();
      if (stored !== undefined) return stored;
      if (tries === MOST_CREATES) throw error;
    }
  }
}

async function post(hub: GitHub, { title, body, label }: NewIssue): Promise<FoundIssue> {
  await paceWrite(hub);
  const { data } = await hub.api.rest.issues.create({ ...hub.where, title, body, labels: [label] });
  const notices = hasLabel(data, label) ? [] : [`GitHub did not set the label ${label} on the new issue`];
  return { ...(await issueOf(hub, data)), notices };
}

function hasLabel(issue: unknown, label: string): boolean {
  return listAt(issue, 'labels').some((one) => member(one, 'name') === label);
}

/** Of two issues that two runs made at the same moment, the older one stays and the other is closed by whoever made it. */
async function settled(
  hub: GitHub,
  fresh: FoundIssue,
  find: () => Promise<FoundIssue | undefined>,
): Promise<FoundIssue> {
  const found = await find();
  if (found === undefined || !found.isOwn || found.number >= fresh.number) return fresh;
  await closeAsDouble(hub, fresh);
  return {
    ...found,
    notices: [`#${fresh.number} was made at the same moment as #${found.number}, and closed`],
  };
}

/** Closes an issue that stands twice. */
export async function closeAsDouble(hub: GitHub, { number }: Pick<FoundIssue, 'number'>): Promise<void> {
  await paceWrite(hub);
  await hub.api.rest.issues.update({
    ...hub.where,
    issue_number: number,
    state: 'closed',
    state_reason: 'not_planned',
  });
}
