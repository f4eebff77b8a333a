import type { MergeSettings, PullCommit, PullRequest, Review } from '@forethought/core';
import type { GitHub } from './connect.js';
import type { Gate } from './gate.js';
import {
  accountOf,
  countAt,
  idAt,
  listAt,
  maybeText,
  member,
  shaAt,
  textAt,
  timeAt,
  truthAt,
  wordAt,
} from './value.js';

/**
 * What REST can tell of a pull request, for a server without GraphQL. It does not tell which threads are resolved (named in
 * `missing`), nor when the body was edited: the time of the last change of any kind stands for it, which is never too early.
 * https://docs.github.com/rest/pulls
 */
export async function readGateByRest(hub: GitHub, number: number): Promise<Gate> {
  const { api, where } = hub;
  const one = { ...where, pull_number: number };
  const { data: raw } = await api.rest.pulls.get(one);
  const paged = { ...one, per_page: 100 };
  const commits = await api.paginate(api.rest.pulls.listCommits, paged);
  const reviews = await api.paginate(api.rest.pulls.listReviews, paged);
  const ref = await api.rest.git.getRef({ ...where, ref: `heads/${textAt(raw, 'base', 'ref')}` });
  const { data: repository } = await api.rest.repos.get(where);
  const pull = pullOf(raw, commits, reviews);
  const settings = settingsOf(repository);
  return {
    pull,
    settings,
    ...(settings === null ? { settingsMissing: 'GitHub shows the merge settings only to who may push' } : {}),
    defaultBranch: textAt(repository, 'default_branch'),
    baseTip: shaAt(ref.data, 'object', 'sha'),
  };
}

function pullOf(raw: unknown, commits: unknown, reviews: unknown): PullRequest {
  const isDraft = truthAt(raw, 'draft');
  const list = unique(listAt(commits).map(commitOf), ({ sha }) => sha);
  const count = countAt(raw, 'commits');
  const cut = `REST listed ${list.length} of ${count}`;
  return {
    number: countAt(raw, 'number'),
    title: textAt(raw, 'title'),
    body: maybeText(raw, 'body') ?? '',
    url: textAt(raw, 'html_url'),
    author: accountOf(member(raw, 'user')),
    createdAt: timeAt(raw, 'created_at'),
    readyAt: null,
    bodyEditedAt: timeAt(raw, 'updated_at'),
    isDraft,
    state: truthAt(raw, 'merged') ? 'merged' : wordAt(raw, ['open', 'closed'], 'state'),
    labels: listAt(raw, 'labels').map((label) => textAt(label, 'name')),
    base: { ref: textAt(raw, 'base', 'ref'), sha: shaAt(raw, 'base', 'sha') },
    head: {
      ref: textAt(raw, 'head', 'ref'),
      sha: shaAt(raw, 'head', 'sha'),
      repository: member(raw, 'head', 'repo') === null ? null : textAt(raw, 'head', 'repo', 'full_name'),
    },
    mergeCommit: truthAt(raw, 'merged') ? maybeText(raw, 'merge_commit_sha') : null,
    commits: list,
    commitCount: count,
    reviews: unique(listAt(reviews).flatMap(reviewOf), ({ id }) => id),
    threads: [],
    missing: [
      ...(list.length === count ? [] : [{ what: 'commits' as const, why: cut }]),
      { what: 'threads' as const, why: 'REST does not tell which threads are resolved' },
    ],
  };
}

/** The account that signs what is made on the platform itself. */
const PLATFORM = 'web-flow';

function commitOf(raw: unknown): PullCommit {
  return {
    sha: shaAt(raw, 'sha'),
    parents: listAt(raw, 'parents').length,
    message: textAt(raw, 'commit', 'message'),
    login: maybeText(raw, 'author', 'login'),
    committedAt: timeAt(raw, 'commit', 'committer', 'date'),
    isPlatformMade:
      member(raw, 'commit', 'verification', 'verified') === true &&
      member(raw, 'committer', 'login') === PLATFORM,
  };
}

const REVIEW_STATES: Readonly<Record<string, Review['state']>> = {
  APPROVED: 'approved',
  CHANGES_REQUESTED: 'changes-requested',
  COMMENTED: 'commented',
  DISMISSED: 'dismissed',
};

function reviewOf(raw: unknown): readonly Review[] {
  const word = textAt(raw, 'state');
  const state = Object.hasOwn(REVIEW_STATES, word) ? REVIEW_STATES[word] : undefined;
  if (state === undefined) return [];
  return [
    {
      id: idAt(raw, 'id'),
      author: accountOf(member(raw, 'user')),
      state,
      submittedAt: timeAt(raw, 'submitted_at'),
      body: maybeText(raw, 'body') ?? '',
      commit: maybeText(raw, 'commit_id'),
      canPush: null,
      url: textAt(raw, 'html_url'),
    },
  ];
}

/** The merge settings in REST's words; null where this token is not shown them. */
export function settingsOf(repository: unknown): MergeSettings | null {
  const keys = ['allow_squash_merge', 'squash_merge_commit_title', 'squash_merge_commit_message'];
  if (keys.some((key) => member(repository, key) === undefined)) return null;
  return {
    squash: truthAt(repository, 'allow_squash_merge'),
    merge: truthAt(repository, 'allow_merge_commit'),
    rebase: truthAt(repository, 'allow_rebase_merge'),
    squashTitle: wordAt(repository, ['PR_TITLE', 'COMMIT_OR_PR_TITLE'], 'squash_merge_commit_title'),
    squashMessage: wordAt(repository, ['PR_BODY', 'COMMIT_MESSAGES', 'BLANK'], 'squash_merge_commit_message'),
  };
}

function unique<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()];
}
