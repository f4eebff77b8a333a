import type { History } from '../git/history.js';
import { type Identify, importCommits } from '../git/import.js';
import type { IssueInput, PullInput, ThreadInput } from './input.js';
import type { IssueState, PullState, RepositoryState, ReviewState, ThreadState } from './model.js';
import { instantOf, type World } from './world.js';

/** Issues and pull requests of a repository share one row of numbers; this is the next free one. */
export function nextNumber(repository: RepositoryState): number {
  return (
    Math.max(
      repository.firstNumber - 1,
      ...repository.issues.map(({ number }) => number),
      ...repository.pulls.map(({ number }) => number),
      ...repository.deleted,
      ...Object.keys(repository.transferred).map(Number),
    ) + 1
  );
}

/** One issue out of what the input says about it. */
export function makeIssue(
  world: World,
  repository: RepositoryState,
  input: IssueInput,
  start: string,
): IssueState {
  const createdAt = input.createdAt ?? start;
  const state = input.state ?? 'open';
  const author = input.author === undefined ? repository.owner : input.author;
  if (author !== null) world.account(author);
  return {
    id: world.id(),
    number: input.number ?? nextNumber(repository),
    title: input.title ?? 'Change something',
    body: input.body ?? '',
    author,
    createdAt,
    updatedAt: input.updatedAt ?? input.closedAt ?? createdAt,
    closedAt: state === 'open' ? null : (input.closedAt ?? createdAt),
    state,
    stateReason: input.stateReason ?? (state === 'closed' ? 'completed' : null),
    locked: input.locked ?? false,
    labels: [...(input.labels ?? [])],
    edits: [...(input.edits ?? [])],
    comments: (input.comments ?? []).map((comment) => ({
      id: world.id(),
      author,
      createdAt,
      updatedAt: createdAt,
      minimised: null,
      ...comment,
    })),
    timeline: (input.timeline ?? []).map((event) => ({
      id: world.id(),
      at: createdAt,
      actor: author,
      ...event,
    })),
  };
}

/** What a pull request is made with: the instant of what has none, and the people of its commits. */
export interface PullMaking {
  readonly start: string;
  readonly identify: Identify;
}

/** One pull request, with its commits made (one, when it names none and its head does not exist) and `refs/pull/N/head` set. Throws when its head or base does not exist. */
export function makePull(
  world: World,
  repository: RepositoryState,
  input: PullInput,
  making: PullMaking,
): PullState {
  const issue = makeIssue(world, repository, input, making.start);
  const history = world.history(repository);
  const base = input.base ?? repository.defaultBranch;
  const ref = input.head?.ref ?? `change-${issue.number}`;
  const own = `${repository.owner}/${repository.name}`;
  const source = input.head?.repository === undefined ? own : input.head.repository;
  const isFork = source !== own;
  const target = isFork ? `refs/pull/${issue.number}/head` : `refs/heads/${ref}`;
  const baseSha = history.resolve(base);
  if (baseSha === null) throw new Error(`the base ${base} of pull request ${issue.number} does not exist`);
  const isThere = input.head?.sha !== undefined || history.resolve(target) !== null;
  const commits =
    input.commits ?? (isThere ? [] : [{ message: issue.title, files: { [`${ref}.txt`]: `${ref}\n` } }]);
  if (commits.length > 0) {
    importCommits(
      history,
      { ref: target, from: input.from ?? base, commits },
      { author: issue.author ?? repository.owner, at: issue.createdAt, identify: making.identify },
    );
  }
  const sha = input.head?.sha ?? history.resolve(target);
  if (sha === null) throw new Error(`the head ${ref} of pull request ${issue.number} does not exist`);
  history.setRef(`refs/pull/${issue.number}/head`, sha);
  return {
    ...issue,
    isDraft: input.draft ?? false,
    base: { ref: base, sha: mergedOnto(history, input) ?? baseSha },
    head: { ref, sha, repository: source },
    mergeCommit: input.mergeCommit ?? null,
    mergedAt: issue.state === 'merged' ? issue.closedAt : null,
    mergedBy: input.mergedBy ?? (issue.state === 'merged' ? repository.owner : null),
    closes: [...(input.closes ?? [])],
    requests: [...(input.requests ?? [])],
    reviews: (input.reviews ?? []).map((review) => makeReview(world, review, issue.createdAt, sha)),
    threads: (input.threads ?? []).map((thread) => makeThread(world, thread, issue)),
  };
}

/** What was merged keeps the base that it was merged onto: the branch may hold its head by now. */
function mergedOnto(history: History, { mergeCommit }: PullInput): string | undefined {
  return mergeCommit === undefined ? undefined : history.commit(mergeCommit)?.parents[0];
}

/** One review; `submittedAt` is an hour after the pull request was opened unless it says otherwise. */
export function makeReview(
  world: World,
  input: Partial<ReviewState> & Pick<ReviewState, 'state'>,
  createdAt: string,
  sha: string,
): ReviewState {
  if (typeof input.author === 'string') world.account(input.author);
  return {
    id: world.id(),
    author: null,
    body: '',
    submittedAt: instantOf(Date.parse(createdAt) + 3_600_000),
    commit: sha,
    ...input,
  };
}

function makeThread(world: World, input: ThreadInput, issue: IssueState): ThreadState {
  return {
    id: world.id(),
    path: input.path ?? 'README.md',
    line: input.line ?? 1,
    isResolved: input.isResolved ?? false,
    isOutdated: input.isOutdated ?? false,
    resolvedBy: input.resolvedBy ?? (input.isResolved === true ? issue.author : null),
    comments: input.comments.map((comment) => ({
      id: world.id(),
      author: issue.author,
      createdAt: issue.createdAt,
      review: null,
      ...comment,
    })),
  };
}
