import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FakeGitHub } from './github.js';
import { type QueueEntry, testMerge } from './land/queue.js';
import { accountShape } from './shapes/account.js';
import { htmlOf, type Place } from './shapes/issue.js';
import { fullPullShape } from './shapes/pull.js';
import { repositoryShape } from './shapes/repository.js';
import { lineCommentShape, reviewShape } from './shapes/review.js';
import type { PullState, RepositoryState } from './state/model.js';

/** What happened, in the names of the events that start workflows. `action` is `synchronize` unless it says otherwise. */
export type Happening =
  | {
      readonly event:
        | 'pull_request'
        | 'pull_request_target'
        | 'pull_request_review'
        | 'pull_request_review_comment';
      readonly number: number;
      readonly action?: string;
    }
  | { readonly event: 'merge_group'; readonly entry: QueueEntry }
  | { readonly event: 'push'; readonly before: string; readonly after: string; readonly ref?: string }
  | { readonly event: 'workflow_dispatch'; readonly ref?: string };

/** The environment in which the runner starts an action for an event, without the files for its output. */
export type RunnerEnvironment = Readonly<Record<string, string>>;

/** The payload of an event in the shape of https://docs.github.com/webhooks/webhook-events-and-payloads, read from the state now. */
export function eventFor(
  github: FakeGitHub,
  repository: RepositoryState,
  what: Happening,
  sender?: string,
): Record<string, unknown> {
  const place: Place = { world: github.world, links: github.links, repository };
  const common = {
    repository: repositoryShape(github.world, github.links, repository),
    sender: accountShape(github.world, github.links, sender ?? repository.owner),
  };
  if (what.event === 'merge_group')
    return { action: 'checks_requested', merge_group: groupShape(place, what.entry), ...common };
  if (what.event === 'push') return { ...pushShape(place, what), ...common };
  if (what.event === 'workflow_dispatch') {
    return {
      inputs: {},
      ref: what.ref ?? `refs/heads/${repository.defaultBranch}`,
      workflow: '.github/workflows/gate.yml',
      ...common,
    };
  }
  return { ...pullPayload(place, what), ...common };
}

type PullHappening = Extract<Happening, { readonly number: number }>;

function pullPayload(place: Place, { event, number, action }: PullHappening): Record<string, unknown> {
  const pull = pullOf(place.repository, number);
  const shape = fullPullShape(place, pull);
  const review = pull.reviews.at(-1);
  const thread = pull.threads.at(-1);
  const comment = thread?.comments.at(-1);
  if (event === 'pull_request_review') {
    if (review === undefined) throw new Error(`pull request ${number} has no review`);
    const told = { ...reviewShape(place, pull, review), state: review.state.toLowerCase() };
    return { action: action ?? 'submitted', review: told, pull_request: shape };
  }
  if (event === 'pull_request_review_comment') {
    if (thread === undefined || comment === undefined)
      throw new Error(`pull request ${number} has no thread`);
    return {
      action: action ?? 'created',
      comment: lineCommentShape(place, pull, thread, comment),
      pull_request: shape,
    };
  }
  return { action: action ?? 'synchronize', number, pull_request: shape };
}

function pullOf({ pulls }: RepositoryState, number: number): PullState {
  const found = pulls.find((candidate) => candidate.number === number);
  if (found === undefined) throw new Error(`there is no pull request ${number}`);
  return found;
}

function groupShape(place: Place, entry: QueueEntry): Record<string, unknown> {
  return {
    head_sha: entry.sha,
    head_ref: entry.ref,
    base_sha: entry.base,
    base_ref: entry.baseRef,
    head_commit: commitShape(place, entry.sha),
  };
}

function commitShape({ world, repository }: Place, sha: string): Record<string, unknown> | null {
  const commit = world.history(repository).commit(sha);
  if (commit === undefined) return null;
  const { name, email } = commit.author;
  const { name: committer, email: address } = commit.committer;
  return {
    id: commit.sha,
    tree_id: commit.tree,
    message: commit.message,
    timestamp: commit.committer.date,
    author: { name, email },
    committer: { name: committer, email: address },
  };
}

const MAX_COMMITS = 2048;

function pushShape(
  place: Place,
  { before, after, ref }: Extract<Happening, { event: 'push' }>,
): Record<string, unknown> {
  const { world, repository } = place;
  const history = world.history(repository);
  const isNew = /^0+$/.test(before);
  const commits = isNew ? [] : history.range(before, after);
  return {
    ref: ref ?? `refs/heads/${repository.defaultBranch}`,
    before,
    after,
    created: isNew,
    deleted: /^0+$/.test(after),
    forced: !isNew && !history.isAncestor(before, after),
    base_ref: null,
    compare: `${htmlOf(place)}/compare/${before.slice(0, 12)}...${after.slice(0, 12)}`,
    commits: commits.slice(-MAX_COMMITS).map(({ sha }) => commitShape(place, sha)),
    head_commit: commitShape(place, after),
    pusher: { name: repository.owner, email: `${repository.owner}@example.org` },
  };
}

/** Writes the payload into a folder and gives the variables that the runner sets. https://docs.github.com/actions/reference/workflows-and-actions/variables */
export function runnerFor(
  github: FakeGitHub,
  repository: RepositoryState,
  what: Happening,
  folder: string,
): RunnerEnvironment {
  const path = join(folder, 'event.json');
  writeFileSync(path, JSON.stringify(eventFor(github, repository, what)));
  return {
    ...refVariables(github, repository, what),
    GITHUB_ACTIONS: 'true',
    CI: 'true',
    GITHUB_EVENT_NAME: what.event,
    GITHUB_EVENT_PATH: path,
    GITHUB_API_URL: github.apiUrl,
    GITHUB_GRAPHQL_URL: github.graphqlUrl,
    GITHUB_SERVER_URL: github.links.html,
    GITHUB_REPOSITORY: `${repository.owner}/${repository.name}`,
    GITHUB_REPOSITORY_OWNER: repository.owner,
    GITHUB_REPOSITORY_ID: String(repository.id),
    GITHUB_ACTOR: repository.owner,
    GITHUB_RUN_ID: '4711',
    GITHUB_RUN_ATTEMPT: '1',
    GITHUB_WORKFLOW: 'gate',
    GITHUB_JOB: 'gate',
  };
}

function refVariables(
  { world }: FakeGitHub,
  repository: RepositoryState,
  what: Happening,
): RunnerEnvironment {
  const branch = repository.defaultBranch;
  const tip = (name: string): string => world.history(repository).resolve(`refs/heads/${name}`) ?? '';
  if (what.event === 'merge_group') return { GITHUB_REF: what.entry.ref, GITHUB_SHA: what.entry.sha };
  if (what.event === 'push')
    return { GITHUB_REF: what.ref ?? `refs/heads/${branch}`, GITHUB_SHA: what.after };
  if (what.event === 'workflow_dispatch')
    return { GITHUB_REF: what.ref ?? `refs/heads/${branch}`, GITHUB_SHA: tip(branch) };
  const pull = pullOf(repository, what.number);
  const names = { GITHUB_BASE_REF: pull.base.ref, GITHUB_HEAD_REF: pull.head.ref };
  if (what.event === 'pull_request_target') {
    return { ...names, GITHUB_REF: `refs/heads/${pull.base.ref}`, GITHUB_SHA: tip(pull.base.ref) };
  }
  const sha =
    pull.state === 'open' ? testMerge(world, repository, pull.number) : (pull.mergeCommit ?? pull.head.sha);
  return { ...names, GITHUB_REF: `refs/pull/${pull.number}/merge`, GITHUB_SHA: sha };
}
