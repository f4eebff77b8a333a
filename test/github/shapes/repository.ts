import { type Links, repositoryLinks } from '../links.js';
import type { RepositoryState } from '../state/model.js';
import type { World } from '../state/world.js';
import { accountShape, nodeId } from './account.js';

/** A repository with what every answer that contains one needs. */
export function repositoryShape(
  world: World,
  links: Links,
  repository: RepositoryState,
): Record<string, unknown> {
  const full = `${repository.owner}/${repository.name}`;
  const url = `${links.api}/repos/${full}`;
  const html = `${links.html}/${full}`;
  const host = new URL(links.html).host;
  return {
    id: repository.id,
    node_id: nodeId('Repository', repository.id),
    name: repository.name,
    full_name: full,
    private: repository.isPrivate,
    owner: accountShape(world, links, repository.owner),
    html_url: html,
    description: null,
    fork: repository.isFork,
    url,
    ...repositoryLinks(url),
    git_url: `git://${host}/${full}.git`,
    ssh_url: `git@${host}:${full}.git`,
    clone_url: `${html}.git`,
    svn_url: html,
    homepage: null,
    language: null,
    ...counts(repository),
    mirror_url: null,
    license: null,
    topics: [],
    visibility: repository.isPrivate ? 'private' : 'public',
    default_branch: repository.defaultBranch,
    created_at: repository.createdAt,
    updated_at: repository.createdAt,
    pushed_at: repository.createdAt,
  };
}

function counts(repository: RepositoryState): Record<string, unknown> {
  const open = [...repository.issues, ...repository.pulls].filter(({ state }) => state === 'open').length;
  return {
    forks: 0,
    forks_count: 0,
    stargazers_count: 0,
    watchers: 0,
    watchers_count: 0,
    open_issues: open,
    open_issues_count: open,
    size: 0,
    has_issues: repository.hasIssues,
    has_projects: false,
    has_wiki: false,
    has_pages: false,
    has_downloads: true,
    has_discussions: false,
    archived: false,
    disabled: false,
    is_template: false,
    web_commit_signoff_required: false,
  };
}

/** A repository as it is given by itself: with counts, and the merge settings for who may push. */
export function fullRepositoryShape(
  world: World,
  links: Links,
  repository: RepositoryState,
  canPush: boolean,
): Record<string, unknown> {
  const { settings } = repository;
  const merging = {
    allow_squash_merge: settings.squash,
    allow_merge_commit: settings.merge,
    allow_rebase_merge: settings.rebase,
    allow_auto_merge: false,
    allow_update_branch: false,
    delete_branch_on_merge: settings.deleteBranchOnMerge,
    use_squash_pr_title_as_default: settings.squashTitle === 'PR_TITLE',
    squash_merge_commit_title: settings.squashTitle,
    squash_merge_commit_message: settings.squashMessage,
    merge_commit_title: settings.mergeTitle,
    merge_commit_message: settings.mergeMessage,
  };
  return {
    ...repositoryShape(world, links, repository),
    network_count: 0,
    subscribers_count: 0,
    temp_clone_token: null,
    ...(canPush ? merging : {}),
  };
}
