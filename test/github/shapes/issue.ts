import type { Links } from '../links.js';
import type { CommentState, IssueState, RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import { accountShape, associationOf, nodeId } from './account.js';
import { appShape } from './app.js';

/** The addresses of a repository that answers are made of. */
export interface Place {
  readonly world: World;
  readonly links: Links;
  readonly repository: RepositoryState;
}

/** `…/repos/owner/name` of the API. */
export function apiOf({ links, repository }: Place): string {
  return `${links.api}/repos/${repository.owner}/${repository.name}`;
}

/** `…/owner/name` for people. */
export function htmlOf({ links, repository }: Place): string {
  return `${links.html}/${repository.owner}/${repository.name}`;
}

/** One label; its id and colour follow from its name. */
export function labelShape(place: Place, name: string): Record<string, unknown> {
  const id = 1 + [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_000, 7);
  return {
    id,
    node_id: nodeId('Label', id),
    url: `${apiOf(place)}/labels/${encodeURIComponent(name)}`,
    name,
    color: 'ededed',
    default: false,
    description: null,
  };
}

/** One issue, or the issue side of a pull request. */
export function issueShape(place: Place, issue: IssueState, isPullRequest: boolean): Record<string, unknown> {
  const { world, links, repository } = place;
  const url = `${apiOf(place)}/issues/${issue.number}`;
  const html = `${htmlOf(place)}/${isPullRequest ? 'pull' : 'issues'}/${issue.number}`;
  const pull = `${apiOf(place)}/pulls/${issue.number}`;
  return {
    url,
    repository_url: apiOf(place),
    labels_url: `${url}/labels{/name}`,
    comments_url: `${url}/comments`,
    events_url: `${url}/events`,
    timeline_url: `${url}/timeline`,
    html_url: html,
    id: issue.id,
    node_id: nodeId(isPullRequest ? 'PullRequest' : 'Issue', issue.id),
    number: issue.number,
    title: issue.title,
    user: accountShape(world, links, issue.author),
    labels: issue.labels.map((name) => labelShape(place, name)),
    state: issue.state === 'open' ? 'open' : 'closed',
    locked: issue.locked,
    assignee: null,
    assignees: [],
    milestone: null,
    comments: issue.comments.length,
    created_at: issue.createdAt,
    updated_at: issue.updatedAt,
    closed_at: issue.closedAt,
    author_association: associationOf(repository, issue.author),
    active_lock_reason: null,
    body: issue.body === '' ? null : issue.body,
    ...(isPullRequest
      ? { pull_request: { url: pull, html_url: html, diff_url: `${html}.diff`, patch_url: `${html}.patch` } }
      : {}),
    state_reason: issue.stateReason,
  };
}

/** One comment of a conversation. */
export function commentShape(
  place: Place,
  issue: IssueState,
  comment: CommentState,
  isPullRequest: boolean,
): Record<string, unknown> {
  const { world, links, repository } = place;
  return {
    url: `${apiOf(place)}/issues/comments/${comment.id}`,
    html_url: `${htmlOf(place)}/${isPullRequest ? 'pull' : 'issues'}/${issue.number}#issuecomment-${comment.id}`,
    issue_url: `${apiOf(place)}/issues/${issue.number}`,
    id: comment.id,
    node_id: nodeId('IssueComment', comment.id),
    user: accountShape(world, links, comment.author),
    created_at: comment.createdAt,
    updated_at: comment.updatedAt,
    author_association: associationOf(repository, comment.author),
    body: comment.body,
    performed_via_github_app: comment.author === 'github-actions[bot]' ? appShape(world, links) : null,
  };
}
