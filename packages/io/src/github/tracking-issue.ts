import type { GitHub } from './connect.js';
import { GitHubError } from './error.js';
import { hasStateBlock, monthlyMarkerIn, stateBlock } from './issue-state.js';
import { type FoundIssue, issueOf, listIssues, listOwnIssues, openOnce } from './own-issue.js';
import { member, textAt } from './value.js';

/** The label by which the issue is found where nobody named a label or a number. */
export const TRACKING_LABEL = 'forethought';

/**
 * How the issue is found: by `number`, which then decides alone, else by `label`. With `create` an issue is made where no open one
 * carries the label; its body stands between markers, so that it can be kept up to date.
 */
export interface TrackingWish {
  readonly number?: number | undefined;
  readonly label?: string | undefined;
  readonly create?: { readonly title: string; readonly body: string } | undefined;
}

/** The issue that the weekly report goes to. */
export type TrackingIssue = FoundIssue;

/** Why there is no issue to write to, with the next step. */
export interface TrackingTrouble {
  readonly trouble: {
    readonly kind: 'deleted' | 'not-found' | 'transferred' | 'pull-request' | 'none' | 'issues-disabled';
    readonly message: string;
    readonly fix: string;
  };
}

/**
 * The tracking issue, found or made. Of several open ones with the label the oldest of this token's own is taken, else the oldest,
 * and said. Throws `GitHubError` for what is no answer about the issue, as a limit, or `read-only` where one is to be made.
 */
export async function findTrackingIssue(
  hub: GitHub,
  { number, label = TRACKING_LABEL, create }: TrackingWish,
): Promise<TrackingIssue | TrackingTrouble> {
  if (number !== undefined) return byNumber(hub, number);
  try {
    const found = await byLabel(hub, label);
    if (found !== undefined) return found;
    if (create !== undefined) return await made(hub, label, create);
  } catch (error) {
    if (error instanceof GitHubError && error.kind === 'gone') return switchedOff();
    throw error;
  }
  return trouble(
    'none',
    `no open issue carries the label ${label}`,
    'name the issue under report.issue in forethought.yml, label one, or set create-issue: true',
  );
}

function switchedOff(): TrackingTrouble {
  return trouble(
    'issues-disabled',
    'issues are switched off in this repository',
    'switch them on under Settings, General, Features, or run the report without an issue',
  );
}

/** Deleted is 410, and 404 to who may not see it; transferred is a redirect, which was followed. https://docs.github.com/rest/issues/issues#get-an-issue */
async function byNumber(hub: GitHub, number: number): Promise<TrackingIssue | TrackingTrouble> {
  const fix = 'name another issue under report.issue in forethought.yml, or none, and set create-issue: true';
  try {
    const { data } = await hub.api.rest.issues.get({ ...hub.where, issue_number: number });
    if (member(data, 'pull_request') !== undefined)
      return trouble('pull-request', `#${number} is a pull request, and no issue`, fix);
    if (!(await isHere(hub, data)))
      return trouble('transferred', `#${number} was transferred to ${textAt(data, 'html_url')}`, fix);
    return issueOf(hub, data);
  } catch (error) {
    if (!(error instanceof GitHubError)) throw error;
    if (error.kind === 'gone' && /disabled/i.test(error.words)) return switchedOff();
    if (error.kind === 'gone') return trouble('deleted', `issue #${number} was deleted`, fix);
    if (error.kind !== 'not-found') throw error;
    return trouble(
      'not-found',
      `there is no issue #${number} that this token may see`,
      `${fix}; or grant the job issues: write`,
    );
  }
}

/** A renamed repository has other addresses too, so in doubt the repository says where it is now. */
async function isHere(hub: GitHub, issue: unknown): Promise<boolean> {
  const place = textAt(issue, 'repository_url').toLowerCase();
  const { owner, repo } = hub.where;
  if (place.endsWith(`/repos/${owner}/${repo}`.toLowerCase())) return true;
  const { data } = await hub.api.rest.repos.get(hub.where);
  return place === textAt(data, 'url').toLowerCase();
}

/** A month's review is no place for a week's report, whatever labels it carries. */
async function byLabel(hub: GitHub, label: string): Promise<TrackingIssue | undefined> {
  const labelled = await listIssues(hub, { labels: label, state: 'open' });
  const open = labelled.filter(({ body }) => monthlyMarkerIn(body) === undefined);
  const [taken] = open.filter(({ isOwn }) => isOwn).concat(open);
  if (taken === undefined || open.length === 1) return taken;
  const numbers = open.map(({ number }) => `#${number}`).join(', ');
  const notice = `${open.length} open issues carry the label ${label} (${numbers}); #${taken.number} is used`;
  return { ...taken, notices: [notice] };
}

/** Makes the issue, unless there is an older one of our own that lost the label. */
async function made(
  hub: GitHub,
  label: string,
  { title, body }: { readonly title: string; readonly body: string },
): Promise<TrackingIssue> {
  const earlier = await unlabelled(hub, label);
  if (earlier !== undefined) return earlier;
  const find = async () => (await byLabel(hub, label)) ?? (await unlabelled(hub, label));
  return openOnce(hub, { title, label, body: stateBlock(body) }, find);
}

/** The oldest open issue of our own that holds our markers, whatever became of its label. */
async function unlabelled(hub: GitHub, label: string): Promise<TrackingIssue | undefined> {
  const own = await listOwnIssues(hub, { state: 'open' });
  const found = own.find(({ body }) => hasStateBlock(body));
  if (found === undefined) return undefined;
  return { ...found, notices: [`#${found.number} is used, which does not carry the label ${label}`] };
}

function trouble(kind: TrackingTrouble['trouble']['kind'], message: string, fix: string): TrackingTrouble {
  return { trouble: { kind, message, fix } };
}
