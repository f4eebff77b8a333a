import { headOf } from '../state/heads.js';
import type { PullState, RepositoryState } from '../state/model.js';
import { accountShape, associationOf, GHOST, nodeId } from './account.js';
import { apiOf, htmlOf, labelShape, type Place } from './issue.js';
import { repositoryShape } from './repository.js';

/** One pull request as lists give it. */
export function pullShape(place: Place, pull: PullState): Record<string, unknown> {
  const { world, links, repository } = place;
  const url = `${apiOf(place)}/pulls/${pull.number}`;
  const html = `${htmlOf(place)}/pull/${pull.number}`;
  const own = `${repository.owner}/${repository.name}`;
  return {
    id: pull.id,
    node_id: nodeId('PullRequest', pull.id),
    number: pull.number,
    html_url: html,
    diff_url: `${html}.diff`,
    patch_url: `${html}.patch`,
    ...addresses(place, pull),
    url,
    state: pull.state === 'open' ? 'open' : 'closed',
    locked: pull.locked,
    title: pull.title,
    user: accountShape(world, links, pull.author ?? GHOST),
    body: pull.body === '' ? null : pull.body,
    labels: pull.labels.map((name) => labelShape(place, name)),
    milestone: null,
    created_at: pull.createdAt,
    updated_at: pull.updatedAt,
    closed_at: pull.closedAt,
    merged_at: pull.mergedAt,
    merge_commit_sha: pull.mergeCommit,
    assignee: null,
    assignees: [],
    requested_reviewers: [],
    requested_teams: [],
    draft: pull.isDraft,
    head: end(place, pull.head, headOf(world, repository, pull), headOwner(pull)),
    base: end(place, { ref: pull.base.ref, repository: own }, pull.base.sha, repository.owner),
    author_association: associationOf(repository, pull.author),
    auto_merge: null,
    active_lock_reason: null,
  };
}

function addresses(place: Place, pull: PullState): Record<string, unknown> {
  const api = apiOf(place);
  const url = `${api}/pulls/${pull.number}`;
  const issue = `${api}/issues/${pull.number}`;
  const statuses = `${api}/statuses/${headOf(place.world, place.repository, pull)}`;
  const links = {
    self: url,
    html: `${htmlOf(place)}/pull/${pull.number}`,
    issue,
    comments: `${issue}/comments`,
    review_comments: `${url}/comments`,
    review_comment: `${api}/pulls/comments{/number}`,
    commits: `${url}/commits`,
    statuses,
  };
  return {
    issue_url: issue,
    commits_url: links.commits,
    review_comments_url: links.review_comments,
    review_comment_url: links.review_comment,
    comments_url: links.comments,
    statuses_url: statuses,
    _links: Object.fromEntries(Object.entries(links).map(([name, href]) => [name, { href }])),
  };
}

function end(
  place: Place,
  { ref, repository: name }: { ref: string; repository: string | null },
  sha: string,
  owner: string | null,
) {
  const { world, links } = place;
  const known = name === null ? undefined : repositoryOf(place, name);
  return {
    label: owner === null ? `unknown repository:${ref}` : `${owner}:${ref}`,
    ref,
    sha,
    user: accountShape(world, links, owner ?? GHOST),
    repo: known === undefined ? null : repositoryShape(world, links, known),
  };
}

/** Whose repository the head is in; the author's when it is deleted. */
export function headOwner(pull: PullState): string | null {
  return pull.head.repository?.split('/')[0] ?? pull.author;
}

/** The repository of a head: one that the state knows, or a fork that has nothing but its name. */
export function repositoryOf({ world, repository }: Place, name: string): RepositoryState {
  const [owner = '', short = ''] = name.split('/');
  return (
    world.repository(owner, short) ?? {
      ...repository,
      id: repository.id + 500_000,
      owner,
      name: short,
      isFork: true,
    }
  );
}

/** One pull request as it is given by itself. */
export function fullPullShape(place: Place, pull: PullState): Record<string, unknown> {
  const { world, links, repository } = place;
  const history = world.history(repository);
  const head = headOf(world, repository, pull);
  const commits = history.range(pull.base.sha, head);
  const files = history.diff(history.mergeBase(pull.base.sha, head) ?? pull.base.sha, head);
  const isOpen = pull.state === 'open';
  return {
    ...pullShape(place, pull),
    merged: pull.state === 'merged',
    mergeable: isOpen ? true : null,
    rebaseable: isOpen ? true : null,
    mergeable_state: isOpen ? (pull.isDraft ? 'draft' : 'clean') : 'unknown',
    merged_by: accountShape(world, links, pull.mergedBy),
    comments: pull.comments.length,
    review_comments: pull.threads.reduce((sum, { comments }) => sum + comments.length, 0),
    maintainer_can_modify: false,
    commits: commits.length,
    additions: files.reduce((sum, { additions }) => sum + additions, 0),
    deletions: files.reduce((sum, { deletions }) => sum + deletions, 0),
    changed_files: files.length,
  };
}
